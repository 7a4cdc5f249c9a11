//! Taking a use of a code and giving it back.

use rust_decimal::Decimal;
use sqlx::postgres::PgConnection;
use types::Currency;
use types::ids::{EventId, PromotionId, UserId};
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
    // A transaction that waited for the row sees the newest count: the last use is given once.
    let taken: Option<Taken> = sqlx::query_as(
        "UPDATE promotions SET uses = uses + 1
         WHERE code = $1 AND deleted_at IS NULL AND paused_at IS NULL AND (event_id IS NULL OR event_id = $2)
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

/// Gives a person's use of a code back.
pub(crate) async fn give_back(
    connection: &mut PgConnection,
    promotion: PromotionId,
    person: UserId,
) -> Result<(), sqlx::Error> {
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
