//! Figures by kind of ticket: whatever happens to bookings, they sum up to the event's.

use super::super::{dashboard, figures, of_event};
use crate::attendance::check_in;
use crate::bookings::tests::support::{attendee, callback, event, expire, organizer, pay};
use crate::bookings::{
    self, Run, cancel_as_organizer, get, invite_guests, lapse, refund_as_organizer,
};
use crate::event_bookings::attendees;
use crate::ids::new_id;
use crate::testing::{TestDatabase, TwicePaid, kind, paid_exchange, test_hub, wanted};
use crate::{Actor, Hub, attendance};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use rust_decimal::Decimal;
use types::booking_actions::{CancelBooking, RefundBooking, RefundChoice};
use types::bookings::{BookInput, Booking, BookingStatus};
use types::check_ins::CheckIn;
use types::event_bookings::BookingQuery;
use types::guests::{GuestInput, InviteGuests};
use types::ids::{BookingId, EventId, TicketTypeId};
use types::organizer::Figure;
use types::payments::PaymentOutcome;
use types::statistics::TypeFigures;

const PRICES: [i32; 3] = [20, 7, 0];

#[derive(Clone, Copy, Debug)]
enum Fate {
    Held,
    Lapsed,
    Paid,
    /// Its first ticket was shown at the door.
    Seen,
    Cancelled(RefundChoice),
    /// Its first ticket was given back.
    OneBack(RefundChoice),
    /// So many cents went back although it stays.
    Goodwill(i64),
    /// Its last ticket was exchanged for the dearest kind, and so many cents went back.
    Exchanged(i64),
    /// The same, and it was cancelled.
    ExchangedAndCancelled(RefundChoice),
}

#[derive(Clone, Copy, Debug)]
struct Booked {
    items: [i64; 3],
    /// At a third of its price less.
    cheaper: bool,
    fate: Fate,
}

fn booked() -> impl Strategy<Value = Booked> {
    let refund = || proptest::sample::select(&RefundChoice::ALL[..]);
    let fate = prop_oneof![
        Just(Fate::Held),
        Just(Fate::Lapsed),
        Just(Fate::Paid),
        Just(Fate::Seen),
        refund().prop_map(Fate::Cancelled),
        refund().prop_map(Fate::OneBack),
        (1..700_i64).prop_map(Fate::Goodwill),
        (0..3_000_i64).prop_map(Fate::Exchanged),
        refund().prop_map(Fate::ExchangedAndCancelled),
    ];
    let items = [0..=2_i64, 0..=2_i64, 0..=2_i64];
    (items, any::<bool>(), fate)
        .prop_filter("something is booked", |(items, ..)| items.iter().sum::<i64>() > 0)
        .prop_map(|(items, cheaper, fate)| Booked { items, cheaper, fate })
}

fn code(event: EventId) -> String {
    format!("C{:X}", event.0.as_u128() & 0xffff_ffff_ffff)
}

struct House<'h> {
    hub: &'h Hub,
    host: Actor,
    event: EventId,
    kinds: Vec<TicketTypeId>,
}

impl<'h> House<'h> {
    async fn new(hub: &'h Hub) -> Self {
        let host = organizer(hub).await;
        let event = event(hub).capacity(500).hosted_by(hub, host).await;
        let mut kinds = Vec::new();
        // One that nothing limits, and two that are counted.
        for (price, quota) in PRICES.into_iter().zip([None, Some(200), Some(100)]) {
            kinds.push(kind(hub, event, &format!("Of {price}"), (price, quota)).await);
        }
        Self { hub, host, event, kinds }
    }

    fn key(&self) -> String {
        self.event.to_string()
    }

    async fn promotion(&self, code: &str) {
        sqlx::query(
            "INSERT INTO promotions (id, code, kind, value, event_id, owner_id, valid_from,
                 valid_until)
             VALUES ($1, $2, 'PERCENT', 33, $3, $4, now() - interval '1 day',
                 now() + interval '1 day')",
        )
        .bind(new_id())
        .bind(code)
        .bind(self.event)
        .bind(self.host.user_id().unwrap())
        .execute(self.hub.db.pool())
        .await
        .unwrap();
    }

    /// Paid, where it costs anything.
    async fn buy(&self, items: [i64; 3], code: Option<String>, settled: bool) -> (Actor, Booking) {
        let who = attendee(self.hub).await;
        let items = self.kinds.iter().copied().zip(items).filter(|(_, seats)| *seats > 0);
        let items: Vec<_> = items.collect();
        let input = BookInput { promo_code: code, ..wanted(self.event, &items) };
        let booking = bookings::book(self.hub, who, input, None).await.unwrap().value;
        if settled && booking.status == BookingStatus::Pending {
            let payment = pay(self.hub, who, booking.id).await.unwrap();
            callback(self.hub, who, &payment, PaymentOutcome::Completed).await;
        }
        (who, booking)
    }

    async fn cancel(&self, booking: BookingId, refund: RefundChoice, first: Option<Actor>) {
        let tickets = match first {
            Some(who) => Some(vec![get(self.hub, who, booking).await.unwrap().tickets[0].id]),
            None => None,
        };
        let input = CancelBooking { reason: "Sorry.".into(), refund, tickets };
        let run = Run::Real(None);
        cancel_as_organizer(self.hub, self.host, &self.key(), booking, input, run).await.unwrap();
    }

    async fn refund(&self, booking: BookingId, cents: i64) -> bool {
        let input = RefundBooking { amount: Decimal::new(cents, 2), reason: "Sorry.".into() };
        let run = Run::Real(None);
        refund_as_organizer(self.hub, self.host, &self.key(), booking, input, run).await.is_ok()
    }

    /// The last ticket is one of the cheapest kind; what is of the dearest already stays that.
    async fn exchange(&self, who: Actor, booking: BookingId) {
        let tickets = get(self.hub, who, booking).await.unwrap().tickets;
        let last = tickets.last().unwrap();
        if last.ticket_type != Some(self.kinds[0]) {
            paid_exchange(self.hub, last.id, self.kinds[0]).await;
        }
    }

    async fn play(&self, it: Booked) {
        let code = (it.cheaper && it.items[0] + it.items[1] > 0).then(|| code(self.event));
        let settled = !matches!(it.fate, Fate::Held | Fate::Lapsed);
        let (who, booked) = self.buy(it.items, code, settled).await;
        let booking = booked.id;
        match it.fate {
            Fate::Held | Fate::Paid => {}
            // What costs nothing is confirmed at once.
            Fate::Lapsed if booked.status != BookingStatus::Pending => {}
            Fate::Lapsed => {
                expire(self.hub, booking).await;
                lapse(self.hub, booking).await.unwrap();
            }
            Fate::Seen => {
                let code = get(self.hub, who, booking).await.unwrap().tickets[0].code.clone();
                check_in(self.hub, self.host, &self.key(), CheckIn::of(code)).await.unwrap();
            }
            Fate::Cancelled(refund) => self.cancel(booking, refund, None).await,
            Fate::OneBack(refund) => self.cancel(booking, refund, Some(who)).await,
            // What cost less is not refunded more.
            Fate::Goodwill(cents) => {
                self.refund(booking, cents).await;
            }
            Fate::Exchanged(cents) => {
                self.exchange(who, booking).await;
                if cents > 0 {
                    self.refund(booking, cents).await;
                }
            }
            Fate::ExchangedAndCancelled(refund) => {
                self.exchange(who, booking).await;
                self.cancel(booking, refund, None).await;
            }
        }
    }

    async fn told(&self) -> Vec<TypeFigures> {
        figures(self.hub, self.host, &self.key()).await.unwrap().ticket_types
    }

    async fn sums_up(&self) {
        let now = figures(self.hub, self.host, &self.key()).await.unwrap();
        let kinds = &now.ticket_types;
        assert_eq!(kinds.iter().map(|it| it.id).collect::<Vec<_>>(), self.kinds);
        let seats = |of: fn(&TypeFigures) -> i32| kinds.iter().map(of).sum::<i32>();
        assert_eq!(seats(|it| it.seats.confirmed), now.seats.confirmed);
        assert_eq!(seats(|it| it.seats.held), now.seats.held);
        assert_eq!(seats(|it| it.seats.offered), now.seats.offered);
        let tickets = |of: fn(&TypeFigures) -> i64| kinds.iter().map(of).sum::<i64>();
        assert_eq!(tickets(|it| it.check_ins.tickets), now.check_ins.tickets);
        assert_eq!(tickets(|it| it.check_ins.checked_in), now.check_ins.checked_in);
        let net: Decimal = kinds.iter().map(|it| it.net).sum();
        assert_eq!(net, now.revenue.iter().map(|line| line.net).sum::<Decimal>(), "{kinds:?}");
        for it in kinds {
            assert_eq!(i64::from(it.seats.confirmed), it.check_ins.tickets);
            let (holders, seen) = (Figure::Holders(it.id), Figure::SeenOf(it.id));
            for (figure, told) in [(holders, it.check_ins.tickets), (seen, it.check_ins.checked_in)]
            {
                let query = BookingQuery { filter: figure.filter(), ..BookingQuery::default() };
                let found = attendees(self.hub, self.host, &self.key(), &query).await.unwrap();
                assert_eq!(found.count, told, "{figure:?}");
            }
        }
        let shown = dashboard(self.hub, self.host, &self.key(), None).await.unwrap();
        for (curve, it) in shown.kinds.iter().zip(kinds) {
            let total = curve.days.last().map_or(0, |day| day.total);
            assert_eq!((curve.id, total), (it.id, it.seats.confirmed.into()));
        }
        for day in &shown.curve.days {
            let of_day =
                shown.kinds.iter().flat_map(|it| &it.days).filter(|it| it.date == day.date);
            assert_eq!(of_day.map(|it| it.seats).sum::<i64>(), day.seats, "{}", day.date);
        }
        let statistics = of_event(self.hub, self.host, &self.key()).await.unwrap();
        assert_eq!(&statistics.ticket_types, kinds);
        let door = attendance::figures(self.hub, self.host, &self.key()).await.unwrap();
        let at_door = door.kinds(None);
        let entrance = door.of(None);
        assert_eq!(at_door.iter().map(|it| it.entered).sum::<i64>(), entrance.entered);
        assert_eq!(at_door.iter().map(|it| it.expected).sum::<i64>(), entrance.expected);
        for it in &at_door {
            let kind = kinds.iter().find(|kind| kind.id == it.ticket_type.id).unwrap();
            let told = (it.entered, it.entered + it.expected, &it.ticket_type.name);
            assert_eq!(told, (kind.check_ins.checked_in, kind.check_ins.tickets, &kind.name));
        }
    }
}

async fn play(hub: &Hub, all: Vec<Booked>) {
    let house = House::new(hub).await;
    house.promotion(&code(house.event)).await;
    for it in all {
        house.play(it).await;
    }
    let guests =
        vec![GuestInput { name: "Ada".into(), email: "ada@guests.test".into(), ticket_type: None }];
    let invited = InviteGuests { guests };
    invite_guests(hub, house.host, &house.key(), invited, Run::Real(None)).await.unwrap();
    house.sums_up().await;
}

#[test]
fn figures_by_kind_sum_up_to_the_events() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let (hub, database): (Hub, TestDatabase) = runtime.block_on(test_hub());
    let mut runner =
        TestRunner::new(Config { cases: 20, failure_persistence: None, ..Config::default() });
    let result = runner.run(&proptest::collection::vec(booked(), 0..8), |all| {
        runtime.block_on(play(&hub, all));
        Ok(())
    });
    runtime.block_on(hub.db.pool().close());
    drop(database);
    result.unwrap();
}

#[tokio::test]
async fn a_kind_brought_what_its_tickets_cost_and_what_was_kept_of_them() {
    let (hub, _database) = test_hub().await;
    let house = House::new(&hub).await;
    let net = async || -> Vec<Decimal> { house.told().await.iter().map(|it| it.net).collect() };
    let cents = |cents: [i64; 3]| cents.map(|cents| Decimal::new(cents, 2)).to_vec();
    // 20 and twice 7.
    let (_, booking) = house.buy([1, 2, 1], None, true).await;
    assert_eq!(net().await, cents([20_00, 14_00, 0]));
    // Shared out by what the tickets cost.
    assert!(house.refund(booking.id, 3_40).await);
    assert_eq!(net().await, cents([18_00, 12_60, 0]));
    // Of a ticket that is given back everything goes back, or nothing.
    let (who, booking) = house.buy([1, 1, 0], None, true).await;
    house.cancel(booking.id, RefundChoice::Full, Some(who)).await;
    assert_eq!(net().await, cents([18_00, 19_60, 0]));
    let (who, booking) = house.buy([1, 1, 0], None, true).await;
    house.cancel(booking.id, RefundChoice::None, Some(who)).await;
    assert_eq!(net().await, cents([38_00, 26_60, 0]));
    house.cancel(booking.id, RefundChoice::None, None).await;
    assert_eq!(net().await, cents([38_00, 26_60, 0]));
    house.sums_up().await;
    let kinds = house.told().await;
    assert_eq!(kinds.iter().map(|it| it.seats.confirmed).collect::<Vec<_>>(), [1, 3, 1]);
    assert_eq!(kinds.iter().map(|it| it.seats.capacity).collect::<Vec<_>>(), [500, 200, 100]);
}

#[tokio::test]
async fn a_kind_brought_what_was_paid_to_exchange_for_it() {
    let (hub, _database) = test_hub().await;
    let TwicePaid { host, event, kinds, booking, .. } = TwicePaid::new(&hub).await;
    let house = House { hub: &hub, host, event, kinds: kinds.to_vec() };
    let net = async || -> Vec<Decimal> { house.told().await.iter().map(|it| it.net).collect() };
    let cents = |cents: [i64; 2]| cents.map(|cents| Decimal::new(cents, 2)).to_vec();
    assert_eq!(net().await, cents([20_00, 50_00]));
    // Shared out by what the tickets cost, whichever charge it came from.
    assert!(house.refund(booking, 35_00).await);
    assert_eq!(net().await, cents([10_00, 25_00]));
    house.sums_up().await;
    house.cancel(booking, RefundChoice::None, None).await;
    assert_eq!(net().await, cents([10_00, 25_00]));
    house.sums_up().await;
}

#[tokio::test]
async fn the_curve_of_a_kind_says_what_was_sold_of_it_by_day() {
    let (hub, _database) = test_hub().await;
    let house = House::new(&hub).await;
    for (items, days) in [([2, 1, 0], 3), ([1, 0, 0], 3), ([1, 0, 0], 0)] {
        let (_, booking) = house.buy(items, None, true).await;
        sqlx::query(
            "UPDATE bookings SET booked_at = booked_at - $2 * interval '1 day' WHERE id = $1",
        )
        .bind(booking.id)
        .bind(days)
        .execute(hub.db.pool())
        .await
        .unwrap();
    }
    house.sums_up().await;
    let shown = dashboard(&hub, house.host, &house.key(), None).await.unwrap();
    let days: Vec<_> = shown.curve.days.iter().map(|day| day.date).collect();
    let told = |at: usize| {
        let days = shown.kinds[at].days.iter().map(|day| (day.date, day.seats, day.total));
        days.collect::<Vec<_>>()
    };
    assert_eq!(told(0), [(days[0], 3, 3), (days[1], 1, 4)]);
    assert_eq!(told(1), [(days[0], 1, 1)]);
    assert!(told(2).is_empty());
}

#[tokio::test]
async fn an_event_with_one_kind_of_ticket_has_no_figures_by_kind() {
    let (hub, _database) = test_hub().await;
    let host = organizer(&hub).await;
    let key = event(&hub).hosted_by(&hub, host).await.to_string();
    assert_eq!(figures(&hub, host, &key).await.unwrap().ticket_types, []);
    assert_eq!(dashboard(&hub, host, &key, None).await.unwrap().kinds, []);
    assert_eq!(of_event(&hub, host, &key).await.unwrap().ticket_types, []);
    assert_eq!(attendance::figures(&hub, host, &key).await.unwrap().ticket_types, []);
}
