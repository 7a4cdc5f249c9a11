//! The use of a promo code that a booking counts, and giving it back.

use crate::promotions;
use sqlx::postgres::PgConnection;
use types::ids::{BookingId, PromotionId, UserId};

/// What a booking counted: the code, unless it is gone, and whose use it was.
type Used = (Option<PromotionId>, UserId);

/// Gives back the use of a booking that ended unpaid, once. As long as a payment for it is under
/// way the use is kept: the payment's outcome asks again.
pub(crate) async fn give_code_back(
    connection: &mut PgConnection,
    booking: BookingId,
) -> Result<(), sqlx::Error> {
    let used: Option<Used> = sqlx::query_as(
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

/// Takes a code off a booking that is still to be paid: the full price, and the use given back. Says
/// whether there was one.
pub(crate) async fn take_code_off(
    connection: &mut PgConnection,
    booking: BookingId,
) -> Result<bool, sqlx::Error> {
    let used: Option<Used> = sqlx::query_as(
        "WITH used AS (
             SELECT id, promotion_id FROM bookings
             WHERE id = $1 AND promo_counted AND status = 'PENDING'
         )
         UPDATE bookings SET promo_counted = false, promotion_id = NULL, promo_code = NULL,
             discount = 0, total_price = coalesce(subtotal, unit_price * quantity)
         FROM used WHERE bookings.id = used.id
         RETURNING used.promotion_id, bookings.user_id",
    )
    .bind(booking)
    .fetch_optional(&mut *connection)
    .await?;
    let off = used.is_some();
    uncount(connection, used).await?;
    Ok(off)
}

async fn uncount(connection: &mut PgConnection, used: Option<Used>) -> Result<(), sqlx::Error> {
    match used {
        Some((Some(promotion), person)) => {
            promotions::give_back(connection, promotion, person).await
        }
        _ => Ok(()),
    }
}
