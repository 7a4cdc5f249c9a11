//! Looking a code up, taking a use of it and giving it back.

use super::policy::discount;
use rust_decimal::Decimal;
use sqlx::postgres::PgConnection;
use types::ids::{EventId, PromotionId, TicketTypeId, UserId};
use types::promotions::PromotionKind;
use types::{Currency, Money};

/// What a code is good for at one event.
#[derive(Clone, Debug)]
pub(crate) struct Offer {
    pub(crate) promotion: PromotionId,
    kind: PromotionKind,
    value: Decimal,
    /// The types whose price it lowers; none: of all.
    pub(crate) types: Option<Vec<TicketTypeId>>,
    /// Those of them that are hidden.
    pub(crate) opens: Vec<TicketTypeId>,
}

impl Offer {
    /// Whether it lowers the price of a type.
    pub(crate) fn covers(&self, of: TicketTypeId) -> bool {
        self.types.as_ref().is_none_or(|types| types.contains(&of))
    }

    /// What it takes off the price of all seats that it is for.
    pub(crate) fn discount(&self, price: Money) -> Money {
        discount(self.kind, self.value, price)
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: PromotionId,
    kind: PromotionKind,
    value: Decimal,
    limited: bool,
    max_uses_per_person: Option<i32>,
}

impl Row {
    async fn offer(
        self,
        connection: &mut PgConnection,
        event: EventId,
    ) -> Result<Offer, sqlx::Error> {
        let types: Vec<(TicketTypeId, bool)> = if self.limited {
            sqlx::query_as(
                "SELECT t.id, t.hidden FROM promotion_ticket_types l
                     JOIN ticket_types t ON t.id = l.ticket_type_id
                 WHERE l.promotion_id = $1 AND t.event_id = $2",
            )
            .bind(self.id)
            .bind(event)
            .fetch_all(connection)
            .await?
        } else {
            Vec::new()
        };
        Ok(Offer {
            promotion: self.id,
            kind: self.kind,
            value: self.value,
            opens: types.iter().filter(|(_, hidden)| *hidden).map(|(id, _)| *id).collect(),
            types: self.limited.then(|| types.into_iter().map(|(id, _)| id).collect()),
        })
    }
}

/// A code that could be used this moment, by this person where it is known who asks. No use of it is
/// taken, and nothing is locked.
pub(crate) async fn look(
    connection: &mut PgConnection,
    code: &str,
    event: EventId,
    user: Option<UserId>,
) -> Result<Option<Offer>, sqlx::Error> {
    let found: Option<Row> = sqlx::query_as(
        "SELECT p.id, p.kind, p.value, p.limited, p.max_uses_per_person
         FROM promotions p JOIN events e ON e.id = $2
         WHERE p.code = $1 AND p.deleted_at IS NULL AND p.paused_at IS NULL
           AND (p.event_id IS NULL OR p.event_id = e.id)
           AND (p.currency IS NULL OR p.currency = e.currency)
           AND p.valid_from <= clock_timestamp() AND p.valid_until > clock_timestamp()
           AND (p.max_uses IS NULL OR p.uses < p.max_uses)
           AND NOT EXISTS (SELECT FROM promotion_uses used
               WHERE used.promotion_id = p.id AND used.user_id = $3
                 AND used.uses >= p.max_uses_per_person)",
    )
    .bind(code)
    .bind(event)
    .bind(user)
    .fetch_optional(&mut *connection)
    .await?;
    match found {
        Some(row) => row.offer(connection, event).await.map(Some),
        None => Ok(None),
    }
}

/// Takes one use of a code, if it is meant for this event, valid now and not used up. `None` where
/// it is not; what was counted until then goes with the caller's transaction, so roll that back.
pub(crate) async fn take(
    connection: &mut PgConnection,
    code: &str,
    event: EventId,
    currency: Currency,
    user: UserId,
) -> Result<Option<Offer>, sqlx::Error> {
    // A transaction that waited for the row sees the newest count: the last use is given once.
    let taken: Option<Row> = sqlx::query_as(
        "UPDATE promotions SET uses = uses + 1
         WHERE code = $1 AND deleted_at IS NULL AND paused_at IS NULL AND (event_id IS NULL OR event_id = $2)
           AND (currency IS NULL OR currency = $3)
           AND valid_from <= clock_timestamp() AND valid_until > clock_timestamp()
           AND (max_uses IS NULL OR uses < max_uses)
         RETURNING id, kind, value, limited, max_uses_per_person",
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
    .bind(taken.id)
    .bind(user)
    .bind(taken.max_uses_per_person)
    .execute(&mut *connection)
    .await?
    .rows_affected();
    if counted != 1 {
        return Ok(None);
    }
    taken.offer(connection, event).await.map(Some)
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
