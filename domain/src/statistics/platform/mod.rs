//! The platform in numbers. What is over is read from sums by day, which [`count_days`] keeps; the days
//! since are counted when they are asked for, in the same snapshot and by the same SQL.

mod count;
mod days;
mod hours;
mod queues;
mod span;

pub use count::count_days;
pub use queues::queues;
pub(super) use span::{Span, job_from, live_from, until};

use super::event::share;
use super::money;
use crate::{Actor, Error, Hub, events};
use chrono::Days;
use sqlx::postgres::PgConnection;
use types::statistics::{
    BookingDay, CheckInCounts, EventCounts, Interval, MoneyDay, NewUsers, PeriodFigures,
    PlatformQuery, PlatformStatistics, UserCounts,
};
use types::{Failure, FieldProblem};

/// Hours are those of the clock of `zone`.
///
/// # Errors
/// Denied to everyone but admins; `validation_failed` for a zone that there is not.
pub async fn of_platform(
    hub: &Hub,
    actor: Actor,
    query: PlatformQuery,
    zone: &str,
) -> Result<PlatformStatistics, Error> {
    actor.require_admin()?;
    let wrong = || Failure::field("timezone", FieldProblem::Invalid);
    let zone = events::parse_zone(zone).ok_or_else(wrong)?;
    let today = hub.now().date_naive();
    let (from, to) = query.period(today);
    let mut connection = hub.db.snapshot().await?;
    let counted = span::counted(&mut connection).await?;
    let span = Span::new(from, to, counted);
    let length = Days::new(u64::try_from(span.days()).unwrap_or(1));
    let earlier = |day: chrono::NaiveDate| day.checked_sub_days(length).unwrap_or(day);
    let before = Span::new(earlier(from), earlier(to), counted);
    let all = Span::new(span::beginning(), today, counted);
    let booked = days::booked(&mut connection, span, query.interval).await?;
    let live = money::live(&mut connection, all).await?;
    let money = money::days(&mut connection, span, query.interval, &live).await?;
    let (mail, jobs) = queues::waiting(&mut connection, all, hub.now()).await?;
    Ok(PlatformStatistics {
        users: users(&mut connection, all).await?,
        events: event_counts(&mut connection).await?,
        interval: query.interval,
        period: figures(&mut connection, span, &booked, &money).await?,
        before: {
            let booked = days::booked(&mut connection, before, Interval::Month).await?;
            let money = money::days(&mut connection, before, Interval::Month, &live).await?;
            figures(&mut connection, before, &booked, &money).await?
        },
        bookings_per_day: booked.iter().map(days::Booked::shown).collect(),
        revenue_per_day: money,
        categories: days::categories(&mut connection, span).await?,
        hours: hours::busiest(&mut connection, span, zone).await?,
        hours_timezone: zone.name().to_owned(),
        totals: money::totals(&mut connection, all, &live).await?,
        mail,
        jobs,
    })
}

/// What a period comes to; the rows are all of it.
async fn figures(
    connection: &mut PgConnection,
    span: Span,
    booked: &[days::Booked],
    money: &[MoneyDay],
) -> Result<PeriodFigures, sqlx::Error> {
    let sum = |of: fn(&days::Booked) -> i64| booked.iter().map(of).sum::<i64>();
    let (bookings, confirmed) = (sum(|it| it.bookings), sum(|it| it.confirmed));
    let (tickets, checked_in) = days::attendance(connection, span).await?;
    let (attendee, organizer, admin) = days::people(connection, span).await?;
    Ok(PeriodFigures {
        from: span.from,
        to: span.to,
        new_users: NewUsers { attendee, organizer, admin },
        bookings,
        seats: sum(|it| it.seats),
        confirmed,
        cancelled: sum(|it| it.cancelled),
        conversion: share(confirmed, bookings),
        attendance: CheckInCounts { tickets, checked_in },
        money: money::together(money),
    })
}

async fn users(connection: &mut PgConnection, all: Span) -> Result<UserCounts, sqlx::Error> {
    let (attendee, organizer, admin) = days::people(connection, all).await?;
    let disabled = sqlx::query_scalar(
        "SELECT count(*) FROM users WHERE disabled_at IS NOT NULL AND deleted_at IS NULL",
    )
    .fetch_one(connection)
    .await?;
    Ok(UserCounts { attendee, organizer, admin, disabled })
}

async fn event_counts(connection: &mut PgConnection) -> Result<EventCounts, sqlx::Error> {
    let (draft, published, cancelled) = sqlx::query_as(
        "SELECT count(*) FILTER (WHERE status = 'DRAFT'), \
             count(*) FILTER (WHERE status = 'PUBLISHED'), \
             count(*) FILTER (WHERE status = 'CANCELLED') FROM events",
    )
    .fetch_one(connection)
    .await?;
    Ok(EventCounts { draft, published, cancelled })
}

impl days::Booked {
    fn shown(&self) -> BookingDay {
        let Self { date, bookings, seats, confirmed, .. } = *self;
        BookingDay { date, bookings, seats, confirmed }
    }
}
