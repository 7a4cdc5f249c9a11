//! One event on the database beside its model, and every step taken on both.

use super::super::support::{attendee, expire, pay};
use super::expected::Model;
use super::steps::{CENTS_OFF, Code, PEOPLE, PERCENT_OFF, Step};
use crate::attendance::check_in;
use crate::bookings::{
    Run, book, cancel, cancel_as_organizer, cancel_ticket, change_promo_code, lapse,
    refund_as_organizer,
};
use crate::idempotency::Refusal;
use crate::payments::{ProviderEvent, apply_outcome};
use crate::testing::person;
use crate::{Actor, Hub, promotions};
use chrono::TimeDelta;
use rust_decimal::Decimal;
use types::accounts::Role;
use types::booking_actions::{CancelBooking, RefundBooking};
use types::bookings::BookInput;
use types::check_ins::CheckIn;
use types::ids::{BookingId, EventId, TicketId};
use types::payments::{Payment, PaymentOutcome};
use types::promotions::{PromoCodeInput, PromotionInput, PromotionKind};
use types::{ErrorCode, Failure};

pub(super) struct World {
    pub(super) hub: Hub,
    pub(super) people: [Actor; PEOPLE],
    pub(super) event: EventId,
    pub(super) model: Model,
    /// Beside the model's bookings and payments.
    pub(super) bookings: Vec<BookingId>,
    pub(super) tickets: Vec<Vec<TicketId>>,
    pub(super) payments: Vec<Payment>,
    said: Vec<ProviderEvent>,
    admin: Actor,
}

impl World {
    pub(super) async fn new(hub: &Hub, event: EventId, model: Model) -> Self {
        let admin = Actor::User { id: person(hub, Role::Admin).await, role: Role::Admin };
        let world = Self {
            hub: hub.clone(),
            people: [attendee(hub).await, attendee(hub).await, attendee(hub).await],
            event,
            model,
            bookings: Vec::new(),
            tickets: Vec::new(),
            payments: Vec::new(),
            said: Vec::new(),
            admin,
        };
        for code in Code::ALL {
            let (kind, value) = match code {
                Code::Percent => (PromotionKind::Percent, Decimal::from(PERCENT_OFF)),
                Code::Fixed => (PromotionKind::Fixed, Decimal::new(CENTS_OFF, 2)),
            };
            let input = PromotionInput {
                code: world.name(code),
                kind,
                value,
                currency: None,
                event: Some(event),
                ticket_types: None,
                valid_from: hub.now() - TimeDelta::hours(1),
                valid_until: hub.now() + TimeDelta::hours(1),
                max_uses: i64::try_from(code.max_uses()).ok(),
                paused: None,
                max_uses_per_user: i64::try_from(code.max_uses_per_person()).ok(),
            };
            promotions::create(hub, admin, input).await.unwrap();
        }
        world
    }

    /// As the database has it.
    pub(super) fn name(&self, code: Code) -> String {
        format!("{code:?}-{}", &self.event.0.simple().to_string()[8..]).to_uppercase()
    }

    pub(super) fn owner(&self, n: usize) -> Actor {
        self.people[self.model.bookings[n].who]
    }

    pub(super) async fn take(&mut self, step: Step) {
        let nth = |n: usize, count: usize| (count > 0).then(|| count - 1 - n % count);
        let bookings = self.bookings.len();
        match step {
            Step::Book { who, quantity, code } => self.book(who, quantity, code).await,
            Step::ChangeCode(n, code) => {
                let Some(n) = nth(n, bookings) else { return };
                let input = PromoCodeInput { promo_code: code.map(|code| self.name(code)) };
                let (owner, id) = (self.owner(n), self.bookings[n]);
                let answer = change_promo_code(&self.hub, owner, id, input, None).await;
                agree(answer, self.model.change_code(n, code));
            }
            Step::Pay(n) => {
                let Some(n) = nth(n, bookings) else { return };
                let answer = pay(&self.hub, self.owner(n), self.bookings[n]).await;
                if let Some(payment) = agree(answer, self.model.pay(n)) {
                    self.payments.push(payment);
                }
            }
            Step::Say(n, ok) => {
                let Some(n) = nth(n, self.payments.len()) else { return };
                let outcome = if ok { PaymentOutcome::Completed } else { PaymentOutcome::Failed };
                let event = ProviderEvent {
                    provider: "mock",
                    event_id: format!("{}-{}", self.event, self.said.len()),
                    reference_id: self.payments[n].reference_id.clone(),
                    outcome,
                };
                apply_outcome(&self.hub, event.clone()).await.unwrap();
                self.said.push(event);
                self.model.settle(n, outcome);
            }
            Step::Repeat(n) => {
                let Some(n) = nth(n, self.said.len()) else { return };
                apply_outcome(&self.hub, self.said[n].clone()).await.unwrap();
            }
            Step::Expire(n) => {
                let Some(n) = nth(n, bookings) else { return };
                expire(&self.hub, self.bookings[n]).await;
                self.model.bookings[n].expired = true;
            }
            Step::Lapse(n) => {
                let Some(n) = nth(n, bookings) else { return };
                let lapsed = lapse(&self.hub, self.bookings[n]).await.unwrap();
                assert_eq!(lapsed, self.model.lapse(n));
            }
            Step::Cancel(n) => {
                let Some(n) = nth(n, bookings) else { return };
                let answer = cancel(&self.hub, self.owner(n), self.bookings[n], None).await;
                agree(answer, self.model.cancel(n));
            }
            Step::Dismiss(n, refund) => {
                let Some(n) = nth(n, bookings) else { return };
                let (event, reason) = (self.event.to_string(), "It has to be.".to_owned());
                let (id, input) =
                    (self.bookings[n], CancelBooking { reason, refund, tickets: None });
                let run = Run::Real(None);
                let done = cancel_as_organizer(&self.hub, self.admin, &event, id, input, run).await;
                agree(done, self.model.dismiss(n, refund));
            }
            Step::Goodwill(n, cents) => {
                let Some(n) = nth(n, bookings) else { return };
                let (event, reason) = (self.event.to_string(), "We are sorry.".to_owned());
                let input = RefundBooking { amount: Decimal::new(cents, 2), reason };
                let (id, run) = (self.bookings[n], Run::Real(None));
                let done = refund_as_organizer(&self.hub, self.admin, &event, id, input, run).await;
                agree(done, self.model.goodwill(n, cents));
            }
            Step::CancelTicket(n, ticket) => {
                let Some((n, ticket)) = self.ticket(n, ticket) else { return };
                let (id, of) = (self.tickets[n][ticket], self.bookings[n]);
                let answer = cancel_ticket(&self.hub, self.owner(n), of, id, None).await;
                agree(answer, self.model.cancel_ticket(n, ticket));
            }
            Step::CheckIn(n, ticket) => {
                let Some((n, ticket)) = self.ticket(n, ticket) else { return };
                let seen = self.scan(self.tickets[n][ticket]).await;
                assert_eq!(seen, self.model.check_in(n, ticket));
            }
            Step::Move(minutes) => {
                self.move_by(minutes).await;
                self.model.move_to(minutes);
            }
        }
    }

    /// A booking that has or had tickets, and one of them.
    fn ticket(&self, n: usize, ticket: usize) -> Option<(usize, usize)> {
        let some: Vec<_> =
            (0..self.bookings.len()).filter(|n| !self.tickets[*n].is_empty()).collect();
        let nth = |n: usize, count: usize| (count > 0).then(|| count - 1 - n % count);
        let n = some[nth(n, some.len())?];
        Some((n, nth(ticket, self.tickets[n].len())?))
    }

    /// The door sees a ticket.
    async fn scan(&self, ticket: TicketId) -> Result<(), ErrorCode> {
        let code: String = sqlx::query_scalar("SELECT code FROM tickets WHERE id = $1")
            .bind(ticket)
            .fetch_one(self.hub.db.pool())
            .await
            .unwrap();
        let event = self.event.to_string();
        let seen = check_in(&self.hub, self.admin, &event, CheckIn::of(code)).await;
        seen.map(drop).map_err(|error| Failure::from(error).code)
    }

    /// The event starts so many minutes after its first start.
    async fn move_by(&self, minutes: i64) {
        sqlx::query(
            "UPDATE events SET start_date = created_at + interval '7 days' + $2 * interval '1 minute',
                 end_date = created_at + interval '8 days'
             WHERE id = $1",
        )
        .bind(self.event)
        .bind(minutes)
        .execute(self.hub.db.pool())
        .await
        .unwrap();
    }

    async fn book(&mut self, who: usize, quantity: i32, code: Option<Code>) {
        let input = BookInput {
            event: self.event,
            quantity: Some(quantity.into()),
            items: Vec::new(),
            promo_code: code.map(|code| self.name(code).to_lowercase()),
            via: None,
        };
        let free = self.model.free();
        let answer = book(&self.hub, self.people[who], input, None).await;
        if let Err(refusal) = &answer
            && refusal.failure.code == ErrorCode::SoldOut
        {
            assert_eq!(refusal.failure.seats_available, Some(free));
        }
        if let Some(booked) = agree(answer, self.model.book(who, quantity, code)) {
            self.bookings.push(booked.value.id);
            self.tickets.push(Vec::new());
        }
    }
}

/// What was answered is what should be; the value, where there is one.
fn agree<T>(answer: Result<T, Refusal>, expected: Result<(), ErrorCode>) -> Option<T> {
    let (value, code) = match answer {
        Ok(value) => (Some(value), Ok(())),
        Err(refusal) => (None, Err(refusal.failure.code)),
    };
    assert_eq!(code, expected);
    value
}
