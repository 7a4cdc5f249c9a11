//! The rows of `promotions`.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use sqlx::postgres::PgConnection;
use types::Currency;
use types::events::EventStatus;
use types::ids::{EventId, PromotionId, TicketTypeId, UserId};
use types::promotions::{Promotion, PromotionKind};

/// Everything of a promotion that people decide.
#[derive(Clone, Debug)]
pub(super) struct Values {
    pub(super) code: String,
    pub(super) kind: PromotionKind,
    pub(super) value: Decimal,
    pub(super) currency: Option<Currency>,
    pub(super) event: Option<EventId>,
    /// None: for all types.
    pub(super) types: Option<Vec<TicketTypeId>>,
    pub(super) valid_from: DateTime<Utc>,
    pub(super) valid_until: DateTime<Utc>,
    pub(super) max_uses: Option<i32>,
    pub(super) max_uses_per_user: Option<i32>,
    /// None: as it was.
    pub(super) paused: Option<bool>,
}

/// An event that a promotion is for. Its organizer never changes, so no lock is needed.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct EventRow {
    pub(super) id: EventId,
    pub(super) organizer_id: UserId,
    pub(super) status: EventStatus,
    pub(super) currency: Currency,
}

pub(super) async fn event(
    connection: &mut PgConnection,
    event: EventId,
) -> Result<Option<EventRow>, sqlx::Error> {
    sqlx::query_as("SELECT id, organizer_id, status, currency FROM events WHERE id = $1")
        .bind(event)
        .fetch_optional(connection)
        .await
}

/// A row of `promotions p` with the types that it is for.
const COLUMNS: &str = "p.*, CASE WHEN p.limited THEN ARRAY(SELECT l.ticket_type_id \
    FROM promotion_ticket_types l WHERE l.promotion_id = p.id ORDER BY l.ticket_type_id) \
    END AS ticket_types";

/// The codes of some events. `None` sees all.
const VISIBLE: &str = "FROM promotions p \
    WHERE p.deleted_at IS NULL AND ($1::uuid[] IS NULL OR p.event_id = ANY($1))";

pub(super) async fn page(
    connection: &mut PgConnection,
    events: Option<&[EventId]>,
    limit: i64,
    offset: i64,
) -> Result<(i64, Vec<Promotion>), sqlx::Error> {
    let count = sqlx::query_scalar(sqlx::AssertSqlSafe(format!("SELECT count(*) {VISIBLE}")))
        .bind(events)
        .fetch_one(&mut *connection)
        .await?;
    let promotions = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "SELECT {COLUMNS} {VISIBLE} ORDER BY p.created_at DESC, p.id DESC LIMIT $2 OFFSET $3"
    )))
    .bind(events)
    .bind(limit)
    .bind(offset)
    .fetch_all(connection)
    .await?;
    Ok((count, promotions))
}

/// At most a thousand, the oldest first.
pub(super) async fn of_event(
    connection: &mut PgConnection,
    event: EventId,
) -> Result<Vec<Promotion>, sqlx::Error> {
    sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "SELECT {COLUMNS} FROM promotions p WHERE event_id = $1 AND deleted_at IS NULL
         ORDER BY created_at, id LIMIT 1000"
    )))
    .bind(event)
    .fetch_all(connection)
    .await
}

/// Those that are of no event, the newest first.
pub(super) async fn of_platform(
    connection: &mut PgConnection,
    (limit, offset): (i64, i64),
) -> Result<(i64, Vec<Promotion>), sqlx::Error> {
    let count = sqlx::query_scalar(
        "SELECT count(*) FROM promotions WHERE event_id IS NULL AND deleted_at IS NULL",
    )
    .fetch_one(&mut *connection)
    .await?;
    let promotions = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "SELECT {COLUMNS} FROM promotions p WHERE event_id IS NULL AND deleted_at IS NULL
         ORDER BY created_at DESC, id DESC LIMIT $1 OFFSET $2"
    )))
    .bind(limit)
    .bind(offset)
    .fetch_all(connection)
    .await?;
    Ok((count, promotions))
}

pub(super) async fn find(
    connection: &mut PgConnection,
    events: Option<&[EventId]>,
    id: PromotionId,
) -> Result<Option<Promotion>, sqlx::Error> {
    sqlx::query_as(sqlx::AssertSqlSafe(format!("SELECT {COLUMNS} {VISIBLE} AND p.id = $2")))
        .bind(events)
        .bind(id)
        .fetch_optional(connection)
        .await
}

pub(super) async fn insert(
    connection: &mut PgConnection,
    id: PromotionId,
    owner: UserId,
    values: &Values,
) -> Result<Promotion, sqlx::Error> {
    sqlx::query(
        "INSERT INTO promotions (id, owner_id, code, kind, value, currency, event_id, valid_from,
             valid_until, max_uses, max_uses_per_person, paused_at, limited)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11,
             CASE WHEN $12 THEN clock_timestamp() END, $13)",
    )
    .bind(id)
    .bind(owner)
    .bind(&values.code)
    .bind(values.kind)
    .bind(values.value)
    .bind(values.currency)
    .bind(values.event)
    .bind(values.valid_from)
    .bind(values.valid_until)
    .bind(values.max_uses)
    .bind(values.max_uses_per_user)
    .bind(values.paused.unwrap_or(false))
    .bind(values.types.is_some())
    .execute(&mut *connection)
    .await?;
    with_types(connection, id, values).await
}

/// `None` where it was used more often than it would be allowed to, or is gone.
pub(super) async fn update(
    connection: &mut PgConnection,
    id: PromotionId,
    values: &Values,
) -> Result<Option<Promotion>, sqlx::Error> {
    let updated = sqlx::query(
        "UPDATE promotions SET code = $2, kind = $3, value = $4, currency = $5, event_id = $6,
             valid_from = $7, valid_until = $8, max_uses = $9, max_uses_per_person = $10,
             paused_at = CASE WHEN $11::boolean IS NULL THEN paused_at
                 WHEN $11 THEN coalesce(paused_at, clock_timestamp()) END,
             limited = $12
         WHERE id = $1 AND deleted_at IS NULL AND ($9::integer IS NULL OR uses <= $9)",
    )
    .bind(id)
    .bind(&values.code)
    .bind(values.kind)
    .bind(values.value)
    .bind(values.currency)
    .bind(values.event)
    .bind(values.valid_from)
    .bind(values.valid_until)
    .bind(values.max_uses)
    .bind(values.max_uses_per_user)
    .bind(values.paused)
    .bind(values.types.is_some())
    .execute(&mut *connection)
    .await?;
    if updated.rows_affected() == 0 {
        return Ok(None);
    }
    with_types(connection, id, values).await.map(Some)
}

/// Writes which types a code is for. Whoever uses it takes its row first, and then reads these.
async fn with_types(
    connection: &mut PgConnection,
    id: PromotionId,
    values: &Values,
) -> Result<Promotion, sqlx::Error> {
    let types = values.types.as_deref().unwrap_or_default();
    for sql in [
        "DELETE FROM promotion_ticket_types WHERE promotion_id = $1 AND ticket_type_id <> ALL ($2)",
        "INSERT INTO promotion_ticket_types (promotion_id, ticket_type_id)
         SELECT $1, of_it FROM unnest($2::uuid[]) AS of_it ON CONFLICT DO NOTHING",
    ] {
        sqlx::query(sql).bind(id).bind(types).execute(&mut *connection).await?;
    }
    sqlx::query_as(sqlx::AssertSqlSafe(format!("SELECT {COLUMNS} FROM promotions p WHERE id = $1")))
        .bind(id)
        .fetch_one(connection)
        .await
}

/// Those of the types that are the event's, and whether each is hidden.
pub(super) async fn types_of_event(
    connection: &mut PgConnection,
    event: EventId,
    types: &[TicketTypeId],
) -> Result<Vec<bool>, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT hidden FROM ticket_types WHERE event_id = $1 AND id = ANY ($2) FOR KEY SHARE",
    )
    .bind(event)
    .bind(types)
    .fetch_all(connection)
    .await
}

/// The row stays for the bookings that used it; the code is free again.
pub(super) async fn delete(
    connection: &mut PgConnection,
    id: PromotionId,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE promotions SET deleted_at = clock_timestamp() WHERE id = $1 AND deleted_at IS NULL",
    )
    .bind(id)
    .execute(connection)
    .await?;
    Ok(())
}

/// Pauses it, or lets it be used again; none where nothing changes.
pub(super) async fn pause(
    connection: &mut PgConnection,
    id: PromotionId,
    paused: bool,
) -> Result<Option<Promotion>, sqlx::Error> {
    sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "UPDATE promotions p SET paused_at = CASE WHEN $2 THEN clock_timestamp() END
         WHERE id = $1 AND deleted_at IS NULL AND (paused_at IS NOT NULL) <> $2 RETURNING {COLUMNS}"
    )))
    .bind(id)
    .bind(paused)
    .fetch_optional(connection)
    .await
}
