//! Pausing a code, and what codes have cost.

use super::support::{attendee, book, change, code, counts_are_true, event, pay, says, somebody};
use crate::bookings::cancel;
use crate::event_bookings;
use crate::promotions::{create, set_paused, update};
use crate::testing::test_hub;
use crate::{Actor, Hub};
use rust_decimal::Decimal;
use types::accounts::Role;
use types::ids::{BookingId, EventId};
use types::payments::PaymentOutcome;
use types::promotions::{CodeState, PromotionInput};
use types::{ErrorCode, Failure};

async fn paid(hub: &Hub, event: EventId, seats: i64, code: &str) -> (Actor, BookingId) {
    let ada = attendee(hub).await;
    let booking = book(hub, ada, event, seats, code).await.unwrap().id;
    let payment = pay(hub, ada, booking).await;
    says(hub, ada, &payment, PaymentOutcome::Completed).await;
    (ada, booking)
}

#[tokio::test]
async fn a_paused_code_is_not_taken_and_keeps_what_it_gave() {
    let (hub, _database) = test_hub().await;
    let (host, event) = event(&hub, 20, 10_00).await;
    let input = || PromotionInput { event: Some(event), ..code(&hub, "TEA") };
    let promotion = create(&hub, host, input()).await.unwrap();
    let ada = attendee(&hub).await;
    let held = book(&hub, ada, event, 1, "TEA").await.unwrap();
    let paused = set_paused(&hub, host, promotion.id, true).await.unwrap();
    assert_eq!(paused.state(hub.now()), CodeState::Paused);
    // Again changes nothing, not even since when.
    let again = set_paused(&hub, host, promotion.id, true).await.unwrap();
    assert_eq!(again.paused_at, paused.paused_at);
    let refused = book(&hub, attendee(&hub).await, event, 1, "TEA").await.unwrap_err();
    assert_eq!(refused.failure.code, ErrorCode::InvalidPromoCode);
    let kept = crate::bookings::get(&hub, ada, held.id).await.unwrap();
    assert_eq!(kept.discount, Decimal::new(1_00, 2));
    // Taken off, it does not go on again; one that leaves it unsaid leaves it paused.
    change(&hub, ada, held.id, None).await.unwrap();
    let refused = change(&hub, ada, held.id, Some("TEA")).await.unwrap_err();
    assert_eq!(refused.failure.code, ErrorCode::InvalidPromoCode);
    let more = PromotionInput { max_uses: Some(5), ..input() };
    assert!(update(&hub, host, promotion.id, more).await.unwrap().paused_at.is_some());
    set_paused(&hub, host, promotion.id, false).await.unwrap();
    change(&hub, ada, held.id, Some("TEA")).await.unwrap();
    counts_are_true(&hub).await;
    let stranger = somebody(&hub, Role::Organizer).await;
    for (actor, expected) in [
        (Actor::Anonymous, ErrorCode::Unauthenticated),
        (ada, ErrorCode::Forbidden),
        (stranger, ErrorCode::NotFound),
    ] {
        let refused = set_paused(&hub, actor, promotion.id, true).await.unwrap_err();
        assert_eq!(Failure::from(refused).code, expected);
    }
    let told: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM audit_log WHERE event_id = $1 AND changes ? 'paused'",
    )
    .bind(event)
    .fetch_one(hub.db.pool())
    .await
    .unwrap();
    assert_eq!(told, 2);
}

#[tokio::test]
async fn what_a_code_cost_is_what_its_confirmed_bookings_were_spared() {
    let (hub, _database) = test_hub().await;
    let (host, event) = event(&hub, 20, 10_00).await;
    let own = PromotionInput { event: Some(event), ..code(&hub, "TEA") };
    create(&hub, host, own).await.unwrap();
    create(&hub, host, PromotionInput { event: Some(event), ..code(&hub, "UNUSED") })
        .await
        .unwrap();
    paid(&hub, event, 3, "TEA").await;
    let (ada, gone) = paid(&hub, event, 2, "TEA").await;
    paid(&hub, event, 1, "TEA").await;
    // Not paid for, and given back: neither has cost anything.
    book(&hub, attendee(&hub).await, event, 1, "TEA").await.unwrap();
    cancel(&hub, ada, gone, None).await.unwrap();
    let seen = event_bookings::promotions(&hub, host, &event.to_string()).await.unwrap();
    let codes: Vec<_> = seen.codes.iter().map(|it| it.promotion.code.as_str()).collect();
    assert_eq!(codes, ["UNUSED", "TEA"]);
    assert_eq!(seen.codes[0].sums, []);
    let [sum] = seen.codes[1].sums[..] else { panic!("{:?}", seen.codes[1].sums) };
    assert_eq!(sum.bookings, 2);
    assert_eq!((sum.discount.amount(), sum.paid.amount()), (4.into(), 36.into()));
    let guest = attendee(&hub).await;
    let refused = event_bookings::promotions(&hub, guest, &event.to_string()).await.unwrap_err();
    assert_eq!(refused.code(), Some(ErrorCode::Forbidden));
}
