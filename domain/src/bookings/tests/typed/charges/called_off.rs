//! An event that is called off gives all charges back.

use super::{REFUNDED, TwicePaid, are, late, ledger};
use crate::bookings::{cancel_for_event, cancellation, cancellation_cost};
use crate::events;
use crate::testing::test_hub;
use types::Locale;
use types::effects::Sum;
use types::events::CancelEvent;

#[tokio::test]
async fn each_charge_is_counted_before_and_given_back_after() {
    let (hub, _database) = test_hub().await;
    let it = TwicePaid::new(&hub).await;
    // Its own rule is not asked.
    late(&hub, it.booking, 0).await;
    let key = it.key();
    let all = |amount: i64| Sum { amount: amount.into(), currency: types::Currency::EUR };
    let cost = cancellation_cost(&hub, it.host, &key).await.unwrap();
    assert_eq!((cost.bookings, cost.charges, cost.refunds), (1, 2, vec![all(70)]));
    let off = CancelEvent { reason: "The hall is flooded.".into() };
    events::cancel(&hub, it.host, &key, off, Locale::En, None).await.unwrap();
    let begun = cancellation(&hub, it.host, &key).await.unwrap();
    assert_eq!((begun.refunded, begun.refunds_left), (Vec::new(), vec![all(70)]));
    cancel_for_event(&hub, it.event, 100).await.unwrap();
    let done = cancellation(&hub, it.host, &key).await.unwrap();
    assert_eq!((done.refunded, done.refunds_left), (vec![all(70)], Vec::new()));
    are(&hub, it.booking, &[(REFUNDED, 40_00, 40_00), (REFUNDED, 30_00, 30_00)]).await;
    cancel_for_event(&hub, it.event, 100).await.unwrap();
    assert_eq!(ledger(&hub).await, (70_00, 70_00), "once, however often it is done");
}
