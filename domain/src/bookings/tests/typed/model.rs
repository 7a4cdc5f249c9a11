//! Random sequences of what happens to bookings of several types, against a small model of what should,
//! and the same from several connections at once.

use super::support::{
    Kind, attendee, buy, callback, event, exact, execute, expire, ledger, pay, pool, seats, taken,
    taken_of_pool,
};
use crate::bookings::{cancel, cancel_ticket, get, lapse};
use crate::testing::test_hub;
use crate::{Actor, Hub};
use futures::future::join_all;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use rust_decimal::Decimal;
use types::ErrorCode;
use types::bookings::BookingStatus;
use types::ids::{BookingId, EventId, TicketId, TicketPoolId, TicketTypeId};
use types::payments::PaymentOutcome;

const CAPACITY: i32 = 7;
/// Of the first two types together.
const POOL: i32 = 4;
const PRICES: [i64; 3] = [16_65, 9_99, 7_50];

#[derive(Clone, Copy, Debug)]
enum Step {
    Book([i32; 3]),
    Pay(usize),
    Lapse(usize),
    Cancel(usize),
    CancelTicket(usize, usize),
    /// Another quota of the first type, as far as it can be.
    Quota(i32),
    Pool(i32),
}

fn step() -> impl Strategy<Value = Step> {
    let number = || prop_oneof![2 => Just(0), 2 => Just(1), 1 => Just(2)];
    let one = || 0..4_usize;
    prop_oneof![
        5 => [number(), number(), number()].prop_map(Step::Book),
        3 => one().prop_map(Step::Pay),
        1 => one().prop_map(Step::Lapse),
        1 => one().prop_map(Step::Cancel),
        3 => (one(), 0..6_usize).prop_map(|(n, ticket)| Step::CancelTicket(n, ticket)),
        1 => (0..5_i32).prop_map(Step::Quota),
        1 => (0..6_i32).prop_map(Step::Pool),
    ]
}

#[derive(Clone, Debug)]
struct Booked {
    of: [i32; 3],
    status: BookingStatus,
    /// Of which type each ticket is, and whether it was given back.
    tickets: Vec<(usize, bool)>,
}

impl Booked {
    fn total(&self) -> i64 {
        self.of.iter().zip(PRICES).map(|(seats, price)| i64::from(*seats) * price).sum()
    }
}

#[derive(Debug)]
struct Model {
    bookings: Vec<Booked>,
    quota: i32,
    pool: i32,
    charged: i64,
    back: i64,
}

impl Model {
    fn taken(&self, which: &[usize]) -> i32 {
        let live = self.bookings.iter().filter(|it| it.status != BookingStatus::Cancelled);
        live.map(|it| which.iter().map(|of| it.of[*of]).sum::<i32>()).sum()
    }

    fn fits(&self, of: [i32; 3]) -> bool {
        of[0] + self.taken(&[0]) <= self.quota
            && of[0] + of[1] + self.taken(&[0, 1]) <= self.pool
            && of.iter().sum::<i32>() + self.taken(&[0, 1, 2]) <= CAPACITY
    }
}

struct World {
    hub: Hub,
    ada: Actor,
    event: EventId,
    pool: TicketPoolId,
    kinds: [TicketTypeId; 3],
    ids: Vec<BookingId>,
    tickets: Vec<Vec<TicketId>>,
    model: Model,
    before: (i64, i64),
}

impl World {
    async fn new(hub: &Hub) -> Self {
        let event = event(hub).capacity(CAPACITY).create(hub).await;
        let pool = pool(hub, event, POOL).await;
        let kinds = [
            Kind::of(PRICES[0]).pool(pool).quota(3).add(hub, event).await,
            Kind::of(PRICES[1]).pool(pool).add(hub, event).await,
            Kind::of(PRICES[2]).add(hub, event).await,
        ];
        let model = Model { bookings: Vec::new(), quota: 3, pool: POOL, charged: 0, back: 0 };
        let (ada, before) = (attendee(hub).await, ledger(hub).await);
        let (ids, tickets) = (Vec::new(), Vec::new());
        Self { hub: hub.clone(), ada, event, pool, kinds, ids, tickets, model, before }
    }

    async fn book(&mut self, of: [i32; 3]) {
        let items: Vec<_> = self
            .kinds
            .iter()
            .zip(of)
            .filter(|(_, seats)| *seats > 0)
            .map(|(kind, seats)| (*kind, i64::from(seats)))
            .collect();
        if items.is_empty() {
            return;
        }
        match buy(&self.hub, self.ada, self.event, &items).await {
            Ok(booking) => {
                assert!(self.model.fits(of), "{of:?} is more than there is");
                self.ids.push(booking.id);
                self.tickets.push(Vec::new());
                let status = BookingStatus::Pending;
                self.model.bookings.push(Booked { of, status, tickets: Vec::new() });
            }
            Err(refusal) => {
                assert_eq!(refusal.failure.code, ErrorCode::SoldOut);
                assert!(!self.model.fits(of), "{of:?} was refused and fits");
            }
        }
    }

    async fn pay(&mut self, n: usize) {
        let booked = &mut self.model.bookings[n];
        if booked.status != BookingStatus::Pending {
            return;
        }
        let payment = pay(&self.hub, self.ada, self.ids[n]).await.unwrap();
        callback(&self.hub, self.ada, &payment, PaymentOutcome::Completed).await;
        booked.status = BookingStatus::Confirmed;
        let seats = booked.of.iter().enumerate();
        booked.tickets =
            seats.flat_map(|(of, seats)| (0..*seats).map(move |_| (of, false))).collect();
        self.model.charged += booked.total();
        let booking = get(&self.hub, self.ada, self.ids[n]).await.unwrap();
        self.tickets[n] = booking.tickets.iter().map(|ticket| ticket.id).collect();
    }

    async fn end(&mut self, n: usize, lapses: bool) {
        let booked = &mut self.model.bookings[n];
        let before = booked.status;
        if lapses {
            expire(&self.hub, self.ids[n]).await;
            let over = lapse(&self.hub, self.ids[n]).await.unwrap();
            assert_eq!(over, before == BookingStatus::Pending);
            if !over {
                return;
            }
        } else {
            cancel(&self.hub, self.ada, self.ids[n], None).await.unwrap();
        }
        if before == BookingStatus::Confirmed {
            self.model.back += booked.total();
        }
        booked.status = BookingStatus::Cancelled;
    }

    async fn cancel_ticket(&mut self, n: usize, ticket: usize) {
        let booked = &mut self.model.bookings[n];
        if booked.status != BookingStatus::Confirmed {
            return;
        }
        let at = ticket % booked.tickets.len();
        let (of, gone) = booked.tickets[at];
        let id = self.tickets[n][at];
        cancel_ticket(&self.hub, self.ada, self.ids[n], id, None).await.unwrap();
        if gone {
            return;
        }
        booked.tickets[at].1 = true;
        self.model.back += PRICES[of];
        if booked.of.iter().sum::<i32>() == 1 {
            booked.status = BookingStatus::Cancelled;
        } else {
            booked.of[of] -= 1;
        }
    }

    /// The database keeps a quota from falling below what is taken.
    async fn set(&self, sql: &'static str, id: uuid::Uuid, quota: i32) -> bool {
        let set = sqlx::query(sql).bind(id).bind(quota).execute(self.hub.db.pool()).await;
        if let Err(error) = &set {
            assert!(crate::db::violated(error).unwrap().ends_with("never_oversold"));
        }
        set.is_ok()
    }

    async fn take(&mut self, step: Step) {
        let count = self.ids.len();
        let nth = |n: usize| (count > 0).then(|| count - 1 - n % count);
        match step {
            Step::Book(of) => self.book(of).await,
            Step::Pay(n) => {
                let Some(n) = nth(n) else { return };
                self.pay(n).await;
            }
            Step::Lapse(n) | Step::Cancel(n) => {
                let Some(n) = nth(n) else { return };
                self.end(n, matches!(step, Step::Lapse(_))).await;
            }
            Step::CancelTicket(n, ticket) => {
                let Some(n) = nth(n) else { return };
                self.cancel_ticket(n, ticket).await;
            }
            Step::Quota(quota) => {
                let sql = "UPDATE ticket_types SET quota = $2 WHERE id = $1";
                let fits = self.set(sql, self.kinds[0].0, quota).await;
                assert_eq!(fits, self.model.taken(&[0]) <= quota);
                self.model.quota = if fits { quota } else { self.model.quota };
            }
            Step::Pool(quota) => {
                let sql = "UPDATE ticket_pools SET quota = $2 WHERE id = $1";
                let fits = self.set(sql, self.pool.0, quota).await;
                assert_eq!(fits, self.model.taken(&[0, 1]) <= quota);
                self.model.pool = if fits { quota } else { self.model.pool };
            }
        }
    }

    async fn check(&self) {
        exact(&self.hub).await;
        let model = &self.model;
        assert_eq!(taken(&self.hub, self.kinds[0]).await, model.taken(&[0]));
        assert_eq!(taken_of_pool(&self.hub, self.pool).await, model.taken(&[0, 1]));
        let (confirmed, held, _) = seats(&self.hub, self.event).await;
        assert_eq!(confirmed + held, model.taken(&[0, 1, 2]));
        for (booked, id) in model.bookings.iter().zip(&self.ids) {
            let found = get(&self.hub, self.ada, *id).await.unwrap();
            assert_eq!(found.status, booked.status);
            assert_eq!(found.total_price, Decimal::new(booked.total(), 2));
        }
        let after = ledger(&self.hub).await;
        let moved = (after.0 - self.before.0, after.1 - self.before.1);
        assert_eq!(moved, (model.charged, model.back));
    }
}

#[test]
fn whatever_happens_each_level_is_exact_and_nothing_is_refused_that_fits() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let (hub, database) = runtime.block_on(test_hub());
    let mut runner =
        TestRunner::new(Config { cases: 40, failure_persistence: None, ..Config::default() });
    let result = runner.run(&prop::collection::vec(step(), 1..30), |steps| {
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
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn seats(&mut self) -> i64 {
        i64::from(self.roll(2) == 0) + 1
    }
}

/// Somebody who books and gives back, again and again.
async fn one_of_many(hub: Hub, event: EventId, kinds: [TicketTypeId; 3], seed: u64) {
    let (ada, mut dice) = (attendee(&hub).await, Dice(seed));
    let mut mine = Vec::new();
    for _ in 0..25 {
        let at = usize::try_from(dice.roll(3)).unwrap();
        let mut items = vec![(kinds[at], dice.seats())];
        if dice.roll(2) == 0 {
            items.push((kinds[(at + 1) % 3], dice.seats()));
        }
        match buy(&hub, ada, event, &items).await {
            Ok(booking) => mine.push(booking.id),
            Err(refusal) => assert_eq!(refusal.failure.code, ErrorCode::SoldOut),
        }
        let Some(id) = mine.pop() else { continue };
        match dice.roll(4) {
            0 => drop(cancel(&hub, ada, id, None).await.unwrap()),
            1 => {
                expire(&hub, id).await;
                assert!(lapse(&hub, id).await.unwrap());
            }
            2 => {
                let payment = pay(&hub, ada, id).await.unwrap();
                callback(&hub, ada, &payment, PaymentOutcome::Completed).await;
                let booking = get(&hub, ada, id).await.unwrap();
                cancel_ticket(&hub, ada, id, booking.tickets[0].id, None).await.unwrap();
            }
            _ => mine.push(id),
        }
    }
}

/// The organizer changes quotas, as far as they can be.
async fn organizer(hub: Hub, (pool, of): (TicketPoolId, TicketTypeId), seed: u64) {
    let mut dice = Dice(seed);
    for _ in 0..25 {
        let quota = i32::try_from(dice.roll(8)).unwrap();
        for (sql, id) in [
            ("UPDATE ticket_types SET quota = greatest($2, taken) WHERE id = $1", of.0),
            ("UPDATE ticket_pools SET quota = greatest($2 + 4, taken) WHERE id = $1", pool.0),
        ] {
            let mut tx = hub.db.pool().begin().await.unwrap();
            let lock = "SELECT FROM events e JOIN ticket_pools p ON p.event_id = e.id
                 WHERE p.id = $1 FOR NO KEY UPDATE OF e";
            sqlx::query(lock).bind(pool).execute(&mut *tx).await.unwrap();
            sqlx::query(sql).bind(id).bind(quota).execute(&mut *tx).await.unwrap();
            tx.commit().await.unwrap();
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn from_many_connections_at_once_each_level_is_exact_and_no_seat_stays_unsold() {
    for connections in [2_u64, 4, 8] {
        let (hub, _database) = test_hub().await;
        let event = event(&hub).capacity(20).create(&hub).await;
        execute(&hub, "UPDATE events SET max_unpaid_per_person = NULL").await;
        let shared = pool(&hub, event, 9).await;
        let kinds = [
            Kind::of(PRICES[0]).pool(shared).quota(4).add(&hub, event).await,
            Kind::of(PRICES[1]).pool(shared).add(&hub, event).await,
            Kind::of(PRICES[2]).quota(6).early(3, 5_00).add(&hub, event).await,
        ];
        let mut tasks: Vec<_> = (0..connections)
            .map(|n| tokio::spawn(one_of_many(hub.clone(), event, kinds, connections * 100 + n)))
            .collect();
        tasks.push(tokio::spawn(organizer(hub.clone(), (shared, kinds[0]), connections)));
        for done in join_all(tasks).await {
            done.unwrap();
        }
        exact(&hub).await;
        let ada = attendee(&hub).await;
        for of in kinds {
            let free: i32 = sqlx::query_scalar(
                "SELECT least(e.max_capacity - e.seats_confirmed - e.seats_held, t.quota - t.taken,
                     p.quota - p.taken)
                 FROM ticket_types t JOIN events e ON e.id = t.event_id
                     LEFT JOIN ticket_pools p ON p.id = t.pool_id WHERE t.id = $1",
            )
            .bind(of)
            .fetch_one(hub.db.pool())
            .await
            .unwrap();
            for _ in 0..free {
                buy(&hub, ada, event, &[(of, 1)]).await.unwrap();
            }
            let refusal = buy(&hub, ada, event, &[(of, 1)]).await.unwrap_err().failure;
            assert_eq!((refusal.code, refusal.seats_available), (ErrorCode::SoldOut, Some(0)));
        }
        exact(&hub).await;
    }
}
