//! Sums by day against the rows: figures that are read from the sums are those that are counted live.

use super::model::{Booked, Fate, insert};
use crate::bookings;
use crate::statistics::{count_days, of_platform};
use crate::testing::{EventBuilder, attendance, person, test_hub};
use crate::{Actor, Hub};
use chrono::{Days, TimeDelta};
use types::accounts::Role;
use types::ids::{BookingId, EventId, UserId};
use types::statistics::{Interval, PlatformQuery, PlatformStatistics};

/// Bookings of five weeks, and an event that is over with one who came and one who did not.
pub(super) async fn history(hub: &Hub) -> (Actor, Vec<BookingId>) {
    let host = person(hub, Role::Organizer).await;
    let mut events: Vec<EventId> = Vec::new();
    for _ in 0..2 {
        let event = EventBuilder { capacity: 500, price: 20.into(), ..EventBuilder::new(hub) };
        events.push(event.insert(hub, host).await);
    }
    let fates = [
        Fate::Paid,
        Fate::Held,
        Fate::Cancelled(50),
        Fate::Lapsed,
        Fate::Complimentary,
        Fate::Paid,
    ];
    let mut made = Vec::new();
    let now = hub.now();
    for (n, fate) in (0_i64..).zip(fates.into_iter().cycle().take(36)) {
        let it = Booked {
            event: usize::from(n % 3 == 0),
            hours_ago: 1 + n * 23,
            quantity: 1 + n % 3,
            via: 0,
            discount: (n % 2) * 25,
            fate,
            checked_in: false,
        };
        made.push(insert(hub, &events, it, now).await);
    }
    let over = EventBuilder {
        start_date: now - TimeDelta::days(4),
        end_date: now - TimeDelta::days(3),
        ..EventBuilder::new(hub)
    };
    let over = over.insert(hub, host).await;
    for came in [true, false] {
        attendance(hub, over, person(hub, Role::Attendee).await, came).await;
    }
    sqlx::query(
        "UPDATE users SET created_at = created_at - interval '2 days' WHERE role = 'attendee'",
    )
    .execute(hub.db.pool())
    .await
    .unwrap();
    (Actor::User { id: person(hub, Role::Admin).await, role: Role::Admin }, made)
}

pub(super) async fn told(hub: &Hub, admin: Actor, interval: Interval) -> PlatformStatistics {
    let from = hub.now().date_naive().checked_sub_days(Days::new(20));
    let query = PlatformQuery { from, to: Some(hub.now().date_naive()), interval };
    of_platform(hub, admin, query, "UTC").await.unwrap()
}

/// As if nothing had been summed up.
async fn live(hub: &Hub, admin: Actor, interval: Interval) -> PlatformStatistics {
    forget(hub).await;
    told(hub, admin, interval).await
}

async fn forget(hub: &Hub) {
    sqlx::query("DELETE FROM platform_days").execute(hub.db.pool()).await.unwrap();
}

async fn days(hub: &Hub) -> i64 {
    let count = sqlx::query_scalar("SELECT count(*) FROM platform_days");
    count.fetch_one(hub.db.pool()).await.unwrap()
}

#[tokio::test]
async fn figures_from_the_sums_are_those_of_the_rows() {
    let (hub, _database) = test_hub().await;
    let (admin, _) = history(&hub).await;
    for interval in Interval::ALL {
        let counted = live(&hub, admin, interval).await;
        assert!(counted.period.bookings > 10 && counted.before.bookings > 5);
        assert!(!counted.period.money.is_empty() && !counted.hours.is_empty());
        assert!(counted.categories.iter().any(|category| category.seats > 0));
        assert_eq!(
            (counted.period.attendance.tickets, counted.period.attendance.checked_in),
            (2, 1)
        );
        assert!(count_days(&hub).await.unwrap() > 30);
        assert!(days(&hub).await > 30);
        assert_eq!(told(&hub, admin, interval).await, counted);
        assert_eq!(count_days(&hub).await.unwrap(), 0, "nothing has changed");
    }
}

#[tokio::test]
async fn a_day_of_which_something_changes_is_summed_up_anew() {
    let (hub, _database) = test_hub().await;
    let (admin, made) = history(&hub).await;
    count_days(&hub).await.unwrap();
    let before = told(&hub, admin, Interval::Day).await;
    // Of the day before yesterday or earlier.
    let booking = made[6];
    let owner: UserId = sqlx::query_scalar("SELECT user_id FROM bookings WHERE id = $1")
        .bind(booking)
        .fetch_one(hub.db.pool())
        .await
        .unwrap();
    let owner = Actor::User { id: owner, role: Role::Attendee };
    bookings::cancel(&hub, owner, booking, None).await.unwrap();
    assert!(count_days(&hub).await.unwrap() >= 1);
    let after = told(&hub, admin, Interval::Day).await;
    assert_eq!(after.period.cancelled, before.period.cancelled + 1);
    assert_eq!(after, live(&hub, admin, Interval::Day).await);
}

/// Old rows go without an entry in the log: each day has its turn.
#[tokio::test]
async fn what_has_no_entry_in_the_log_is_right_again_once_every_day_had_its_turn() {
    let (hub, _database) = test_hub().await;
    let (admin, _) = history(&hub).await;
    count_days(&hub).await.unwrap();
    sqlx::query(
        "UPDATE bookings SET quantity = quantity + 1, total_price = total_price + unit_price",
    )
    .execute(hub.db.pool())
    .await
    .unwrap();
    let stale = told(&hub, admin, Interval::Day).await;
    for _ in 0..=days(&hub).await {
        count_days(&hub).await.unwrap();
    }
    let right = told(&hub, admin, Interval::Day).await;
    assert!(right.period.seats > stale.period.seats);
    assert_eq!(right, live(&hub, admin, Interval::Day).await);
}

#[tokio::test]
async fn without_looking_at_the_log_a_change_is_missed() {
    let (hub, _database) = test_hub().await;
    let (admin, made) = history(&hub).await;
    count_days(&hub).await.unwrap();
    let before = told(&hub, admin, Interval::Day).await;
    // As a change that leaves no entry, of a day whose turn it is not.
    sqlx::query("UPDATE bookings SET quantity = quantity + 1, total_price = total_price + unit_price WHERE id = $1")
        .bind(made[6])
        .execute(hub.db.pool())
        .await
        .unwrap();
    count_days(&hub).await.unwrap();
    assert_eq!(told(&hub, admin, Interval::Day).await, before);
}

/// The same hour of UTC is another one before and after the night on which the clocks change.
#[tokio::test]
async fn the_busiest_hours_are_those_of_a_zones_clock() {
    let (hub, _database) = test_hub().await;
    let admin = Actor::User { id: person(&hub, Role::Admin).await, role: Role::Admin };
    for day in ["2024-10-26", "2024-10-27"] {
        for sql in [
            "INSERT INTO platform_days (day, attendees, organizers, admins, bookings, seats,
                 confirmed, cancelled, tickets, checked_in, mails_sent)
             VALUES ($1::date, 0, 0, 0, 5, 5, 5, 0, 0, 0, 0)",
            "INSERT INTO platform_hours (day, hour, bookings) VALUES ($1::date, 10, 2),
                 ($1::date, 23, 3)",
        ] {
            let day: chrono::NaiveDate = day.parse().unwrap();
            sqlx::query(sql).bind(day).execute(hub.db.pool()).await.unwrap();
        }
    }
    let days = PlatformQuery {
        from: "2024-10-26".parse().ok(),
        to: "2024-10-27".parse().ok(),
        interval: Interval::Day,
    };
    let hours = async |zone: &str| {
        let told = of_platform(&hub, admin, days, zone).await.unwrap();
        assert_eq!(told.hours_timezone, zone);
        told.hours.iter().map(|it| (it.hour, it.minute, it.bookings)).collect::<Vec<_>>()
    };
    assert_eq!(hours("UTC").await, [(10, 0, 4), (23, 0, 6)]);
    assert_eq!(
        hours("Europe/Berlin").await,
        [(0, 0, 3), (1, 0, 3), (11, 0, 2), (12, 0, 2)],
        "summer time until the second night"
    );
    assert_eq!(hours("Asia/Kolkata").await, [(4, 30, 6), (15, 30, 4)]);
    assert_eq!(hours("America/St_Johns").await, [(7, 30, 4), (20, 30, 6)]);
    let wrong = of_platform(&hub, admin, days, "Europe/Berlin'; --").await.unwrap_err();
    assert_eq!(wrong.code(), Some(types::ErrorCode::ValidationFailed));
}
