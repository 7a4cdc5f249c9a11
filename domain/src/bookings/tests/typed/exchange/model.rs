//! Random sequences of exchanges among what else happens to bookings, against a small model, and the same
//! from several connections at once.

use super::{
    Kind, adds_up, allow, attendee, buy, costs, event, exact, exchange, execute, ledger, organizer,
    paid, pool, taken, taken_of_pool,
};
use crate::bookings::{Run, cancel, cancel_ticket, exchange_as_organizer, get};
use crate::testing::test_hub;
use crate::{Actor, Hub};
use futures::future::join_all;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use types::ErrorCode;
use types::bookings::BookingStatus;
use types::exchange::{ExchangeForAttendee, Sum};
use types::ids::{BookingId, EventId, TicketId, TicketPoolId, TicketTypeId};

const CAPACITY: i32 = 7;
/// Of the first two types together.
const POOL: i32 = 4;
/// Of the first.
const QUOTA: i32 = 2;
const PRICES: [i64; 4] = [16_65, 9_99, 7_50, 9_99];

#[derive(Clone, Copy, Debug)]
enum Step {
    Book([i64; 4]),
    Cancel(usize),
    CancelTicket(usize, usize),
    Exchange(usize, usize, usize),
    /// By the team, with how much of the difference goes back, in percent.
    Given(usize, usize, usize, i64),
}

fn step() -> impl Strategy<Value = Step> {
    let number = || prop_oneof![3 => Just(0), 2 => Just(1), 1 => Just(2)];
    let (one, ticket, kind) = (|| 0..3_usize, || 0..6_usize, || 0..4_usize);
    prop_oneof![
        4 => [number(), number(), number(), number()].prop_map(Step::Book),
        1 => one().prop_map(Step::Cancel),
        2 => (one(), ticket()).prop_map(|(n, ticket)| Step::CancelTicket(n, ticket)),
        6 => (one(), ticket(), kind()).prop_map(|(n, ticket, to)| Step::Exchange(n, ticket, to)),
        3 => (one(), ticket(), kind(), 0..=100_i64)
            .prop_map(|(n, ticket, to, percent)| Step::Given(n, ticket, to, percent)),
    ]
}

#[derive(Clone, Copy, Debug)]
struct Seat {
    id: TicketId,
    of: usize,
    cost: i64,
}

struct World {
    hub: Hub,
    host: Actor,
    ada: Actor,
    event: EventId,
    pool: TicketPoolId,
    kinds: [TicketTypeId; 4],
    /// The valid tickets of each confirmed booking.
    bookings: Vec<(BookingId, Vec<Seat>)>,
    money: (i64, i64),
}

impl World {
    async fn new(hub: &Hub) -> Self {
        let host = organizer(hub).await;
        let event = event(hub).capacity(CAPACITY).hosted_by(hub, host).await;
        allow(hub, event).await;
        let pool = pool(hub, event, POOL).await;
        let kinds = [
            Kind::of(PRICES[0]).pool(pool).quota(QUOTA).add(hub, event).await,
            Kind::of(PRICES[1]).pool(pool).add(hub, event).await,
            Kind::of(PRICES[2]).quota(4).add(hub, event).await,
            Kind::of(PRICES[3]).add(hub, event).await,
        ];
        let (ada, money) = (attendee(hub).await, ledger(hub).await);
        Self { hub: hub.clone(), host, ada, event, pool, kinds, bookings: Vec::new(), money }
    }

    fn taken(&self, which: &[usize]) -> i32 {
        let seats = self.bookings.iter().flat_map(|(_, seats)| seats);
        i32::try_from(seats.filter(|seat| which.contains(&seat.of)).count()).unwrap()
    }

    /// Whether a ticket can leave one type for the other: the event's seat is its own already.
    fn fits(&self, from: usize, to: usize) -> bool {
        match to {
            0 => self.taken(&[0]) < QUOTA && (from == 1 || self.taken(&[0, 1]) < POOL),
            1 => from == 0 || self.taken(&[0, 1]) < POOL,
            2 => self.taken(&[2]) < 4,
            _ => true,
        }
    }

    async fn book(&mut self, of: [i64; 4]) {
        let items: Vec<_> =
            self.kinds.into_iter().zip(of).filter(|(_, seats)| *seats > 0).collect();
        if items.is_empty() {
            return;
        }
        let Ok(held) = buy(&self.hub, self.ada, self.event, &items).await else { return };
        let booking = paid(&self.hub, self.ada, held.id).await;
        let seats = booking.tickets.iter().map(|ticket| {
            let of = self.kinds.iter().position(|id| Some(*id) == ticket.ticket_type).unwrap();
            Seat { id: ticket.id, of, cost: PRICES[of] }
        });
        let seats: Vec<Seat> = seats.collect();
        self.money.0 += seats.iter().map(|seat| seat.cost).sum::<i64>();
        self.bookings.push((booking.id, seats));
    }

    async fn exchange(&mut self, (n, at, to): (usize, usize, usize), given: Option<i64>) {
        let (id, seat) = (self.bookings[n].0, self.bookings[n].1[at]);
        let (from, price) = (seat.of, PRICES[to]);
        let less = (seat.cost - price).max(0);
        let part = given.map(|percent| less * percent / 100);
        let answer = match part {
            None => exchange(&self.hub, self.ada, (id, seat.id), self.kinds[to]).await.map(drop),
            Some(cents) => {
                let input = ExchangeForAttendee {
                    ticket_type: self.kinds[to],
                    reason: "By the way.".into(),
                    waive: true,
                    refund: Some(Sum(super::money(cents))),
                };
                let (key, of) = (self.event.to_string(), (id, seat.id));
                let run = Run::Real(None);
                let done = exchange_as_organizer(&self.hub, self.host, &key, of, input, run).await;
                done.map(drop).map_err(|refusal| refusal.failure.code)
            }
        };
        let expected = if from == to {
            Ok(())
        } else if !self.fits(from, to) {
            Err(ErrorCode::SoldOut)
        } else if given.is_none() && price > seat.cost {
            Err(ErrorCode::ExchangeCostsMore)
        } else {
            Ok(())
        };
        assert_eq!(answer, expected, "{seat:?} to {to}");
        if from != to && expected.is_ok() {
            self.bookings[n].1[at] = Seat { of: to, cost: seat.cost.min(price), ..seat };
            self.money.1 += part.unwrap_or(less);
        }
    }

    async fn take(&mut self, step: Step) {
        let count = self.bookings.len();
        let nth = |n: usize| (count > 0).then(|| count - 1 - n % count);
        match step {
            Step::Book(of) => self.book(of).await,
            Step::Cancel(n) => {
                let Some(n) = nth(n) else { return };
                let (id, seats) = self.bookings.remove(n);
                cancel(&self.hub, self.ada, id, None).await.unwrap();
                self.money.1 += seats.iter().map(|seat| seat.cost).sum::<i64>();
            }
            Step::CancelTicket(n, ticket) => {
                let Some(n) = nth(n) else { return };
                let (id, seats) = &mut self.bookings[n];
                let seat = seats.remove(ticket % seats.len());
                cancel_ticket(&self.hub, self.ada, *id, seat.id, None).await.unwrap();
                self.money.1 += seat.cost;
                if seats.is_empty() {
                    self.bookings.remove(n);
                }
            }
            Step::Exchange(n, ticket, to) | Step::Given(n, ticket, to, _) => {
                let Some(n) = nth(n) else { return };
                let at = ticket % self.bookings[n].1.len();
                let given = if let Step::Given(.., percent) = step { Some(percent) } else { None };
                self.exchange((n, at, to), given).await;
            }
        }
    }

    async fn check(&self) {
        exact(&self.hub).await;
        assert_eq!(taken(&self.hub, self.kinds[0]).await, self.taken(&[0]));
        assert_eq!(taken(&self.hub, self.kinds[2]).await, self.taken(&[2]));
        assert_eq!(taken_of_pool(&self.hub, self.pool).await, self.taken(&[0, 1]));
        for (id, seats) in &self.bookings {
            let found = get(&self.hub, self.ada, *id).await.unwrap();
            assert_eq!(found.status, BookingStatus::Confirmed);
            let cost: Vec<_> = seats.iter().map(|seat| seat.cost).collect();
            assert_eq!(costs(&self.hub, *id).await, cost);
            adds_up(&self.hub, &found).await;
        }
        assert_eq!(ledger(&self.hub).await, self.money);
    }
}

#[test]
fn whatever_is_exchanged_each_level_is_exact_and_each_cent_is_somewhere() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let (hub, database) = runtime.block_on(test_hub());
    let mut runner =
        TestRunner::new(Config { cases: 25, failure_persistence: None, ..Config::default() });
    let result = runner.run(&prop::collection::vec(step(), 1..25), |steps| {
        runtime.block_on(async {
            let mut world = World::new(&hub).await;
            for step in steps {
                world.take(step).await;
                world.check().await;
            }
        });
        Ok(())
    });
    runtime.block_on(hub.db.pool().close());
    drop(database);
    result.unwrap();
}

/// Numbers that are the same in every run.
fn roll(seed: &mut u64, sides: u64) -> usize {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    usize::try_from((*seed >> 33) % sides).unwrap()
}

/// Somebody who books, exchanges and gives back, again and again, and all that is left in the end.
async fn one_of_many(hub: Hub, event: EventId, kinds: [TicketTypeId; 3], mut seed: u64) {
    let ada = attendee(&hub).await;
    let mut mine: Option<BookingId> = None;
    for _ in 0..20 {
        let Some(id) = mine else {
            let items = [(kinds[roll(&mut seed, 3)], 2)];
            match buy(&hub, ada, event, &items).await {
                Ok(held) => mine = Some(paid(&hub, ada, held.id).await.id),
                Err(refusal) => assert_eq!(refusal.failure.code, ErrorCode::SoldOut),
            }
            continue;
        };
        let booking = get(&hub, ada, id).await.unwrap();
        let ticket = booking.tickets[roll(&mut seed, 2) % booking.tickets.len()].id;
        match roll(&mut seed, 6) {
            0 => {
                cancel(&hub, ada, id, None).await.unwrap();
                mine = None;
            }
            1 => {
                cancel_ticket(&hub, ada, id, ticket, None).await.unwrap();
                mine = mine.filter(|_| booking.tickets.len() > 1);
            }
            _ => {
                let to = kinds[roll(&mut seed, 3)];
                let refused = exchange(&hub, ada, (id, ticket), to).await.err();
                let known = [ErrorCode::SoldOut, ErrorCode::ExchangeCostsMore];
                assert!(refused.is_none_or(|code| known.contains(&code)), "{refused:?}");
            }
        }
    }
    if let Some(id) = mine {
        adds_up(&hub, &get(&hub, ada, id).await.unwrap()).await;
        cancel(&hub, ada, id, None).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn from_many_connections_at_once_each_level_is_exact_and_all_money_comes_back() {
    for connections in [2_u64, 8] {
        let (hub, _database) = test_hub().await;
        let event = event(&hub).capacity(12).create(&hub).await;
        execute(&hub, "UPDATE events SET max_unpaid_per_person = NULL").await;
        allow(&hub, event).await;
        let shared = pool(&hub, event, 6).await;
        let kinds = [
            Kind::of(PRICES[0]).pool(shared).quota(4).add(&hub, event).await,
            Kind::of(PRICES[1]).pool(shared).add(&hub, event).await,
            Kind::of(PRICES[2]).quota(6).early(3, 5_00).add(&hub, event).await,
        ];
        let tasks = (0..connections)
            .map(|n| tokio::spawn(one_of_many(hub.clone(), event, kinds, connections * 100 + n)));
        for done in join_all(tasks).await {
            done.unwrap();
        }
        exact(&hub).await;
        let (charged, back) = ledger(&hub).await;
        assert_eq!(charged, back, "everybody gave everything back a week ahead");
        for of in kinds {
            assert_eq!(taken(&hub, of).await, 0);
        }
        assert_eq!(taken_of_pool(&hub, shared).await, 0);
    }
}
