//! A code from the booking to the end of it.

use super::support::{
    attendee, book, change, code, counts_are_true, event, expire, pay, publish, says, uses,
};
use crate::bookings::{cancel, get, lapse};
use crate::promotions::delete;
use crate::testing::test_hub;
use chrono::TimeDelta;
use rust_decimal::Decimal;
use types::accounts::Role;
use types::bookings::{BookingStatus, CancelReason};
use types::payments::{PaymentOutcome, PaymentStatus};
use types::promotions::{PromotionInput, PromotionKind};
use types::{ErrorCode, FieldProblem};

#[tokio::test]
async fn a_code_lowers_the_total_however_it_is_typed() {
    let (hub, _database) = test_hub().await;
    let (_, event) = event(&hub, 10, 16_65).await;
    let promotion = publish(&hub, code(&hub, "early-bird")).await;
    let ada = attendee(&hub).await;
    let booking = book(&hub, ada, event, 3, "  Early-Bird ").await.unwrap();
    assert_eq!(booking.status, BookingStatus::Pending);
    assert_eq!(booking.discount, Decimal::new(5_00, 2), "half a cent goes up");
    assert_eq!(booking.total_price, Decimal::new(44_95, 2));
    assert_eq!(booking.promo_code.as_deref(), Some("EARLY-BIRD"));
    assert_eq!(uses(&hub, &promotion).await, 1);
    let payment = pay(&hub, ada, booking.id).await;
    assert_eq!(payment.amount, Decimal::new(44_95, 2));
    says(&hub, ada, &payment, PaymentOutcome::Completed).await;
    let booking = get(&hub, ada, booking.id).await.unwrap();
    assert_eq!((booking.status, booking.tickets.len()), (BookingStatus::Confirmed, 3));
    // What was paid for and given back later was a use all the same.
    cancel(&hub, ada, booking.id, None).await.unwrap();
    assert_eq!(uses(&hub, &promotion).await, 1);
    counts_are_true(&hub).await;
}

#[tokio::test]
async fn a_total_of_nothing_is_confirmed_at_once() {
    let (hub, _database) = test_hub().await;
    let (_, event) = event(&hub, 10, 25_00).await;
    for (name, kind, value) in
        [("ALL", PromotionKind::Percent, 100), ("MORE", PromotionKind::Fixed, 900)]
    {
        let input = PromotionInput { kind, value: value.into(), ..code(&hub, name) };
        publish(&hub, input).await;
        let ada = attendee(&hub).await;
        let booking = book(&hub, ada, event, 2, name).await.unwrap();
        assert_eq!(booking.status, BookingStatus::Confirmed);
        assert_eq!((booking.discount, booking.total_price), (50.into(), Decimal::ZERO));
        assert_eq!(booking.tickets.len(), 2);
        let mails: i64 = sqlx::query_scalar(
            "SELECT count(*) FROM mail_messages WHERE booking_id = $1 AND kind = 'booking_confirmed'",
        )
        .bind(booking.id)
        .fetch_one(hub.db.pool())
        .await
        .unwrap();
        assert_eq!(mails, 1);
        assert!(!lapse(&hub, booking.id).await.unwrap());
    }
    counts_are_true(&hub).await;
}

#[tokio::test]
async fn a_code_that_does_not_fit_books_nothing() {
    let (hub, _database) = test_hub().await;
    let (_, here) = event(&hub, 10, 25_00).await;
    let (_, elsewhere) = event(&hub, 10, 25_00).await;
    let (_, free) = event(&hub, 10, 0).await;
    let hour = TimeDelta::hours(1);
    let now = hub.now();
    let early = PromotionInput { valid_from: now + hour / 2, ..code(&hub, "EARLY") };
    let late = PromotionInput { valid_until: now - hour / 2, ..code(&hub, "LATE") };
    let other = PromotionInput { event: Some(elsewhere), ..code(&hub, "ELSEWHERE") };
    let dollars = PromotionInput {
        kind: PromotionKind::Fixed,
        currency: Some("USD".into()),
        ..code(&hub, "DOLLARS")
    };
    for input in [early, late, other, dollars, code(&hub, "FINE")] {
        publish(&hub, input).await;
    }
    let gone = publish(&hub, code(&hub, "GONE")).await;
    let admin = super::support::somebody(&hub, Role::Admin).await;
    delete(&hub, admin, gone.id).await.unwrap();
    let ada = attendee(&hub).await;
    let long = "x".repeat(10_000);
    for (event, typed) in [
        (here, "EARLY"),
        (here, "LATE"),
        (here, "ELSEWHERE"),
        (here, "DOLLARS"),
        (here, "GONE"),
        (here, "UNHEARD-OF"),
        (here, "🎟🎟🎟"),
        (here, long.as_str()),
        (free, "FINE"),
    ] {
        let failure = book(&hub, ada, event, 1, typed).await.unwrap_err().failure;
        assert_eq!(failure.code, ErrorCode::InvalidPromoCode, "{typed}");
        assert_eq!(failure.fields[0].field, "promo_code");
        assert_eq!(failure.fields[0].problem, FieldProblem::PromoCodeInvalid);
    }
    let held: i64 =
        sqlx::query_scalar("SELECT count(*) FROM bookings").fetch_one(hub.db.pool()).await.unwrap();
    assert_eq!(held, 0);
    book(&hub, ada, elsewhere, 1, "elsewhere").await.unwrap();
    book(&hub, ada, here, 1, " ").await.expect("an empty field is no code");
    counts_are_true(&hub).await;
}

#[tokio::test]
async fn an_unpaid_booking_gives_its_use_back_once() {
    let (hub, _database) = test_hub().await;
    let (_, event) = event(&hub, 10, 25_00).await;
    let input = PromotionInput { max_uses: Some(1), ..code(&hub, "ONE") };
    let promotion = publish(&hub, input).await;
    let (ada, eve) = (attendee(&hub).await, attendee(&hub).await);

    let lapsed = book(&hub, ada, event, 1, "ONE").await.unwrap();
    assert!(book(&hub, eve, event, 1, "ONE").await.is_err());
    expire(&hub, lapsed.id).await;
    for _ in 0..3 {
        lapse(&hub, lapsed.id).await.unwrap();
    }
    assert_eq!(uses(&hub, &promotion).await, 0);

    let cancelled = book(&hub, eve, event, 1, "ONE").await.unwrap();
    for _ in 0..3 {
        cancel(&hub, eve, cancelled.id, None).await.unwrap();
    }
    assert_eq!(uses(&hub, &promotion).await, 0);
    let shown = get(&hub, eve, cancelled.id).await.unwrap();
    assert_eq!(shown.promo_code.as_deref(), Some("ONE"), "the page still says what was taken off");
    book(&hub, ada, event, 1, "ONE").await.unwrap();
    assert_eq!(uses(&hub, &promotion).await, 1);
    counts_are_true(&hub).await;
}

#[tokio::test]
async fn a_payment_under_way_keeps_its_discount_until_it_is_decided() {
    let (hub, _database) = test_hub().await;
    for (outcome, seats_gone, uses_after) in [
        (PaymentOutcome::Completed, false, 1),
        (PaymentOutcome::Completed, true, 0),
        (PaymentOutcome::Failed, false, 0),
    ] {
        let (_, event) = event(&hub, 1, 25_00).await;
        let name = format!("CODE-{outcome:?}-{seats_gone}");
        let input = PromotionInput { max_uses: Some(1), ..code(&hub, &name) };
        let promotion = publish(&hub, input).await;
        let (ada, eve) = (attendee(&hub).await, attendee(&hub).await);
        let booking = book(&hub, ada, event, 1, &name).await.unwrap();
        let payment = pay(&hub, ada, booking.id).await;
        expire(&hub, booking.id).await;
        assert!(lapse(&hub, booking.id).await.unwrap());
        assert_eq!(uses(&hub, &promotion).await, 1, "the money may still come");
        assert!(book(&hub, eve, event, 1, &name).await.is_err());
        if seats_gone {
            book(&hub, eve, event, 1, "").await.unwrap();
        }
        says(&hub, ada, &payment, outcome).await;
        says(&hub, ada, &payment, PaymentOutcome::Failed).await;
        assert_eq!(uses(&hub, &promotion).await, uses_after, "{name}");
        let booking = get(&hub, ada, booking.id).await.unwrap();
        let confirmed = booking.status == BookingStatus::Confirmed;
        assert_eq!(confirmed, uses_after == 1);
        let money = booking.payment.unwrap();
        if seats_gone {
            assert_eq!(booking.cancel_reason, Some(CancelReason::PaymentRefunded));
            assert_eq!((money.status, money.refunded), (PaymentStatus::Refunded, money.amount));
        }
        counts_are_true(&hub).await;
    }
}

#[tokio::test]
async fn a_code_can_be_put_on_changed_and_taken_off_while_the_seats_are_held() {
    let (hub, _database) = test_hub().await;
    let (_, event) = event(&hub, 10, 25_00).await;
    let ten = publish(&hub, PromotionInput { max_uses: Some(1), ..code(&hub, "TEN") }).await;
    let half = PromotionInput { value: 50.into(), ..code(&hub, "HALF") };
    let half = publish(&hub, half).await;
    publish(&hub, PromotionInput { value: 100.into(), ..code(&hub, "ALL") }).await;
    let ada = attendee(&hub).await;
    let held = book(&hub, ada, event, 2, "").await.unwrap();

    let with = change(&hub, ada, held.id, Some("ten")).await.unwrap();
    assert_eq!((with.total_price, with.promo_code.as_deref()), (45.into(), Some("TEN")));
    let again = change(&hub, ada, held.id, Some("TEN")).await.unwrap();
    assert_eq!(again, with, "the only use is its own");
    let refused = change(&hub, ada, held.id, Some("NONE")).await.unwrap_err();
    assert_eq!(refused.failure.code, ErrorCode::InvalidPromoCode);
    assert_eq!(get(&hub, ada, held.id).await.unwrap(), with, "a refused code changes nothing");
    let other = change(&hub, ada, held.id, Some("HALF")).await.unwrap();
    assert_eq!(other.total_price, 25.into());
    assert_eq!((uses(&hub, &ten).await, uses(&hub, &half).await), (0, 1));
    let bare = change(&hub, ada, held.id, None).await.unwrap();
    assert_eq!((bare.total_price, bare.promo_code), (50.into(), None));
    assert_eq!(uses(&hub, &half).await, 0);

    let eve = attendee(&hub).await;
    let stranger = change(&hub, eve, held.id, Some("HALF")).await.unwrap_err();
    assert_eq!(stranger.failure.code, ErrorCode::NotFound);
    let nobody = change(&hub, crate::Actor::Anonymous, held.id, None).await.unwrap_err();
    assert_eq!(nobody.failure.code, ErrorCode::Unauthenticated);

    let payment = pay(&hub, ada, held.id).await;
    let busy = change(&hub, ada, held.id, Some("HALF")).await.unwrap_err();
    assert_eq!(busy.failure.code, ErrorCode::PaymentInProgress);
    says(&hub, ada, &payment, PaymentOutcome::Failed).await;
    let all = change(&hub, ada, held.id, Some("ALL")).await.unwrap();
    assert_eq!((all.status, all.tickets.len()), (BookingStatus::Confirmed, 2));
    let done = change(&hub, ada, held.id, None).await.unwrap_err();
    assert_eq!(done.failure.code, ErrorCode::BookingNotPayable);
    counts_are_true(&hub).await;
}
