//! What people do, each on their own.

use super::super::support::{attendee, buy, callback, expire, pay};
use super::{DEEDS, Dice, KINDS, Place};
use crate::Actor;
use crate::bookings::{cancel, cancel_ticket, confirm, get, lapse};
use crate::idempotency::Refusal;
use crate::waitlist::{join, leave, own};
use types::ErrorCode;
use types::bookings::BookingStatus;
use types::ids::BookingId;
use types::payments::PaymentOutcome;
use types::waitlist::{JoinWaitlist, WaitlistStatus};

/// Somebody, and what they have.
pub(super) struct Person {
    pub(super) place: Place,
    pub(super) actor: Actor,
    pub(super) mine: Vec<BookingId>,
}

pub(super) async fn person(place: Place, mut dice: Dice) {
    let actor = attendee(&place.hub).await;
    let mut person = Person { place, actor, mine: Vec::new() };
    for _ in 0..DEEDS {
        match dice.roll(15) {
            0..=3 => person.book(&mut dice).await,
            4 | 5 => person.pay(&mut dice).await,
            6 => person.lapse(&mut dice).await,
            7 => person.cancel(&mut dice).await,
            8 => person.give_one_back(&mut dice).await,
            9 | 10 => person.wait(&mut dice).await,
            11..=13 => person.exchange(&mut dice).await,
            _ => person.answer(&mut dice).await,
        }
    }
}

/// What others did meanwhile may refuse it; a fault may not.
pub(super) fn refused(refusal: &Refusal, codes: &[ErrorCode]) {
    let code = refusal.failure.code;
    assert!(codes.contains(&code), "{code:?}");
}

impl Person {
    async fn book(&mut self, dice: &mut Dice) {
        use ErrorCode::{SaleEnded, SaleNotOpen, SoldOut, WaitlistFirst};
        let first = dice.below(KINDS);
        let seats = |dice: &mut Dice| 1 + i64::from(dice.roll(3) == 0);
        let mut items = vec![(self.place.kinds[first], seats(dice))];
        if dice.roll(2) == 0 {
            items.push((self.place.kinds[(first + 1) % KINDS], seats(dice)));
        }
        match buy(&self.place.hub, self.actor, self.place.event, &items).await {
            Ok(booking) => self.mine.push(booking.id),
            Err(it) => refused(&it, &[SoldOut, WaitlistFirst, SaleNotOpen, SaleEnded]),
        }
    }

    pub(super) fn one(&self, dice: &mut Dice) -> Option<BookingId> {
        (!self.mine.is_empty()).then(|| self.mine[dice.below(self.mine.len())])
    }

    async fn is(&self, id: BookingId, status: BookingStatus) -> bool {
        get(&self.place.hub, self.actor, id).await.unwrap().status == status
    }

    /// In time, or once the hold is over.
    async fn pay(&mut self, dice: &mut Dice) {
        use ErrorCode::{AlreadyPaid, BookingNotPayable, PaymentInProgress};
        let Some(id) = self.one(dice) else { return };
        let hub = &self.place.hub;
        match pay(hub, self.actor, id).await {
            Ok(payment) => {
                if dice.roll(4) == 0 {
                    expire(hub, id).await;
                    lapse(hub, id).await.unwrap();
                }
                let outcome = match dice.roll(5) {
                    0 => PaymentOutcome::Failed,
                    _ => PaymentOutcome::Completed,
                };
                callback(hub, self.actor, &payment, outcome).await;
            }
            Err(it) => refused(&it, &[AlreadyPaid, BookingNotPayable, PaymentInProgress]),
        }
    }

    async fn lapse(&mut self, dice: &mut Dice) {
        let Some(id) = self.one(dice) else { return };
        if self.is(id, BookingStatus::Pending).await {
            expire(&self.place.hub, id).await;
            lapse(&self.place.hub, id).await.unwrap();
        }
    }

    async fn cancel(&mut self, dice: &mut Dice) {
        let Some(id) = self.one(dice) else { return };
        cancel(&self.place.hub, self.actor, id, None).await.unwrap();
    }

    async fn give_one_back(&mut self, dice: &mut Dice) {
        let Some(id) = self.one(dice) else { return };
        let hub = &self.place.hub;
        let booking = get(hub, self.actor, id).await.unwrap();
        if let Some(ticket) = booking.tickets.first() {
            cancel_ticket(hub, self.actor, id, ticket.id, None).await.unwrap();
        }
    }

    async fn wait(&mut self, dice: &mut Dice) {
        use ErrorCode::{AlreadyWaiting, SeatsAvailable, ValidationFailed};
        let mut input = JoinWaitlist::of(1 + i64::from(dice.roll(2) == 0));
        if dice.roll(2) == 0 {
            input.ticket_types = vec![self.place.kinds[dice.below(KINDS)]];
        }
        let key = self.place.key();
        if let Err(it) = join(&self.place.hub, self.actor, &key, input, None).await {
            // One of a type that was archived is none of the event's.
            refused(&it, &[AlreadyWaiting, SeatsAvailable, ValidationFailed]);
        }
    }

    /// Takes an offer or declines it; who still waits may give up.
    async fn answer(&mut self, dice: &mut Dice) {
        let (hub, key) = (&self.place.hub, self.place.key());
        let Ok(entry) = own(hub, self.actor, &key).await else { return };
        match (entry.status, entry.booking) {
            (WaitlistStatus::Offered, Some(id)) if dice.roll(3) > 0 => {
                self.mine.push(id);
                if get(hub, self.actor, id).await.unwrap().total_price.is_zero() {
                    confirm(hub, self.actor, id, None).await.unwrap();
                }
            }
            (WaitlistStatus::Offered | WaitlistStatus::Waiting, _) if dice.roll(2) == 0 => {
                leave(hub, self.actor, &key).await.unwrap();
            }
            _ => {}
        }
    }
}
