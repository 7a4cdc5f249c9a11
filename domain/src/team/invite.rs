//! Inviting somebody into a team, again, and not after all.

use super::mails;
use super::scope::{Host, Scope, verified};
use super::store::{self, InvitationRow};
use crate::accounts;
use crate::audit::Entry;
use crate::ids::{new_id, token_hash};
use crate::roles::invitation_token;
use crate::{Actor, Error, Hub};
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::postgres::PgConnection;
use types::history::{AuditAction, ChangedValue};
use types::ids::InvitationId;
use types::team::{
    DAYS_VALID, Invite, MEMBERS_MAX, OPEN_MAX, SENDS_MAX, SENT_A_DAY, TeamInvitation, TeamRole,
};
use types::{ErrorCode, Failure, FieldProblem};

const A_DAY: TimeDelta = TimeDelta::days(1);
/// Within so long two clicks mean one invitation.
const CLICKS: TimeDelta = TimeDelta::minutes(1);
/// Between two messages with one invitation.
const PAUSE: TimeDelta = TimeDelta::minutes(10);

/// Invites an address: whoever has proved it and opens the link in the message takes the role. A second
/// click within a minute invites nobody again.
///
/// # Errors
/// Not found or denied; `email_not_verified` of the caller; invalid by field; `already_in_team`,
/// `already_invited`; `too_many_requests` beyond what one organizer may send or have open.
pub async fn invite(
    hub: &Hub,
    actor: Actor,
    scope: Scope,
    input: Invite,
) -> Result<TeamInvitation, Error> {
    let (now, settings) = (hub.now(), hub.settings.clone());
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                accounts::acting(tx, actor).await?;
                let host = scope.host_locked(tx, actor).await?;
                let by = verified(tx, actor).await?;
                let email = input.address()?;
                if let Some(same) = free(tx, &host, (&email, input.role), now).await? {
                    return Ok(same.shown(now));
                }
                within_bounds(tx, &host, now).await?;
                let invitation = InvitationRow {
                    id: InvitationId(new_id()),
                    organizer_id: host.organizer,
                    event_id: host.event,
                    email,
                    role: input.role,
                    sends: 1,
                    sent_at: now,
                    expires_at: now + TimeDelta::days(DAYS_VALID),
                };
                let hash = token_hash(&invitation_token(&settings, invitation.id, 1));
                store::insert_invitation(tx, &invitation, (by, &hash)).await?;
                mails::promise(tx, &host, &invitation, by).await?;
                Entry::new(actor, AuditAction::TeamInvited, invitation.id)
                    .event_if(host.event)
                    .change("role", ChangedValue::Nothing, invitation.role.as_str())
                    .record(tx)
                    .await?;
                Ok(invitation.shown(now))
            })
        })
        .await
}

/// Sends an invitation again: the link before works no more, and this one for as long as the first.
///
/// # Errors
/// Not found or denied; `email_not_verified` of the caller; `too_many_requests` after a few, or within
/// minutes of the last.
pub async fn resend(
    hub: &Hub,
    actor: Actor,
    scope: Scope,
    id: InvitationId,
) -> Result<TeamInvitation, Error> {
    let (now, settings) = (hub.now(), hub.settings.clone());
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                accounts::acting(tx, actor).await?;
                let host = scope.host_locked(tx, actor).await?;
                let by = verified(tx, actor).await?;
                let mut invitation = of(tx, &host, id).await?;
                let next = invitation.sent_at + PAUSE;
                if invitation.sends >= SENDS_MAX || next > now {
                    return Err(too_many((next - now).num_seconds()).into());
                }
                within_bounds(tx, &host, now).await?;
                invitation.sends += 1;
                invitation.sent_at = now;
                invitation.expires_at = now + TimeDelta::days(DAYS_VALID);
                let token = invitation_token(&settings, invitation.id, invitation.sends);
                store::sent_again(tx, &invitation, &token_hash(&token)).await?;
                mails::promise(tx, &host, &invitation, by).await?;
                let action = AuditAction::TeamInvitationResent;
                Entry::new(actor, action, id).event_if(host.event).record(tx).await?;
                Ok(invitation.shown(now))
            })
        })
        .await
}

/// Withdraws an invitation: its link leads nowhere any more.
///
/// # Errors
/// Not found or denied.
pub async fn withdraw(
    hub: &Hub,
    actor: Actor,
    scope: Scope,
    id: InvitationId,
) -> Result<(), Error> {
    let now = hub.now();
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                accounts::acting(tx, actor).await?;
                let host = scope.host_locked(tx, actor).await?;
                let invitation = of(tx, &host, id).await?;
                store::end_invitation(tx, invitation.id, now).await?;
                let action = AuditAction::TeamInvitationWithdrawn;
                Entry::new(actor, action, id).event_if(host.event).record(tx).await?;
                Ok(())
            })
        })
        .await
}

/// The open invitation to this very team.
async fn of(tx: &mut PgConnection, host: &Host, id: InvitationId) -> Result<InvitationRow, Error> {
    let found = store::invitation_locked(tx, id).await?;
    let own = found.filter(|it| (it.organizer_id, it.event_id) == (host.organizer, host.event));
    own.ok_or_else(|| ErrorCode::NotFound.into())
}

/// Whether the address is the organizer's own, in the team, or invited. An invitation that has lapsed
/// makes room for another; one that was sent just now with the same role is the answer to a second click.
async fn free(
    tx: &mut PgConnection,
    host: &Host,
    (email, role): (&str, TeamRole),
    now: DateTime<Utc>,
) -> Result<Option<InvitationRow>, Error> {
    let (own, member): (bool, bool) = sqlx::query_as(
        "SELECT EXISTS (SELECT FROM users WHERE id = $1 AND email = $3),
             EXISTS (SELECT FROM team_members m JOIN users u ON u.id = m.user_id
                 WHERE m.organizer_id = $1 AND m.event_id IS NOT DISTINCT FROM $2
                   AND u.email = $3)",
    )
    .bind(host.organizer)
    .bind(host.event)
    .bind(email)
    .fetch_one(&mut *tx)
    .await?;
    if own {
        return Err(Failure::field("email", FieldProblem::NotAllowed).into());
    }
    if member {
        return Err(ErrorCode::AlreadyInTeam.into());
    }
    let open = store::invitations(tx, host).await?;
    let same = open.into_iter().find(|it| it.event_id == host.event && it.email == email);
    match same {
        Some(it) if it.role == role && it.sent_at > now - CLICKS => Ok(Some(it)),
        Some(it) if it.expires_at > now => Err(ErrorCode::AlreadyInvited.into()),
        Some(it) => Ok(store::end_invitation(tx, it.id, now).await.map(|()| None)?),
        None => Ok(None),
    }
}

/// Mail to strangers has a bound, over all events of one organizer.
async fn within_bounds(
    tx: &mut PgConnection,
    host: &Host,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let counts = store::counts(tx, host.organizer, (now - A_DAY, now)).await?;
    let many = counts.members >= MEMBERS_MAX || counts.open >= OPEN_MAX;
    if many || counts.sent >= SENT_A_DAY {
        return Err(too_many(3600).into());
    }
    Ok(())
}

fn too_many(seconds: i64) -> Failure {
    let refused = Failure::new(ErrorCode::TooManyRequests);
    let seconds = u32::try_from(seconds).ok().filter(|seconds| *seconds > 0);
    Failure { retry_after: Some(seconds.unwrap_or(3600)), ..refused }
}
