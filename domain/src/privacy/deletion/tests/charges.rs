//! Leaving with a booking that was paid for twice, and what an export says of it.

use super::{PASSWORD, ada, attendee, event, get, leave, ledger};
use crate::Hub;
use crate::bookings::cancel_ticket;
use crate::bookings::tests::support::organizer;
use crate::privacy::export;
use crate::reconcile;
use crate::testing::{TwicePaid, exchange_being_paid, late_exchange, test_hub};
use serde_json::{Value, json};
use types::ErrorCode;
use types::bookings::BookingStatus;

async fn hers(hub: &Hub) -> TwicePaid {
    let (ada, host) = (ada(hub).await, organizer(hub).await);
    let event = event(hub).hosted_by(hub, host).await;
    TwicePaid::of(hub, host, ada, event).await
}

#[tokio::test]
async fn all_charges_go_back_to_who_leaves() {
    let (hub, _database) = test_hub().await;
    let it = hers(&hub).await;
    TwicePaid::of(&hub, it.host, attendee(&hub).await, event(&hub).hosted_by(&hub, it.host).await)
        .await;
    leave(&hub, it.ada, PASSWORD).await.unwrap();
    let ended = get(&hub, it.ada, it.booking).await.unwrap();
    assert_eq!((ended.status, ended.refunded), (BookingStatus::Cancelled, 70.into()));
    assert_eq!(ledger(&hub).await, (14_000, 7_000), "somebody else's stay as they are");
    assert_eq!(reconcile::all(&hub).await.unwrap(), []);
}

#[tokio::test]
async fn nobody_leaves_while_an_exchange_is_being_paid() {
    let (hub, _database) = test_hub().await;
    let it = hers(&hub).await;
    exchange_being_paid(&hub, it.tickets[0], it.kinds[1]).await;
    assert_eq!(leave(&hub, it.ada, PASSWORD).await, Err(ErrorCode::PaymentInProgress));
    assert_eq!(ledger(&hub).await, (70_00, 0));
    let kept = get(&hub, it.ada, it.booking).await.unwrap();
    assert_eq!((kept.status, kept.quantity), (BookingStatus::Confirmed, 2));
}

#[tokio::test]
async fn an_export_has_each_payment_with_the_exchange_that_it_was_for() {
    let (hub, _database) = test_hub().await;
    let it = hers(&hub).await;
    late_exchange(&hub, it.tickets[0], it.kinds[1]).await;
    cancel_ticket(&hub, it.ada, it.booking, it.tickets[0], None).await.unwrap();
    let told = export(&hub, it.ada).await.unwrap();
    let exchanges = told["bookings"][0]["exchanges"].as_array().unwrap();
    let said = |name: &str| exchanges.iter().map(|it| it[name].clone()).collect::<Vec<Value>>();
    assert_eq!(said("status"), [json!("DONE"), json!("EXPIRED")]);
    assert_eq!(said("ticket"), [json!(it.tickets[1]), json!(it.tickets[0])]);
    assert_eq!(said("from"), [json!("Standing"), json!("Standing")]);
    assert_eq!(
        (said("to")[0].clone(), said("amount")[0].clone()),
        (json!("Seated"), json!("30.00"))
    );
    let payments = told["payments"].as_array().unwrap();
    assert_eq!(payments.len(), 3);
    assert_eq!((&payments[0]["id"], &payments[0]["exchange"]), (&json!(it.own), &Value::Null));
    assert_eq!(payments[1]["exchange"], exchanges[0]["id"]);
    assert_eq!(payments[2]["exchange"], exchanges[1]["id"]);
    // What went back of a ticket came of the newest charge that was the booking's.
    let lines = payments[1]["transactions"].as_array().unwrap();
    assert_eq!((lines.len(), &lines[1]["amount"]), (2, &json!("20.00")));
}
