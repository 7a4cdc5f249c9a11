//! Taking a use of a code and giving it back.

use rust_decimal::Decimal;
use sqlx::postgres::PgConnection;
use types::Currency;
use types::ids::{BookingId, EventId, PromotionId, UserId};
use types::promotions::PromotionKind;

/// A use that was taken.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct Taken {
    #[sqlx(rename = "id")]
    pub(crate) promotion: PromotionId,
    pub(crate) kind: PromotionKind,
    pub(crate) value: Decimal,
    max_uses_per_person: Option<i32>,
}

/// Takes one use of a code, if it is meant for this event, valid now and not used up. `None` where
/// it is not; what was counted until then goes with the caller's transaction, so roll that back.
pub(crate) async fn take(
    connection: &mut PgConnection,
    code: &str,
    event: EventId,
    currency: Currency,
    user: UserId,
) -> Result<Option<Taken>, sqlx::Error> {
    // Whoever waited for the row sees the newest count: the last use is given once.
    let taken: Option<Taken> = sqlx::query_as(
        "UPDATE promotions SET uses = uses + 1
         WHERE code = $1 AND deleted_at IS NULL AND (event_id IS NULL OR event_id = $2)
           AND (currency IS NULL OR currency = $3)
           AND valid_from <= clock_timestamp() AND valid_until > clock_timestamp()
           AND (max_uses IS NULL OR uses < max_uses)
         RETURNING id, kind, value, max_uses_per_person",
    )
    .bind(code)
    .bind(event)
    .bind(currency)
    .fetch_optional(&mut *connection)
    .await?;
    let Some(taken) = taken else { return Ok(None) };
    let counted = sqlx::query(
        "INSERT INTO promotion_uses AS used (promotion_id, user_id, uses) VALUES ($1, $2, 1)
         ON CONFLICT (promotion_id, user_id) DO UPDATE SET uses = used.uses + 1
         WHERE $3::integer IS NULL OR used.uses < $3",
    )
    .bind(taken.promotion)
    .bind(user)
    .bind(taken.max_uses_per_person)
    .execute(connection)
    .await?
    .rows_affected();
    Ok((counted == 1).then_some(taken))
}

/// Gives back the use of a booking that ended unpaid, once. As long as a payment for it is under
/// way the use is kept: the payment's outcome asks again.
pub(crate) async fn give_back(
    connection: &mut PgConnection,
    booking: BookingId,
) -> Result<(), sqlx::Error> {
    let used: Option<(Option<PromotionId>, UserId)> = sqlx::query_as(
        "UPDATE bookings SET promo_counted = false
         WHERE id = $1 AND promo_counted AND status = 'CANCELLED'
           AND NOT EXISTS (SELECT FROM payments WHERE booking_id = $1 AND status = 'PENDING')
         RETURNING promotion_id, user_id",
    )
    .bind(booking)
    .fetch_optional(&mut *connection)
    .await?;
    uncount(connection, used).await
}

/// Takes a code off a booking that is still to be paid: the full price, and the use given back.
pub(crate) async fn take_off(
    connection: &mut PgConnection,
    booking: BookingId,
) -> Result<(), sqlx::Error> {
    let used: Option<(Option<PromotionId>, UserId)> = sqlx::query_as(
        "WITH used AS (
             SELECT id, promotion_id FROM bookings
             WHERE id = $1 AND promo_counted AND status = 'PENDING'
         )
         UPDATE bookings SET promo_counted = false, promotion_id = NULL, promo_code = NULL,
             discount = 0, total_price = unit_price * quantity
         FROM used WHERE bookings.id = used.id
         RETURNING used.promotion_id, bookings.user_id",
    )
    .bind(booking)
    .fetch_optional(&mut *connection)
    .await?;
    uncount(connection, used).await
}

async fn uncount(
    connection: &mut PgConnection,
    used: Option<(Option<PromotionId>, UserId)>,
) -> Result<(), sqlx::Error> {
    let Some((Some(promotion), person)) = used else { return Ok(()) };
    sqlx::query("UPDATE promotions SET uses = uses - 1 WHERE id = $1")
        .bind(promotion)
        .execute(&mut *connection)
        .await?;
    sqlx::query(
        "UPDATE promotion_uses SET uses = uses - 1 WHERE promotion_id = $1 AND user_id = $2",
    )
    .bind(promotion)
    .bind(person)
    .execute(connection)
    .await?;
    Ok(())
}
