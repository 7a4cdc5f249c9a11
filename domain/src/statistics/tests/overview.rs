//! Every figure of the overview against counting the rows in Rust, before and after days are summed up and
//! after what happens to them later.

use super::platform::{history, told};
use crate::accounts::change_user;
use crate::audit::Entry;
use crate::ids::new_id;
use crate::mail::{SentMail, mark_failed, mark_sent};
use crate::privacy::delete_account_of;
use crate::statistics::count_days;
use crate::statistics::event::share;
use crate::testing::{EventBuilder, attendance, person, test_hub};
use crate::{Actor, Hub, bookings, events};
use chrono::{DateTime, Datelike as _, Days, NaiveDate, NaiveTime, TimeDelta, Timelike as _, Utc};
use rust_decimal::Decimal;
use sqlx::AssertSqlSafe;
use std::collections::BTreeMap;
use types::accounts::{ChangeUser, Role};
use types::events::MergeCategory;
use types::history::AuditAction;
use types::ids::{BookingId, CategoryId, EventId, UserId};
use types::people::DeletePerson;
use types::statistics::{
    BookingDay, CategoryFigures, CheckInCounts, EventCounts, HourFigures, Interval, JobCounts,
    MailCounts, MoneyDay, MoneyMoved, NewUsers, PeriodFigures, PlatformStatistics, UserCounts,
};
use types::{Currency, Locale};

#[derive(sqlx::FromRow)]
struct Booked {
    made_at: DateTime<Utc>,
    quantity: i32,
    was_confirmed: bool,
    status: String,
    slug: String,
    name: String,
    name_ru: Option<String>,
}

#[derive(sqlx::FromRow)]
struct Account {
    created_at: DateTime<Utc>,
    role: Role,
    is_guest: bool,
    disabled: bool,
}

#[derive(sqlx::FromRow)]
struct Line {
    created_at: DateTime<Utc>,
    currency: Currency,
    charge: bool,
    amount: Decimal,
}

#[derive(sqlx::FromRow)]
struct Event {
    id: EventId,
    status: String,
    end_date: DateTime<Utc>,
}

/// All that the figures are about.
struct Rows {
    now: DateTime<Utc>,
    booked: Vec<Booked>,
    accounts: Vec<Account>,
    lines: Vec<Line>,
    events: Vec<Event>,
    /// By event, and whether it was used.
    tickets: Vec<(EventId, bool)>,
    mails: Vec<String>,
    /// When it is due, and whether it was given up.
    jobs: Vec<(DateTime<Utc>, bool)>,
}

impl Rows {
    async fn read(hub: &Hub) -> Self {
        let pool = hub.db.pool();
        Self {
            now: hub.now(),
            booked: sqlx::query_as(
                "SELECT b.booked_at AS made_at, b.quantity, b.confirmed_at IS NOT NULL AS was_confirmed, b.status,
                     c.slug, c.name, c.name_ru
                 FROM bookings b JOIN events e ON e.id = b.event_id
                     JOIN categories c ON c.id = e.category_id",
            )
            .fetch_all(pool)
            .await
            .unwrap(),
            accounts: sqlx::query_as(
                "SELECT created_at, role, is_guest, disabled_at IS NOT NULL AS disabled FROM users
                 WHERE deleted_at IS NULL",
            )
            .fetch_all(pool)
            .await
            .unwrap(),
            lines: sqlx::query_as(
                "SELECT t.created_at, p.currency, t.kind = 'CHARGE' AS charge, t.amount
                 FROM transactions t JOIN payments p ON p.id = t.payment_id",
            )
            .fetch_all(pool)
            .await
            .unwrap(),
            events: sqlx::query_as("SELECT id, status, end_date FROM events")
                .fetch_all(pool)
                .await
                .unwrap(),
            tickets: sqlx::query_as(
                "SELECT event_id, checked_in_at IS NOT NULL FROM tickets WHERE cancelled_at IS NULL",
            )
            .fetch_all(pool)
            .await
            .unwrap(),
            mails: sqlx::query_scalar("SELECT status FROM mail_messages")
                .fetch_all(pool)
                .await
                .unwrap(),
            jobs: sqlx::query_as(
                "SELECT run_at, attempts >= max_attempts FROM graphile_worker._private_jobs",
            )
            .fetch_all(pool)
            .await
            .unwrap(),
        }
    }

    fn figures(
        &self,
        (from, to): (NaiveDate, NaiveDate),
        interval: Interval,
    ) -> PlatformStatistics {
        let within = |at: DateTime<Utc>| (from..=to).contains(&at.date_naive());
        let key = |at: DateTime<Utc>| match interval {
            Interval::Day => at.date_naive(),
            Interval::Month => at.date_naive().with_day(1).unwrap(),
        };
        let length = (to - from).num_days() + 1;
        let before = (from - TimeDelta::days(length), to - TimeDelta::days(length));
        let booked: Vec<&Booked> = self.booked.iter().filter(|it| within(it.made_at)).collect();
        let mut days: BTreeMap<NaiveDate, Vec<&Booked>> = BTreeMap::new();
        let mut hours: BTreeMap<i32, i64> = BTreeMap::new();
        let mut categories: BTreeMap<&str, CategoryFigures> = BTreeMap::new();
        for it in &booked {
            days.entry(key(it.made_at)).or_default().push(it);
            *hours.entry(i32::try_from(it.made_at.hour()).unwrap()).or_default() += 1;
            if it.was_confirmed {
                let (name, name_ru) = (it.name.clone(), it.name_ru.clone());
                let none =
                    CategoryFigures { slug: it.slug.clone(), name, name_ru, bookings: 0, seats: 0 };
                let sum = categories.entry(&it.slug).or_insert(none);
                sum.bookings += 1;
                sum.seats += i64::from(it.quantity);
            }
        }
        let mut categories: Vec<_> = categories.into_values().collect();
        categories.sort_by_key(|it| -it.seats);
        let lines = self.lines.iter().filter(|it| within(it.created_at));
        let mut money: BTreeMap<(NaiveDate, &str), Vec<&Line>> = BTreeMap::new();
        for line in lines {
            money.entry((key(line.created_at), line.currency.as_str())).or_default().push(line);
        }
        let status = |of: &str| count(&self.mails, |it| it == of);
        PlatformStatistics {
            users: UserCounts {
                attendee: self.people(Role::Attendee, |_| true),
                organizer: self.people(Role::Organizer, |_| true),
                admin: self.people(Role::Admin, |_| true),
                disabled: count(&self.accounts, |it| it.disabled),
            },
            events: EventCounts {
                draft: count(&self.events, |it| it.status == "DRAFT"),
                published: count(&self.events, |it| it.status == "PUBLISHED"),
                cancelled: count(&self.events, |it| it.status == "CANCELLED"),
            },
            interval,
            period: self.period((from, to)),
            before: self.period(before),
            bookings_per_day: days.iter().map(|(date, made)| day(*date, made)).collect(),
            revenue_per_day: money
                .iter()
                .map(|((date, _), lines)| MoneyDay { date: *date, moved: moved(lines)[0].clone() })
                .collect(),
            categories,
            hours: hours
                .iter()
                .map(|(hour, bookings)| HourFigures { hour: *hour, minute: 0, bookings: *bookings })
                .collect(),
            hours_timezone: "UTC".to_owned(),
            totals: moved(&self.lines.iter().collect::<Vec<_>>()),
            mail: MailCounts {
                queued: status("QUEUED"),
                sent: status("SENT"),
                failed: status("FAILED"),
            },
            jobs: JobCounts {
                due: count(&self.jobs, |(at, dead)| !dead && *at <= self.now),
                scheduled: count(&self.jobs, |(at, dead)| !dead && *at > self.now),
                failed: count(&self.jobs, |(_, dead)| *dead),
            },
        }
    }

    fn people(&self, role: Role, when: impl Fn(DateTime<Utc>) -> bool) -> i64 {
        let guest = |it: &Account| it.is_guest && role == Role::Attendee;
        count(&self.accounts, |it| it.role == role && !guest(it) && when(it.created_at))
    }

    fn period(&self, (from, to): (NaiveDate, NaiveDate)) -> PeriodFigures {
        let within = |at: DateTime<Utc>| (from..=to).contains(&at.date_naive());
        let made: Vec<&Booked> = self.booked.iter().filter(|it| within(it.made_at)).collect();
        let BookingDay { bookings, seats, confirmed, .. } = day(from, &made);
        let mut attendance = CheckInCounts { tickets: 0, checked_in: 0 };
        let over = |it: &&Event| {
            it.status == "PUBLISHED" && it.end_date <= self.now && within(it.end_date)
        };
        for event in self.events.iter().filter(over) {
            let tickets = count(&self.tickets, |(id, _)| *id == event.id);
            let came = count(&self.tickets, |(id, came)| *id == event.id && *came);
            if came > 0 {
                attendance.tickets += tickets;
                attendance.checked_in += came;
            }
        }
        let lines: Vec<&Line> = self.lines.iter().filter(|it| within(it.created_at)).collect();
        PeriodFigures {
            from,
            to,
            new_users: NewUsers {
                attendee: self.people(Role::Attendee, within),
                organizer: self.people(Role::Organizer, within),
                admin: self.people(Role::Admin, within),
            },
            bookings,
            seats,
            confirmed,
            cancelled: count(&made, |it| it.was_confirmed && it.status == "CANCELLED"),
            conversion: share(confirmed, bookings),
            attendance,
            money: moved(&lines),
        }
    }
}

fn count<T>(all: &[T], is: impl Fn(&T) -> bool) -> i64 {
    i64::try_from(all.iter().filter(|it| is(it)).count()).unwrap()
}

fn day(date: NaiveDate, made: &[&Booked]) -> BookingDay {
    BookingDay {
        date,
        bookings: count(made, |_| true),
        seats: made.iter().map(|it| i64::from(it.quantity)).sum(),
        confirmed: count(made, |it| it.was_confirmed),
    }
}

/// A line a currency.
fn moved(lines: &[&Line]) -> Vec<MoneyMoved> {
    let mut sums: BTreeMap<&str, MoneyMoved> = BTreeMap::new();
    for line in lines {
        let none =
            MoneyMoved { currency: line.currency, revenue: Decimal::ZERO, refunds: Decimal::ZERO };
        let sum = sums.entry(line.currency.as_str()).or_insert(none);
        if line.charge { sum.revenue += line.amount } else { sum.refunds += line.amount }
    }
    sums.into_values().collect()
}

/// The figures as they are told are those that are counted.
async fn right(hub: &Hub, admin: Actor, what: &str) {
    for interval in Interval::ALL {
        let told = told(hub, admin, interval).await;
        let counted = Rows::read(hub).await.figures((told.period.from, told.period.to), interval);
        assert_eq!(told, counted, "{what}, by {interval}");
    }
}

/// What was wrong since the days were summed up is right once they have been looked at.
async fn right_again(hub: &Hub, admin: Actor, what: &str) {
    assert!(count_days(hub).await.unwrap() > 0, "{what}: nothing was summed up anew");
    right(hub, admin, what).await;
}

async fn run(hub: &Hub, sql: String) {
    sqlx::query(AssertSqlSafe(sql)).execute(hub.db.pool()).await.unwrap();
}

/// The first and the last moment of a day belong to it, and the next moment to the next one.
async fn on_the_edges(hub: &Hub, made: &[BookingId]) {
    let day = hub.now().date_naive() - Days::new(6);
    let first = day.and_time(NaiveTime::MIN).and_utc();
    let last = first + TimeDelta::days(1) - TimeDelta::microseconds(1);
    run(hub, "ALTER TABLE book_lines DISABLE TRIGGER book_lines_written_once".to_owned()).await;
    for (booking, at) in made.iter().zip([first, last, last + TimeDelta::microseconds(1)]) {
        run(
            hub,
            format!(
                "UPDATE bookings SET booked_at = '{at}', confirmed_at = CASE
             WHEN confirmed_at IS NOT NULL THEN '{at}'::timestamptz END WHERE id = '{booking}'"
            ),
        )
        .await;
        for (table, moment) in [("transactions", "created_at"), ("book_lines", "at")] {
            run(
                hub,
                format!(
                    "UPDATE {table} SET {moment} = '{at}' WHERE payment_id IN
             (SELECT id FROM payments WHERE booking_id = '{booking}')"
                ),
            )
            .await;
        }
    }
    run(hub, format!("UPDATE users SET created_at = '{last}' WHERE role = 'organizer'")).await;
}

async fn mail(hub: &Hub, status: &str, days_ago: i64) -> uuid::Uuid {
    let id = new_id();
    let sent = if status == "SENT" { "now()" } else { "NULL" };
    run(hub, format!(
        "INSERT INTO mail_messages (id, unique_key, kind, recipient, locale, status, created_at, sent_at)
         VALUES ('{id}', '{id}', 'test', 'ada@example.test', 'en', '{status}',
             now() - interval '{days_ago} days', {sent})"
    ))
    .await;
    id
}

/// A change of an event as its entry tells it.
async fn change(
    hub: &Hub,
    (admin, event): (Actor, EventId),
    sql: String,
    field: &'static str,
    before: String,
) {
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                sqlx::query(AssertSqlSafe(sql)).execute(&mut *tx).await?;
                let entry = Entry::new(admin, AuditAction::EventUpdated, event);
                entry.change(field, before, "another").record(tx).await
            })
        })
        .await
        .unwrap();
}

#[tokio::test]
async fn every_figure_is_what_its_rows_say_whatever_happens_later() {
    let (hub, _database) = test_hub().await;
    let (admin, made) = history(&hub).await;
    on_the_edges(&hub, &made).await;
    let host = person(&hub, Role::Organizer).await;
    let now = hub.now();
    let over = EventBuilder {
        start_date: now - TimeDelta::days(9),
        end_date: now - TimeDelta::days(8),
        ..EventBuilder::new(&hub)
    };
    let over = over.insert(&hub, host).await;
    let guest = person(&hub, Role::Attendee).await;
    attendance(&hub, over, guest, true).await;
    run(
        &hub,
        format!("UPDATE users SET created_at = now() - interval '11 days' WHERE id = '{guest}'"),
    )
    .await;
    let waiting = mail(&hub, "QUEUED", 3).await;
    let failed = mail(&hub, "QUEUED", 2).await;
    mail(&hub, "SENT", 5).await;
    right(&hub, admin, "counted live").await;
    count_days(&hub).await.unwrap();
    right(&hub, admin, "summed up").await;

    mark_failed(&hub, failed, "no such mailbox".into()).await.unwrap();
    let text = "See you there".to_owned();
    let (subject, html) = ("Tomorrow".to_owned(), String::new());
    let sent = SentMail { subject, text, html, attachments: Vec::new() };
    mark_sent(&hub, waiting, sent).await.unwrap();
    right_again(&hub, admin, "a mail that was sent days later").await;

    // Paid a week ago and given back today.
    let booking = made[6];
    let owner: UserId = sqlx::query_scalar("SELECT user_id FROM bookings WHERE id = $1")
        .bind(booking)
        .fetch_one(hub.db.pool())
        .await
        .unwrap();
    let before = told(&hub, admin, Interval::Day).await;
    let owner = Actor::User { id: owner, role: Role::Attendee };
    bookings::cancel(&hub, owner, booking, None).await.unwrap();
    right_again(&hub, admin, "a refund later than the day").await;
    let after = told(&hub, admin, Interval::Day).await;
    let of_old = |all: &[MoneyDay]| {
        all.iter().filter(|it| it.date < now.date_naive()).cloned().collect::<Vec<_>>()
    };
    assert_eq!(
        of_old(&after.revenue_per_day),
        of_old(&before.revenue_per_day),
        "the day keeps its money"
    );

    let off = person(&hub, Role::Attendee).await;
    let made_before = |user: UserId| {
        format!("UPDATE users SET created_at = now() - interval '12 days' WHERE id = '{user}'")
    };
    run(&hub, made_before(off)).await;
    let role = ChangeUser { role: Some(Role::Organizer), disabled: None };
    change_user(&hub, admin, guest, role).await.unwrap();
    let disabled = ChangeUser { role: None, disabled: Some(true) };
    change_user(&hub, admin, off, disabled).await.unwrap();
    right_again(&hub, admin, "another role, and disabled").await;
    let leaves = person(&hub, Role::Attendee).await;
    run(&hub, made_before(leaves)).await;
    for user in [guest, leaves] {
        let reason = DeletePerson { reason: "Asked by mail".into() };
        delete_account_of(&hub, admin, user, reason).await.unwrap();
    }
    right_again(&hub, admin, "accounts that were deleted").await;

    let earlier = now - TimeDelta::days(13);
    let sql = format!(
        "UPDATE events SET start_date = '{earlier}'::timestamptz - interval '1 hour',
             end_date = '{earlier}' WHERE id = '{over}'"
    );
    let end = (now - TimeDelta::days(8)).to_rfc3339();
    change(&hub, (admin, over), sql, "end_date", end).await;
    right_again(&hub, admin, "an event that ended earlier than it said").await;

    let elsewhere: CategoryId = sqlx::query_scalar(
        "INSERT INTO categories (id, slug, name) VALUES ($1, 'elsewhere', 'Elsewhere') RETURNING id",
    )
    .bind(new_id())
    .fetch_one(hub.db.pool())
    .await
    .unwrap();
    let booked: EventId = sqlx::query_scalar("SELECT event_id FROM bookings WHERE id = $1")
        .bind(booking)
        .fetch_one(hub.db.pool())
        .await
        .unwrap();
    let sql = format!("UPDATE events SET category_id = '{elsewhere}' WHERE id = '{booked}'");
    change(&hub, (admin, booked), sql, "category", "rust".into()).await;
    right_again(&hub, admin, "an event that is filed elsewhere").await;

    let other: String = sqlx::query_scalar(
        "SELECT c.slug FROM events e JOIN categories c ON c.id = e.category_id WHERE e.id = $1",
    )
    .bind(over)
    .fetch_one(hub.db.pool())
    .await
    .unwrap();
    let into = MergeCategory { into: other };
    events::merge_category(&hub, admin, elsewhere, into, Locale::En).await.unwrap();
    right(&hub, admin, "a category that was merged, before its days are looked at").await;
}
