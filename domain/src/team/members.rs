//! Who is in a team: seen, given another role, removed, or gone by themselves.

use super::mails;
use super::scope::{self, Scope};
use super::store::{self, MemberRow};
use crate::accounts;
use crate::audit::Entry;
use crate::{Actor, Allowed, Error, Hub};
use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use types::ErrorCode;
use types::events::OrganizerRef;
use types::history::{AuditAction, ChangedValue};
use types::ids::{EventId, MemberId, UserId};
use types::organizer::EventRef;
use types::team::{Membership, Team, TeamMember, TeamRole};

/// Whether the caller may change this team.
///
/// # Errors
/// Not found or denied.
pub async fn may_manage(hub: &Hub, actor: Actor, scope: &Scope) -> Result<Allowed, Error> {
    scope::may_manage(hub, actor, scope).await.map(|()| Allowed::looked())
}

/// Whether the caller may give this member another role.
///
/// # Errors
/// Not found or denied.
pub async fn may_change(
    hub: &Hub,
    actor: Actor,
    scope: &Scope,
    id: MemberId,
) -> Result<Allowed, Error> {
    let mut connection = hub.db.read().await?;
    let host = scope.host(&mut connection, actor).await?;
    let members = store::members(&mut connection, &host).await?;
    let own = members.iter().any(|it| it.id == id && it.event_id == host.event);
    if own { Ok(Allowed::looked()) } else { Err(ErrorCode::NotFound.into()) }
}

/// The team with its open invitations; that of an event also has who works on all events.
///
/// # Errors
/// Not found or denied.
pub async fn team(hub: &Hub, actor: Actor, scope: &Scope) -> Result<Team, Error> {
    let now = hub.now();
    let mut connection = hub.db.read().await?;
    let host = scope.host(&mut connection, actor).await?;
    let display_name = sqlx::query_scalar("SELECT display_name FROM users WHERE id = $1")
        .bind(host.organizer)
        .fetch_one(&mut *connection)
        .await?;
    let members = store::members(&mut connection, &host).await?;
    let invitations = store::invitations(&mut connection, &host).await?;
    Ok(Team {
        organizer: OrganizerRef { id: host.organizer, display_name },
        members: members.into_iter().map(TeamMember::from).collect(),
        invitations: invitations.into_iter().map(|row| row.shown(now)).collect(),
    })
}

/// Gives a member another role.
///
/// # Errors
/// Not found or denied.
pub async fn change_role(
    hub: &Hub,
    actor: Actor,
    scope: Scope,
    id: MemberId,
    role: TeamRole,
) -> Result<TeamMember, Error> {
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                accounts::acting(tx, actor).await?;
                let host = scope.host_locked(tx, actor).await?;
                let found = store::member_locked(tx, id).await?;
                let of_team =
                    |it: &MemberRow| (it.organizer_id, it.event_id) == (host.organizer, host.event);
                let mut member = found.filter(of_team).ok_or(ErrorCode::NotFound)?;
                store::set_role(tx, id, role).await?;
                if member.role != role {
                    mails::role_changed(tx, &host, &member, role).await?;
                }
                Entry::new(actor, AuditAction::TeamRoleChanged, id)
                    .event_if(member.event_id)
                    .change("role", member.role.as_str(), role.as_str())
                    .record(tx)
                    .await?;
                member.role = role;
                Ok(member.into())
            })
        })
        .await
}

/// Takes a member out of the team; a member leaves by it.
///
/// # Errors
/// Not found or denied.
pub async fn remove(hub: &Hub, actor: Actor, scope: Scope, id: MemberId) -> Result<(), Error> {
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                accounts::acting(tx, actor).await?;
                let leaves = own(tx, actor, &scope, id).await?;
                let host = if leaves { None } else { Some(scope.host_locked(tx, actor).await?) };
                let found = store::member_locked(tx, id).await?;
                let of_team = |it: &MemberRow| {
                    host.as_ref().is_none_or(|host| {
                        (it.organizer_id, it.event_id) == (host.organizer, host.event)
                    })
                };
                let member = found.filter(of_team).ok_or(ErrorCode::NotFound)?;
                store::delete_member(tx, id).await?;
                if let Some(host) = &host {
                    mails::removed(tx, host, &member).await?;
                }
                let action = if leaves { AuditAction::TeamLeft } else { AuditAction::TeamRemoved };
                Entry::new(actor, action, id)
                    .event_if(member.event_id)
                    .change("role", member.role.as_str(), ChangedValue::Nothing)
                    .record(tx)
                    .await?;
                Ok(())
            })
        })
        .await
}

/// The caller leaves a team that they are in, whichever it is.
///
/// # Errors
/// Not found.
pub async fn leave(hub: &Hub, actor: Actor, id: MemberId) -> Result<(), Error> {
    let own = memberships(hub, actor).await?.into_iter().find(|it| it.id == id);
    let own = own.ok_or(ErrorCode::NotFound)?;
    let scope = own.event.map_or(Scope::All, |event| Scope::Event(event.id.to_string()));
    remove(hub, actor, scope, id).await
}

/// Whether this is the caller's own membership of the team that is named.
async fn own(
    connection: &mut PgConnection,
    actor: Actor,
    scope: &Scope,
    id: MemberId,
) -> Result<bool, Error> {
    let user = actor.require_user()?;
    let event = scope.named(connection, actor).await?;
    let found = sqlx::query_scalar(
        "SELECT EXISTS (SELECT FROM team_members
             WHERE id = $1 AND user_id = $2 AND event_id IS NOT DISTINCT FROM $3)",
    )
    .bind(id)
    .bind(user)
    .bind(event)
    .fetch_one(connection)
    .await?;
    Ok(found)
}

#[derive(sqlx::FromRow)]
pub(super) struct MembershipRow {
    id: MemberId,
    role: TeamRole,
    joined_at: DateTime<Utc>,
    organizer_id: UserId,
    organizer_name: String,
    event_id: Option<EventId>,
    slug: Option<String>,
    title: Option<String>,
}

impl From<MembershipRow> for Membership {
    fn from(row: MembershipRow) -> Self {
        let event = match (row.event_id, row.slug, row.title) {
            (Some(id), Some(slug), Some(title)) => Some(EventRef { id, slug, title }),
            _ => None,
        };
        Self {
            id: row.id,
            organizer: OrganizerRef { id: row.organizer_id, display_name: row.organizer_name },
            event,
            role: row.role,
            joined_at: row.joined_at,
        }
    }
}

/// The teams that the caller is in, by when they came.
///
/// # Errors
/// `unauthenticated`.
pub async fn memberships(hub: &Hub, actor: Actor) -> Result<Vec<Membership>, Error> {
    let user = actor.require_user()?;
    let rows: Vec<MembershipRow> = sqlx::query_as(
        "SELECT m.id, m.role, m.joined_at, m.organizer_id, o.display_name AS organizer_name,
             e.id AS event_id, e.slug, e.title
         FROM team_members m JOIN users o ON o.id = m.organizer_id
             LEFT JOIN events e ON e.id = m.event_id
         WHERE m.user_id = $1 ORDER BY m.joined_at, m.id LIMIT 500",
    )
    .bind(user)
    .fetch_all(&mut *hub.db.read().await?)
    .await?;
    Ok(rows.into_iter().map(Membership::from).collect())
}
