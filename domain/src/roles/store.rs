//! The SQL of who is in whose team. The rows are written by the slice `team`.

use sqlx::AssertSqlSafe;
use sqlx::postgres::PgConnection;
use types::ids::{EventId, UserId};
use types::team::{EventRight, TeamRole};

/// What one person is in the team of one event: at most one role for it alone, and one for all events
/// of its organizer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub(crate) struct Memberships {
    pub role_here: Option<TeamRole>,
    pub role_everywhere: Option<TeamRole>,
}

impl Memberships {
    pub(crate) fn may(self, right: EventRight) -> bool {
        self.role_here.is_some_and(|role| role.may(right, false))
            || self.role_everywhere.is_some_and(|role| role.may(right, true))
    }
}

/// Rows `m` of a team that can still do something: rights never exceed those of who gave them.
const LIVE: &str = "team_members m JOIN users o ON o.id = m.organizer_id
     AND o.role <> 'attendee' AND o.disabled_at IS NULL AND o.deleted_at IS NULL";

pub(super) async fn memberships(
    connection: &mut PgConnection,
    user: UserId,
    (event, organizer): (EventId, UserId),
) -> Result<Memberships, sqlx::Error> {
    sqlx::query_as(AssertSqlSafe(format!(
        "SELECT max(m.role) FILTER (WHERE m.event_id = $3) AS role_here,
             max(m.role) FILTER (WHERE m.event_id IS NULL) AS role_everywhere
         FROM {LIVE}
         WHERE m.user_id = $1 AND m.organizer_id = $2
           AND (m.event_id = $3 OR m.event_id IS NULL)"
    )))
    .bind(user)
    .bind(organizer)
    .bind(event)
    .fetch_one(connection)
    .await
}

pub(super) async fn ids_of_organizer(
    connection: &mut PgConnection,
    organizer: UserId,
) -> Result<Vec<EventId>, sqlx::Error> {
    sqlx::query_scalar("SELECT id FROM events WHERE organizer_id = $1")
        .bind(organizer)
        .fetch_all(connection)
        .await
}

/// Whether somebody is in any team, and every event of these teams with their role on it; one may
/// come twice, one after the other.
pub(super) async fn events_of_teams(
    connection: &mut PgConnection,
    user: UserId,
) -> Result<(bool, Vec<(EventId, TeamRole, bool)>), sqlx::Error> {
    let rows: Vec<(Option<EventId>, TeamRole, bool)> = sqlx::query_as(AssertSqlSafe(format!(
        "SELECT e.id, m.role, m.event_id IS NULL
             FROM {LIVE} LEFT JOIN events e
                 ON e.organizer_id = m.organizer_id AND (m.event_id IS NULL OR e.id = m.event_id)
             WHERE m.user_id = $1 ORDER BY e.id"
    )))
    .bind(user)
    .fetch_all(connection)
    .await?;
    let is_member = !rows.is_empty();
    let of_event = |(event, role, everywhere): (Option<EventId>, _, _)| {
        event.map(|event| (event, role, everywhere))
    };
    Ok((is_member, rows.into_iter().filter_map(of_event).collect()))
}

/// What somebody is in all teams, and whether for all events of their organizer.
pub(super) async fn roles_of(
    connection: &mut PgConnection,
    user: UserId,
) -> Result<Vec<(TeamRole, bool)>, sqlx::Error> {
    sqlx::query_as(AssertSqlSafe(format!(
        "SELECT DISTINCT m.role, m.event_id IS NULL FROM {LIVE} WHERE m.user_id = $1"
    )))
    .bind(user)
    .fetch_all(connection)
    .await
}
