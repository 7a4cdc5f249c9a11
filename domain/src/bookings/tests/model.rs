//! Random sequences of everything that can happen, against a small model of what should.
//!
//! After every step the database and the model agree on every booking, payment and counter, the
//! event is not oversold (1), the counters match the rows (2), every payment was counted once (4),
//! nobody has paid without a seat or a refund (5), and captured − refunded is the value of the
//! confirmed bookings (6).

use super::support::{attendee, book, event, expire, in_balance, ledger, pay, seats};
use crate::bookings::{cancel, get, lapse};
use crate::payments::{ProviderEvent, apply_outcome};
use crate::testing::{TestDatabase, test_hub};
use crate::{Actor, Hub};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use types::ErrorCode;
use types::bookings::{Booking, BookingStatus, CancelReason};
use types::ids::EventId;
use types::payments::{Payment, PaymentOutcome, PaymentStatus};

const CAPACITY: i32 = 5;
const PRICE_CENTS: i64 = 25_00;

#[derive(Clone, Copy, Debug)]
enum Step {
    Book(i32),
    Pay(usize),
    /// The provider says something new of any payment ever started.
    Say(usize, bool),
    /// The provider repeats what it said before.
    Repeat(usize),
    Expire(usize),
    Lapse(usize),
    Cancel(usize),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let any_one = 0..64_usize;
    prop::collection::vec(
        prop_oneof![
            3 => (1..4_i32).prop_map(Step::Book),
            4 => any_one.clone().prop_map(Step::Pay),
            4 => (any_one.clone(), prop::bool::weighted(0.7)).prop_map(|(n, ok)| Step::Say(n, ok)),
            1 => any_one.clone().prop_map(Step::Repeat),
            2 => any_one.clone().prop_map(Step::Expire),
            3 => any_one.clone().prop_map(Step::Lapse),
            2 => any_one.prop_map(Step::Cancel),
        ],
        1..40,
    )
}

#[derive(Debug)]
struct Seat {
    booking: Booking,
    expired: bool,
    status: BookingStatus,
    reason: Option<CancelReason>,
}

#[derive(Debug)]
struct Paid {
    payment: Payment,
    booking: usize,
    status: PaymentStatus,
}

/// What should be.
#[derive(Default)]
struct Model {
    bookings: Vec<Seat>,
    payments: Vec<Paid>,
    said: Vec<ProviderEvent>,
}

impl Model {
    fn seats(&self, status: BookingStatus) -> i32 {
        let of_status = self.bookings.iter().filter(|seat| seat.status == status);
        of_status.map(|seat| seat.booking.quantity).sum()
    }

    fn free(&self) -> i32 {
        CAPACITY - self.seats(BookingStatus::Pending) - self.seats(BookingStatus::Confirmed)
    }

    fn value(&self, statuses: &[PaymentStatus]) -> i64 {
        let counted = self.payments.iter().filter(|paid| statuses.contains(&paid.status));
        counted.map(|paid| self.price(paid.booking)).sum()
    }

    fn price(&self, booking: usize) -> i64 {
        i64::from(self.bookings[booking].booking.quantity) * PRICE_CENTS
    }

    fn open_payment(&self, booking: usize) -> Option<PaymentStatus> {
        use PaymentStatus::{Completed, Pending};
        let mut of_it = self.payments.iter().filter(|paid| paid.booking == booking);
        of_it.find(|paid| matches!(paid.status, Pending | Completed)).map(|paid| paid.status)
    }

    fn settle(&mut self, index: usize, outcome: PaymentOutcome) {
        if self.payments[index].status != PaymentStatus::Pending {
            return;
        }
        let booking = self.payments[index].booking;
        self.payments[index].status = match outcome {
            PaymentOutcome::Failed => PaymentStatus::Failed,
            PaymentOutcome::Completed => {
                let fits = self.bookings[booking].booking.quantity <= self.free();
                let seat = &mut self.bookings[booking];
                let lapsed = seat.reason == Some(CancelReason::Expired);
                if seat.status == BookingStatus::Pending || (lapsed && fits) {
                    (seat.status, seat.reason) = (BookingStatus::Confirmed, None);
                    PaymentStatus::Completed
                } else {
                    if lapsed {
                        seat.reason = Some(CancelReason::PaymentRefunded);
                    }
                    PaymentStatus::Refunded
                }
            }
        };
    }
}

struct World {
    hub: Hub,
    ada: Actor,
    event: EventId,
    model: Model,
}

impl World {
    async fn take(&mut self, step: Step) {
        let (hub, ada) = (&self.hub, self.ada);
        let model = &mut self.model;
        let nth = |n: usize, count: usize| (count > 0).then(|| n % count);
        match step {
            Step::Book(quantity) => match book(hub, ada, self.event, quantity.into()).await {
                Ok(booking) => {
                    assert!(quantity <= model.free());
                    let status = BookingStatus::Pending;
                    model.bookings.push(Seat { booking, expired: false, status, reason: None });
                }
                Err(refusal) => {
                    assert!(quantity > model.free());
                    assert_eq!(refusal.failure.seats_available, Some(model.free()));
                }
            },
            Step::Pay(n) => {
                let Some(n) = nth(n, model.bookings.len()) else { return };
                let seat = &model.bookings[n];
                match pay(hub, ada, seat.booking.id).await {
                    Ok(payment) => {
                        assert!(seat.status == BookingStatus::Pending && !seat.expired);
                        assert_eq!(model.open_payment(n), None);
                        let status = PaymentStatus::Pending;
                        model.payments.push(Paid { payment, booking: n, status });
                    }
                    Err(refusal) => {
                        let expected = match model.open_payment(n) {
                            Some(PaymentStatus::Completed) => ErrorCode::AlreadyPaid,
                            Some(_) => ErrorCode::PaymentInProgress,
                            None => ErrorCode::BookingNotPayable,
                        };
                        assert_eq!(refusal.failure.code, expected);
                    }
                }
            }
            Step::Say(n, ok) => {
                let Some(n) = nth(n, model.payments.len()) else { return };
                let outcome = if ok { PaymentOutcome::Completed } else { PaymentOutcome::Failed };
                let event = ProviderEvent {
                    provider: "mock",
                    event_id: format!("{}-{}", self.event, model.said.len()),
                    reference_id: model.payments[n].payment.reference_id.clone(),
                    outcome,
                };
                apply_outcome(hub, event.clone()).await.unwrap();
                model.said.push(event);
                model.settle(n, outcome);
            }
            Step::Repeat(n) => {
                let Some(n) = nth(n, model.said.len()) else { return };
                apply_outcome(hub, model.said[n].clone()).await.unwrap();
            }
            Step::Expire(n) => {
                let Some(n) = nth(n, model.bookings.len()) else { return };
                expire(hub, model.bookings[n].booking.id).await;
                model.bookings[n].expired = true;
            }
            Step::Lapse(n) => {
                let Some(n) = nth(n, model.bookings.len()) else { return };
                let seat = &mut model.bookings[n];
                let lapsed = lapse(hub, seat.booking.id).await.unwrap();
                assert_eq!(lapsed, seat.expired && seat.status == BookingStatus::Pending);
                if lapsed {
                    seat.status = BookingStatus::Cancelled;
                    seat.reason = Some(CancelReason::Expired);
                }
            }
            Step::Cancel(n) => {
                let Some(n) = nth(n, model.bookings.len()) else { return };
                cancel(hub, ada, model.bookings[n].booking.id, None).await.unwrap();
                let seat = &mut model.bookings[n];
                if seat.status != BookingStatus::Cancelled {
                    seat.status = BookingStatus::Cancelled;
                    seat.reason = Some(CancelReason::ByAttendee);
                    for paid in model.payments.iter_mut().filter(|paid| paid.booking == n) {
                        if paid.status == PaymentStatus::Completed {
                            paid.status = PaymentStatus::Refunded;
                        }
                    }
                }
            }
        }
    }

    async fn check(&self, before: (i64, i64)) {
        use PaymentStatus::{Completed, Refunded};
        let (hub, model) = (&self.hub, &self.model);
        in_balance(hub).await;
        let (held, confirmed) =
            (model.seats(BookingStatus::Pending), model.seats(BookingStatus::Confirmed));
        assert!(held + confirmed <= CAPACITY);
        assert_eq!(seats(hub, self.event).await, (confirmed, held, 0));
        for seat in &model.bookings {
            let found = get(hub, self.ada, seat.booking.id).await.unwrap();
            assert_eq!((found.status, found.cancel_reason), (seat.status, seat.reason));
            let tickets = if found.status == BookingStatus::Confirmed { found.quantity } else { 0 };
            assert_eq!(i32::try_from(found.tickets.len()).unwrap(), tickets);
        }
        for paid in &model.payments {
            let found = crate::payments::get(hub, self.ada, paid.payment.id).await.unwrap();
            assert_eq!(found.status, paid.status);
        }
        let (charged, refunded) = ledger(hub).await;
        let (charged, refunded) = (charged - before.0, refunded - before.1);
        assert_eq!(charged, model.value(&[Completed, Refunded]));
        assert_eq!(refunded, model.value(&[Refunded]));
        assert_eq!(charged - refunded, i64::from(confirmed) * PRICE_CENTS);
    }
}

#[test]
fn whatever_happens_the_rules_hold() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let (hub, database): (Hub, TestDatabase) = runtime.block_on(test_hub());
    let mut runner =
        TestRunner::new(Config { cases: 32, failure_persistence: None, ..Config::default() });
    let result = runner.run(&steps(), |steps| {
        runtime.block_on(async {
            let event = event(&hub).capacity(CAPACITY).create(&hub).await;
            let before = ledger(&hub).await;
            let ada = attendee(&hub).await;
            let mut world = World { hub: hub.clone(), ada, event, model: Model::default() };
            for step in steps {
                world.take(step).await;
                world.check(before).await;
            }
        });
        Ok(())
    });
    runtime.block_on(hub.db.pool().close());
    drop(database);
    result.unwrap();
}
