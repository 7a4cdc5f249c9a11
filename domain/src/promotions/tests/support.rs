//! What these tests say often.

use crate::bookings::{self, change_promo_code};
use crate::idempotency::Refusal;
use crate::promotions::create;
use crate::testing::{EventBuilder, person};
use crate::{Actor, Hub, payments};
use chrono::TimeDelta;
use rust_decimal::Decimal;
use types::accounts::Role;
use types::bookings::{BookInput, Booking};
use types::ids::{BookingId, EventId};
use types::payments::{PayInput, Payment, PaymentMethod, PaymentOutcome, SimulateWebhook};
use types::promotions::{PromoCodeInput, Promotion, PromotionInput, PromotionKind};

pub(super) async fn somebody(hub: &Hub, role: Role) -> Actor {
    Actor::User { id: person(hub, role).await, role }
}

pub(super) async fn attendee(hub: &Hub) -> Actor {
    somebody(hub, Role::Attendee).await
}

/// An event at this price, and who organizes it.
pub(super) async fn event(hub: &Hub, capacity: i32, cents: i64) -> (Actor, EventId) {
    let organizer = somebody(hub, Role::Organizer).await;
    let price = Decimal::new(cents, 2);
    let event = EventBuilder { capacity, price, ..EventBuilder::new(hub) };
    (organizer, event.insert(hub, organizer.user_id().unwrap()).await)
}

/// Ten percent off everything for an hour before and after now.
pub(super) fn code(hub: &Hub, code: &str) -> PromotionInput {
    PromotionInput {
        code: code.into(),
        kind: PromotionKind::Percent,
        value: Decimal::TEN,
        currency: None,
        event: None,
        ticket_types: None,
        valid_from: hub.now() - TimeDelta::hours(1),
        valid_until: hub.now() + TimeDelta::hours(1),
        max_uses: None,
        max_uses_per_user: None,
        paused: None,
    }
}

/// Makes it as an admin.
pub(super) async fn publish(hub: &Hub, input: PromotionInput) -> Promotion {
    create(hub, somebody(hub, Role::Admin).await, input).await.unwrap()
}

pub(super) async fn book(
    hub: &Hub,
    actor: Actor,
    event: EventId,
    quantity: i64,
    code: &str,
) -> Result<Booking, Refusal> {
    let input = BookInput { promo_code: Some(code.into()), ..BookInput::of(event, quantity) };
    bookings::book(hub, actor, input, None).await.map(|answer| answer.value)
}

pub(super) async fn change(
    hub: &Hub,
    actor: Actor,
    booking: BookingId,
    code: Option<&str>,
) -> Result<Booking, Refusal> {
    let input = PromoCodeInput { promo_code: code.map(Into::into) };
    change_promo_code(hub, actor, booking, input, None).await.map(|answer| answer.value)
}

pub(super) async fn pay(hub: &Hub, actor: Actor, booking: BookingId) -> Payment {
    let payment_method = PaymentMethod::MockPaypal;
    let input = PayInput { booking, payment_method, card_number: None };
    payments::pay(hub, actor, input, None).await.unwrap().value
}

pub(super) async fn says(hub: &Hub, actor: Actor, payment: &Payment, status: PaymentOutcome) {
    let input = SimulateWebhook { status, event_id: None };
    payments::simulate_webhook(hub, actor, payment.id, input).await.unwrap();
}

pub(super) async fn expire(hub: &Hub, booking: BookingId) {
    sqlx::query(
        "UPDATE bookings SET hold_expires_at = clock_timestamp() - interval '1 minute'
         WHERE id = $1",
    )
    .bind(booking)
    .execute(hub.db.pool())
    .await
    .unwrap();
}

pub(super) async fn uses(hub: &Hub, promotion: &Promotion) -> i32 {
    sqlx::query_scalar("SELECT uses FROM promotions WHERE id = $1")
        .bind(promotion.id)
        .fetch_one(hub.db.pool())
        .await
        .unwrap()
}

/// Every count of uses is the number of bookings that count, in all and for each person.
pub(super) async fn counts_are_true(hub: &Hub) {
    let wrong: i64 = sqlx::query_scalar(
        "SELECT (SELECT count(*) FROM promotions p WHERE uses <>
                    (SELECT count(*) FROM bookings WHERE promotion_id = p.id AND promo_counted))
              + (SELECT count(*) FROM promotion_uses u WHERE uses <>
                    (SELECT count(*) FROM bookings b WHERE b.promotion_id = u.promotion_id
                         AND b.user_id = u.user_id AND promo_counted))",
    )
    .fetch_one(hub.db.pool())
    .await
    .unwrap();
    assert_eq!(wrong, 0);
    assert_eq!(bookings::reconcile(hub).await.unwrap(), []);
}
