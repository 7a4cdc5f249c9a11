//! Venues: an organizer's own list of places.

use super::rights::{EventRight, owned};
use super::store;
use crate::audit::Entry;
use crate::db::violated;
use crate::idempotency::{Answer, IdempotencyKey, Refusal, Request, once};
use crate::ids::new_id;
use crate::{Actor, Allowed, Error, Hub, accounts};
use serde_json::json;
use sqlx::postgres::PgConnection;
use types::history::AuditAction;
use types::ids::{UserId, VenueId};
use types::venues::{AdminVenue, USES_SHOWN, Venue, VenueDetails, VenueInput};
use types::{ErrorCode, Failure, FieldProblem, Page, PageRequest};

/// Venues that one organizer may have.
const VENUES_MAX: i64 = 1000;

/// A page of the caller's own venues, by name.
///
/// # Errors
/// Denied to attendees.
pub async fn venues(hub: &Hub, actor: Actor, page: PageRequest) -> Result<Page<Venue>, Error> {
    let user = actor.require_organizer()?;
    of(&mut *hub.db.read().await?, user, page).await
}

/// A page of the venues that an event can be at: those of its organizer, by name.
///
/// # Errors
/// Not found, or denied to who may not edit the event.
pub async fn venues_for(
    hub: &Hub,
    actor: Actor,
    event: &str,
    page: PageRequest,
) -> Result<Page<Venue>, Error> {
    let mut connection = hub.db.read().await?;
    let organizer = owned(&mut connection, actor, event, EventRight::Edit).await?.organizer_id;
    of(&mut connection, organizer, page).await
}

/// Everybody's venues, by name: those whose name or address has the text, and those where events are
/// or are not.
///
/// # Errors
/// Denied to everyone but admins.
pub async fn admin_venues(
    hub: &Hub,
    actor: Actor,
    (search, used): (Option<&str>, Option<bool>),
    page: PageRequest,
) -> Result<Page<AdminVenue>, Error> {
    actor.require_admin()?;
    let mut connection = hub.db.read().await?;
    let filter = store::AdminVenueFilter { search, used };
    let rows = (page.limit(), page.offset());
    let (count, venues) = store::admin_venues(&mut connection, filter, rows).await?;
    Ok(Page::new(page, count, venues))
}

async fn of(
    connection: &mut PgConnection,
    user: UserId,
    page: PageRequest,
) -> Result<Page<Venue>, Error> {
    let (count, venues) = store::venues(connection, user, (page.limit(), page.offset())).await?;
    Ok(Page::new(page, count, venues))
}

/// A venue of the caller's own with the events there; admins see everybody's.
///
/// # Errors
/// Denied to attendees; not found.
pub async fn venue(hub: &Hub, actor: Actor, id: VenueId) -> Result<VenueDetails, Error> {
    let sees = sees(actor)?;
    details(&mut *hub.db.read().await?, sees, id).await
}

/// Whether the caller may change a venue.
///
/// # Errors
/// As [`venue`].
pub async fn may_change_venue(hub: &Hub, actor: Actor, id: VenueId) -> Result<Allowed, Error> {
    let sees = sees(actor)?;
    let mut connection = hub.db.read().await?;
    store::venue(&mut connection, sees, id).await?.ok_or(ErrorCode::NotFound)?;
    Ok(Allowed::looked())
}

/// # Errors
/// Denied to attendees; invalid by field; a name that another venue of theirs has.
pub async fn create_venue(
    hub: &Hub,
    actor: Actor,
    input: VenueInput,
) -> Result<VenueDetails, Error> {
    let made = create_venue_once(hub, actor, input, None).await;
    made.map(|answer| answer.value).map_err(|refusal| refusal.failure.into())
}

/// The same, once for the key.
///
/// # Errors
/// As [`create_venue`]; `idempotency_key_reused`.
pub async fn create_venue_once(
    hub: &Hub,
    actor: Actor,
    mut input: VenueInput,
    key: Option<IdempotencyKey>,
) -> Result<Answer<VenueDetails>, Refusal> {
    let user = actor.require_organizer()?;
    let request = key.map(|key| Request::new(hub, user, key, "create_venue", &input).waiting());
    input.check()?;
    once(hub, request, move |tx| {
        Box::pin(async move {
            accounts::acting(tx, actor).await?;
            if store::venues(tx, user, (0, 0)).await?.0 >= VENUES_MAX {
                return Err(ErrorCode::TooManyRequests.into());
            }
            let id = VenueId(new_id());
            store::insert_venue(tx, (id, user), &input).await.map_err(taken)?;
            entry(actor, AuditAction::VenueCreated, id, &input.name).record(tx).await?;
            details(tx, Some(user), id).await
        })
    })
    .await
}

/// Replaces what is said of a venue: its events say it too.
///
/// # Errors
/// As [`create_venue`]; not found.
pub async fn update_venue(
    hub: &Hub,
    actor: Actor,
    id: VenueId,
    mut input: VenueInput,
) -> Result<VenueDetails, Error> {
    let sees = sees(actor)?;
    input.check()?;
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                accounts::acting(tx, actor).await?;
                let before = store::venue(tx, sees, id).await?.ok_or(ErrorCode::NotFound)?;
                store::update_venue(tx, id, &input).await.map_err(taken)?;
                let after = store::venue(tx, sees, id).await?.ok_or(ErrorCode::NotFound)?;
                Entry::new(actor, AuditAction::VenueUpdated, id)
                    .change("name", before.name, after.name)
                    .change("address", before.address, after.address)
                    .change("notes", before.notes, after.notes)
                    .record(tx)
                    .await?;
                details(tx, sees, id).await
            })
        })
        .await
}

/// Deletes a venue where no event is.
///
/// # Errors
/// Denied to attendees; not found; `venue_in_use`.
pub async fn delete_venue(hub: &Hub, actor: Actor, id: VenueId) -> Result<(), Error> {
    let sees = sees(actor)?;
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                accounts::acting(tx, actor).await?;
                let venue = store::venue(tx, sees, id).await?.ok_or(ErrorCode::NotFound)?;
                if !store::delete_venue(tx, id).await? {
                    return Err(ErrorCode::VenueInUse.into());
                }
                Ok(entry(actor, AuditAction::VenueDeleted, id, &venue.name).record(tx).await?)
            })
        })
        .await
}

/// The venue that an event is said to be at, by its name: made where the organizer has none of it.
pub(super) async fn named(
    tx: &mut PgConnection,
    (actor, organizer): (Actor, UserId),
    name: &str,
) -> Result<VenueId, sqlx::Error> {
    let (id, made) = store::upsert_venue(tx, organizer, name).await?;
    if made {
        entry(actor, AuditAction::VenueCreated, id, name).record(tx).await?;
    }
    Ok(id)
}

/// Whose venues the caller sees; `None` sees all.
fn sees(actor: Actor) -> Result<Option<UserId>, Error> {
    let user = actor.require_organizer()?;
    Ok((!actor.is_admin()).then_some(user))
}

async fn details(
    connection: &mut PgConnection,
    sees: Option<UserId>,
    id: VenueId,
) -> Result<VenueDetails, Error> {
    let venue = store::venue(connection, sees, id).await?.ok_or(ErrorCode::NotFound)?;
    let shown = i64::try_from(USES_SHOWN).unwrap_or(i64::MAX);
    Ok(VenueDetails { venue, events: store::venue_uses(connection, id, shown).await? })
}

fn taken(error: sqlx::Error) -> Error {
    match violated(&error) {
        Some("venues_spelling_key") => {
            let failure = Failure::field("name", FieldProblem::Taken);
            Failure { code: ErrorCode::VenueTaken, ..failure }.into()
        }
        _ => error.into(),
    }
}

fn entry(actor: Actor, action: AuditAction, id: VenueId, name: &str) -> Entry {
    Entry::new(actor, action, id).detail(json!({ "name": name }))
}
