//! What cancelling an event costs, how far it is, and what is tried again.

use super::support::{attendee, book, callback, event, paid, pay};
use crate::bookings::{cancel_for_event, cancellation, cancellation_cost, retry_cancellation};
use crate::testing::{person, test_hub};
use crate::waitlist::join;
use crate::{Actor, Hub, events};
use types::accounts::Role;
use types::effects::RetryCancellation;
use types::events::CancelEvent;
use types::ids::{BookingId, EventId};
use types::money::decimal_string;
use types::payments::PaymentOutcome;
use types::waitlist::JoinWaitlist;
use types::{ErrorCode, Locale};

async fn admin(hub: &Hub) -> Actor {
    Actor::User { id: person(hub, Role::Admin).await, role: Role::Admin }
}

async fn call_off(hub: &Hub, actor: Actor, event: EventId) {
    let input = CancelEvent { reason: "Rain".into() };
    events::cancel(hub, actor, &event.to_string(), input, Locale::En, None).await.unwrap();
}

/// One that cannot be cancelled: a fault of the database keeps it from it.
async fn break_one(hub: &Hub, booking: BookingId) {
    let sql = format!(
        "CREATE FUNCTION refuse_one() RETURNS trigger LANGUAGE plpgsql AS $$
         BEGIN
             IF NEW.id = '{booking}' THEN RAISE EXCEPTION 'broken'; END IF;
             RETURN NEW;
         END $$;
         CREATE TRIGGER refuse_one BEFORE UPDATE ON bookings
             FOR EACH ROW EXECUTE FUNCTION refuse_one();"
    );
    sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(hub.db.pool()).await.unwrap();
}

async fn mend(hub: &Hub) {
    sqlx::query("DROP TRIGGER refuse_one ON bookings").execute(hub.db.pool()).await.unwrap();
}

#[tokio::test]
async fn the_cost_is_what_then_goes_back() {
    let (hub, _database) = test_hub().await;
    let actor = admin(&hub).await;
    let event = event(&hub).capacity(6).create(&hub).await;
    let key = event.to_string();
    let ada = attendee(&hub).await;
    paid(&hub, ada, event, 2).await;
    paid(&hub, ada, event, 1).await;
    paid(&hub, attendee(&hub).await, event, 1).await;
    let held = book(&hub, attendee(&hub).await, event, 2).await.unwrap();
    assert_eq!(held.quantity, 2);
    let wish = JoinWaitlist::of(1);
    join(&hub, attendee(&hub).await, &key, wish, None).await.unwrap();
    let cost = cancellation_cost(&hub, actor, &key).await.unwrap();
    assert_eq!((cost.people, cost.bookings, cost.seats), (2, 4, 6));
    assert_eq!((cost.waiting, cost.charges), (1, 3));
    assert_eq!(cost.refunds.len(), 1);
    assert_eq!(decimal_string(cost.refunds[0].amount), "100.00");
    let early = cancellation(&hub, actor, &key).await.unwrap_err();
    assert_eq!(early.code(), Some(ErrorCode::EventNotCancelled));

    call_off(&hub, actor, event).await;
    let begun = cancellation(&hub, actor, &key).await.unwrap();
    assert_eq!((begun.bookings, begun.bookings_cancelled, begun.done), (4, 0, false));
    assert_eq!(begun.refunds_left, cost.refunds);
    assert_eq!(begun.reason, "Rain");
    cancel_for_event(&hub, event, 2).await.unwrap();
    let half = cancellation(&hub, actor, &key).await.unwrap();
    assert_eq!((half.bookings, half.bookings_cancelled), (4, 2));
    cancel_for_event(&hub, event, 100).await.unwrap();
    let all = cancellation(&hub, actor, &key).await.unwrap();
    assert_eq!((all.bookings, all.bookings_cancelled), (4, 4));
    assert_eq!((all.refunded, all.refunds_left), (cost.refunds, vec![]));
    assert_eq!((all.mails_waiting, all.people_told, all.done), (4, 0, false));
    sqlx::query("UPDATE mail_messages SET status = 'SENT', sent_at = now()")
        .execute(hub.db.pool())
        .await
        .unwrap();
    let told = cancellation(&hub, actor, &key).await.unwrap();
    assert_eq!((told.people_told, told.done), (4, true));
}

#[tokio::test]
async fn what_failed_is_named_and_tried_again() {
    let (hub, _database) = test_hub().await;
    let actor = admin(&hub).await;
    let event = event(&hub).create(&hub).await;
    let key = event.to_string();
    let ada = attendee(&hub).await;
    let booking = book(&hub, ada, event, 1).await.unwrap();
    let payment = pay(&hub, ada, booking.id).await.unwrap();
    callback(&hub, ada, &payment, PaymentOutcome::Completed).await;
    paid(&hub, attendee(&hub).await, event, 1).await;
    call_off(&hub, actor, event).await;
    break_one(&hub, booking.id).await;
    for attempts in 1..=2 {
        let batch = cancel_for_event(&hub, event, 100).await.unwrap();
        assert_eq!(batch.failed, 1);
        let so_far = cancellation(&hub, actor, &key).await.unwrap();
        assert_eq!((so_far.bookings_cancelled, so_far.done), (1, false));
        let failed = &so_far.failed[0];
        assert_eq!((failed.booking, failed.attempts), (booking.id, attempts));
        assert_eq!((&*failed.reference, &*failed.reason), (&*booking.reference, "internal"));
    }
    let one = RetryCancellation { booking: Some(booking.id) };
    let again = retry_cancellation(&hub, actor, &key, one).await.unwrap();
    assert_eq!(again.failed[0].attempts, 3, "it still cannot");
    mend(&hub).await;
    let done = retry_cancellation(&hub, actor, &key, one).await.unwrap();
    assert_eq!((done.bookings_cancelled, done.failed.len()), (2, 0));
    assert_eq!(decimal_string(done.refunded[0].amount), "50.00");
    let left: i64 = sqlx::query_scalar("SELECT count(*) FROM cancellation_failures")
        .fetch_one(hub.db.pool())
        .await
        .unwrap();
    assert_eq!(left, 0);
    // All again: the job that goes on with them.
    retry_cancellation(&hub, actor, &key, RetryCancellation::default()).await.unwrap();
    let jobs = super::support::jobs(&hub).await;
    assert!(jobs.contains(&"cancel_event_bookings".to_owned()), "{jobs:?}");
}

#[tokio::test]
async fn a_cancellation_is_its_organizer_s() {
    let (hub, _database) = test_hub().await;
    let actor = admin(&hub).await;
    let (event, other) = (event(&hub).create(&hub).await, event(&hub).create(&hub).await);
    let theirs = book(&hub, attendee(&hub).await, other, 1).await.unwrap();
    call_off(&hub, actor, event).await;
    let key = event.to_string();
    let stranger = Actor::User { id: person(&hub, Role::Organizer).await, role: Role::Organizer };
    for who in [stranger, attendee(&hub).await] {
        let code = cancellation(&hub, who, &key).await.unwrap_err().code();
        assert_eq!(code, Some(ErrorCode::Forbidden));
        let code = cancellation_cost(&hub, who, &key).await.unwrap_err().code();
        assert_eq!(code, Some(ErrorCode::Forbidden));
        let retry = RetryCancellation::default();
        let code = retry_cancellation(&hub, who, &key, retry).await.unwrap_err().code();
        assert_eq!(code, Some(ErrorCode::Forbidden));
    }
    let another = RetryCancellation { booking: Some(theirs.id) };
    let code = retry_cancellation(&hub, actor, &key, another).await.unwrap_err().code();
    assert_eq!(code, Some(ErrorCode::NotFound), "another event's booking");
}
