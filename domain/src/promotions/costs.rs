//! What codes have cost: the sums of the bookings that have them.

use super::store;
use crate::{Actor, Error, Hub};
use rust_decimal::Decimal;
use sqlx::postgres::PgConnection;
use types::ids::{EventId, PromotionId};
use types::promotions::{Promotion, PromotionSum, UsedPromotion};
use types::{Currency, Money, Page, PageRequest};

#[derive(sqlx::FromRow)]
struct Sum {
    promotion_id: PromotionId,
    currency: Currency,
    bookings: i64,
    discount: Decimal,
    paid: Decimal,
}

/// An event's own codes with their sums, the newest first; at most a thousand.
pub(crate) async fn used(
    connection: &mut PgConnection,
    event: EventId,
) -> Result<Vec<UsedPromotion>, sqlx::Error> {
    let mut promotions = store::of_event(connection, event).await?;
    promotions.reverse();
    with_sums(connection, promotions).await
}

/// A page of the codes of every event with their sums, the newest first.
///
/// # Errors
/// Denied to everyone but admins.
pub async fn of_platform(
    hub: &Hub,
    actor: Actor,
    page: PageRequest,
) -> Result<Page<UsedPromotion>, Error> {
    actor.require_admin()?;
    let mut connection = hub.db.read().await?;
    let rows = (page.limit(), page.offset());
    let (count, promotions) = store::of_platform(&mut connection, rows).await?;
    let used = with_sums(&mut connection, promotions).await?;
    Ok(Page::new(page, count, used))
}

async fn with_sums(
    connection: &mut PgConnection,
    promotions: Vec<Promotion>,
) -> Result<Vec<UsedPromotion>, sqlx::Error> {
    let ids: Vec<PromotionId> = promotions.iter().map(|promotion| promotion.id).collect();
    let sums: Vec<Sum> = sqlx::query_as(
        "SELECT promotion_id, currency, count(*) AS bookings, sum(discount) AS discount,
             sum(total_price) AS paid
         FROM bookings WHERE promotion_id = ANY($1) AND status = 'CONFIRMED'
         GROUP BY promotion_id, currency ORDER BY promotion_id, currency",
    )
    .bind(&ids)
    .fetch_all(connection)
    .await?;
    let of = |id: PromotionId| {
        let own = sums.iter().filter(|sum| sum.promotion_id == id);
        own.map(|sum| PromotionSum {
            bookings: sum.bookings,
            discount: Money::new(sum.discount, sum.currency),
            paid: Money::new(sum.paid, sum.currency),
        })
        .collect()
    };
    let used = promotions.into_iter();
    Ok(used.map(|promotion| UsedPromotion { sums: of(promotion.id), promotion }).collect())
}
