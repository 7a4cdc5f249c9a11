//! The rows of teams and of invitations to them.

use super::scope::Host;
use chrono::{DateTime, Utc};
use sqlx::AssertSqlSafe;
use sqlx::postgres::PgConnection;
use types::ids::{EventId, InvitationId, MemberId, UserId};
use types::team::{SENDS_MAX, TeamInvitation, TeamMember, TeamRole};

#[derive(sqlx::FromRow)]
pub(super) struct MemberRow {
    pub(super) id: MemberId,
    pub(super) organizer_id: UserId,
    pub(super) event_id: Option<EventId>,
    pub(super) role: TeamRole,
    pub(super) user_id: UserId,
    display_name: String,
    email: String,
    joined_at: DateTime<Utc>,
}

impl From<MemberRow> for TeamMember {
    fn from(row: MemberRow) -> Self {
        Self {
            id: row.id,
            display_name: row.display_name,
            email: row.email,
            role: row.role,
            everywhere: row.event_id.is_none(),
            joined_at: row.joined_at,
        }
    }
}

const MEMBER: &str = "SELECT m.id, m.organizer_id, m.event_id, m.role, m.user_id, u.display_name,
        u.email, m.joined_at
    FROM team_members m JOIN users u ON u.id = m.user_id";

/// Of an event's team also those who are in it for all events.
pub(super) async fn members(
    connection: &mut PgConnection,
    host: &Host,
) -> Result<Vec<MemberRow>, sqlx::Error> {
    sqlx::query_as(AssertSqlSafe(format!(
        "{MEMBER} WHERE m.organizer_id = $1 AND (m.event_id IS NULL OR m.event_id = $2)
         ORDER BY m.joined_at, m.id"
    )))
    .bind(host.organizer)
    .bind(host.event)
    .fetch_all(connection)
    .await
}

/// Locked until the transaction ends.
pub(super) async fn member_locked(
    connection: &mut PgConnection,
    id: MemberId,
) -> Result<Option<MemberRow>, sqlx::Error> {
    sqlx::query_as(AssertSqlSafe(format!("{MEMBER} WHERE m.id = $1 FOR UPDATE OF m")))
        .bind(id)
        .fetch_optional(connection)
        .await
}

pub(super) async fn set_role(
    connection: &mut PgConnection,
    id: MemberId,
    role: TeamRole,
) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE team_members SET role = $2 WHERE id = $1")
        .bind(id)
        .bind(role)
        .execute(connection)
        .await?;
    Ok(())
}

pub(super) async fn delete_member(
    connection: &mut PgConnection,
    id: MemberId,
) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM team_members WHERE id = $1").bind(id).execute(connection).await?;
    Ok(())
}

/// Who is in it already has the new role from now on.
pub(super) async fn put_member(
    connection: &mut PgConnection,
    id: MemberId,
    invitation: &InvitationRow,
    user: UserId,
) -> Result<MemberId, sqlx::Error> {
    sqlx::query_scalar(
        "INSERT INTO team_members (id, organizer_id, event_id, user_id, role)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (user_id, organizer_id, event_id) DO UPDATE SET role = excluded.role
         RETURNING id",
    )
    .bind(id)
    .bind(invitation.organizer_id)
    .bind(invitation.event_id)
    .bind(user)
    .bind(invitation.role)
    .fetch_one(connection)
    .await
}

#[derive(sqlx::FromRow)]
pub(super) struct InvitationRow {
    pub(super) id: InvitationId,
    pub(super) organizer_id: UserId,
    pub(super) event_id: Option<EventId>,
    pub(super) email: String,
    pub(super) role: TeamRole,
    pub(super) sends: i32,
    pub(super) sent_at: DateTime<Utc>,
    pub(super) expires_at: DateTime<Utc>,
}

impl InvitationRow {
    pub(super) fn shown(self, now: DateTime<Utc>) -> TeamInvitation {
        TeamInvitation {
            id: self.id,
            email: self.email,
            role: self.role,
            everywhere: self.event_id.is_none(),
            sent_at: self.sent_at,
            expires_at: self.expires_at,
            expired: self.expires_at <= now,
            sends_left: (SENDS_MAX - self.sends).max(0),
        }
    }
}

/// An invitation that nobody has answered or withdrawn.
const OPEN: &str = "SELECT i.id, i.organizer_id, i.event_id, i.email, i.role, i.sends, i.sent_at,
        i.expires_at
    FROM team_invitations i WHERE i.ended_at IS NULL";

pub(super) async fn invitations(
    connection: &mut PgConnection,
    host: &Host,
) -> Result<Vec<InvitationRow>, sqlx::Error> {
    sqlx::query_as(AssertSqlSafe(format!(
        "{OPEN} AND i.organizer_id = $1 AND (i.event_id IS NULL OR i.event_id = $2)
         ORDER BY i.sent_at DESC, i.id"
    )))
    .bind(host.organizer)
    .bind(host.event)
    .fetch_all(connection)
    .await
}

/// Locked until the transaction ends.
pub(super) async fn invitation_locked(
    connection: &mut PgConnection,
    id: InvitationId,
) -> Result<Option<InvitationRow>, sqlx::Error> {
    sqlx::query_as(AssertSqlSafe(format!("{OPEN} AND i.id = $1 FOR UPDATE")))
        .bind(id)
        .fetch_optional(connection)
        .await
}

/// By the secret of its newest link.
pub(super) async fn by_token(
    connection: &mut PgConnection,
    hash: &[u8; 32],
) -> Result<Option<InvitationRow>, sqlx::Error> {
    sqlx::query_as(AssertSqlSafe(format!("{OPEN} AND i.token_hash = $1")))
        .bind(hash.as_slice())
        .fetch_optional(connection)
        .await
}

/// By its id, for whoever has proved the address that it was sent to.
pub(super) async fn by_addressee(
    connection: &mut PgConnection,
    (id, user): (InvitationId, UserId),
) -> Result<Option<InvitationRow>, sqlx::Error> {
    sqlx::query_as(AssertSqlSafe(format!(
        "{OPEN} AND i.id = $1 AND EXISTS (SELECT FROM users u
             WHERE u.id = $2 AND u.email = i.email AND u.email_verified_at IS NOT NULL)"
    )))
    .bind(id)
    .bind(user)
    .fetch_optional(connection)
    .await
}

/// What somebody is by an invitation to their address that has been answered.
pub(super) async fn joined_by(
    connection: &mut PgConnection,
    (id, hash): (Option<InvitationId>, [u8; 32]),
    user: UserId,
) -> Result<Option<MemberId>, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT m.id FROM team_invitations i JOIN users u ON u.email = i.email
             JOIN team_members m ON m.user_id = u.id AND m.organizer_id = i.organizer_id
                 AND m.event_id IS NOT DISTINCT FROM i.event_id
         WHERE u.id = $1 AND i.ended_at IS NOT NULL AND (i.id = $2 OR i.token_hash = $3)",
    )
    .bind(user)
    .bind(id)
    .bind(hash.as_slice())
    .fetch_optional(connection)
    .await
}

pub(super) async fn insert_invitation(
    connection: &mut PgConnection,
    invitation: &InvitationRow,
    (by, hash): (UserId, &[u8; 32]),
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO team_invitations (id, organizer_id, event_id, email, role, invited_by,
             token_hash, created_at, sent_at, sends, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9, $10)",
    )
    .bind(invitation.id)
    .bind(invitation.organizer_id)
    .bind(invitation.event_id)
    .bind(&invitation.email)
    .bind(invitation.role)
    .bind(by)
    .bind(hash.as_slice())
    .bind(invitation.sent_at)
    .bind(invitation.sends)
    .bind(invitation.expires_at)
    .execute(connection)
    .await?;
    Ok(())
}

pub(super) async fn sent_again(
    connection: &mut PgConnection,
    invitation: &InvitationRow,
    hash: &[u8; 32],
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE team_invitations SET sends = $2, sent_at = $3, expires_at = $4, token_hash = $5
         WHERE id = $1",
    )
    .bind(invitation.id)
    .bind(invitation.sends)
    .bind(invitation.sent_at)
    .bind(invitation.expires_at)
    .bind(hash.as_slice())
    .execute(connection)
    .await?;
    Ok(())
}

pub(super) async fn end_invitation(
    connection: &mut PgConnection,
    id: InvitationId,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE team_invitations SET ended_at = $2 WHERE id = $1")
        .bind(id)
        .bind(now)
        .execute(connection)
        .await?;
    Ok(())
}

/// What an organizer's limits are held against.
#[derive(sqlx::FromRow)]
pub(super) struct Counts {
    /// In all of their teams.
    pub(super) members: i64,
    /// That can still be accepted.
    pub(super) open: i64,
    /// Messages since `$2`, by the invitations that were sent since then.
    pub(super) sent: i64,
}

pub(super) async fn counts(
    connection: &mut PgConnection,
    organizer: UserId,
    (since, now): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Counts, sqlx::Error> {
    sqlx::query_as(
        "SELECT (SELECT count(*) FROM team_members WHERE organizer_id = $1) AS members,
             count(*) FILTER (WHERE ended_at IS NULL AND expires_at > $3) AS open,
             coalesce(sum(sends) FILTER (WHERE sent_at > $2), 0)::bigint AS sent
         FROM team_invitations WHERE organizer_id = $1",
    )
    .bind(organizer)
    .bind(since)
    .bind(now)
    .fetch_one(connection)
    .await
}
