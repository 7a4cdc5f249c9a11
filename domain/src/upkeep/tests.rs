//! Upkeep, on a real database.

use super::*;
use crate::testing::{EventBuilder, TwicePaid, attendance, person, test_hub};
use crate::{Actor, Hub, events};
use chrono::TimeDelta;
use rust_decimal::Decimal;
use types::accounts::Role;
use types::events::CancelEvent;
use types::ids::{BookingId, PaymentId};
use types::upkeep::{Attention, DiscardJob, JobState, PaymentTrouble};
use types::{ErrorCode, Failure, Locale, PageRequest};

async fn admin(hub: &Hub) -> Actor {
    Actor::User { id: person(hub, Role::Admin).await, role: Role::Admin }
}

/// A job of this kind; `how` is what its columns are set to.
async fn job(hub: &Hub, kind: &str, how: &str) -> i64 {
    sqlx::query("INSERT INTO graphile_worker._private_tasks (identifier) VALUES ($1) ON CONFLICT DO NOTHING")
        .bind(kind)
        .execute(hub.db.pool())
        .await
        .unwrap();
    let sql = "INSERT INTO graphile_worker._private_jobs (task_id, key, last_error)
         SELECT id, $1 || ':' || gen_random_uuid(), 'no such luck'
         FROM graphile_worker._private_tasks WHERE identifier = $1 RETURNING id";
    let id: i64 = sqlx::query_scalar(sql).bind(kind).fetch_one(hub.db.pool()).await.unwrap();
    let sql = format!("UPDATE graphile_worker._private_jobs SET {how} WHERE id = $1");
    sqlx::query(sqlx::AssertSqlSafe(sql)).bind(id).execute(hub.db.pool()).await.unwrap();
    id
}

const DEAD: &str = "attempts = max_attempts";
const RUNS: &str = "locked_at = now(), locked_by = 'worker', attempts = 1";
const DUE: &str = "run_at = now() - interval '1 hour'";
const LATER: &str = "run_at = now() + interval '1 hour'";

async fn listed(hub: &Hub, actor: Actor, state: Option<JobState>) -> Vec<(i64, JobState)> {
    let list = list_jobs(hub, actor, state, PageRequest::default()).await.unwrap();
    assert_eq!(usize::try_from(list.page.count).unwrap(), list.page.results.len());
    list.page.results.iter().map(|job| (job.id, job.state)).collect()
}

fn code(refused: crate::Error) -> ErrorCode {
    Failure::from(refused).code
}

async fn told(hub: &Hub, action: &str) -> i64 {
    sqlx::query_scalar("SELECT count(*) FROM audit_log WHERE action = $1")
        .bind(action)
        .fetch_one(hub.db.pool())
        .await
        .unwrap()
}

#[tokio::test]
async fn the_queue_is_shown_with_what_failed_first() {
    let (hub, _database) = test_hub().await;
    let actor = admin(&hub).await;
    let due = job(&hub, "lapse_holds", DUE).await;
    let later = job(&hub, "remind_event", LATER).await;
    let runs = job(&hub, "survey_event", RUNS).await;
    let dead = job(&hub, "mail_certificates", DEAD).await;
    let all = [
        (dead, JobState::Failed),
        (runs, JobState::Running),
        (due, JobState::Waiting),
        (later, JobState::Later),
    ];
    assert_eq!(listed(&hub, actor, None).await, all);
    for one in all {
        assert_eq!(listed(&hub, actor, Some(one.1)).await, [one]);
    }
    let list = list_jobs(&hub, actor, None, PageRequest::default()).await.unwrap();
    let figures = &list.figures;
    assert_eq!((figures.waiting, figures.later, figures.running, figures.failed), (1, 1, 1, 1));
    let waits = hub.now() - figures.oldest.unwrap();
    assert_eq!(waits.num_minutes(), 60);
    let found: Vec<bool> = list.page.results.iter().map(|job| job.found_again).collect();
    assert_eq!(found, [false, true, true, true], "what no periodic look finds is said");
    assert_eq!(list.page.results[0].last_error.as_deref(), Some("no such luck"));
}

#[tokio::test]
async fn a_job_is_tried_again_with_all_its_tries_or_given_up_with_a_reason() {
    let (hub, _database) = test_hub().await;
    let actor = admin(&hub).await;
    let dead = job(&hub, "mail_certificates", DEAD).await;
    let runs = job(&hub, "survey_event", RUNS).await;
    retry_job(&hub, actor, dead).await.unwrap();
    assert_eq!(listed(&hub, actor, Some(JobState::Waiting)).await, [(dead, JobState::Waiting)]);
    let reason = |reason: &str| DiscardJob { reason: reason.to_owned() };
    for refused in
        [retry_job(&hub, actor, runs).await, discard_job(&hub, actor, runs, reason("x")).await]
    {
        assert_eq!(code(refused.unwrap_err()), ErrorCode::JobRunning);
    }
    for refused in
        [retry_job(&hub, actor, -1).await, discard_job(&hub, actor, -1, reason("x")).await]
    {
        assert_eq!(code(refused.unwrap_err()), ErrorCode::NotFound);
    }
    let refused = discard_job(&hub, actor, dead, reason(" ")).await.unwrap_err();
    assert_eq!(code(refused), ErrorCode::ValidationFailed);
    discard_job(&hub, actor, dead, reason("Its event is gone.")).await.unwrap();
    assert_eq!(listed(&hub, actor, None).await, [(runs, JobState::Running)]);
    assert_eq!((told(&hub, "job.retried").await, told(&hub, "job.discarded").await), (1, 1));
}

#[tokio::test]
async fn however_many_give_a_job_up_one_does() {
    let (hub, _database) = test_hub().await;
    let actor = admin(&hub).await;
    let dead = job(&hub, "mail_certificates", DEAD).await;
    let give_up = || discard_job(&hub, actor, dead, DiscardJob { reason: "It is over.".into() });
    let done = futures::future::join_all((0..8).map(|_| give_up())).await;
    assert_eq!(done.iter().filter(|it| it.is_ok()).count(), 1);
    assert_eq!(told(&hub, "job.discarded").await, 1);
}

#[tokio::test]
async fn nobody_but_admins_sees_or_touches_it() {
    let (hub, _database) = test_hub().await;
    let dead = job(&hub, "mail_certificates", DEAD).await;
    let organizer = Actor::User { id: person(&hub, Role::Organizer).await, role: Role::Organizer };
    let page = PageRequest::default();
    for (actor, refusal) in
        [(Actor::Anonymous, ErrorCode::Unauthenticated), (organizer, ErrorCode::Forbidden)]
    {
        let payment = PaymentId(crate::ids::new_id());
        let discard = DiscardJob { reason: "x".into() };
        for refused in [
            attention(&hub, actor).await.map(drop),
            list_jobs(&hub, actor, None, page).await.map(drop),
            may_touch_job(&hub, actor, dead).await.map(drop),
            retry_job(&hub, actor, dead).await,
            discard_job(&hub, actor, dead, discard).await,
            troubled_payments(&hub, actor, None, page).await.map(drop),
            retry_payment(&hub, actor, payment).await,
        ] {
            assert_eq!(code(refused.unwrap_err()), refusal);
        }
    }
}

/// A confirmed booking, and a payment of it that is in this state.
async fn paid(hub: &Hub, status: &str, captured: i64) -> (BookingId, PaymentId) {
    let host = person(hub, Role::Organizer).await;
    let guest = person(hub, Role::Attendee).await;
    let event = EventBuilder { price: Decimal::from(25), ..EventBuilder::new(hub) };
    let event = event.insert(hub, host).await;
    let booking = attendance(hub, event, guest, false).await;
    let id = PaymentId(crate::ids::new_id());
    sqlx::query(
        "INSERT INTO payments (id, booking_id, provider, payment_method, reference_id, amount,
             currency, card_last4, status, captured, created_at, processed_at)
         VALUES ($1, $2, 'mock', 'MOCK_CARD', $1::text, 25, 'EUR', '1111', $3, $4,
             now() - interval '1 hour', CASE WHEN $3 <> 'PENDING' THEN now() END)",
    )
    .bind(id)
    .bind(booking)
    .bind(status)
    .bind(captured)
    .execute(hub.db.pool())
    .await
    .unwrap();
    (booking, id)
}

#[tokio::test]
async fn what_needs_a_person_is_counted_shown_and_tried_again() {
    let (hub, _database) = test_hub().await;
    let actor = admin(&hub).await;
    assert_eq!(attention(&hub, actor).await.unwrap(), Attention::default());
    job(&hub, "mail_certificates", DEAD).await;
    // Of mail, the message is what is counted.
    job(&hub, "send_mail", DEAD).await;
    let (_, stuck) = paid(&hub, "PENDING", 0).await;
    let (booking, kept) = paid(&hub, "COMPLETED", 25).await;
    sqlx::query(
        "INSERT INTO cancellation_failures (booking_id, event_id, reason)
         SELECT id, event_id, 'busy' FROM bookings WHERE id = $1",
    )
    .bind(booking)
    .execute(hub.db.pool())
    .await
    .unwrap();
    sqlx::query(
        "INSERT INTO mail_messages (id, unique_key, kind, recipient, locale, status)
         VALUES (gen_random_uuid(), 'k', 'test', 'ada@example.test', 'en', 'FAILED')",
    )
    .execute(hub.db.pool())
    .await
    .unwrap();
    let expected =
        Attention { failed_jobs: 1, failed_mail: 1, stuck_payments: 1, failed_refunds: 1 };
    assert_eq!(attention(&hub, actor).await.unwrap(), expected);
    let page = PageRequest::default();
    let list = troubled_payments(&hub, actor, None, page).await.unwrap();
    let found: Vec<_> = list.results.iter().map(|it| (it.id, it.trouble)).collect();
    let (stuck_one, kept_one) =
        ((stuck, PaymentTrouble::Stuck), (kept, PaymentTrouble::RefundFailed));
    assert_eq!(found, [stuck_one, kept_one]);
    for (id, trouble) in [stuck_one, kept_one] {
        let list = troubled_payments(&hub, actor, Some(trouble), page).await.unwrap();
        assert_eq!(list.results.iter().map(|it| it.id).collect::<Vec<_>>(), [id]);
    }
    retry_payment(&hub, actor, stuck).await.unwrap();
    let waits: Vec<String> = sqlx::query_scalar(
        "SELECT key FROM graphile_worker._private_jobs WHERE key LIKE 'settle_mock_payment:%'",
    )
    .fetch_all(hub.db.pool())
    .await
    .unwrap();
    assert_eq!(waits, [format!("settle_mock_payment:{stuck}")]);
    assert_eq!(told(&hub, "payment.retried").await, 1);
    // Its event was not cancelled here, which the use case of the cancellation says itself.
    let refused = retry_payment(&hub, actor, kept).await.unwrap_err();
    assert_eq!(code(refused), ErrorCode::EventNotCancelled);
    let nobody = PaymentId(crate::ids::new_id());
    assert_eq!(code(retry_payment(&hub, actor, nobody).await.unwrap_err()), ErrorCode::NotFound);
}

/// A payment that was started a moment ago is not stuck.
#[tokio::test]
async fn what_is_under_way_needs_nobody() {
    let (hub, _database) = test_hub().await;
    let actor = admin(&hub).await;
    paid(&hub, "PENDING", 0).await;
    let clock = crate::clock::FixedClock::at(hub.now() - TimeDelta::hours(1));
    let then = hub.clone().with_clock(std::sync::Arc::new(clock));
    assert_eq!(attention(&then, actor).await.unwrap(), Attention::default());
}

/// A booking that could not be cancelled is owed each of its charges.
#[tokio::test]
async fn each_charge_that_could_not_be_given_back_is_counted_and_shown() {
    let (hub, _database) = test_hub().await;
    let actor = admin(&hub).await;
    let it = TwicePaid::new(&hub).await;
    let off = CancelEvent { reason: "The hall is flooded.".into() };
    events::cancel(&hub, it.host, &it.key(), off, Locale::En, None).await.unwrap();
    sqlx::query(
        "INSERT INTO cancellation_failures (booking_id, event_id, reason) VALUES ($1, $2, 'busy')",
    )
    .bind(it.booking)
    .bind(it.event)
    .execute(hub.db.pool())
    .await
    .unwrap();
    assert_eq!(attention(&hub, actor).await.unwrap().failed_refunds, 2);
    let page = PageRequest::default();
    let list = troubled_payments(&hub, actor, None, page).await.unwrap();
    let mut owed: Vec<_> = list.results.iter().map(|it| (it.amount, it.id)).collect();
    owed.sort();
    assert_eq!(owed, [(Decimal::from(30), it.exchange), (Decimal::from(40), it.own)]);
    // Either of them gives back all that was paid for the booking.
    retry_payment(&hub, actor, it.exchange).await.unwrap();
    assert_eq!(attention(&hub, actor).await.unwrap().failed_refunds, 0);
    assert_eq!(troubled_payments(&hub, actor, None, page).await.unwrap().count, 0);
    let back: Vec<Decimal> =
        sqlx::query_scalar("SELECT refunded FROM payments ORDER BY created_at")
            .fetch_all(hub.db.pool())
            .await
            .unwrap();
    assert_eq!(back, [Decimal::from(40), Decimal::from(30)]);
}
