//! What the event's team does meanwhile.

use super::{DEEDS, Dice, KINDS, Place};
use crate::bookings::{Run, invite_guests, move_booking};
use crate::{Error, events, ticket_types};
use rust_decimal::Decimal;
use types::booking_actions::MoveBooking;
use types::events::EventPatch;
use types::guests::{GuestInput, InviteGuests};
use types::ids::{BookingId, TicketTypeId};
use types::ticket_types::{Offering, PriceStep, TicketPoolInput, TicketTypeInput, TicketTypePatch};
use types::{ErrorCode, Failure, Locale};

pub(super) async fn team(place: Place, mut dice: Dice) {
    for n in 0..DEEDS {
        match dice.roll(8) {
            0 | 1 => place.limit(&mut dice).await,
            2 => place.offer(&mut dice).await,
            3 => place.pooled(&mut dice).await,
            4 => place.price(&mut dice).await,
            5 => place.move_one_away(&mut dice).await,
            6 => place.invite(n).await,
            _ => place.make_and_delete(n).await,
        }
    }
    // At the end everything is on sale.
    for kind in place.kinds {
        place.change(kind, patch(Offering::ForSale)).await.unwrap();
    }
}

fn patch(offering: Offering) -> TicketTypePatch {
    TicketTypePatch { offering: Some(offering), ..TicketTypePatch::default() }
}

/// More is taken than there would be.
fn below(result: Result<(), Error>) {
    if let Err(error) = result {
        let code = Failure::from(error).code;
        let below = [ErrorCode::QuotaBelowTaken, ErrorCode::CapacityBelowTaken];
        assert!(below.contains(&code), "{code:?}");
    }
}

impl Place {
    async fn change(&self, kind: TicketTypeId, patch: TicketTypePatch) -> Result<(), Error> {
        ticket_types::change(&self.hub, self.host, &self.key(), kind, patch).await.map(drop)
    }

    /// Another quota of a type, of the pool, or of the event.
    async fn limit(&self, dice: &mut Dice) {
        let seats = i64::try_from(dice.roll(12)).unwrap();
        let (hub, host, key) = (&self.hub, self.host, self.key());
        below(match dice.roll(3) {
            0 => {
                let quota = Some((seats < 10).then_some(seats));
                let patch = TicketTypePatch { quota, ..TicketTypePatch::default() };
                self.change(self.kinds[dice.below(KINDS)], patch).await
            }
            1 => {
                let input =
                    TicketPoolInput { name: "Hall".to_owned(), quota: seats, position: None };
                let pool = self.pool;
                ticket_types::replace_pool(hub, host, &key, pool, input).await.map(drop)
            }
            _ => {
                let max_capacity = Some(8 + seats);
                let wish = EventPatch { max_capacity, ..EventPatch::default() };
                events::patch(hub, host, &key, wish, Locale::En).await.map(drop)
            }
        });
    }

    async fn offer(&self, dice: &mut Dice) {
        let offering = Offering::ALL[dice.below(Offering::ALL.len())];
        self.change(self.kinds[dice.below(KINDS)], patch(offering)).await.unwrap();
    }

    async fn pooled(&self, dice: &mut Dice) {
        let pool = Some((dice.roll(2) == 0).then_some(self.pool));
        let patch = TicketTypePatch { pool, ..TicketTypePatch::default() };
        below(self.change(self.kinds[dice.below(KINDS)], patch).await);
    }

    async fn price(&self, dice: &mut Dice) {
        let first = i64::try_from(1 + dice.roll(6)).unwrap();
        let step = PriceStep { price: Decimal::ONE, until: None, first: Some(first) };
        let price_steps = Some(if dice.roll(3) == 0 { Vec::new() } else { vec![step] });
        let patch = TicketTypePatch { price_steps, ..TicketTypePatch::default() };
        self.change(self.kinds[dice.below(KINDS)], patch).await.unwrap();
    }

    async fn move_one_away(&self, dice: &mut Dice) {
        let some: Vec<BookingId> = sqlx::query_scalar(
            "SELECT id FROM bookings WHERE event_id = $1 AND status = 'CONFIRMED' ORDER BY id",
        )
        .bind(self.event)
        .fetch_all(self.hub.db.pool())
        .await
        .unwrap();
        if some.is_empty() {
            return;
        }
        let input = MoveBooking {
            event: self.elsewhere.to_string(),
            reason: "It is full.".to_owned(),
            ticket_type: None,
        };
        let (id, run) = (some[dice.below(some.len())], Run::Real(None));
        let moved = move_booking(&self.hub, self.host, &self.key(), id, input, run).await;
        if let Err(refusal) = moved {
            // It was given back meanwhile.
            assert_eq!(refusal.failure.code, ErrorCode::BookingNotConfirmed);
        }
    }

    async fn invite(&self, n: usize) {
        let guest = GuestInput {
            name: format!("Guest {n}"),
            email: format!("guest-{n}-{}@example.org", self.event),
            ticket_type: None,
        };
        let input = InviteGuests { guests: vec![guest] };
        let run = Run::Real(None);
        let invited = invite_guests(&self.hub, self.host, &self.key(), input, run).await;
        if let Err(refusal) = invited {
            let code = refusal.failure.code;
            let full = [ErrorCode::SoldOut, ErrorCode::WaitlistFirst];
            assert!(full.contains(&code), "{code:?}");
        }
    }

    /// A type that is there for a moment, in a pool that is there for a moment.
    async fn make_and_delete(&self, n: usize) {
        let (hub, host, key) = (&self.hub, self.host, self.key());
        let input = TicketPoolInput { name: format!("Pool {n}"), quota: 2, position: Some(0) };
        let pool = ticket_types::create_pool(hub, host, &key, input, None).await.unwrap().value;
        let input = TicketTypeInput {
            name: format!("Extra {n}"),
            price: Decimal::ONE,
            pool: Some(pool.id),
            position: Some(0),
            ..TicketTypeInput::default()
        };
        let made = ticket_types::create(hub, host, &key, input, None).await.unwrap().value;
        ticket_types::delete_pool(hub, host, &key, pool.id).await.unwrap();
        if let Err(error) = ticket_types::delete(hub, host, &key, made.id).await {
            // A guest or a party that waited has it by now.
            assert_eq!(Failure::from(error).code, ErrorCode::TicketTypeInUse);
            self.change(made.id, patch(Offering::Archived)).await.unwrap();
        }
    }
}
