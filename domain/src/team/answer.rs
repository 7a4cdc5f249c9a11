//! What somebody says to an invitation.

use super::scope::one_after_the_other;
use super::store::{self, InvitationRow};
use crate::audit::Entry;
use crate::ids::{new_id, token_hash};
use crate::{Actor, Error, Hub, accounts};
use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use types::ErrorCode;
use types::events::OrganizerRef;
use types::history::{AuditAction, ChangedValue};
use types::ids::{InvitationId, MemberId};
use types::organizer::EventRef;
use types::team::{InvitationView, Membership};
use uuid::Uuid;

/// What the invitation says, for whoever has its link; by its id for who has proved its address.
///
/// # Errors
/// `not_found` for one that was answered, withdrawn, sent again, or has lapsed.
pub async fn invitation(hub: &Hub, actor: Actor, key: &str) -> Result<InvitationView, Error> {
    let now = hub.now();
    let mut connection = hub.db.read().await?;
    let row = open(&mut connection, actor, key, now).await?;
    let (organizer, event, caller): (String, Option<(Uuid, String, String)>, _) = {
        let organizer = sqlx::query_scalar("SELECT display_name FROM users WHERE id = $1")
            .bind(row.organizer_id)
            .fetch_one(&mut *connection)
            .await?;
        let event = sqlx::query_as("SELECT id, slug::text, title FROM events WHERE id = $1")
            .bind(row.event_id)
            .fetch_optional(&mut *connection)
            .await?;
        (organizer, event, reader(&mut connection, actor).await?)
    };
    Ok(InvitationView {
        organizer: OrganizerRef { id: row.organizer_id, display_name: organizer },
        event: event.map(|(id, slug, title)| EventRef { id: id.into(), slug, title }),
        role: row.role,
        expires_at: row.expires_at,
        for_caller: caller.as_ref().map(|(email, _)| *email == row.email),
        verified: caller.is_some_and(|(_, verified)| verified),
    })
}

/// Takes the role. Doing it again changes nothing: the link gives a role once, and whoever has it by this
/// link is shown it.
///
/// # Errors
/// `not_found` as [`invitation`]; `email_not_verified`; `invitation_for_another` where the caller's
/// address is another than it was sent to.
pub async fn accept(hub: &Hub, actor: Actor, key: &str) -> Result<Membership, Error> {
    let user = actor.require_user()?;
    let (now, key) = (hub.now(), key.to_owned());
    let member = hub
        .db
        .write(move |tx| {
            Box::pin(async move {
                // Nobody changes the address of the account meanwhile.
                if !accounts::lock_account(tx, user).await? {
                    return Err(Error::from(ErrorCode::Unauthenticated));
                }
                let row = match open(tx, actor, &key, now).await {
                    Ok(row) => row,
                    Err(refused) => {
                        return store::joined_by(tx, by(&key), user).await?.ok_or(refused);
                    }
                };
                let (email, verified) =
                    reader(tx, actor).await?.ok_or(ErrorCode::Unauthenticated)?;
                if email != row.email {
                    return Err(ErrorCode::InvitationForAnother.into());
                }
                if !verified {
                    return Err(ErrorCode::EmailNotVerified.into());
                }
                one_after_the_other(tx, row.organizer_id).await?;
                // Who waited finds it as it is now: accepted by another click, or withdrawn.
                let row = store::invitation_locked(tx, row.id).await?;
                let open = row.filter(|row| row.expires_at > now && row.organizer_id != user);
                let Some(row) = open else {
                    let joined = store::joined_by(tx, by(&key), user).await?;
                    return joined.ok_or_else(|| ErrorCode::NotFound.into());
                };
                let member = store::put_member(tx, MemberId(new_id()), &row, user).await?;
                store::end_invitation(tx, row.id, now).await?;
                Entry::new(actor, AuditAction::TeamJoined, member)
                    .event_if(row.event_id)
                    .change("role", ChangedValue::Nothing, row.role.as_str())
                    .record(tx)
                    .await?;
                Ok(member)
            })
        })
        .await?;
    let all = super::memberships(hub, actor).await?;
    all.into_iter().find(|it| it.id == member).ok_or_else(|| ErrorCode::NotFound.into())
}

/// Says no, for whoever has the link: nobody needs an account for that.
///
/// # Errors
/// `not_found` as [`invitation`].
pub async fn decline(hub: &Hub, actor: Actor, key: &str) -> Result<(), Error> {
    let (now, key) = (hub.now(), key.to_owned());
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                let row = open(tx, actor, &key, now).await?;
                let row = store::invitation_locked(tx, row.id).await?;
                let row = row.ok_or(ErrorCode::NotFound)?;
                store::end_invitation(tx, row.id, now).await?;
                let action = AuditAction::TeamInvitationDeclined;
                Entry::by_system(action, row.id).event_if(row.event_id).record(tx).await?;
                Ok(())
            })
        })
        .await
}

/// What an invitation is found by: its id, or the hash of its link's secret.
fn by(key: &str) -> (Option<InvitationId>, [u8; 32]) {
    (key.parse().ok().map(InvitationId), token_hash(key))
}

/// The invitation of a link, or of an id for its addressee.
async fn open(
    connection: &mut PgConnection,
    actor: Actor,
    key: &str,
    now: DateTime<Utc>,
) -> Result<InvitationRow, Error> {
    let found = match (key.parse::<Uuid>(), actor.user_id()) {
        (Ok(id), Some(user)) => store::by_addressee(connection, (InvitationId(id), user)).await?,
        (Ok(_), None) => None,
        (Err(_), _) => store::by_token(connection, &token_hash(key)).await?,
    };
    let live = found.filter(|row| row.expires_at > now);
    live.ok_or_else(|| ErrorCode::NotFound.into())
}

/// The caller's address, and whether they have proved it.
async fn reader(
    connection: &mut PgConnection,
    actor: Actor,
) -> Result<Option<(String, bool)>, sqlx::Error> {
    sqlx::query_as("SELECT email, email_verified_at IS NOT NULL FROM users WHERE id = $1")
        .bind(actor.user_id())
        .fetch_optional(connection)
        .await
}
