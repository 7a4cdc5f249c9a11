//! One event on the database beside its model, and every step taken on both.

use super::super::support::{
    Kind, allow, attendee, callback, event, execute, expire, ledger, organizer, pay, pool, wanted,
};
use super::expected::{CAPACITY, Model, POOL, PRICES, Seat, State};
use super::steps::{KINDS, Of, PEOPLE, Step};
use crate::bookings::{self, Run, cancel, cancel_ticket, get, lapse, move_booking};
use crate::testing::person;
use crate::{Actor, Hub, promotions};
use chrono::TimeDelta;
use rust_decimal::Decimal;
use types::accounts::Role;
use types::booking_actions::MoveBooking;
use types::bookings::{Booking, BookingStatus};
use types::ids::{BookingId, EventId, TicketId, TicketPoolId, TicketTypeId};
use types::payments::{PaymentOutcome, PaymentStatus};
use types::promotions::{PromotionInput, PromotionKind};

pub(super) struct World {
    pub(super) hub: Hub,
    pub(super) host: Actor,
    pub(super) people: [Actor; PEOPLE],
    pub(super) event: EventId,
    pub(super) elsewhere: EventId,
    pub(super) pool: TicketPoolId,
    pub(super) kinds: [TicketTypeId; KINDS],
    /// Beside the model's bookings.
    pub(super) ids: Vec<BookingId>,
    pub(super) model: Model,
    pub(super) before: (i64, i64),
}

impl World {
    pub(super) async fn new(hub: &Hub) -> Self {
        let host = organizer(hub).await;
        let elsewhere = event(hub).capacity(500).hosted_by(hub, host).await;
        let event = event(hub).capacity(CAPACITY).hosted_by(hub, host).await;
        allow(hub, event).await;
        execute(hub, "UPDATE events SET max_unpaid_per_person = NULL").await;
        let pool = pool(hub, event, POOL).await;
        let kinds = [
            Kind::of(PRICES[0]).pool(pool).quota(3).add(hub, event).await,
            Kind::of(PRICES[1]).pool(pool).add(hub, event).await,
            Kind::of(PRICES[2]).add(hub, event).await,
        ];
        let mut people = [host; PEOPLE];
        for who in &mut people {
            *who = attendee(hub).await;
        }
        let world = Self {
            hub: hub.clone(),
            host,
            people,
            event,
            elsewhere,
            pool,
            kinds,
            ids: Vec::new(),
            model: Model::new(),
            before: ledger(hub).await,
        };
        world.make_code().await;
        world
    }

    fn code(&self) -> String {
        format!("ALL-{}", &self.event.0.simple().to_string()[8..]).to_uppercase()
    }

    async fn make_code(&self) {
        let admin = Actor::User { id: person(&self.hub, Role::Admin).await, role: Role::Admin };
        let input = PromotionInput {
            code: self.code(),
            kind: PromotionKind::Percent,
            value: Decimal::from(15),
            currency: None,
            event: Some(self.event),
            ticket_types: None,
            valid_from: self.hub.now() - TimeDelta::hours(1),
            valid_until: self.hub.now() + TimeDelta::hours(1),
            max_uses: None,
            paused: None,
            max_uses_per_user: None,
        };
        promotions::create(&self.hub, admin, input).await.unwrap();
    }

    pub(super) fn key(&self) -> String {
        self.event.to_string()
    }

    pub(super) fn owner(&self, n: usize) -> Actor {
        self.people[self.model.bookings[n].who]
    }

    pub(super) async fn booking(&self, n: usize) -> Booking {
        get(&self.hub, self.owner(n), self.ids[n]).await.unwrap()
    }

    pub(super) async fn take(&mut self, step: Step) {
        let count = self.ids.len();
        let nth = |n: usize| (count > 0).then(|| count - 1 - n % count);
        match step {
            Step::Book { who, of, code } => self.book(who, of, code).await,
            Step::Join { who, party, wants } => self.join(who, party, wants).await,
            Step::Leave(who) => self.leave(who).await,
            Step::Team(change) => self.change(change).await,
            Step::Pay(n) | Step::PayLate(n) => {
                let Some(n) = nth(n) else { return };
                self.pay(n, matches!(step, Step::PayLate(_))).await;
            }
            Step::Lapse(n) | Step::Cancel(n) => {
                let Some(n) = nth(n) else { return };
                self.end(n, matches!(step, Step::Lapse(_))).await;
            }
            Step::CancelTicket(n, ticket) => {
                let Some(n) = nth(n) else { return };
                self.cancel_ticket(n, ticket).await;
            }
            Step::Exchange(n, ticket, to, then) => {
                let Some(n) = nth(n) else { return };
                self.exchange(n, ticket, to).await;
                self.go_on(n, then).await;
            }
            Step::GoOn(n, then) => {
                let Some(n) = nth(n) else { return };
                self.go_on(n, then).await;
            }
            Step::Move(n) => {
                let Some(n) = nth(n) else { return };
                self.move_away(n).await;
            }
        }
    }

    async fn book(&mut self, who: usize, of: Of, code: bool) {
        let items: Vec<_> = self.kinds.iter().zip(of).filter(|(_, seats)| *seats > 0).collect();
        let items: Vec<_> = items.into_iter().map(|(kind, seats)| (*kind, seats.into())).collect();
        if items.is_empty() {
            return;
        }
        let mut input = wanted(self.event, &items);
        input.promo_code = code.then(|| self.code());
        let expected = self.model.refusal(of);
        match bookings::book(&self.hub, self.people[who], input, None).await {
            Ok(booked) => {
                assert_eq!(expected, None, "{of:?} is more than there is");
                let total = self.model.total(of, code);
                self.ids.push(booked.value.id);
                self.model.add(who, of, (total, State::Pending));
            }
            Err(refusal) => assert_eq!(Some(refusal.failure.code), expected, "{of:?}"),
        }
    }

    async fn pay(&mut self, n: usize, late: bool) {
        let state = self.model.bookings[n].state;
        if !matches!(state, State::Pending | State::Offered) {
            return;
        }
        let (owner, id) = (self.owner(n), self.ids[n]);
        let payment = pay(&self.hub, owner, id).await.unwrap();
        if late {
            expire(&self.hub, id).await;
            assert!(lapse(&self.hub, id).await.unwrap());
            self.model.bookings[n].state = State::Cancelled;
            self.serve().await;
        }
        let of = self.model.bookings[n].of;
        let seated = !late || self.model.fits(of);
        let payment = callback(&self.hub, owner, &payment, PaymentOutcome::Completed).await;
        self.model.charged += self.model.bookings[n].total;
        if seated {
            assert_eq!(payment.status, PaymentStatus::Completed);
            self.model.bookings[n].state = State::Confirmed;
            self.issued(n).await;
        } else {
            assert_eq!(payment.status, PaymentStatus::Refunded);
            self.model.back += self.model.bookings[n].total;
        }
    }

    /// Its tickets: as many of each type as were booked, which cost together what it cost.
    async fn issued(&mut self, n: usize) {
        let rows: Vec<(TicketId, TicketTypeId, i64)> = sqlx::query_as(
            "SELECT id, ticket_type_id, (price * 100)::bigint FROM tickets
             WHERE booking_id = $1 ORDER BY seat",
        )
        .bind(self.ids[n])
        .fetch_all(self.hub.db.pool())
        .await
        .unwrap();
        let kind = |id: TicketTypeId| self.kinds.iter().position(|it| *it == id).unwrap();
        let seat = |(id, of, cost)| Seat { id, kind: kind(of), cost, back: false };
        let seats: Vec<_> = rows.into_iter().map(seat).collect();
        let booked = &mut self.model.bookings[n];
        assert_eq!(seats.iter().map(|seat| seat.cost).sum::<i64>(), booked.total);
        for (kind, count) in booked.of.iter().enumerate() {
            let issued = seats.iter().filter(|seat| seat.kind == kind).count();
            assert_eq!(i32::try_from(issued), Ok(*count));
        }
        booked.seats = seats;
    }

    async fn end(&mut self, n: usize, lapses: bool) {
        let before = self.model.bookings[n].state;
        if before == State::Elsewhere {
            return;
        }
        let held = matches!(before, State::Pending | State::Offered);
        if lapses {
            expire(&self.hub, self.ids[n]).await;
            assert_eq!(lapse(&self.hub, self.ids[n]).await.unwrap(), held);
            if !held {
                return;
            }
        } else {
            cancel(&self.hub, self.owner(n), self.ids[n], None).await.unwrap();
        }
        let booked = &mut self.model.bookings[n];
        if before == State::Confirmed {
            self.model.back += booked.total;
        }
        (booked.state, booked.open) = (State::Cancelled, None);
        self.serve().await;
    }

    async fn cancel_ticket(&mut self, n: usize, ticket: usize) {
        let booked = &mut self.model.bookings[n];
        if booked.state != State::Confirmed {
            return;
        }
        let at = ticket % booked.seats.len();
        let Seat { id, kind, cost, back } = booked.seats[at];
        let owner = self.people[booked.who];
        cancel_ticket(&self.hub, owner, self.ids[n], id, None).await.unwrap();
        if back {
            return;
        }
        booked.seats[at].back = true;
        booked.open = booked.open.filter(|open| open.ticket != id);
        booked.total -= cost;
        self.model.back += cost;
        if booked.of.iter().sum::<i32>() == 1 {
            // The last one takes the booking with it, which keeps what it was.
            (booked.state, booked.total) = (State::Cancelled, cost);
        } else {
            booked.of[kind] -= 1;
        }
        self.serve().await;
    }

    async fn move_away(&mut self, n: usize) {
        if self.model.bookings[n].state != State::Confirmed {
            return;
        }
        let input = MoveBooking {
            event: self.elsewhere.to_string(),
            reason: "It is full.".to_owned(),
            ticket_type: None,
        };
        let (key, run) = (self.key(), Run::Real(None));
        move_booking(&self.hub, self.host, &key, self.ids[n], input, run).await.unwrap();
        let booked = &mut self.model.bookings[n];
        (booked.state, booked.open) = (State::Elsewhere, None);
        self.serve().await;
    }

    /// How a booking of that state is shown.
    pub(super) fn status(state: State) -> BookingStatus {
        match state {
            State::Pending | State::Offered => BookingStatus::Pending,
            State::Confirmed | State::Elsewhere => BookingStatus::Confirmed,
            State::Cancelled => BookingStatus::Cancelled,
        }
    }
}
