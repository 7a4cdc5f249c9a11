//! Making and changing promo codes: admins for everything, others for the events of whose money they
//! may know.

use super::store::{self, Values};
use super::tries::Try;
use crate::accounts;
use crate::audit::Entry;
use crate::db::violated;
use crate::ids::new_id;
use crate::roles::{self, workload};
use crate::{Actor, Allowed, Error, Hub};
use serde_json::json;
use sqlx::postgres::PgConnection;
use types::events::EventStatus;
use types::history::AuditAction;
use types::ids::{EventId, PromotionId};
use types::promotions::{Promotion, PromotionInput, normal_code};
use types::team::EventRight;
use types::{Currency, ErrorCode, Failure, FieldError, FieldProblem, Page, PageRequest};

/// The codes the caller may change, newest first.
///
/// # Errors
/// Denied to attendees.
pub async fn list(hub: &Hub, actor: Actor, page: PageRequest) -> Result<Page<Promotion>, Error> {
    let mut connection = hub.db.read().await?;
    let sees = sees(&mut connection, actor).await?;
    let (count, promotions) =
        store::page(&mut connection, sees.as_deref(), page.limit(), page.offset()).await?;
    Ok(Page::new(page, count, promotions))
}

/// # Errors
/// Denied to attendees; `not_found` for another person's.
pub async fn get(hub: &Hub, actor: Actor, id: PromotionId) -> Result<Promotion, Error> {
    let mut connection = hub.db.read().await?;
    let sees = sees(&mut connection, actor).await?;
    store::find(&mut connection, sees.as_deref(), id)
        .await?
        .ok_or_else(|| ErrorCode::NotFound.into())
}

/// Whether the caller may change a code.
///
/// # Errors
/// Denied to attendees; `not_found` for another person's.
pub async fn may_change(hub: &Hub, actor: Actor, id: PromotionId) -> Result<Allowed, Error> {
    get(hub, actor, id).await.map(|_| Allowed::looked())
}

/// Whether the caller may give out codes for an event, or for every event where none is named.
///
/// # Errors
/// Denied for anything but events of whose money the caller may know.
pub async fn may_give_out(
    hub: &Hub,
    actor: Actor,
    event: Option<EventId>,
) -> Result<Allowed, Error> {
    let mut connection = hub.db.read().await?;
    sees(&mut connection, actor).await?;
    own_event(&mut connection, actor, event).await.map(|_| Allowed::looked())
}

/// # Errors
/// Denied for anything but events of whose money the caller may know; invalid by field;
/// `promo_code_taken`, and `too_many_requests` after too many of those.
pub async fn create(hub: &Hub, actor: Actor, input: PromotionInput) -> Result<Promotion, Error> {
    let owner = actor.require_user()?;
    sees(&mut *hub.db.read().await?, actor).await?;
    let look = Try::begin(hub, owner).await?;
    let made = hub
        .db
        .write(move |tx| {
            Box::pin(async move {
                accounts::acting(tx, actor).await?;
                let values = values(tx, actor, input).await?;
                let id = PromotionId(new_id());
                let promotion = store::insert(tx, id, owner, &values).await.map_err(taken)?;
                record(tx, actor, AuditAction::PromotionCreated, &promotion).await?;
                Ok(promotion)
            })
        })
        .await;
    look.end(hub, is_taken(&made)).await;
    made
}

pub(super) fn taken(error: sqlx::Error) -> Error {
    match violated(&error) {
        Some("promotions_code_key") => ErrorCode::PromoCodeTaken.into(),
        _ => error.into(),
    }
}

/// Whether the refusal tells the caller that a code exists.
fn is_taken(told: &Result<Promotion, Error>) -> bool {
    matches!(told, Err(error) if error.code() == Some(ErrorCode::PromoCodeTaken))
}

/// Replaces everything of a code but the count of its uses.
///
/// # Errors
/// As [`create`]; `not_found` for another person's; fewer uses than there were.
pub async fn update(
    hub: &Hub,
    actor: Actor,
    id: PromotionId,
    input: PromotionInput,
) -> Result<Promotion, Error> {
    let user = actor.require_user()?;
    let sees = sees(&mut *hub.db.read().await?, actor).await?;
    let look = Try::begin(hub, user).await?;
    let changed = hub
        .db
        .write(move |tx| {
            Box::pin(async move {
                accounts::acting(tx, actor).await?;
                store::find(tx, sees.as_deref(), id).await?.ok_or(ErrorCode::NotFound)?;
                let values = values(tx, actor, input).await?;
                let changed = store::update(tx, id, &values).await.map_err(taken)?;
                let Some(promotion) = changed else {
                    let now =
                        store::find(tx, sees.as_deref(), id).await?.ok_or(ErrorCode::NotFound)?;
                    return Err(Failure::fields(vec![FieldError {
                        field: "max_uses".into(),
                        problem: FieldProblem::TooSmall,
                        limit: Some(now.uses.into()),
                    }])
                    .into());
                };
                record(tx, actor, AuditAction::PromotionUpdated, &promotion).await?;
                Ok(promotion)
            })
        })
        .await;
    look.end(hub, is_taken(&changed)).await;
    changed
}

/// Pauses a code, or lets it be used again; doing it again changes nothing.
///
/// # Errors
/// Denied to attendees; `not_found` for another person's.
pub async fn set_paused(
    hub: &Hub,
    actor: Actor,
    id: PromotionId,
    paused: bool,
) -> Result<Promotion, Error> {
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                accounts::acting(tx, actor).await?;
                let sees = sees(tx, actor).await?;
                let promotion =
                    store::find(tx, sees.as_deref(), id).await?.ok_or(ErrorCode::NotFound)?;
                let Some(changed) = store::pause(tx, id, paused).await? else {
                    return Ok(promotion);
                };
                let detail = json!({ "code": changed.code });
                Entry::new(actor, AuditAction::PromotionUpdated, id)
                    .event_if(changed.event)
                    .change("paused", !paused, paused)
                    .detail(detail)
                    .record(tx)
                    .await?;
                Ok(changed)
            })
        })
        .await
}

/// Deletes a code; bookings that used it keep their discount.
///
/// # Errors
/// Denied to attendees; `not_found` for another person's.
pub async fn delete(hub: &Hub, actor: Actor, id: PromotionId) -> Result<(), Error> {
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                accounts::acting(tx, actor).await?;
                let sees = sees(tx, actor).await?;
                let promotion = store::find(tx, sees.as_deref(), id).await?;
                let promotion = promotion.ok_or(ErrorCode::NotFound)?;
                store::delete(tx, id).await?;
                record(tx, actor, AuditAction::PromotionDeleted, &promotion).await?;
                Ok(())
            })
        })
        .await
}

/// The events whose codes the caller sees: those of whose money they may know; an admin sees all.
async fn sees(connection: &mut PgConnection, actor: Actor) -> Result<Option<Vec<EventId>>, Error> {
    if actor.is_admin() {
        return Ok(None);
    }
    let booked = workload(connection, actor).await?.booked;
    if booked.is_empty() {
        roles::require_somewhere(connection, actor, EventRight::Bookings).await?;
    }
    Ok(Some(booked))
}

/// The event that a code is for, if the caller may give out codes for it.
async fn own_event(
    connection: &mut PgConnection,
    actor: Actor,
    event: Option<EventId>,
) -> Result<Option<store::EventRow>, Error> {
    let Some(event) = event else {
        actor.require_admin()?;
        return Ok(None);
    };
    let event = store::event(connection, event).await?.ok_or(ErrorCode::NotFound)?;
    let of = (event.id, event.organizer_id);
    if roles::has_right(connection, actor, of, EventRight::Bookings).await? {
        return Ok(Some(event));
    }
    let seen = roles::has_right(connection, actor, of, EventRight::See).await?;
    Err(match event.status {
        EventStatus::Draft if !seen => ErrorCode::NotFound.into(),
        EventStatus::Draft | EventStatus::Published | EventStatus::Cancelled => {
            ErrorCode::Forbidden.into()
        }
    })
}

/// What the input comes to, once it is known that the caller may say so.
async fn values(
    tx: &mut PgConnection,
    actor: Actor,
    mut input: PromotionInput,
) -> Result<Values, Error> {
    let event = own_event(tx, actor, input.event).await?;
    input.check()?;
    let currency = input.currency.as_deref().and_then(Currency::offered);
    let other = |currency| event.as_ref().is_some_and(|event| event.currency != currency);
    if currency.is_some_and(other) {
        let failure = Failure::field("currency", FieldProblem::NotAllowed);
        return Err(failure.into());
    }
    of_types(tx, &input).await?;
    // Checked to lie within their bounds.
    let number = |uses: i64| i32::try_from(uses).unwrap_or(i32::MAX);
    Ok(Values {
        code: normal_code(&input.code).unwrap_or_default(),
        kind: input.kind,
        value: input.value,
        currency,
        event: input.event,
        types: input.ticket_types,
        valid_from: input.valid_from,
        valid_until: input.valid_until,
        max_uses: input.max_uses.map(number),
        max_uses_per_user: input.max_uses_per_user.map(number),
        paused: input.paused,
    })
}

/// The types of a code are its event's. What takes nothing off opens one of them.
async fn of_types(tx: &mut PgConnection, input: &PromotionInput) -> Result<(), Error> {
    let (Some(event), Some(types)) = (input.event, &input.ticket_types) else { return Ok(()) };
    let hidden = store::types_of_event(tx, event, types).await?;
    if hidden.len() < types.len() {
        return Err(Failure::field("ticket_types", FieldProblem::NotFound).into());
    }
    if input.value.is_zero() && !hidden.contains(&true) {
        return Err(Failure::field("value", FieldProblem::TooSmall).into());
    }
    Ok(())
}

pub(super) async fn record(
    tx: &mut PgConnection,
    actor: Actor,
    action: AuditAction,
    promotion: &Promotion,
) -> Result<(), sqlx::Error> {
    let detail = json!({ "code": promotion.code });
    let entry = Entry::new(actor, action, promotion.id).event_if(promotion.event);
    entry.detail(detail).record(tx).await
}
