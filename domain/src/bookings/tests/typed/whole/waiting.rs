//! Parties that wait for some of the types.

use super::expected::{State, Waiter};
use super::steps::{KINDS, Which};
use super::world::World;
use crate::waitlist::{join, leave, own};
use types::ErrorCode;
use types::ticket_types::Offering;
use types::waitlist::{JoinWaitlist, WaitlistStatus};

impl World {
    pub(super) async fn join(&mut self, who: usize, party: i32, wants: Which) {
        let some = self.kinds.iter().zip(wants).filter(|(_, wanted)| *wanted);
        let ticket_types = some.map(|(kind, _)| *kind).collect();
        let input = JoinWaitlist { ticket_types, ..JoinWaitlist::of(party.into()) };
        let waiter = Waiter { who, party, wants };
        let expected = self.may_join(&waiter);
        match join(&self.hub, self.people[who], &self.key(), input, None).await {
            Ok(_) => {
                assert_eq!(expected, None);
                self.model.line.push(waiter);
            }
            Err(refusal) => assert_eq!(Some(refusal.failure.code), expected),
        }
    }

    fn may_join(&self, waiter: &Waiter) -> Option<ErrorCode> {
        let model = &self.model;
        let waits = model.line.iter().any(|it| it.who == waiter.who);
        let gone = |kind: usize| model.kinds[kind].offering == Offering::Archived;
        if waits || model.offer_of(waiter.who).is_some() {
            Some(ErrorCode::AlreadyWaiting)
        } else if (0..KINDS).any(|kind| waiter.wants[kind] && gone(kind)) {
            Some(ErrorCode::ValidationFailed)
        } else {
            model.room_for(waiter).map(|_| ErrorCode::SeatsAvailable)
        }
    }

    pub(super) async fn leave(&mut self, who: usize) {
        let left = leave(&self.hub, self.people[who], &self.key()).await;
        let offer = self.model.offer_of(who);
        let waits = self.model.line.iter().any(|it| it.who == who);
        assert_eq!(left.is_ok(), waits || offer.is_some());
        self.model.line.retain(|it| it.who != who);
        if let Some(offer) = offer {
            self.model.bookings[offer].state = State::Cancelled;
        }
        self.serve().await;
    }

    /// Seats may have come free: the database offered them as the model does.
    pub(super) async fn serve(&mut self) {
        for (who, kind) in self.model.serve() {
            let entry = own(&self.hub, self.people[who], &self.key()).await.unwrap();
            assert_eq!(entry.status, WaitlistStatus::Offered, "somebody was passed over");
            self.ids.push(entry.booking.unwrap());
            let booking = self.booking(self.ids.len() - 1).await;
            assert_eq!(booking.items[0].ticket_type, self.kinds[kind]);
        }
    }
}
