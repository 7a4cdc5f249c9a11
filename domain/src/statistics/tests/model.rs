//! Random histories: the figures of an organizer against counting in Rust.

use crate::ids::{booking_reference, new_id, ticket_code};
use crate::statistics::{count_sales, dashboard, organizer_home, organizer_summary};
use crate::testing::{EventBuilder, TestDatabase, person, test_hub};
use crate::{Actor, Hub};
use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use rust_decimal::Decimal;
use types::Via;
use types::accounts::Role;
use types::ids::{BookingId, EventId};
use types::organizer::{OrganizerDashboard, Revenue};

const EVENTS: usize = 3;
const PRICE: i64 = 20;
const VIAS: [Option<&str>; 3] = [None, Some("news"), Some("poster")];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    Held,
    Lapsed,
    Paid,
    /// Paid, and so much of a hundred went back.
    Cancelled(u32),
    Complimentary,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Booked {
    pub(super) event: usize,
    pub(super) hours_ago: i64,
    pub(super) quantity: i64,
    pub(super) via: usize,
    /// Of the price, in percent.
    pub(super) discount: i64,
    pub(super) fate: Fate,
    pub(super) checked_in: bool,
}

impl Booked {
    fn was_confirmed(self) -> bool {
        matches!(self.fate, Fate::Paid | Fate::Cancelled(_) | Fate::Complimentary)
    }

    fn is_confirmed(self) -> bool {
        matches!(self.fate, Fate::Paid | Fate::Complimentary)
    }

    fn price(self) -> Decimal {
        if self.fate == Fate::Complimentary {
            Decimal::ZERO
        } else {
            (PRICE * self.quantity).into()
        }
    }

    fn discount(self) -> Decimal {
        self.price() * Decimal::from(self.discount) / Decimal::ONE_HUNDRED
    }

    fn charged(self) -> Decimal {
        let paid = matches!(self.fate, Fate::Paid | Fate::Cancelled(_));
        if paid { self.price() - self.discount() } else { Decimal::ZERO }
    }

    fn refunded(self) -> Decimal {
        match self.fate {
            Fate::Cancelled(percent) => {
                (self.charged() * Decimal::from(percent) / Decimal::ONE_HUNDRED).round_dp(2)
            }
            _ => Decimal::ZERO,
        }
    }

    fn within(self, days: std::ops::Range<i64>) -> bool {
        self.is_confirmed() && days.contains(&(self.hours_ago / 24))
    }
}

fn booked() -> impl Strategy<Value = Booked> {
    let fate = prop_oneof![
        Just(Fate::Held),
        Just(Fate::Lapsed),
        Just(Fate::Paid),
        (0..=4_u32).prop_map(|part| Fate::Cancelled(part * 25)),
        Just(Fate::Complimentary),
    ];
    // Not on the hour: nothing lies on the bound of a week.
    (0..EVENTS, 1..700_i64, 1..=4_i64, 0..VIAS.len(), 0..=4_i64, fate, any::<bool>()).prop_map(
        |(event, hours_ago, quantity, via, part, fate, checked_in)| {
            let discount = part * 25;
            Booked { event, hours_ago, quantity, via, discount, fate, checked_in }
        },
    )
}

/// The rows of a booking as they are after all that happened to it.
pub(super) async fn insert(
    hub: &Hub,
    events: &[EventId],
    it: Booked,
    now: DateTime<Utc>,
) -> BookingId {
    let (id, buyer) = (new_id(), person(hub, Role::Attendee).await);
    let (status, reason, counter) = match it.fate {
        Fate::Held => ("PENDING", None, "seats_held"),
        Fate::Lapsed => ("CANCELLED", Some("expired"), ""),
        Fate::Paid | Fate::Complimentary => ("CONFIRMED", None, "seats_confirmed"),
        Fate::Cancelled(_) => ("CANCELLED", Some("by_attendee"), ""),
    };
    let at = now - TimeDelta::hours(it.hours_ago) - TimeDelta::minutes(7);
    let unit = if it.fate == Fate::Complimentary { 0 } else { PRICE };
    sqlx::query(
        "WITH seats AS (
             UPDATE events SET seats_held = seats_held + CASE WHEN $14 = 'seats_held' THEN $5 ELSE 0 END,
                 seats_confirmed = seats_confirmed + CASE WHEN $14 = 'seats_confirmed' THEN $5 ELSE 0 END
             WHERE id = $3
         )
         INSERT INTO bookings (id, reference, event_id, user_id, quantity, unit_price, discount,
             total_price, currency, status, cancel_reason, hold_expires_at, booked_at,
             confirmed_at, cancelled_at, via, origin)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $6 * $5 - $7, 'EUR', $8, $9,
             $10 + interval '15 minutes', $10, CASE WHEN $11 THEN $10 + interval '1 minute' END,
             CASE WHEN $8 = 'CANCELLED' THEN $10 + interval '20 minutes' END, $12, $13)",
    )
    .bind(id)
    .bind(booking_reference())
    .bind(events[it.event])
    .bind(buyer)
    .bind(i32::try_from(it.quantity).unwrap())
    .bind(Decimal::from(unit))
    .bind(it.discount())
    .bind(status)
    .bind(reason)
    .bind(at)
    .bind(it.was_confirmed())
    .bind(VIAS[it.via])
    .bind(if it.fate == Fate::Complimentary { "complimentary" } else { "direct" })
    .bind(counter)
    .execute(hub.db.pool())
    .await
    .unwrap();
    for seat in 1..=if it.is_confirmed() { it.quantity } else { 0 } {
        sqlx::query(
            "INSERT INTO tickets (id, booking_id, event_id, seat, code, attendee_name, checked_in_at)
             VALUES ($1, $2, $3, $4, $5, 'Ada', CASE WHEN $6 THEN clock_timestamp() END)",
        )
        .bind(new_id())
        .bind(id)
        .bind(events[it.event])
        .bind(i32::try_from(seat).unwrap())
        .bind(ticket_code())
        .bind(it.checked_in)
        .execute(hub.db.pool())
        .await
        .unwrap();
    }
    if !it.charged().is_zero() {
        pay(hub, id.into(), it, at).await;
    }
    id.into()
}

async fn pay(hub: &Hub, booking: BookingId, it: Booked, at: DateTime<Utc>) {
    let whole = it.refunded() == it.charged();
    let payment = new_id();
    sqlx::query(
        "INSERT INTO payments (id, booking_id, provider, payment_method, reference_id, amount,
             currency, status, captured, refunded, created_at, processed_at)
         VALUES ($1, $2, 'mock', 'MOCK_PAYPAL', $1::text, $3, 'EUR', $4, $3, $5, $6, $6)",
    )
    .bind(payment)
    .bind(booking)
    .bind(it.charged())
    .bind(if whole { "REFUNDED" } else { "COMPLETED" })
    .bind(it.refunded())
    .bind(at)
    .execute(hub.db.pool())
    .await
    .unwrap();
    for (kind, amount) in [("CHARGE", it.charged()), ("REFUND", it.refunded())] {
        if !amount.is_zero() {
            sqlx::query(
                "INSERT INTO transactions (id, payment_id, kind, amount, reason, created_at)
                 VALUES ($1, $2, $3, $4, 'test', $5)",
            )
            .bind(new_id())
            .bind(payment)
            .bind(kind)
            .bind(amount)
            .bind(at)
            .execute(hub.db.pool())
            .await
            .unwrap();
        }
    }
}

/// What the money of these should be.
fn revenue<'b>(bookings: impl Iterator<Item = &'b Booked> + Clone) -> Vec<Revenue> {
    let sum = |of: fn(Booked) -> Decimal| bookings.clone().map(|it| of(*it)).sum::<Decimal>();
    let discounts = bookings.clone().filter(|it| it.was_confirmed()).map(|it| it.discount()).sum();
    let (charged, refunds) = (sum(Booked::charged), sum(Booked::refunded));
    let gross = charged + discounts;
    let currency = types::Currency::EUR;
    let line = Revenue { currency, gross, discounts, refunds, net: charged - refunds };
    if gross.is_zero() { Vec::new() } else { vec![line] }
}

fn seats(it: &Booked) -> i64 {
    it.quantity
}

async fn check(hub: &Hub, host: Actor, events: &[EventId], all: &[Booked]) {
    let summary = organizer_summary(hub, host).await.unwrap();
    let sold: i64 = all.iter().filter(|it| it.is_confirmed()).map(seats).sum();
    let recent: i64 = all.iter().filter(|it| it.within(0..7)).map(seats).sum();
    let before: i64 = all.iter().filter(|it| it.within(7..14)).map(seats).sum();
    assert_eq!(
        (summary.seats_sold, summary.seats_sold_last_7_days, summary.seats_sold_7_days_before),
        (sold, recent, before)
    );
    assert_eq!(summary.revenue, revenue(all.iter()));
    let home = organizer_home(hub, host).await.unwrap();
    assert_eq!(home.upcoming.len(), EVENTS);
    for (index, event) in events.iter().enumerate() {
        let of_event: Vec<Booked> = all.iter().filter(|it| it.event == index).copied().collect();
        let line = home.upcoming.iter().find(|line| line.event.id == *event).unwrap();
        assert_eq!(line.revenue, revenue(of_event.iter()));
        let told = dashboard(hub, host, &event.to_string(), None).await.unwrap();
        check_event(&told, &of_event);
    }
}

fn check_event(told: &OrganizerDashboard, all: &[Booked]) {
    let figures = &told.figures;
    let count = |is: &dyn Fn(Booked) -> bool| {
        i64::try_from(all.iter().filter(|it| is(**it)).count()).unwrap()
    };
    let confirmed: i64 = all.iter().filter(|it| it.is_confirmed()).map(seats).sum();
    assert_eq!(i64::from(figures.seats.confirmed), confirmed);
    assert_eq!(figures.bookings.confirmed, count(&Booked::is_confirmed));
    assert_eq!(figures.bookings.pending, count(&|it| it.fate == Fate::Held));
    let ended = |it: Booked| matches!(it.fate, Fate::Lapsed | Fate::Cancelled(_));
    assert_eq!(figures.bookings.cancelled, count(&ended));
    assert_eq!(figures.revenue, revenue(all.iter()));
    let asked = |it: Booked| it.fate != Fate::Complimentary;
    assert_eq!(figures.funnel.started, count(&asked));
    assert_eq!(figures.funnel.confirmed, count(&|it| asked(it) && it.was_confirmed()));
    for (index, via) in VIAS.iter().enumerate() {
        let of = |it: &&Booked| it.via == index && asked(**it);
        let via = via.and_then(Via::parse);
        let line = figures.origins.iter().find(|line| line.via == via && !line.rest);
        let line = line.copied().unwrap_or_default();
        assert_eq!(line.started, all.iter().filter(of).map(|_| 1).sum::<i64>());
        let sold: i64 = all.iter().filter(of).filter(|it| it.is_confirmed()).map(seats).sum();
        assert_eq!(line.seats, sold);
    }
    let seen = all.iter().filter(|it| it.is_confirmed() && it.checked_in).map(seats).sum::<i64>();
    assert_eq!((figures.check_ins.tickets, figures.check_ins.checked_in), (confirmed, seen));
    let days = &told.curve.days;
    assert!(days.windows(2).all(|two| two[0].date < two[1].date));
    assert_eq!(days.iter().map(|day| day.seats).sum::<i64>(), confirmed);
    assert_eq!(days.last().map_or(0, |day| day.total), confirmed);
    assert_eq!(days.iter().map(|day| day.bookings).sum::<i64>(), figures.bookings.confirmed);
    let back: i64 = all.iter().filter(|it| matches!(it.fate, Fate::Cancelled(_))).map(seats).sum();
    assert_eq!(days.iter().map(|day| day.cancelled).sum::<i64>(), back);
    assert_eq!(days.last().map_or(figures.today.date, |day| day.date), figures.today.date);
}

async fn play(hub: &Hub, mut all: Vec<Booked>, moved: usize) {
    let host = person(hub, Role::Organizer).await;
    let host = Actor::User { id: host, role: Role::Organizer };
    let mut events = Vec::new();
    for _ in 0..EVENTS {
        let event = EventBuilder { capacity: 1_000, price: PRICE.into(), ..EventBuilder::new(hub) };
        events.push(event.insert(hub, host.user_id().unwrap()).await);
    }
    let now = hub.now();
    let mut ids = Vec::new();
    let (half, rest) = all.split_at(all.len() / 2);
    for it in half {
        ids.push(insert(hub, &events, *it, now).await);
    }
    count_sales(hub).await.unwrap();
    // Written for a time that was summed up already.
    for it in rest {
        ids.push(insert(hub, &events, *it, now).await);
    }
    check(hub, host, &events, &all).await;
    count_sales(hub).await.unwrap();
    check(hub, host, &events, &all).await;
    if let Some(it) = all.get_mut(moved).filter(|it| !it.checked_in) {
        let to = (it.event + 1) % EVENTS;
        move_to(hub, ids[moved], &events, it, to).await;
        it.event = to;
        check(hub, host, &events, &all).await;
    }
}

async fn move_to(hub: &Hub, id: BookingId, events: &[EventId], it: &Booked, to: usize) {
    let counter = if it.is_confirmed() { it.quantity } else { 0 };
    let held = if it.fate == Fate::Held { it.quantity } else { 0 };
    for (event, sign) in [(it.event, -1), (to, 1)] {
        sqlx::query(
            "UPDATE events SET seats_confirmed = seats_confirmed + $2, seats_held = seats_held + $3
             WHERE id = $1",
        )
        .bind(events[event])
        .bind(i32::try_from(counter * sign).unwrap())
        .bind(i32::try_from(held * sign).unwrap())
        .execute(hub.db.pool())
        .await
        .unwrap();
    }
    for table in
        ["bookings SET event_id = $2 WHERE id", "tickets SET event_id = $2 WHERE booking_id"]
    {
        sqlx::query(sqlx::AssertSqlSafe(format!("UPDATE {table} = $1")))
            .bind(id)
            .bind(events[to])
            .execute(hub.db.pool())
            .await
            .unwrap();
    }
}

#[test]
fn an_organizers_figures_are_those_of_the_rows() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let (hub, database): (Hub, TestDatabase) = runtime.block_on(test_hub());
    let mut runner =
        TestRunner::new(Config { cases: 24, failure_persistence: None, ..Config::default() });
    let histories = (proptest::collection::vec(booked(), 0..12), 0..12_usize);
    let result = runner.run(&histories, |(all, moved)| {
        runtime.block_on(play(&hub, all, moved));
        Ok(())
    });
    runtime.block_on(hub.db.pool().close());
    drop(database);
    result.unwrap();
}

/// What was summed up is only right if a line that comes late is noticed: without the trigger, the
/// figures miss it.
#[tokio::test]
async fn without_the_trigger_a_late_line_is_missed() {
    let (hub, _database) = test_hub().await;
    let host = person(&hub, Role::Organizer).await;
    let event = EventBuilder { capacity: 9, price: PRICE.into(), ..EventBuilder::new(&hub) };
    let events = [event.insert(&hub, host).await];
    let host = Actor::User { id: host, role: Role::Organizer };
    let it = |hours_ago| Booked {
        event: 0,
        hours_ago,
        quantity: 1,
        via: 0,
        discount: 0,
        fate: Fate::Paid,
        checked_in: false,
    };
    let net = async || organizer_summary(&hub, host).await.unwrap().revenue[0].net;
    let now = hub.now();
    insert(&hub, &events, it(10), now).await;
    assert_eq!(count_sales(&hub).await.unwrap(), 1);
    assert_eq!(count_sales(&hub).await.unwrap(), 0);
    insert(&hub, &events, it(20), now).await;
    assert_eq!(net().await, Decimal::from(2 * PRICE));
    assert_eq!(count_sales(&hub).await.unwrap(), 2, "all of them anew");
    sqlx::query("ALTER TABLE transactions DISABLE TRIGGER transactions_late")
        .execute(hub.db.pool())
        .await
        .unwrap();
    insert(&hub, &events, it(30), now).await;
    assert_eq!(net().await, Decimal::from(2 * PRICE));
}
