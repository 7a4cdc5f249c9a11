//! Open events: published and not over. An organizer has so many at most, until an admin trusts them or
//! says how many.

use super::store;
use crate::audit::Entry;
use crate::{Actor, Allowed, Error, Hub, accounts};
use sqlx::postgres::PgConnection;
use types::history::AuditAction;
use types::ids::UserId;
use types::moderation::{AdminOrganizer, LimitOpenEvents, OPEN_EVENTS_MAX};
use types::{ErrorCode, Failure, Page, PageRequest};

/// Whether the organizer may open another event. Whoever publishes for the same organizer waits until
/// this transaction ends, so that two do not both take the last place.
pub(super) async fn may_open_another(
    tx: &mut PgConnection,
    organizer: UserId,
) -> Result<(), Error> {
    store::one_opens_after_the_other(tx, organizer).await?;
    let allowance = store::allowance(tx, organizer).await?;
    let most = match allowance.most {
        Some(most) => most,
        None if allowance.trusted => return Ok(()),
        None => OPEN_EVENTS_MAX,
    };
    if store::open_events(tx, organizer, most).await? < i64::from(most) {
        return Ok(());
    }
    Err(Failure { limit: Some(most), ..Failure::new(ErrorCode::OpenEventsLimit) }.into())
}

/// Organizers with published events, those who came last first; `trusted`: only those whom an admin
/// trusts, or only the others.
///
/// # Errors
/// Denied to everyone but admins.
pub async fn admin_organizers(
    hub: &Hub,
    actor: Actor,
    trusted: Option<bool>,
    page: PageRequest,
) -> Result<Page<AdminOrganizer>, Error> {
    actor.require_admin()?;
    let mut connection = hub.db.read().await?;
    let rows = (page.limit(), page.offset());
    let (count, organizers) = store::admin_organizers(&mut connection, trusted, rows).await?;
    Ok(Page::new(page, count, organizers))
}

/// Whether the caller may say how many events of an organizer may be open.
///
/// # Errors
/// Denied to everyone but admins; not found.
pub async fn may_limit_open_events(
    hub: &Hub,
    actor: Actor,
    organizer: UserId,
) -> Result<Allowed, Error> {
    accounts::may_manage(hub, actor, organizer).await
}

/// Says how many events of an organizer may be open. What is open stays open.
///
/// # Errors
/// Denied to everyone but admins; not found; invalid by field.
pub async fn limit_open_events(
    hub: &Hub,
    actor: Actor,
    organizer: UserId,
    input: LimitOpenEvents,
) -> Result<(), Error> {
    may_limit_open_events(hub, actor, organizer).await?;
    let most = input.check()?;
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                accounts::acting(tx, actor).await?;
                if !accounts::lock_account(tx, organizer).await? {
                    return Err(ErrorCode::NotFound.into());
                }
                let before = store::allowance(tx, organizer).await?.most;
                accounts::set_open_events_max(tx, organizer, most).await?;
                Entry::new(actor, AuditAction::UserOpenEventsLimited, organizer)
                    .change("open_events_max", before, most)
                    .record(tx)
                    .await?;
                Ok(())
            })
        })
        .await
}
