//! What should be.

use super::steps::{KINDS, Of, Which};
use types::ErrorCode;
use types::ids::TicketId;
use types::ticket_types::Offering;

pub(super) const CAPACITY: i32 = 7;
pub(super) const POOL: i32 = 4;
pub(super) const PRICES: [i64; KINDS] = [16_65, 9_99, 7_50];
pub(super) const EARLY: i64 = 5_00;
/// Of the code.
const PERCENT_OFF: i64 = 15;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    Pending,
    /// Of the waitlist, and not taken yet.
    Offered,
    Confirmed,
    Cancelled,
    /// At another event.
    Elsewhere,
}

/// A ticket: its type, what it cost, and whether it was given back.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seat {
    pub(super) id: TicketId,
    pub(super) kind: usize,
    pub(super) cost: i64,
    pub(super) back: bool,
}

/// An exchange that waits to be paid.
#[derive(Clone, Copy, Debug)]
pub(super) struct Open {
    pub(super) ticket: TicketId,
    pub(super) to: usize,
    pub(super) more: i64,
}

#[derive(Clone, Debug)]
pub(super) struct Booked {
    pub(super) who: usize,
    pub(super) of: Of,
    pub(super) total: i64,
    pub(super) state: State,
    pub(super) seats: Vec<Seat>,
    pub(super) open: Option<Open>,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Kind {
    pub(super) quota: Option<i32>,
    pub(super) pooled: bool,
    /// So many cost less.
    pub(super) early: Option<i32>,
    pub(super) offering: Offering,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Waiter {
    pub(super) who: usize,
    pub(super) party: i32,
    pub(super) wants: Which,
}

#[derive(Clone, Debug)]
pub(super) struct Model {
    pub(super) capacity: i32,
    pub(super) pool: i32,
    pub(super) kinds: [Kind; KINDS],
    pub(super) bookings: Vec<Booked>,
    pub(super) line: Vec<Waiter>,
    pub(super) charged: i64,
    pub(super) back: i64,
}

/// As much as everything, where nothing limits it.
const PLENTY: i32 = 1_000;

impl Waiter {
    pub(super) fn takes(&self, kind: usize) -> bool {
        self.wants == [false; KINDS] || self.wants[kind]
    }
}

impl Model {
    pub(super) fn new() -> Self {
        let kind = Kind { quota: None, pooled: false, early: None, offering: Offering::ForSale };
        let pooled = Kind { pooled: true, ..kind };
        Self {
            capacity: CAPACITY,
            pool: POOL,
            kinds: [Kind { quota: Some(3), ..pooled }, pooled, kind],
            bookings: Vec::new(),
            line: Vec::new(),
            charged: 0,
            back: 0,
        }
    }

    fn live(&self) -> impl Iterator<Item = &Booked> {
        use State::{Confirmed, Offered, Pending};
        self.bookings.iter().filter(|it| matches!(it.state, Pending | Offered | Confirmed))
    }

    /// Booked, or held for an exchange.
    pub(super) fn taken(&self, kind: usize) -> i32 {
        let held = |it: &Booked| i32::from(it.open.is_some_and(|open| open.to == kind));
        self.live().map(|it| it.of[kind] + held(it)).sum()
    }

    /// A ticket that is exchanged within the pool has one seat of it.
    pub(super) fn of_pool(&self) -> i32 {
        let pooled = (0..KINDS).filter(|kind| self.kinds[*kind].pooled);
        let seats: i32 = pooled.map(|kind| self.taken(kind)).sum();
        let within = |it: &Booked, open: Open| {
            let from = it.seats.iter().find(|seat| seat.id == open.ticket).unwrap().kind;
            i32::from(self.kinds[from].pooled && self.kinds[open.to].pooled)
        };
        seats - self.live().filter_map(|it| Some(within(it, it.open?))).sum::<i32>()
    }

    /// What is exchanged has a seat of the event already.
    pub(super) fn of_event(&self) -> i32 {
        self.live().map(|it| it.of.iter().sum::<i32>()).sum()
    }

    pub(super) fn seats(&self, state: State) -> i32 {
        let some = self.bookings.iter().filter(|it| it.state == state);
        some.map(|it| it.of.iter().sum::<i32>()).sum()
    }

    /// Whether the database counts it.
    pub(super) fn is_counted(&self, kind: usize) -> bool {
        let Kind { quota, pooled, early, .. } = self.kinds[kind];
        quota.is_some() || pooled || early.is_some()
    }

    /// Within every limit, whatever is on sale.
    pub(super) fn fits(&self, of: Of) -> bool {
        let each = of.iter().zip(&self.kinds).enumerate().all(|(at, (seats, kind))| {
            *seats == 0 || seats + self.taken(at) <= kind.quota.unwrap_or(PLENTY)
        });
        let pooled: i32 = of
            .iter()
            .zip(&self.kinds)
            .filter(|(_, kind)| kind.pooled)
            .map(|(seats, _)| seats)
            .sum();
        each && (pooled == 0 || pooled + self.of_pool() <= self.pool)
            && of.iter().sum::<i32>() + self.of_event() <= self.capacity
    }

    /// The first type that the party would take, and all of it fits into.
    pub(super) fn room_for(&self, waiter: &Waiter) -> Option<usize> {
        (0..KINDS).find(|kind| {
            let mut of = [0; KINDS];
            of[*kind] = waiter.party;
            waiter.takes(*kind) && self.kinds[*kind].offering == Offering::ForSale && self.fits(of)
        })
    }

    /// Whether a ticket can leave one type for the other.
    pub(super) fn has_room(&self, from: usize, to: usize) -> bool {
        let (of, pooled) = (self.kinds[to], self.kinds[from].pooled);
        self.taken(to) < of.quota.unwrap_or(PLENTY)
            && (!of.pooled || pooled || self.of_pool() < self.pool)
    }

    pub(super) fn unit(&self, kind: usize, seats: i32) -> i64 {
        match self.kinds[kind].early {
            Some(first) if self.taken(kind) + seats <= first => EARLY,
            _ => PRICES[kind],
        }
    }

    /// What it costs; half a cent goes to the discount.
    pub(super) fn total(&self, of: Of, code: bool) -> i64 {
        let full: i64 =
            (0..KINDS).map(|kind| i64::from(of[kind]) * self.unit(kind, of[kind])).sum();
        full - if code { (full * PERCENT_OFF + 50) / 100 } else { 0 }
    }

    /// Why seats are refused.
    pub(super) fn refusal(&self, of: Of) -> Option<ErrorCode> {
        let named = of.iter().zip(&self.kinds).filter(|(seats, _)| **seats > 0);
        for (_, kind) in named {
            match kind.offering {
                Offering::ForSale => {}
                Offering::Paused => return Some(ErrorCode::SaleNotOpen),
                Offering::Archived => return Some(ErrorCode::SaleEnded),
            }
        }
        let (wanted, free) = (of.iter().sum::<i32>(), self.capacity - self.of_event());
        if wanted > free && wanted <= free + self.seats(State::Offered) {
            return Some(ErrorCode::WaitlistFirst);
        }
        (!self.fits(of)).then_some(ErrorCode::SoldOut)
    }

    pub(super) fn add(&mut self, who: usize, of: Of, (total, state): (i64, State)) {
        self.bookings.push(Booked { who, of, total, state, seats: Vec::new(), open: None });
    }

    /// Who waits is served in order, each of the first type with room for the party. Answers with whom,
    /// and of which type.
    pub(super) fn serve(&mut self) -> Vec<(usize, usize)> {
        let mut served = Vec::new();
        let mut at = 0;
        while let Some(waiter) = self.line.get(at).copied() {
            let Some(kind) = self.room_for(&waiter) else {
                at += 1;
                continue;
            };
            self.line.remove(at);
            let mut of = [0; KINDS];
            of[kind] = waiter.party;
            let total = self.total(of, false);
            self.add(waiter.who, of, (total, State::Offered));
            served.push((waiter.who, kind));
        }
        served
    }

    /// Their offer that is open.
    pub(super) fn offer_of(&self, who: usize) -> Option<usize> {
        self.bookings.iter().position(|it| it.who == who && it.state == State::Offered)
    }
}
