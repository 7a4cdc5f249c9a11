//! The rows of `promotions`.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use sqlx::postgres::PgConnection;
use types::Currency;
use types::ids::{EventId, PromotionId, UserId};
use types::promotions::{Promotion, PromotionKind};
use uuid::Uuid;

#[derive(Debug, sqlx::FromRow)]
pub(super) struct Row {
    id: Uuid,
    code: String,
    kind: String,
    value: Decimal,
    currency: Option<String>,
    event_id: Option<Uuid>,
    valid_from: DateTime<Utc>,
    valid_until: DateTime<Utc>,
    max_uses: Option<i32>,
    max_uses_per_person: Option<i32>,
    uses: i32,
    created_at: DateTime<Utc>,
}

pub(super) fn kind(name: &str) -> Result<PromotionKind, sqlx::Error> {
    [PromotionKind::Percent, PromotionKind::Fixed]
        .into_iter()
        .find(|kind| kind.as_str() == name)
        .ok_or_else(|| sqlx::Error::Decode(format!("promotion kind {name}").into()))
}

impl TryFrom<Row> for Promotion {
    type Error = sqlx::Error;

    fn try_from(row: Row) -> Result<Self, sqlx::Error> {
        Ok(Self {
            id: row.id.into(),
            code: row.code,
            kind: kind(&row.kind)?,
            value: row.value,
            currency: row.currency.as_deref().and_then(Currency::parse),
            event: row.event_id.map(EventId),
            valid_from: row.valid_from,
            valid_until: row.valid_until,
            max_uses: row.max_uses,
            max_uses_per_user: row.max_uses_per_person,
            uses: row.uses,
            created_at: row.created_at,
        })
    }
}

/// Everything of a promotion that people decide.
#[derive(Clone, Debug)]
pub(super) struct Values {
    pub(super) code: String,
    pub(super) kind: PromotionKind,
    pub(super) value: Decimal,
    pub(super) currency: Option<String>,
    pub(super) event: Option<EventId>,
    pub(super) valid_from: DateTime<Utc>,
    pub(super) valid_until: DateTime<Utc>,
    pub(super) max_uses: Option<i32>,
    pub(super) max_uses_per_user: Option<i32>,
}

/// An event that a promotion is for. Its organizer never changes, so no lock is needed.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct EventRow {
    pub(super) organizer_id: Uuid,
    pub(super) status: String,
    pub(super) currency: String,
}

pub(super) async fn event(
    connection: &mut PgConnection,
    event: EventId,
) -> Result<Option<EventRow>, sqlx::Error> {
    sqlx::query_as("SELECT organizer_id, status, currency FROM events WHERE id = $1")
        .bind(event.0)
        .fetch_optional(connection)
        .await
}

/// What an organizer sees: the codes of their own events. `None` sees all.
const VISIBLE: &str = "FROM promotions p LEFT JOIN events e ON e.id = p.event_id \
    WHERE p.deleted_at IS NULL AND ($1::uuid IS NULL OR e.organizer_id = $1)";

pub(super) async fn page(
    connection: &mut PgConnection,
    organizer: Option<UserId>,
    limit: i64,
    offset: i64,
) -> Result<(i64, Vec<Promotion>), sqlx::Error> {
    let organizer = organizer.map(|id| id.0);
    let count = sqlx::query_scalar(sqlx::AssertSqlSafe(format!("SELECT count(*) {VISIBLE}")))
        .bind(organizer)
        .fetch_one(&mut *connection)
        .await?;
    let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "SELECT p.* {VISIBLE} ORDER BY p.created_at DESC, p.id DESC LIMIT $2 OFFSET $3"
    )))
    .bind(organizer)
    .bind(limit)
    .bind(offset)
    .fetch_all(connection)
    .await?;
    Ok((count, rows.into_iter().map(TryInto::try_into).collect::<Result<_, _>>()?))
}

pub(super) async fn find(
    connection: &mut PgConnection,
    organizer: Option<UserId>,
    id: PromotionId,
) -> Result<Option<Promotion>, sqlx::Error> {
    let row: Option<Row> =
        sqlx::query_as(sqlx::AssertSqlSafe(format!("SELECT p.* {VISIBLE} AND p.id = $2")))
            .bind(organizer.map(|id| id.0))
            .bind(id.0)
            .fetch_optional(connection)
            .await?;
    row.map(TryInto::try_into).transpose()
}

pub(super) async fn insert(
    connection: &mut PgConnection,
    id: PromotionId,
    owner: UserId,
    values: &Values,
) -> Result<Promotion, sqlx::Error> {
    let row: Row = sqlx::query_as(
        "INSERT INTO promotions (id, owner_id, code, kind, value, currency, event_id, valid_from,
             valid_until, max_uses, max_uses_per_person)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING *",
    )
    .bind(id.0)
    .bind(owner.0)
    .bind(&values.code)
    .bind(values.kind.as_str())
    .bind(values.value)
    .bind(&values.currency)
    .bind(values.event.map(|event| event.0))
    .bind(values.valid_from)
    .bind(values.valid_until)
    .bind(values.max_uses)
    .bind(values.max_uses_per_user)
    .fetch_one(connection)
    .await?;
    row.try_into()
}

/// `None` where it was used more often than it would be allowed to, or is gone.
pub(super) async fn update(
    connection: &mut PgConnection,
    id: PromotionId,
    values: &Values,
) -> Result<Option<Promotion>, sqlx::Error> {
    let row: Option<Row> = sqlx::query_as(
        "UPDATE promotions SET code = $2, kind = $3, value = $4, currency = $5, event_id = $6,
             valid_from = $7, valid_until = $8, max_uses = $9, max_uses_per_person = $10
         WHERE id = $1 AND deleted_at IS NULL AND ($9::integer IS NULL OR uses <= $9)
         RETURNING *",
    )
    .bind(id.0)
    .bind(&values.code)
    .bind(values.kind.as_str())
    .bind(values.value)
    .bind(&values.currency)
    .bind(values.event.map(|event| event.0))
    .bind(values.valid_from)
    .bind(values.valid_until)
    .bind(values.max_uses)
    .bind(values.max_uses_per_user)
    .fetch_optional(connection)
    .await?;
    row.map(TryInto::try_into).transpose()
}

/// The row stays for the bookings that used it; the code is free again.
pub(super) async fn delete(
    connection: &mut PgConnection,
    id: PromotionId,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE promotions SET deleted_at = clock_timestamp() WHERE id = $1 AND deleted_at IS NULL",
    )
    .bind(id.0)
    .execute(connection)
    .await?;
    Ok(())
}
