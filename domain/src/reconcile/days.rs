//! The platform's sums of days against their rows. Each run looks at the newest days and at one more
//! stretch, which is another one every hour: however old the platform is, no run is long.

use super::{Check, Difference};
use crate::Hub;
use chrono::{Days, NaiveDate};

/// The day, what its sums say and what its rows say.
type Mismatch = (NaiveDate, String, String);

/// Days of a stretch.
const STRETCH: i64 = 31;

pub(super) async fn look(hub: &Hub) -> Result<Vec<Difference>, sqlx::Error> {
    let mut connection = hub.db.read().await?;
    let kept: (Option<NaiveDate>, Option<NaiveDate>) =
        sqlx::query_as("SELECT min(day), max(day) FROM platform_days")
            .fetch_one(&mut *connection)
            .await?;
    let (Some(first), Some(last)) = kept else { return Ok(Vec::new()) };
    let [newest, older] = stretches(first, last, hub.now().timestamp().div_euclid(3600));
    let mut found: Vec<Mismatch> = Vec::new();
    for (from, until) in [older, newest] {
        let some: Vec<Mismatch> =
            sqlx::query_as(DAYS).bind(from).bind(until).fetch_all(&mut *connection).await?;
        found.extend(some);
    }
    let difference = |(day, stored, counted): Mismatch| Difference {
        check: Check::PlatformDays,
        subject: format!("day:{day}"),
        stored,
        counted,
    };
    Ok(found.into_iter().map(difference).collect())
}

/// The newest stretch, and the one whose hour it is of those before it; each to before a day.
fn stretches(first: NaiveDate, last: NaiveDate, hour: i64) -> [(NaiveDate, NaiveDate); 2] {
    let later = |day: NaiveDate, days: i64| {
        let days = Days::new(days.unsigned_abs());
        day.checked_add_days(days).unwrap_or(day)
    };
    let end = later(last, 1);
    let older = ((end - first).num_days() - STRETCH).max(0);
    let newest = later(first, older);
    let turn = hour.rem_euclid((older + STRETCH - 1).div_euclid(STRETCH).max(1)) * STRETCH;
    [(newest, end), (later(first, turn).min(newest), later(first, turn + STRETCH).min(newest))]
}

/// What leaves an entry in the log is in the sums once the job has read it: a day with an entry since then
/// is passed over. What leaves none (mail and accounts that are old, an event that is filed elsewhere, one
/// that ended on another day) is not compared.
const DAYS: &str = "WITH since AS (
        SELECT a.booking_id, a.created_at FROM audit_log a
        WHERE a.created_at >= (SELECT until FROM platform_counted) - interval '2 minutes'
    ), changed AS (
        SELECT (b.booked_at AT TIME ZONE 'UTC')::date AS day
        FROM since JOIN bookings b ON b.id = since.booking_id
        UNION SELECT (created_at AT TIME ZONE 'UTC')::date FROM since
    )
    SELECT day, stored, counted FROM (
        SELECT d.day,
            format('%s bookings of %s seats, %s confirmed, %s cancelled, %s by hours, %s', d.bookings,
                d.seats, d.confirmed, d.cancelled, by_hours.bookings, kept.money) AS stored,
            format('%s bookings of %s seats, %s confirmed, %s cancelled, %s by hours, %s',
                booked.bookings, booked.seats, booked.confirmed, booked.cancelled, booked.bookings,
                moved.money) AS counted
        FROM platform_days d
            CROSS JOIN LATERAL (
                SELECT count(*) AS bookings, coalesce(sum(b.quantity), 0) AS seats,
                    count(b.confirmed_at) AS confirmed,
                    count(b.confirmed_at) FILTER (WHERE b.status = 'CANCELLED') AS cancelled
                FROM bookings b
                WHERE b.booked_at >= d.day::timestamp AT TIME ZONE 'UTC'
                  AND b.booked_at < (d.day + 1)::timestamp AT TIME ZONE 'UTC'
            ) AS booked
            CROSS JOIN LATERAL (
                SELECT coalesce(sum(h.bookings), 0) AS bookings FROM platform_hours h
                WHERE h.day = d.day
            ) AS by_hours
            CROSS JOIN LATERAL (
                SELECT coalesce(string_agg(format('%s %s taken, %s given back', m.currency, m.charged,
                    m.refunded), ', ' ORDER BY m.currency), 'no money') AS money
                FROM platform_money_days m WHERE m.day = d.day AND (m.charged, m.refunded) <> (0, 0)
            ) AS kept
            CROSS JOIN LATERAL (
                SELECT coalesce(string_agg(format('%s %s taken, %s given back', currency, charged,
                    refunded), ', ' ORDER BY currency), 'no money') AS money
                FROM (
                    SELECT p.currency,
                        coalesce(sum(t.amount) FILTER (WHERE t.kind = 'CHARGE'), 0)::numeric(16, 2)
                            AS charged,
                        coalesce(sum(t.amount) FILTER (WHERE t.kind = 'REFUND'), 0)::numeric(16, 2)
                            AS refunded
                    FROM transactions t JOIN payments p ON p.id = t.payment_id
                    WHERE t.created_at >= d.day::timestamp AT TIME ZONE 'UTC'
                      AND t.created_at < (d.day + 1)::timestamp AT TIME ZONE 'UTC'
                    GROUP BY p.currency
                ) AS sums WHERE (charged, refunded) <> (0, 0)
            ) AS moved
        WHERE d.day >= $1 AND d.day < $2 AND d.day NOT IN (SELECT day FROM changed)
    ) AS days WHERE stored <> counted ORDER BY day";

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_day_has_its_hour() {
        let first: NaiveDate = "2024-01-01".parse().unwrap();
        for length in [1, 30, 31, 32, 62, 63, 400] {
            let last = first.checked_add_days(Days::new(length - 1)).unwrap();
            let mut seen = BTreeSet::new();
            for hour in 0..20 {
                for (from, until) in stretches(first, last, hour) {
                    assert!((until - from).num_days() <= STRETCH, "{from} to {until}");
                    seen.extend(from.iter_days().take_while(|day| *day < until));
                }
            }
            let all: BTreeSet<_> = first.iter_days().take_while(|day| *day <= last).collect();
            assert_eq!(seen, all, "{length} days");
        }
    }
}
