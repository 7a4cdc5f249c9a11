//! Tickets that are exchanged: for less at once, for more once that is paid.

use super::super::support::{callback, pay, run_out};
use super::expected::{Open, State};
use super::steps::Then;
use super::world::World;
use crate::bookings::{exchange_ticket, give_up_exchange, lapse_exchange};
use types::ErrorCode;
use types::exchange::ExchangeTicket;
use types::payments::{PaymentOutcome, PaymentStatus};
use types::ticket_types::Offering;

impl World {
    pub(super) async fn exchange(&mut self, n: usize, ticket: usize, to: usize) {
        let booked = &self.model.bookings[n];
        if booked.state != State::Confirmed {
            return;
        }
        let at = ticket % booked.seats.len();
        let (seat, open) = (booked.seats[at], booked.open);
        if seat.back {
            return;
        }
        let input = ExchangeTicket { ticket_type: self.kinds[to] };
        let (owner, id) = (self.owner(n), self.ids[n]);
        let answer = exchange_ticket(&self.hub, owner, id, seat.id, input, None).await;
        let refused = answer.err().map(|refusal| refusal.failure.code);
        let again = open.is_some_and(|open| (open.ticket, open.to) == (seat.id, to));
        if again || seat.kind == to {
            assert_eq!(refused, None);
            return;
        }
        let before = self.model.clone();
        if open.is_some() {
            self.model.bookings[n].open = None;
            // Who waits for the seat that was held is served before it is looked for another.
            self.model.serve();
        }
        let expected = self.no_exchange(seat.kind, to);
        assert_eq!(refused, expected, "{seat:?} to {to}");
        let unit = self.model.unit(to, 1);
        // What was served above is served where it has happened.
        self.model = before;
        if expected.is_some() {
            return;
        }
        if open.is_some() {
            self.model.bookings[n].open = None;
            self.serve().await;
        }
        let booked = &mut self.model.bookings[n];
        if unit > seat.cost {
            booked.open = Some(Open { ticket: seat.id, to, more: unit - seat.cost });
        } else {
            self.model.back += seat.cost - unit;
            self.moves(n, at, (to, unit));
        }
        self.serve().await;
    }

    fn no_exchange(&self, from: usize, to: usize) -> Option<ErrorCode> {
        match self.model.kinds[to].offering {
            Offering::Paused => Some(ErrorCode::SaleNotOpen),
            Offering::Archived => Some(ErrorCode::SaleEnded),
            Offering::ForSale => (!self.model.has_room(from, to)).then_some(ErrorCode::SoldOut),
        }
    }

    /// A ticket is of another type, and has cost so much.
    fn moves(&mut self, n: usize, at: usize, (to, cost): (usize, i64)) {
        let booked = &mut self.model.bookings[n];
        let seat = &mut booked.seats[at];
        booked.of[seat.kind] -= 1;
        booked.of[to] += 1;
        booked.total = booked.total + cost - seat.cost;
        (seat.kind, seat.cost) = (to, cost);
        booked.open = None;
    }

    /// What comes of an exchange that is open.
    pub(super) async fn go_on(&mut self, n: usize, then: Then) {
        let Some(open) = self.model.bookings[n].open else { return };
        let (owner, id) = (self.owner(n), self.ids[n]);
        match then {
            Then::Waits => {}
            Then::GivenUp => {
                give_up_exchange(&self.hub, owner, id, open.ticket).await.unwrap();
                self.ends(n).await;
            }
            Then::Lapses => self.lapses(n).await,
            Then::Declined => {
                let payment = pay(&self.hub, owner, id).await.unwrap();
                callback(&self.hub, owner, &payment, PaymentOutcome::Failed).await;
            }
            Then::Paid | Then::PaidLate => {
                let payment = pay(&self.hub, owner, id).await.unwrap();
                if then == Then::PaidLate {
                    self.lapses(n).await;
                }
                let said = PaymentOutcome::Completed;
                let settled = callback(&self.hub, owner, &payment, said).await.status;
                self.model.charged += open.more;
                let seats = &self.model.bookings[n].seats;
                let at = seats.iter().position(|seat| seat.id == open.ticket).unwrap();
                let seat = seats[at];
                if then == Then::Paid || self.model.has_room(seat.kind, open.to) {
                    assert_eq!(settled, PaymentStatus::Completed);
                    self.moves(n, at, (open.to, seat.cost + open.more));
                    self.serve().await;
                } else {
                    assert_eq!(settled, PaymentStatus::Refunded);
                    self.model.back += open.more;
                }
            }
        }
    }

    async fn lapses(&mut self, n: usize) {
        let exchange = run_out(&self.hub, self.ids[n]).await;
        assert!(lapse_exchange(&self.hub, exchange).await.unwrap());
        self.ends(n).await;
    }

    async fn ends(&mut self, n: usize) {
        self.model.bookings[n].open = None;
        self.serve().await;
    }
}
