//! Payments whose outcome was never told.

use super::{pay, settle_due, settle_mock};
use crate::jobs::{Job as _, SettleMockPayment};
use crate::testing::{EventBuilder, person, test_hub};
use crate::{Actor, Hub, bookings};
use rust_decimal::Decimal;
use types::accounts::Role;
use types::bookings::BookInput;
use types::ids::PaymentId;
use types::payments::{PayInput, PaymentMethod, PaymentOutcome};

/// A payment that was begun an hour ago with this card.
async fn payment(hub: &Hub, card: &str) -> PaymentId {
    let organizer = person(hub, Role::Organizer).await;
    let event = EventBuilder { price: Decimal::from(25), ..EventBuilder::new(hub) }
        .insert(hub, organizer)
        .await;
    let buyer = Actor::User { id: person(hub, Role::Attendee).await, role: Role::Attendee };
    let input = BookInput::of(event, 1);
    let booking = bookings::book(hub, buyer, input, None).await.unwrap().value.id;
    let input = PayInput {
        booking,
        payment_method: PaymentMethod::MockCard,
        card_number: Some(card.into()),
    };
    let payment = pay(hub, buyer, input, None).await.unwrap().value.id;
    run(hub, "UPDATE payments SET created_at = created_at - interval '1 hour'").await;
    payment
}

async fn run(hub: &Hub, sql: &'static str) {
    sqlx::query(sql).execute(hub.db.pool()).await.unwrap();
}

/// The jobs that will settle a payment.
async fn jobs(hub: &Hub) -> Vec<SettleMockPayment> {
    let jobs: Vec<sqlx::types::Json<SettleMockPayment>> = sqlx::query_scalar(
        "SELECT payload FROM graphile_worker._private_jobs
         WHERE is_available AND key LIKE $1 || ':%'",
    )
    .bind(SettleMockPayment::IDENTIFIER)
    .fetch_all(hub.db.pool())
    .await
    .unwrap();
    jobs.into_iter().map(|job| job.0).collect()
}

#[tokio::test]
async fn a_payment_whose_job_is_lost_or_dead_is_settled_all_the_same() {
    const LOST: &str = "DELETE FROM graphile_worker._private_jobs";
    const DEAD: &str = "UPDATE graphile_worker._private_jobs SET attempts = max_attempts";
    for (card, outcome) in [
        ("4111 1111 1111 1111", PaymentOutcome::Completed),
        ("4000 0000 0000 0002", PaymentOutcome::Failed),
    ] {
        for accident in [LOST, DEAD] {
            let (hub, _database) = test_hub().await;
            let payment = payment(&hub, card).await;
            assert_eq!(settle_due(&hub).await.unwrap(), 0, "its job is alive");
            run(&hub, accident).await;
            assert_eq!(settle_due(&hub).await.unwrap(), 1);
            let [job] = jobs(&hub).await.try_into().unwrap();
            assert_eq!((job.payment, job.outcome), (payment, outcome));
            settle_mock(&hub, payment, job.outcome).await.unwrap();
            run(&hub, LOST).await;
            assert_eq!(settle_due(&hub).await.unwrap(), 0, "it is settled");
        }
    }
}

#[tokio::test]
async fn a_payment_that_has_just_begun_is_left_alone() {
    let (hub, _database) = test_hub().await;
    payment(&hub, "4111 1111 1111 1111").await;
    run(&hub, "UPDATE payments SET created_at = clock_timestamp()").await;
    run(&hub, "DELETE FROM graphile_worker._private_jobs").await;
    assert_eq!(settle_due(&hub).await.unwrap(), 0);
}
