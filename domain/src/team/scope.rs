//! Which team is meant: that of one event, or the organizer's for all events.

use crate::events::{EventRight, own_locked, owned};
use crate::{Actor, Error, Hub};
use sqlx::postgres::PgConnection;
use types::ErrorCode;
use types::ids::{EventId, UserId};

/// A team as the caller names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Of one event, by its id or slug.
    Event(String),
    /// Of all of the caller's own events.
    All,
}

/// A team that the caller may change.
#[derive(Clone, Debug)]
pub(super) struct Host {
    pub(super) organizer: UserId,
    pub(super) event: Option<EventId>,
    /// Of the event.
    pub(super) title: Option<String>,
}

impl Scope {
    /// The team, if it is the caller's to change.
    pub(super) async fn host(
        &self,
        connection: &mut PgConnection,
        actor: Actor,
    ) -> Result<Host, Error> {
        match self {
            Self::Event(event) => {
                let row = owned(connection, actor, event, EventRight::Own).await?;
                Ok(Host {
                    organizer: row.organizer_id,
                    event: Some(row.id),
                    title: Some(row.title),
                })
            }
            Self::All => Self::own(actor),
        }
    }

    /// [`Self::host`] with its event locked, for changes; one after the other for each organizer, so
    /// that of two at once the second counts the first.
    pub(super) async fn host_locked(
        &self,
        tx: &mut PgConnection,
        actor: Actor,
    ) -> Result<Host, Error> {
        let host = match self {
            Self::Event(event) => {
                let row = own_locked(tx, actor, event, EventRight::Own).await?;
                Host { organizer: row.organizer_id, event: Some(row.id), title: Some(row.title) }
            }
            Self::All => Self::own(actor)?,
        };
        one_after_the_other(tx, host.organizer).await?;
        Ok(host)
    }

    fn own(actor: Actor) -> Result<Host, Error> {
        Ok(Host { organizer: actor.require_organizer()?, event: None, title: None })
    }

    /// The event and the organizer that are named, whoever asks; a draft is there for who may see it.
    pub(super) async fn named(
        &self,
        connection: &mut PgConnection,
        actor: Actor,
    ) -> Result<Option<EventId>, Error> {
        match self {
            Self::Event(event) => {
                actor.require_user()?;
                Ok(Some(crate::events::visible(connection, actor, event).await?.id))
            }
            Self::All => {
                actor.require_user()?;
                Ok(None)
            }
        }
    }
}

pub(super) async fn one_after_the_other(
    tx: &mut PgConnection,
    organizer: UserId,
) -> Result<(), sqlx::Error> {
    sqlx::query("SELECT pg_advisory_xact_lock(hashtextextended($1, 3))")
        .bind(format!("team:{organizer}"))
        .execute(tx)
        .await?;
    Ok(())
}

/// Who the caller is, if they have proved their address: strangers are written to in its name.
pub(super) async fn verified(tx: &mut PgConnection, actor: Actor) -> Result<UserId, Error> {
    let user = actor.require_user()?;
    match crate::accounts::stays_verified(tx, user).await? {
        Some(true) => Ok(user),
        Some(false) => Err(ErrorCode::EmailNotVerified.into()),
        None => Err(ErrorCode::Unauthenticated.into()),
    }
}

/// Whether the caller may change this team: asked before a body is read.
pub(super) async fn may_manage(hub: &Hub, actor: Actor, scope: &Scope) -> Result<(), Error> {
    scope.host(&mut *hub.db.read().await?, actor).await.map(drop)
}
