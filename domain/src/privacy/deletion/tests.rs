//! Leaving with a history: nothing names who left, and the books are as right as before.

mod charges;
mod history;

use super::delete_account;
use crate::accounts::{create_admin, register};
use crate::bookings::tests::support::{
    attendee, book, callback, event, execute, in_balance, ledger, paid, pay, seats, somebody_waits,
};
use crate::bookings::{self, get};
use crate::privacy::forget_farewells;
use crate::testing::test_hub;
use crate::{Actor, Hub, waitlist};
use history::{EMAIL, History, NAME, PASSWORD, send_everything, traces};
use sqlx::{Postgres, Transaction};
use tokio::task::JoinHandle;
use types::accounts::{Register, Role};
use types::bookings::{BookingStatus, CancelReason};
use types::ids::EventId;
use types::payments::{PaymentOutcome, PaymentStatus};
use types::waitlist::{JoinWaitlist, WaitlistStatus};
use types::{ErrorCode, Failure};

/// All that was ever paid in the history, in cents.
const CHARGED: i64 = 25_000;

async fn ada(hub: &Hub) -> Actor {
    let input = Register {
        email: EMAIL.into(),
        password: PASSWORD.into(),
        display_name: NAME.into(),
        role: None,
        locale: None,
    };
    let id = register(hub, input).await.unwrap().user.id;
    Actor::User { id, role: Role::Attendee }
}

async fn leave(hub: &Hub, actor: Actor, password: &str) -> Result<(), ErrorCode> {
    let left = delete_account(hub, actor, password).await;
    left.map_err(|error| Failure::from(error).code)
}

#[tokio::test]
async fn who_leaves_with_paid_bookings_leaves_right_books_and_no_name() {
    let (hub, _database) = test_hub().await;
    let ada = ada(&hub).await;
    let before = History::make(&hub, ada).await;
    assert_eq!(ledger(&hub).await, (CHARGED, 25_00));
    for table in ["users", "tickets", "certificates", "reviews", "mail_messages"] {
        let named = traces(&hub).await;
        assert!(named.iter().any(|(place, _)| place == table), "{table} of {named:?}");
    }
    leave(&hub, ada, PASSWORD).await.unwrap();

    // What is to come ended under its own rule: all of 50.00, 30 % of 25.00, what was left of 75.00.
    assert_eq!(ledger(&hub).await, (CHARGED, 25_00 + 50_00 + 7_50 + 50_00));
    for (booking, back) in [(before.full, 50_00), (before.late, 7_50), (before.partly, 75_00)] {
        let ended = get(&hub, ada, booking).await.unwrap();
        assert_eq!(ended.status, BookingStatus::Cancelled);
        assert_eq!(ended.cancel_reason, Some(CancelReason::ByAttendee));
        let payment = ended.payment.unwrap();
        assert_eq!(payment.status, PaymentStatus::Refunded);
        assert_eq!(payment.refunded, rust_decimal::Decimal::new(back, 2));
    }
    let held = get(&hub, ada, before.held).await.unwrap();
    assert_eq!(held.status, BookingStatus::Cancelled);
    let uses: i32 =
        sqlx::query_scalar("SELECT uses FROM promotions").fetch_one(hub.db.pool()).await.unwrap();
    assert_eq!(uses, 0, "the code is free for somebody else");

    // What took place stays sold, without a name on it.
    let past = get(&hub, ada, before.past).await.unwrap();
    assert_eq!(past.status, BookingStatus::Confirmed);
    assert_eq!(past.tickets[0].attendee_name, "–");
    assert_eq!(seats(&hub, before.past_event).await, (1, 0, 0));
    let rating: (i32, bool) = sqlx::query_as(
        "SELECT reviews_count, (SELECT bool_and(revoked_at IS NOT NULL) FROM certificates)
         FROM events WHERE id = $1",
    )
    .bind(before.past_event)
    .fetch_one(hub.db.pool())
    .await
    .unwrap();
    assert_eq!(rating, (1, true), "the stars count on, the certificate proves nothing any more");

    // Captured less refunded is what is still sold, and the 70 % that the rule keeps.
    let (kept, sold): (i64, i64) = sqlx::query_as(
        "SELECT (SELECT sum(captured - refunded) * 100 FROM payments)::bigint,
             (SELECT sum(total_price) * 100 FROM bookings WHERE status = 'CONFIRMED')::bigint",
    )
    .fetch_one(hub.db.pool())
    .await
    .unwrap();
    assert_eq!(kept, sold + 17_50);
    in_balance(&hub).await;

    // Her seats went to those who waited behind her.
    for (event, next) in [(before.full_event, before.bob), (before.offered_event, before.eve)] {
        let entry = waitlist::own(&hub, next, &event.to_string()).await.unwrap();
        assert_eq!(entry.status, WaitlistStatus::Offered);
    }
    let waits: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM waitlist_entries WHERE user_id = $1 AND status <> 'LEFT'
             AND status <> 'EXPIRED'",
    )
    .bind(ada.user_id().unwrap())
    .fetch_one(hub.db.pool())
    .await
    .unwrap();
    assert_eq!(waits, 0);

    // Only the farewells that are still to be sent know her address, and then nothing does.
    let named = traces(&hub).await;
    assert!(matches!(&named[..], [(place, _)] if place == "mail_messages"), "{named:?}");
    send_everything(&hub).await;
    forget_farewells(&hub).await.unwrap();
    assert_eq!(traces(&hub).await, []);
    assert_eq!(leave(&hub, ada, PASSWORD).await, Err(ErrorCode::TokenInvalid), "once is enough");
    assert_eq!(ledger(&hub).await, (CHARGED, 25_00 + 50_00 + 7_50 + 50_00));
}

#[tokio::test]
async fn with_a_wrong_password_or_a_payment_under_way_nothing_changes() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (ada(&hub).await, event(&hub).create(&hub).await);
    let (booking, _) = paid(&hub, ada, event, 2).await;
    assert_eq!(leave(&hub, ada, "not it at all").await, Err(ErrorCode::ValidationFailed));
    assert_eq!(leave(&hub, Actor::Anonymous, PASSWORD).await, Err(ErrorCode::Unauthenticated));
    let open = book(&hub, ada, event, 1).await.unwrap();
    let payment = pay(&hub, ada, open.id).await.unwrap();
    assert_eq!(leave(&hub, ada, PASSWORD).await, Err(ErrorCode::PaymentInProgress));
    assert_eq!(seats(&hub, event).await, (2, 1, 0));
    let kept = get(&hub, ada, booking).await.unwrap();
    assert_eq!((kept.status, kept.tickets.len()), (BookingStatus::Confirmed, 2));
    assert_eq!(kept.tickets[0].attendee_name, NAME);

    callback(&hub, ada, &payment, PaymentOutcome::Completed).await;
    leave(&hub, ada, PASSWORD).await.unwrap();
    assert_eq!(ledger(&hub).await, (75_00, 75_00));
    assert_eq!(seats(&hub, event).await, (0, 0, 0));
    in_balance(&hub).await;
}

#[tokio::test]
async fn the_last_admin_stays() {
    let (hub, _database) = test_hub().await;
    create_admin(&hub, "root@example.test", PASSWORD, "Root").await.unwrap();
    let id = sqlx::query_scalar("SELECT id FROM users").fetch_one(hub.db.pool()).await.unwrap();
    let root = Actor::User { id: types::ids::UserId(id), role: Role::Admin };
    assert_eq!(leave(&hub, root, PASSWORD).await, Err(ErrorCode::LastAdmin));
    create_admin(&hub, "second@example.test", PASSWORD, "Second").await.unwrap();
    leave(&hub, root, PASSWORD).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn leaving_twice_at_once_refunds_once() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (ada(&hub).await, event(&hub).create(&hub).await);
    for _ in 0..3 {
        paid(&hub, ada, event, 1).await;
    }
    let tasks = (0..4).map(|_| {
        let hub = hub.clone();
        tokio::spawn(async move { leave(&hub, ada, PASSWORD).await })
    });
    let answers = futures::future::join_all(tasks).await;
    let left = answers.into_iter().filter(|answer| answer.as_ref().unwrap().is_ok()).count();
    assert_eq!(left, 1);
    assert_eq!(ledger(&hub).await, (75_00, 75_00));
    assert_eq!(seats(&hub, event).await, (0, 0, 0));
    in_balance(&hub).await;
}

/// What she has was looked for, and now leaving waits for her account, in whose name another tab is
/// about to do something.
async fn leaving_waits(
    hub: &Hub,
    actor: Actor,
) -> (Transaction<'static, Postgres>, JoinHandle<Result<(), ErrorCode>>) {
    let mut other_tab = hub.db.pool().begin().await.unwrap();
    sqlx::query("SELECT FROM users WHERE id = $1 FOR SHARE")
        .bind(actor.user_id().unwrap())
        .execute(&mut *other_tab)
        .await
        .unwrap();
    let leaving = tokio::spawn({
        let hub = hub.clone();
        async move { leave(&hub, actor, PASSWORD).await }
    });
    somebody_waits(hub).await;
    (other_tab, leaving)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_booking_made_while_one_leaves_is_not_left_behind() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (ada(&hub).await, event(&hub).create(&hub).await);
    let (other_tab, leaving) = leaving_waits(&hub, ada).await;
    let (booking, _) = paid(&hub, ada, event, 1).await;
    other_tab.commit().await.unwrap();
    assert_eq!(leaving.await.unwrap(), Err(ErrorCode::Unavailable));
    assert_eq!(get(&hub, ada, booking).await.unwrap().status, BookingStatus::Confirmed);

    leave(&hub, ada, PASSWORD).await.unwrap();
    assert_eq!(get(&hub, ada, booking).await.unwrap().status, BookingStatus::Cancelled);
    assert_eq!(ledger(&hub).await, (25_00, 25_00));
    in_balance(&hub).await;
}

/// Joins the line of a sold-out event.
async fn join(hub: &Hub, actor: Actor, event: EventId) -> Result<WaitlistStatus, ErrorCode> {
    let event = event.to_string();
    let joined = waitlist::join(hub, actor, &event, JoinWaitlist::of(1), None).await;
    joined.map(|entry| entry.value.status).map_err(|refusal| refusal.failure.code)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_place_in_line_taken_while_one_leaves_is_not_left_behind() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (ada(&hub).await, event(&hub).capacity(1).create(&hub).await);
    book(&hub, attendee(&hub).await, event, 1).await.unwrap();
    let (other_tab, leaving) = leaving_waits(&hub, ada).await;
    join(&hub, ada, event).await.unwrap();
    other_tab.commit().await.unwrap();
    assert_eq!(leaving.await.unwrap(), Err(ErrorCode::Unavailable));
    leave(&hub, ada, PASSWORD).await.unwrap();
    let open: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM waitlist_entries WHERE status IN ('WAITING', 'OFFERED')",
    )
    .fetch_one(hub.db.pool())
    .await
    .unwrap();
    assert_eq!(open, 0);
    // A request that was let in before finds nobody to wait for.
    assert_eq!(join(&hub, ada, event).await, Err(ErrorCode::Unauthenticated));
}
