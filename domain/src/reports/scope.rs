//! What a report is of: whose events, which days, and by whose clock these begin.

use crate::events::{EventRight, day_begins, owned, parse_zone};
use crate::roles::{require_somewhere, workload};
use crate::{Actor, Error};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;
use sqlx::postgres::PgConnection;
use types::ids::EventId;
use types::reports::{ReportQuery, month_of};
use types::{Failure, FieldProblem};

/// Whose books.
#[derive(Clone, Copy, Debug)]
pub enum Of<'a> {
    /// Of one event, by its id or slug.
    Event(&'a str),
    /// Of all events whose money the caller may see.
    All,
}

/// How long after a day a line of it may still be under way: longer than any transaction lasts.
const UNDER_WAY: TimeDelta = TimeDelta::minutes(10);

pub(super) struct Scope {
    pub(super) events: Vec<EventId>,
    /// For the name of a file: the event's slug.
    pub(super) name: String,
    pub(super) zone: Tz,
    pub(super) from: NaiveDate,
    pub(super) to: NaiveDate,
    /// The first moment of each day, and of the day after the last.
    pub(super) begins: Vec<DateTime<Utc>>,
}

impl Scope {
    pub(super) async fn find(
        connection: &mut PgConnection,
        actor: Actor,
        of: Of<'_>,
        wanted: &ReportQuery,
        now: DateTime<Utc>,
    ) -> Result<Self, Error> {
        let (events, name, zone) = match of {
            Of::Event(event) => {
                let event = owned(connection, actor, event, EventRight::Bookings).await?;
                let zone = event_zone(connection, event.id, &event.timezone).await?;
                (vec![event.id], event.slug, zone)
            }
            Of::All => {
                let user = require_somewhere(connection, actor, EventRight::Bookings).await?;
                let events = workload(connection, actor).await?.booked;
                let zone = match &wanted.timezone {
                    Some(name) => name.clone(),
                    None => {
                        sqlx::query_scalar("SELECT timezone FROM users WHERE id = $1")
                            .bind(user)
                            .fetch_one(connection)
                            .await?
                    }
                };
                (events, "all".to_owned(), zone)
            }
        };
        let unknown = || Failure::field("timezone", FieldProblem::UnknownTimezone);
        let zone = parse_zone(&zone).ok_or_else(unknown)?;
        let (from, to) = wanted.days(now.with_timezone(&zone).date_naive())?;
        let days = from.iter_days().take_while(|day| *day <= to);
        let mut begins: Vec<_> = days.map(|day| day_begins(day, zone)).collect();
        begins.push(day_begins(to.succ_opt().unwrap_or(to), zone));
        Ok(Self { events, name, zone, from, to, begins })
    }

    pub(super) fn first_moment(&self) -> Option<DateTime<Utc>> {
        self.begins.first().copied()
    }

    /// The first moment after the last day.
    pub(super) fn end(&self) -> Option<DateTime<Utc>> {
        self.begins.last().copied()
    }

    /// Whether every line of these days is written.
    pub(super) fn closed(&self, now: DateTime<Utc>) -> bool {
        self.end().is_some_and(|end| end + UNDER_WAY <= now)
    }

    /// What is left of the month that a day is in.
    pub(super) fn month(&self, day: NaiveDate) -> (NaiveDate, NaiveDate) {
        let (first, last) = month_of(day);
        (first.max(self.from), last.min(self.to))
    }
}

/// The zone by which the days of an event's books are counted, whatever its zone is now.
async fn event_zone(
    connection: &mut PgConnection,
    event: EventId,
    now: &str,
) -> Result<String, sqlx::Error> {
    sqlx::query_scalar("SELECT book_zone($1, $2)").bind(event).bind(now).fetch_one(connection).await
}
