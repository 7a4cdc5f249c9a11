//! Hiding an event: it leaves every public list and page and takes no bookings, until an admin shows
//! it again. Whoever has booked it or waits for it still sees it, and every booking stands.

use super::rights::{EventRight, own_locked, owned};
use super::store::{self, EventRow};
use crate::audit::Entry;
use crate::ids::new_id;
use crate::notifications::{MailKind, queue_to};
use crate::{Actor, Allowed, Error, Hub, accounts, waitlist};
use serde_json::json;
use sqlx::postgres::PgConnection;
use types::events::EventStatus;
use types::history::AuditAction;
use types::ids::UserId;
use types::moderation::{AdminEvent, AnswerHiding, EventHiding, ModerateEvent};
use types::organizer::EventPhase;
use types::{ErrorCode, Page, PageRequest};

/// Which events an admin looks for.
#[derive(Clone, Debug, Default)]
pub struct AdminEventFilter {
    /// A part of the title.
    pub search: Option<String>,
    pub phase: Option<EventPhase>,
    pub organizer: Option<UserId>,
    pub hidden: Option<bool>,
}

/// Everybody's events, the newest first.
///
/// # Errors
/// Denied to everyone but admins.
pub async fn admin_events(
    hub: &Hub,
    actor: Actor,
    filter: AdminEventFilter,
    page: PageRequest,
) -> Result<Page<AdminEvent>, Error> {
    actor.require_admin()?;
    let mut connection = hub.db.read().await?;
    let rows = (page.limit(), page.offset());
    let (count, events) = store::admin_events(&mut connection, &filter, rows, hub.now()).await?;
    Ok(Page::new(page, count, events))
}

/// An event of anybody's, as [`admin_events`] lists it.
///
/// # Errors
/// Denied to everyone but admins; not found.
pub async fn admin_event(hub: &Hub, actor: Actor, id_or_slug: &str) -> Result<AdminEvent, Error> {
    actor.require_admin()?;
    let mut connection = hub.db.read().await?;
    let row = store::find(&mut connection, id_or_slug).await?.ok_or(ErrorCode::NotFound)?;
    Ok(store::admin_event(&mut connection, row.id, hub.now()).await?)
}

/// Whether the caller may hide an event.
///
/// # Errors
/// Denied to everyone but admins; not found.
pub async fn may_moderate(hub: &Hub, actor: Actor, id_or_slug: &str) -> Result<Allowed, Error> {
    let allowed = actor.may_as_admin()?;
    let mut connection = hub.db.read().await?;
    let found = store::find(&mut connection, id_or_slug).await?;
    found.map(|_| allowed).ok_or_else(|| ErrorCode::NotFound.into())
}

/// Takes an event off the catalogue and tells its organizer why. Hiding it again gives it another
/// reason.
///
/// # Errors
/// Denied to everyone but admins; not found; invalid by field; `event_not_published` for a draft.
pub async fn hide(
    hub: &Hub,
    actor: Actor,
    id_or_slug: &str,
    input: ModerateEvent,
) -> Result<AdminEvent, Error> {
    moderate(hub, actor, id_or_slug, input, true).await
}

/// Shows a hidden event again and tells its organizer; seats that came free meanwhile go to those who
/// wait. One that is not hidden stays as it is.
///
/// # Errors
/// Denied to everyone but admins; not found; invalid by field.
pub async fn restore(
    hub: &Hub,
    actor: Actor,
    id_or_slug: &str,
    input: ModerateEvent,
) -> Result<AdminEvent, Error> {
    moderate(hub, actor, id_or_slug, input, false).await
}

async fn moderate(
    hub: &Hub,
    actor: Actor,
    id_or_slug: &str,
    mut input: ModerateEvent,
    hides: bool,
) -> Result<AdminEvent, Error> {
    may_moderate(hub, actor, id_or_slug).await?;
    input.check()?;
    let (now, key, settings) = (hub.now(), id_or_slug.to_owned(), hub.settings.clone());
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                accounts::acting(tx, actor).await?;
                let row = store::find_locked(tx, &key).await?.ok_or(ErrorCode::NotFound)?;
                if row.status == EventStatus::Draft {
                    return Err(ErrorCode::EventNotPublished.into());
                }
                let before = store::hiding(tx, row.id).await?.map(|hiding| hiding.reason);
                let after = hides.then_some(&*input.reason);
                if before.as_deref() == after {
                    return Ok(store::admin_event(tx, row.id, now).await?);
                }
                store::set_hidden(tx, row.id, after).await?;
                let action =
                    if hides { AuditAction::EventHidden } else { AuditAction::EventRestored };
                Entry::new(actor, action, row.id)
                    .change("hidden", before.is_some(), hides)
                    .reason(&input.reason)
                    .record(tx)
                    .await?;
                if !hides {
                    waitlist::event_changed(tx, row.id, &settings).await?;
                }
                let kind = if hides { MailKind::EventHidden } else { MailKind::EventRestored };
                tell(tx, kind, &row, &input.reason).await?;
                Ok(store::admin_event(tx, row.id, now).await?)
            })
        })
        .await
}

async fn tell(
    tx: &mut PgConnection,
    kind: MailKind,
    row: &EventRow,
    reason: &str,
) -> Result<(), sqlx::Error> {
    let data = json!({
        "event_id": row.id, "event": row.title, "slug": row.slug, "reason": reason,
    });
    queue_to(tx, kind, new_id(), row.organizer_id, None, data).await
}

/// Why an event is hidden, for who works on it.
///
/// # Errors
/// Not found, also where it is not hidden; denied.
pub async fn hiding(hub: &Hub, actor: Actor, id_or_slug: &str) -> Result<EventHiding, Error> {
    let mut connection = hub.db.read().await?;
    let row = owned(&mut connection, actor, id_or_slug, EventRight::See).await?;
    let hiding = store::hiding(&mut connection, row.id).await?;
    hiding.ok_or_else(|| ErrorCode::NotFound.into())
}

/// Whether the caller may answer why an event is hidden.
///
/// # Errors
/// Not found, also where it is not hidden; denied.
pub async fn may_answer_hiding(
    hub: &Hub,
    actor: Actor,
    id_or_slug: &str,
) -> Result<Allowed, Error> {
    let mut connection = hub.db.read().await?;
    hidden(owned(&mut connection, actor, id_or_slug, EventRight::Edit).await?)?;
    Ok(Allowed::looked())
}

/// Says something to the admins of a hidden event; the last word counts.
///
/// # Errors
/// As [`may_answer_hiding`]; invalid by field.
pub async fn answer_hiding(
    hub: &Hub,
    actor: Actor,
    id_or_slug: &str,
    mut input: AnswerHiding,
) -> Result<EventHiding, Error> {
    may_answer_hiding(hub, actor, id_or_slug).await?;
    input.check()?;
    let key = id_or_slug.to_owned();
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                accounts::acting(tx, actor).await?;
                let row = hidden(own_locked(tx, actor, &key, EventRight::Edit).await?)?;
                store::set_answer(tx, row.id, &input.text).await?;
                let entry = Entry::new(actor, AuditAction::EventHidingAnswered, row.id);
                entry.changed("hide_answer").record(tx).await?;
                let hiding = store::hiding(tx, row.id).await?;
                hiding.ok_or_else(|| ErrorCode::NotFound.into())
            })
        })
        .await
}

fn hidden(row: EventRow) -> Result<EventRow, Error> {
    if row.hidden_at.is_some() { Ok(row) } else { Err(ErrorCode::NotFound.into()) }
}

/// Why the event is hidden, if it is.
pub(crate) async fn hiding_of(
    connection: &mut PgConnection,
    row: &EventRow,
) -> Result<Option<EventHiding>, sqlx::Error> {
    if row.hidden_at.is_none() { Ok(None) } else { store::hiding(connection, row.id).await }
}

/// Whether this caller has a place or a claim to one, or had: they see the event though it is hidden.
pub(super) async fn takes_part(
    connection: &mut PgConnection,
    caller: Option<UserId>,
    row: &EventRow,
) -> Result<bool, sqlx::Error> {
    match caller {
        Some(user) if row.status != EventStatus::Draft && row.hidden_at.is_some() => {
            Ok(!store::taking_part(connection, user, &[row.id]).await?.is_empty())
        }
        _ => Ok(false),
    }
}
