//! Random sequences of joins, leaves, bookings, cancellations, lapses, accepts and more seats,
//! against a small model of a fair line; and the log, replayed, is the state.

use super::support::*;
use crate::audit::Entry;
use crate::bookings::{cancel, confirm, lapse};
use crate::testing::{TestDatabase, test_hub};
use crate::waitlist::leave;
use crate::{Actor, Hub};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use std::collections::HashMap;
use types::ErrorCode;
use types::bookings::BookingStatus;
use types::history::AuditAction;
use types::ids::{BookingId, EventId};
use types::waitlist::WaitlistStatus;
use uuid::Uuid;

const PEOPLE: usize = 6;

#[derive(Clone, Copy, Debug)]
enum Step {
    Book(usize, i32),
    Join(usize, i32),
    Leave(usize),
    Accept(usize),
    /// Cancels any booking: one of the public's, or an offer, or one that was accepted.
    Cancel(usize),
    /// Lets the end of somebody's offer pass.
    Lapse(usize),
    MoreSeats(i32),
    /// The organizer offers somebody their seats, and adds the missing ones.
    Hand(usize),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let person = 0..PEOPLE;
    prop::collection::vec(
        prop_oneof![
            4 => (person.clone(), 1..4_i32).prop_map(|(who, n)| Step::Book(who, n)),
            5 => (person.clone(), 1..4_i32).prop_map(|(who, n)| Step::Join(who, n)),
            1 => person.clone().prop_map(Step::Leave),
            2 => person.clone().prop_map(Step::Accept),
            3 => (0..64_usize).prop_map(Step::Cancel),
            2 => person.prop_map(Step::Lapse),
            1 => (1..3_i32).prop_map(Step::MoreSeats),
            1 => (0..PEOPLE).prop_map(Step::Hand),
        ],
        1..40,
    )
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Waiter {
    who: usize,
    party: i32,
}

/// What should be: the line, the open offers, and the bookings that have seats.
#[derive(Debug, Default)]
struct Model {
    capacity: i32,
    line: Vec<Waiter>,
    offers: Vec<Waiter>,
    taken: i32,
}

impl Model {
    fn free(&self) -> i32 {
        self.capacity - self.taken - self.offers.iter().map(|offer| offer.party).sum::<i32>()
    }

    /// The first that fits, and again, until nobody does.
    fn serve(&mut self) {
        while let Some(first) = self.line.iter().position(|waiter| waiter.party <= self.free()) {
            let waiter = self.line.remove(first);
            self.offers.push(waiter);
        }
    }

    fn bookable(&self, quantity: i32) -> bool {
        let free = self.free();
        quantity <= free && self.line.iter().all(|waiter| waiter.party > free)
    }

    fn open(&self, who: usize) -> bool {
        self.line.iter().chain(&self.offers).any(|waiter| waiter.who == who)
    }

    fn end_offer(&mut self, who: usize) -> Option<Waiter> {
        let place = self.offers.iter().position(|offer| offer.who == who)?;
        Some(self.offers.remove(place))
    }
}

struct World {
    hub: Hub,
    event: EventId,
    people: Vec<Actor>,
    /// Bookings that have seats, but for the open offers.
    seated: Vec<(BookingId, usize, i32)>,
    model: Model,
}

impl World {
    async fn take(&mut self, step: Step) {
        let (hub, event) = (&self.hub, self.event);
        let model = &mut self.model;
        match step {
            Step::Book(who, quantity) => {
                match book(hub, self.people[who], event, quantity.into()).await {
                    Ok(booking) => {
                        assert!(model.bookable(quantity), "{model:?}");
                        model.taken += quantity;
                        self.seated.push((booking.id, who, quantity));
                    }
                    Err(refusal) => {
                        assert!(!model.bookable(quantity), "{model:?}");
                        let promised: i32 = model.offers.iter().map(|offer| offer.party).sum();
                        let expected = if quantity <= model.free() + promised {
                            ErrorCode::WaitlistFirst
                        } else {
                            ErrorCode::SoldOut
                        };
                        assert_eq!(refusal.failure.code, expected);
                    }
                }
            }
            Step::Join(who, party) => {
                match wait(hub, self.people[who], event, party.into()).await {
                    Ok(entry) => {
                        assert!(!model.open(who) && !model.bookable(party));
                        model.line.push(Waiter { who, party });
                        assert_eq!(entry.position, i64::try_from(model.line.len()).ok());
                    }
                    Err(refusal) => {
                        let expected = if model.open(who) {
                            ErrorCode::AlreadyWaiting
                        } else {
                            assert!(model.bookable(party));
                            ErrorCode::SeatsAvailable
                        };
                        assert_eq!(refusal.failure.code, expected);
                    }
                }
            }
            Step::Leave(who) => {
                let left = leave(hub, self.people[who], &event.to_string()).await;
                assert_eq!(left.is_ok(), model.open(who));
                model.line.retain(|waiter| waiter.who != who);
                model.end_offer(who);
                model.serve();
            }
            Step::Accept(who) => {
                let Some(accepted) = model.end_offer(who) else { return };
                let booking = offer(hub, self.people[who], event).await;
                confirm(hub, self.people[who], booking, None).await.unwrap();
                model.taken += accepted.party;
                self.seated.push((booking, who, accepted.party));
            }
            Step::Cancel(n) => {
                let open = self.seated.len() + model.offers.len();
                if open == 0 {
                    return;
                }
                if let Some(offered) = (n % open).checked_sub(self.seated.len()) {
                    let who = model.offers[offered].who;
                    let booking = offer(hub, self.people[who], event).await;
                    cancel(hub, self.people[who], booking, None).await.unwrap();
                    model.end_offer(who);
                } else {
                    let (booking, who, quantity) = self.seated.remove(n % open);
                    cancel(hub, self.people[who], booking, None).await.unwrap();
                    model.taken -= quantity;
                }
                model.serve();
            }
            Step::Lapse(who) => {
                if model.end_offer(who).is_none() {
                    return;
                }
                let booking = offer(hub, self.people[who], event).await;
                expire(hub, booking).await;
                assert!(lapse(hub, booking).await.unwrap());
                model.serve();
            }
            Step::Hand(who) => {
                let given = by_hand(hub, event, self.people[who]).await;
                let waits = model.line.iter().position(|waiter| waiter.who == who);
                assert_eq!(given.is_some(), waits.is_some());
                let Some(place) = waits else { return };
                let waiter = model.line.remove(place);
                model.capacity += (waiter.party - model.free()).max(0);
                model.offers.push(waiter);
            }
            Step::MoreSeats(seats) => {
                model.capacity += seats;
                let (event, settings) = (event, hub.settings.clone());
                hub.db
                    .write::<_, sqlx::Error, _>(move |tx| {
                        Box::pin(async move {
                            let more = "UPDATE events SET max_capacity = max_capacity + $2
                                WHERE id = $1";
                            sqlx::query(more).bind(event).bind(seats).execute(&mut *tx).await?;
                            let told = Entry::by_system(AuditAction::EventUpdated, event);
                            told.record(&mut *tx).await?;
                            crate::waitlist::event_changed(tx, event, &settings).await
                        })
                    })
                    .await
                    .unwrap();
                model.serve();
            }
        }
    }

    async fn check(&self) {
        let (hub, event, model) = (&self.hub, self.event, &self.model);
        in_balance(hub).await;
        let promised: i32 = model.offers.iter().map(|offer| offer.party).sum();
        assert_eq!(seats(hub, event).await, (model.taken, 0, promised));
        assert!(model.free() >= 0);
        let smallest = model.line.iter().map(|waiter| waiter.party).min();
        let count = i32::try_from(model.line.len()).unwrap();
        assert_eq!(line(hub, event).await, (count, smallest));
        assert_eq!(counted_line(hub, event).await, (count, smallest));
        for (place, waiter) in model.line.iter().enumerate() {
            let entry = entry(hub, self.people[waiter.who], event).await;
            assert_eq!(entry.status, WaitlistStatus::Waiting);
            assert_eq!(entry.parties_ahead, i64::try_from(place).ok());
            assert_eq!(entry.quantity, waiter.party);
        }
        for offered in &model.offers {
            let entry = entry(hub, self.people[offered.who], event).await;
            assert_eq!((entry.status, entry.position), (WaitlistStatus::Offered, None));
            let booking = entry.booking.unwrap();
            let booking =
                crate::bookings::get(hub, self.people[offered.who], booking).await.unwrap();
            assert_eq!((booking.status, booking.quantity), (BookingStatus::Pending, offered.party));
        }
        self.replay().await;
    }

    /// The log alone says where every entry stands, and each move starts where the last ended.
    async fn replay(&self) {
        let moves: Vec<(Uuid, Option<String>, String)> = sqlx::query_as(
            "SELECT entry_id, from_status, to_status FROM waitlist_moves WHERE event_id = $1
             ORDER BY created_at, id",
        )
        .bind(self.event)
        .fetch_all(self.hub.db.pool())
        .await
        .unwrap();
        let mut replayed = HashMap::<Uuid, String>::new();
        for (entry, from, to) in moves {
            assert_eq!(replayed.insert(entry, to), from);
        }
        let stored: Vec<(Uuid, String)> =
            sqlx::query_as("SELECT id, status FROM waitlist_entries WHERE event_id = $1")
                .bind(self.event)
                .fetch_all(self.hub.db.pool())
                .await
                .unwrap();
        assert_eq!(replayed, stored.into_iter().collect());
        // What was promised of a release never was more than there was.
        let overdrawn: i64 = sqlx::query_scalar(
            "SELECT count(*) FROM waitlist_releases r WHERE r.event_id = $1 AND r.seats_free < (
                 SELECT coalesce(sum(w.quantity), 0) FROM waitlist_moves m
                     JOIN waitlist_entries w ON w.id = m.entry_id WHERE m.release_id = r.id)",
        )
        .bind(self.event)
        .fetch_one(self.hub.db.pool())
        .await
        .unwrap();
        assert_eq!(overdrawn, 0);
    }
}

/// Offers seats to whoever waits; none where they do not.
async fn by_hand(hub: &Hub, event: EventId, to: Actor) -> Option<()> {
    let (id, host): (types::ids::WaitlistEntryId, types::ids::UserId) = sqlx::query_as(
        "SELECT w.id, e.organizer_id FROM waitlist_entries w JOIN events e ON e.id = w.event_id
         WHERE w.event_id = $1 AND w.user_id = $2 ORDER BY w.status = 'WAITING' DESC LIMIT 1",
    )
    .bind(event)
    .bind(to.user_id())
    .fetch_optional(hub.db.pool())
    .await
    .unwrap()?;
    let host = Actor::User { id: host, role: types::accounts::Role::Organizer };
    let input = types::waitlist::OfferSeats { reason: "x".into(), seats: None, add_seats: true };
    let given = crate::waitlist::offer_by_hand(hub, host, &event.to_string(), id, input).await;
    given.ok().map(drop)
}

#[test]
fn whatever_happens_the_line_is_fair_and_the_log_explains_it() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let (hub, database): (Hub, TestDatabase) = runtime.block_on(test_hub());
    let mut runner =
        TestRunner::new(Config { cases: 32, failure_persistence: None, ..Config::default() });
    let result = runner.run(&steps(), |steps| {
        runtime.block_on(async {
            let event = event(&hub).free().capacity(3).create(&hub).await;
            let mut people = Vec::new();
            for _ in 0..PEOPLE {
                people.push(attendee(&hub).await);
            }
            let model = Model { capacity: 3, ..Model::default() };
            let mut world = World { hub: hub.clone(), event, people, seated: Vec::new(), model };
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
