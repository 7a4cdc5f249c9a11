//! What the frame shows around every page about one event.

use crate::events::{hiding_of, seen_by_team, zone};
use crate::roles::workload;
use crate::{Actor, Error, Hub};
use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use types::events::EventStatus;
use types::ids::{EventId, UserId};
use types::organizer::EventPhase;
use types::workplace::{EventHead, EventLink};

/// How many others are offered: the next ones, and the last ones.
const NEXT: i64 = 8;
const LAST: i64 = 4;

/// # Errors
/// Not found or denied.
pub async fn event_head(hub: &Hub, actor: Actor, id_or_slug: &str) -> Result<EventHead, Error> {
    let now = hub.now();
    let mut connection = hub.db.read().await?;
    let (row, rights) = seen_by_team(&mut connection, actor, id_or_slug).await?;
    let others = if actor.owns(row.organizer_id) {
        others(&mut connection, row.organizer_id, row.id, now).await?
    } else {
        let seen = workload(&mut connection, actor).await?.seen;
        others_of(&mut connection, &seen, row.id, now).await?
    };
    let hidden = hiding_of(&mut connection, &row).await?;
    Ok(EventHead {
        hidden,
        as_admin: actor.is_admin() && actor.user_id() != Some(row.organizer_id),
        id: row.id,
        phase: EventPhase::of(row.status, row.start_date, row.end_date, now),
        span: zone::span(row.start_date, row.end_date, &row.timezone),
        seats: row.seats(),
        rights,
        slug: row.slug,
        title: row.title,
        others: others.into_iter().map(|other| other.link(now)).collect(),
    })
}

/// An event as a list of links shows it.
#[derive(sqlx::FromRow)]
pub(super) struct LinkRow {
    slug: String,
    title: String,
    status: EventStatus,
    start_date: DateTime<Utc>,
    end_date: DateTime<Utc>,
    timezone: String,
}

impl LinkRow {
    pub(super) fn link(self, now: DateTime<Utc>) -> EventLink {
        EventLink {
            phase: EventPhase::of(self.status, self.start_date, self.end_date, now),
            span: zone::span(self.start_date, self.end_date, &self.timezone),
            slug: self.slug,
            title: self.title,
        }
    }
}

/// Both halves are read from the end of an index, however many events there are.
async fn others(
    connection: &mut PgConnection,
    organizer: UserId,
    but: EventId,
    now: DateTime<Utc>,
) -> Result<Vec<LinkRow>, sqlx::Error> {
    sqlx::query_as(
        "(SELECT slug, title, status, start_date, end_date, timezone FROM events
          WHERE organizer_id = $1 AND id <> $2 AND start_date >= $3
          ORDER BY start_date, id LIMIT $4)
         UNION ALL
         (SELECT slug, title, status, start_date, end_date, timezone FROM events
          WHERE organizer_id = $1 AND id <> $2 AND start_date < $3
          ORDER BY start_date DESC, id DESC LIMIT $5)",
    )
    .bind(organizer)
    .bind(but)
    .bind(now)
    .bind(NEXT)
    .bind(LAST)
    .fetch_all(connection)
    .await
}

/// [`others`] among these events.
async fn others_of(
    connection: &mut PgConnection,
    events: &[EventId],
    but: EventId,
    now: DateTime<Utc>,
) -> Result<Vec<LinkRow>, sqlx::Error> {
    sqlx::query_as(
        "(SELECT slug, title, status, start_date, end_date, timezone FROM events
          WHERE id = ANY($1) AND id <> $2 AND start_date >= $3
          ORDER BY start_date, id LIMIT $4)
         UNION ALL
         (SELECT slug, title, status, start_date, end_date, timezone FROM events
          WHERE id = ANY($1) AND id <> $2 AND start_date < $3
          ORDER BY start_date DESC, id DESC LIMIT $5)",
    )
    .bind(events)
    .bind(but)
    .bind(now)
    .bind(NEXT)
    .bind(LAST)
    .fetch_all(connection)
    .await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{EventBuilder, person, test_hub};
    use chrono::TimeDelta;
    use types::accounts::Role;
    use types::{ErrorCode, Failure};

    async fn event(hub: &Hub, organizer: UserId, title: &str, days: i64) -> EventId {
        let start_date = hub.now() + TimeDelta::days(days);
        let end_date = start_date + TimeDelta::hours(2);
        let event =
            EventBuilder { title: title.into(), start_date, end_date, ..EventBuilder::new(hub) };
        event.insert(hub, organizer).await
    }

    #[tokio::test]
    async fn the_head_offers_the_next_events_and_then_the_last_ones() {
        let (hub, _database) = test_hub().await;
        let olga = person(&hub, Role::Organizer).await;
        let other = person(&hub, Role::Organizer).await;
        let here = event(&hub, olga, "Here", 5).await;
        for (title, days) in [("Past", -9), ("Later", 20), ("Soon", 2), ("Longer ago", -30)] {
            event(&hub, olga, title, days).await;
        }
        event(&hub, other, "Of another", 3).await;
        let actor = Actor::User { id: olga, role: Role::Organizer };
        let head = event_head(&hub, actor, &here.to_string()).await.unwrap();
        assert_eq!((&*head.title, head.phase), ("Here", EventPhase::Upcoming));
        let titles: Vec<_> = head.others.iter().map(|other| &*other.title).collect();
        assert_eq!(titles, ["Soon", "Later", "Past", "Longer ago"]);

        let stranger = Actor::User { id: other, role: Role::Organizer };
        let refused = event_head(&hub, stranger, &here.to_string()).await.unwrap_err();
        assert_eq!(Failure::from(refused).code, ErrorCode::Forbidden);
    }

    #[tokio::test]
    async fn no_more_are_offered_than_fit_into_a_menu() {
        let (hub, _database) = test_hub().await;
        let olga = person(&hub, Role::Organizer).await;
        let here = event(&hub, olga, "Here", 1).await;
        for days in 2..15 {
            event(&hub, olga, "Upcoming", days).await;
            event(&hub, olga, "Past", -days).await;
        }
        let actor = Actor::User { id: olga, role: Role::Organizer };
        let head = event_head(&hub, actor, &here.to_string()).await.unwrap();
        assert_eq!(i64::try_from(head.others.len()).unwrap(), NEXT + LAST);
    }
}
