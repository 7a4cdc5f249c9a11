//! One event on the database beside its model, and every step taken on both.

use super::super::{
    Kind, adds_up, allow, attendee, buy, callback, costs, event, exact, exchange, ledger, money,
    organizer, paid, pay, pool, run_out, taken, taken_of_pool,
};
use super::steps::{PRICES, Step};
use crate::bookings::{
    Run, cancel, cancel_ticket, exchange_as_organizer, get, give_up_exchange, lapse_exchange,
};
use crate::{Actor, Hub};
use types::ErrorCode;
use types::bookings::BookingStatus;
use types::exchange::{ExchangeForAttendee, Sum};
use types::ids::{BookingId, EventId, TicketId, TicketPoolId, TicketTypeId};
use types::payments::{Payment, PaymentOutcome, PaymentStatus};

const CAPACITY: i32 = 7;
/// Of the first two types together.
const POOL: i32 = 4;
/// Of the first.
const QUOTA: i32 = 2;

#[derive(Clone, Copy, Debug)]
struct Seat {
    id: TicketId,
    of: usize,
    cost: i64,
}

/// An exchange that is to be paid.
#[derive(Clone, Copy, Debug)]
struct Open {
    ticket: TicketId,
    from: usize,
    to: usize,
    more: i64,
}

#[derive(Clone, Debug)]
struct Booked {
    id: BookingId,
    /// The valid tickets.
    seats: Vec<Seat>,
    open: Option<Open>,
}

/// A payment that is under way, and whether its exchange has a claim to the seat: it is open, or ran out.
#[derive(Clone, Debug)]
struct Paying {
    booking: BookingId,
    of: Open,
    payment: Payment,
    claim: bool,
}

pub(super) struct World {
    hub: Hub,
    host: Actor,
    ada: Actor,
    event: EventId,
    pool: TicketPoolId,
    kinds: [TicketTypeId; 4],
    /// Those that are confirmed.
    bookings: Vec<Booked>,
    paying: Vec<Paying>,
    money: (i64, i64),
}

impl World {
    pub(super) async fn new(hub: &Hub) -> Self {
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
        let (hub, bookings, paying) = (hub.clone(), Vec::new(), Vec::new());
        Self { hub, host, ada, event, pool, kinds, bookings, paying, money }
    }

    /// Seats that are somebody's, and those that are held for an exchange.
    fn taken(&self, which: &[usize]) -> i32 {
        let seats = self.bookings.iter().flat_map(|it| &it.seats).map(|seat| seat.of);
        let held = self.bookings.iter().filter_map(|it| it.open).map(|open| open.to);
        i32::try_from(seats.chain(held).filter(|of| which.contains(of)).count()).unwrap()
    }

    /// A ticket that is exchanged within the pool has one seat of it.
    fn taken_of_pool(&self) -> i32 {
        let open = self.bookings.iter().filter_map(|it| it.open);
        let within = open.filter(|open| open.from < 2 && open.to < 2).count();
        self.taken(&[0, 1]) - i32::try_from(within).unwrap()
    }

    /// Whether a ticket can leave one type for the other: the event's seat is its own already.
    fn fits(&self, from: usize, to: usize) -> bool {
        match to {
            0 => self.taken(&[0]) < QUOTA && (from == 1 || self.taken_of_pool() < POOL),
            1 => from == 0 || self.taken_of_pool() < POOL,
            2 => self.taken(&[2]) < 4,
            _ => true,
        }
    }

    fn pays(&self, booking: BookingId) -> bool {
        self.paying.iter().any(|it| it.booking == booking)
    }

    /// What is open of a booking ends; a payment of it comes too late.
    fn end_open(&mut self, n: usize) {
        let booked = &mut self.bookings[n];
        if booked.open.take().is_some() {
            let id = booked.id;
            self.paying.iter_mut().filter(|it| it.booking == id).for_each(|it| it.claim = false);
        }
    }

    pub(super) async fn take(&mut self, step: Step) {
        let count = self.bookings.len();
        let nth = |n: usize| (count > 0).then(|| count - 1 - n % count);
        match step {
            Step::Book(of) => self.book(of).await,
            Step::Settle(n, good) => self.settle(n, good).await,
            Step::Cancel(n) => {
                let Some(n) = nth(n) else { return };
                self.end_open(n);
                let Booked { id, seats, .. } = self.bookings.remove(n);
                cancel(&self.hub, self.ada, id, None).await.unwrap();
                self.money.1 += seats.iter().map(|seat| seat.cost).sum::<i64>();
            }
            Step::CancelTicket(n, ticket) => {
                let Some(n) = nth(n) else { return };
                self.cancel_ticket(n, ticket).await;
            }
            Step::Exchange(n, ticket, to) => {
                let Some(n) = nth(n) else { return };
                self.exchange(n, ticket % self.bookings[n].seats.len(), to).await;
            }
            Step::Given(n, ticket, to, percent) => {
                let Some(n) = nth(n) else { return };
                self.give(n, ticket % self.bookings[n].seats.len(), (to, percent)).await;
            }
            Step::Pay(n) => {
                let Some(n) = nth(n) else { return };
                self.pay(n).await;
            }
            Step::GiveUp(n) => {
                let Some(n) = nth(n) else { return };
                self.give_up(n).await;
            }
            Step::Lapse(n) => {
                let Some(n) = nth(n) else { return };
                if self.bookings[n].open.take().is_some() {
                    let exchange = run_out(&self.hub, self.bookings[n].id).await;
                    assert!(lapse_exchange(&self.hub, exchange).await.unwrap());
                }
            }
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
        self.bookings.push(Booked { id: booking.id, seats, open: None });
    }

    async fn cancel_ticket(&mut self, n: usize, ticket: usize) {
        let booked = &mut self.bookings[n];
        let seat = booked.seats.remove(ticket % booked.seats.len());
        cancel_ticket(&self.hub, self.ada, booked.id, seat.id, None).await.unwrap();
        self.money.1 += seat.cost;
        let last = booked.seats.is_empty();
        if last || booked.open.is_some_and(|open| open.ticket == seat.id) {
            self.end_open(n);
        }
        if last {
            self.bookings.remove(n);
        }
    }

    /// By its holder.
    async fn exchange(&mut self, n: usize, at: usize, to: usize) {
        let Booked { id, seats, open } = self.bookings[n].clone();
        let (seat, price) = (seats[at], PRICES[to]);
        let answer = exchange(&self.hub, self.ada, (id, seat.id), self.kinds[to]).await;
        let again = open.is_some_and(|open| (open.ticket, open.to) == (seat.id, to));
        if again || seat.of == to {
            assert_eq!(answer.map(drop), Ok(()), "{seat:?} to {to}");
            return;
        }
        if self.pays(id) {
            assert_eq!(answer.map(drop), Err(ErrorCode::PaymentInProgress));
            return;
        }
        // What was open gives its seat back first.
        self.bookings[n].open = None;
        if !self.fits(seat.of, to) {
            self.bookings[n].open = open;
            assert_eq!(answer.map(drop), Err(ErrorCode::SoldOut), "{seat:?} to {to}");
            return;
        }
        let shown = answer.unwrap().exchange.map(|open| open.amount);
        if price > seat.cost {
            let (ticket, from, more) = (seat.id, seat.of, price - seat.cost);
            assert_eq!(shown, Some(money(more)));
            self.bookings[n].open = Some(Open { ticket, from, to, more });
        } else {
            assert_eq!(shown, None);
            self.bookings[n].seats[at] = Seat { of: to, cost: price, ..seat };
            self.money.1 += seat.cost - price;
        }
    }

    /// By the team: what costs more is a present.
    async fn give(&mut self, n: usize, at: usize, (to, percent): (usize, i64)) {
        let (id, seat) = (self.bookings[n].id, self.bookings[n].seats[at]);
        let back = (seat.cost - PRICES[to]).max(0) * percent / 100;
        let input = ExchangeForAttendee {
            ticket_type: self.kinds[to],
            reason: "By the way.".into(),
            waive: true,
            refund: Some(Sum(money(back))),
        };
        let (key, of, run) = (self.event.to_string(), (id, seat.id), Run::Real(None));
        let done = exchange_as_organizer(&self.hub, self.host, &key, of, input, run).await;
        let had = seat.of == to || self.fits(seat.of, to);
        let refused = done.err().map(|refusal| refusal.failure.code);
        assert_eq!(refused, (!had).then_some(ErrorCode::SoldOut), "{seat:?} to {to}");
        if !had || seat.of == to {
            return;
        }
        if self.bookings[n].open.is_some_and(|open| open.ticket == seat.id) {
            self.end_open(n);
        }
        let cost = seat.cost.min(PRICES[to]);
        self.bookings[n].seats[at] = Seat { of: to, cost, ..seat };
        self.money.1 += back;
    }

    async fn pay(&mut self, n: usize) {
        let Booked { id, open, .. } = self.bookings[n].clone();
        let answer = pay(&self.hub, self.ada, id).await.map_err(|refusal| refusal.failure.code);
        match open {
            _ if self.pays(id) => assert_eq!(answer, Err(ErrorCode::PaymentInProgress)),
            None => assert_eq!(answer, Err(ErrorCode::AlreadyPaid)),
            Some(of) => {
                let payment = answer.unwrap();
                assert_eq!(payment.amount, money(of.more));
                self.paying.push(Paying { booking: id, of, payment, claim: true });
            }
        }
    }

    async fn settle(&mut self, n: usize, good: bool) {
        if self.paying.is_empty() {
            return;
        }
        let Paying { booking, of, payment, claim } = self.paying.remove(n % self.paying.len());
        let said = if good { PaymentOutcome::Completed } else { PaymentOutcome::Failed };
        let settled = callback(&self.hub, self.ada, &payment, said).await.status;
        if !good {
            assert_eq!(settled, PaymentStatus::Failed);
            return;
        }
        self.money.0 += of.more;
        let at = self.bookings.iter().position(|it| it.id == booking);
        let held = at.is_some_and(|at| self.bookings[at].open.is_some());
        let fits = held || self.fits(of.from, of.to);
        let booked = at.map(|at| &mut self.bookings[at]).filter(|_| claim && fits);
        let seat = booked.and_then(|booked| {
            let is_it = |seat: &&mut Seat| seat.id == of.ticket && seat.of == of.from;
            booked.seats.iter_mut().find(is_it)
        });
        let Some(seat) = seat else {
            assert_eq!(settled, PaymentStatus::Refunded);
            self.money.1 += of.more;
            return;
        };
        assert_eq!(settled, PaymentStatus::Completed);
        (seat.of, seat.cost) = (of.to, seat.cost + of.more);
        if let Some(at) = at {
            self.bookings[at].open = None;
        }
    }

    async fn give_up(&mut self, n: usize) {
        let Booked { id, seats, open } = self.bookings[n].clone();
        let ticket = open.map_or(seats[0].id, |open| open.ticket);
        let answer = give_up_exchange(&self.hub, self.ada, id, ticket).await;
        let expected = match open {
            None => Some(ErrorCode::NotFound),
            Some(_) if self.pays(id) => Some(ErrorCode::PaymentInProgress),
            Some(_) => None,
        };
        assert_eq!(answer.err().and_then(|error| error.code()), expected);
        if expected.is_none() {
            self.bookings[n].open = None;
        }
    }

    pub(super) async fn check(&self) {
        exact(&self.hub).await;
        assert_eq!(taken(&self.hub, self.kinds[0]).await, self.taken(&[0]));
        assert_eq!(taken(&self.hub, self.kinds[2]).await, self.taken(&[2]));
        assert_eq!(taken_of_pool(&self.hub, self.pool).await, self.taken_of_pool());
        for Booked { id, seats, open } in &self.bookings {
            let found = get(&self.hub, self.ada, *id).await.unwrap();
            assert_eq!(found.status, BookingStatus::Confirmed);
            let cost: Vec<_> = seats.iter().map(|seat| seat.cost).collect();
            assert_eq!(costs(&self.hub, *id).await, cost);
            let shown = found.exchange.as_ref().map(|open| (open.ticket, open.ticket_type));
            assert_eq!(shown, open.map(|open| (open.ticket, self.kinds[open.to])));
            adds_up(&self.hub, &found).await;
        }
        assert_eq!(ledger(&self.hub).await, self.money);
    }
}
