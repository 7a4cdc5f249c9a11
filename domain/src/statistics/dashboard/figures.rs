//! An event's figures as they are now.

use super::curve;
use super::sold::Group;
use crate::events::EventRow;
use crate::statistics::by_type::by_type;
use crate::statistics::{event as counts, money, organizer};
use crate::visits::{DIRECT, OTHER};
use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use std::collections::HashMap;
use types::Via;
use types::bookings::BookingStatus;
use types::organizer::{
    BookingCounts, EventFigures, EventPhase, Funnel, ORIGINS_MAX, OriginFigures, RatingFigures,
};

pub(super) async fn figures(
    snapshot: &mut PgConnection,
    event: &EventRow,
    sold: &[Group],
    now: DateTime<Utc>,
) -> Result<EventFigures, sqlx::Error> {
    let visits = visits(snapshot, event).await?;
    let weeks = organizer::weeks(snapshot, &[event.id], now).await?;
    let (recent, before) = weeks.get(&event.id).copied().unwrap_or_default();
    let sales = money::of_events(snapshot, &[event.id]).await?;
    let days = curve::curve(event, sold, now).days;
    Ok(EventFigures {
        at: now,
        phase: EventPhase::of(event.status, event.start_date, event.end_date, now),
        seats: event.seats(),
        bookings: bookings(sold),
        revenue: money::revenue_of(&sales, event.id),
        seats_last_7_days: recent,
        seats_7_days_before: before,
        funnel: funnel(sold, &visits),
        origins: origins(sold, &visits),
        waitlist: counts::waitlist(snapshot, event.id).await?,
        check_ins: counts::check_ins(snapshot, event.id).await?,
        ticket_types: by_type(snapshot, event).await?,
        rating: RatingFigures {
            average_hundredths: event.average_rating.map(hundredths),
            reviews: event.reviews_count,
        },
        today: curve::today(event, &days, now),
    })
}

/// Exact: the column has two places.
#[expect(clippy::cast_possible_truncation, reason = "an average is 1 to 5")]
fn hundredths(average: f64) -> i32 {
    (average * 100.0).round() as i32
}

/// Visits by origin, as they are stored.
type Visits = Vec<(String, i64)>;

async fn visits(snapshot: &mut PgConnection, event: &EventRow) -> Result<Visits, sqlx::Error> {
    sqlx::query_as(
        "SELECT origin, sum(visits)::bigint FROM event_visits WHERE event_id = $1 GROUP BY origin",
    )
    .bind(event.id)
    .fetch_all(snapshot)
    .await
}

fn bookings(sold: &[Group]) -> BookingCounts {
    let count = |status| sold.iter().filter(|it| it.status == status).map(|it| it.bookings).sum();
    BookingCounts {
        pending: count(BookingStatus::Pending),
        confirmed: count(BookingStatus::Confirmed),
        cancelled: count(BookingStatus::Cancelled),
    }
}

fn funnel(sold: &[Group], visits: &Visits) -> Funnel {
    let asked_for = || sold.iter().filter(|group| group.asked_for);
    Funnel {
        visits: visits.iter().map(|(_, count)| count).sum(),
        started: asked_for().map(|group| group.bookings).sum(),
        confirmed: asked_for().filter(|it| it.was_confirmed).map(|it| it.bookings).sum(),
    }
}

/// Who came by which link. What nobody booked by comes after what somebody did, so that made-up names
/// hide nothing; those without an origin and the rest come last.
fn origins(sold: &[Group], visits: &Visits) -> Vec<OriginFigures> {
    let mut named: HashMap<Via, OriginFigures> = HashMap::new();
    let (mut direct, mut rest) =
        (OriginFigures::default(), OriginFigures { rest: true, ..OriginFigures::default() });
    let fresh = |via| OriginFigures { via: Some(via), ..OriginFigures::default() };
    for (origin, count) in visits {
        let line = match (origin.as_str(), Via::parse(origin)) {
            (DIRECT, _) => &mut direct,
            (OTHER, _) | (_, None) => &mut rest,
            (_, Some(via)) => named.entry(via).or_insert_with(|| fresh(via)),
        };
        line.visits += count;
    }
    for group in sold.iter().filter(|group| group.asked_for) {
        let line = match group.via {
            None => &mut direct,
            Some(via) => named.entry(via).or_insert_with(|| fresh(via)),
        };
        line.started += group.bookings;
        if group.was_confirmed {
            line.confirmed += group.bookings;
        }
        if group.status == BookingStatus::Confirmed {
            line.seats += group.seats;
        }
    }
    let mut lines: Vec<OriginFigures> = named.into_values().collect();
    lines.sort_by_key(|line| {
        (std::cmp::Reverse((line.confirmed, line.started, line.visits)), line.via)
    });
    for line in lines.split_off(lines.len().min(ORIGINS_MAX)) {
        rest.visits += line.visits;
        rest.started += line.started;
        rest.confirmed += line.confirmed;
        rest.seats += line.seats;
    }
    let some = |line: &OriginFigures| line.visits + line.started > 0;
    lines.extend([direct, rest].into_iter().filter(some));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn group(via: Option<&str>, status: BookingStatus, asked_for: bool) -> Group {
        Group {
            day: NaiveDate::default(),
            via: via.and_then(Via::parse),
            status,
            was_confirmed: status != BookingStatus::Pending,
            asked_for,
            bookings: 2,
            seats: 3,
        }
    }

    #[test]
    fn made_up_names_hide_no_origin_that_sold() {
        let mut visits: Visits = (0..100).map(|n| (format!("made-up-{n}"), 1_000)).collect();
        visits.extend([(DIRECT.to_owned(), 7), (OTHER.to_owned(), 5)]);
        let sold = [
            group(Some("news"), BookingStatus::Confirmed, true),
            group(None, BookingStatus::Cancelled, true),
            group(None, BookingStatus::Confirmed, false),
        ];
        let lines = origins(&sold, &visits);
        assert_eq!(lines.len(), ORIGINS_MAX + 2);
        assert_eq!(lines[0].via, Via::parse("news"));
        assert_eq!((lines[0].visits, lines[0].started, lines[0].seats), (0, 2, 3));
        let (direct, rest) = (lines[ORIGINS_MAX], lines[ORIGINS_MAX + 1]);
        assert_eq!((direct.via, direct.visits, direct.confirmed, direct.seats), (None, 7, 2, 0));
        assert!(rest.rest && rest.visits == 5 + 71 * 1_000);
        let funnel = funnel(&sold, &visits);
        assert_eq!((funnel.visits, funnel.started, funnel.confirmed), (100_012, 4, 4));
    }
}
