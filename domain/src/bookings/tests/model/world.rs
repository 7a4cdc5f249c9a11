//! One event on the database beside its model, and every step taken on both.

use super::super::support::{attendee, expire, pay};
use super::expected::Model;
use super::steps::{CENTS_OFF, Code, PEOPLE, PERCENT_OFF, Step};
use crate::bookings::{book, cancel, cancel_ticket, change_promo_code, lapse};
use crate::idempotency::Refusal;
use crate::payments::{ProviderEvent, apply_outcome};
use crate::testing::person;
use crate::{Actor, Hub, promotions};
use chrono::TimeDelta;
use rust_decimal::Decimal;
use types::ErrorCode;
use types::accounts::Role;
use types::bookings::BookInput;
use types::ids::{BookingId, EventId, TicketId};
use types::payments::{Payment, PaymentOutcome};
use types::promotions::{PromoCodeInput, PromotionInput, PromotionKind};

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
}

impl World {
    pub(super) async fn new(hub: &Hub, event: EventId, percent_back: i64) -> Self {
        let admin = Actor::User { id: person(hub, Role::Admin).await, role: Role::Admin };
        let world = Self {
            hub: hub.clone(),
            people: [attendee(hub).await, attendee(hub).await, attendee(hub).await],
            event,
            model: Model::new(percent_back),
            bookings: Vec::new(),
            tickets: Vec::new(),
            payments: Vec::new(),
            said: Vec::new(),
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
                valid_from: hub.now() - TimeDelta::hours(1),
                valid_until: hub.now() + TimeDelta::hours(1),
                max_uses: i64::try_from(code.max_uses()).ok(),
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
                cancel(&self.hub, self.owner(n), self.bookings[n], None).await.unwrap();
                self.model.cancel(n);
            }
            Step::CancelTicket(n, ticket) => {
                let some: Vec<_> = (0..bookings).filter(|n| !self.tickets[*n].is_empty()).collect();
                let Some(n) = nth(n, some.len()).map(|n| some[n]) else { return };
                let Some(ticket) = nth(ticket, self.tickets[n].len()) else { return };
                let (id, of) = (self.tickets[n][ticket], self.bookings[n]);
                cancel_ticket(&self.hub, self.owner(n), of, id, None).await.unwrap();
                self.model.cancel_ticket(n, ticket);
            }
        }
    }

    async fn book(&mut self, who: usize, quantity: i32, code: Option<Code>) {
        let input = BookInput {
            event: self.event,
            quantity: quantity.into(),
            promo_code: code.map(|code| self.name(code).to_lowercase()),
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
