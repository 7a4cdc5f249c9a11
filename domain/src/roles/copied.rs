//! Members that come along with a copy of their event.

use crate::Actor;
use crate::audit::Entry;
use crate::ids::new_id;
use serde_json::json;
use sqlx::postgres::PgConnection;
use types::history::{AuditAction, ChangedValue};
use types::ids::{EventId, MemberId, UserId};
use types::team::{MEMBERS_MAX, TeamRole};
use types::{ErrorCode, Failure};

/// Somebody in the team of one event.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct Copied {
    user_id: UserId,
    pub(crate) display_name: String,
    pub(crate) role: TeamRole,
}

/// The team of this event alone; who works on all events need not come along.
pub(crate) async fn of_event(
    connection: &mut PgConnection,
    event: EventId,
) -> Result<Vec<Copied>, sqlx::Error> {
    sqlx::query_as(
        "SELECT m.user_id, u.display_name, m.role
         FROM team_members m JOIN users u ON u.id = m.user_id
         WHERE m.event_id = $1 AND u.deleted_at IS NULL ORDER BY m.joined_at, m.id",
    )
    .bind(event)
    .fetch_all(connection)
    .await
}

/// Puts them into the team of another event of the same organizer, which has nobody yet.
///
/// # Errors
/// `too_many_requests` beyond what one organizer may have in teams.
pub(crate) async fn copy(
    tx: &mut PgConnection,
    actor: Actor,
    members: &[Copied],
    organizer: UserId,
    (from, to): (EventId, EventId),
) -> Result<(), crate::Error> {
    if members.is_empty() {
        return Ok(());
    }
    let ids: Vec<MemberId> = members.iter().map(|_| MemberId(new_id())).collect();
    let users: Vec<UserId> = members.iter().map(|it| it.user_id).collect();
    let roles: Vec<TeamRole> = members.iter().map(|it| it.role).collect();
    sqlx::query(
        "INSERT INTO team_members (id, organizer_id, event_id, user_id, role)
         SELECT id, $1, $2, user_id, role FROM unnest($3, $4, $5) AS m (id, user_id, role)",
    )
    .bind(organizer)
    .bind(to)
    .bind(&ids)
    .bind(&users)
    .bind(&roles)
    .execute(&mut *tx)
    .await?;
    let all: i64 = sqlx::query_scalar("SELECT count(*) FROM team_members WHERE organizer_id = $1")
        .bind(organizer)
        .fetch_one(&mut *tx)
        .await?;
    if all > MEMBERS_MAX {
        return Err(Failure::new(ErrorCode::TooManyRequests).into());
    }
    for (id, member) in ids.into_iter().zip(members) {
        Entry::new(actor, AuditAction::TeamJoined, id)
            .event_if(Some(to))
            .change("role", ChangedValue::Nothing, member.role.as_str())
            .detail(json!({ "copied_from": from }))
            .record(&mut *tx)
            .await?;
    }
    Ok(())
}
