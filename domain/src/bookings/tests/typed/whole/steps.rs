//! What may happen, drawn at random.

use proptest::prelude::*;
use types::ticket_types::Offering;

pub(super) const PEOPLE: usize = 4;
pub(super) const KINDS: usize = 3;

/// Seats of each type.
pub(super) type Of = [i32; KINDS];

/// Which of the types; none of them: any.
pub(super) type Which = [bool; KINDS];

#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    Book {
        who: usize,
        of: Of,
        code: bool,
    },
    Pay(usize),
    /// The money comes once the hold is over.
    PayLate(usize),
    Lapse(usize),
    Cancel(usize),
    CancelTicket(usize, usize),
    /// A ticket of a booking, for a type; and what comes of it where that is dearer.
    Exchange(usize, usize, usize, Then),
    /// What is open of a booking.
    GoOn(usize, Then),
    /// To another event.
    Move(usize),
    Join {
        who: usize,
        party: i32,
        wants: Which,
    },
    Leave(usize),
    Team(Change),
}

/// What comes of an exchange that is to be paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Then {
    Waits,
    Paid,
    Declined,
    /// The money comes once its time is over.
    PaidLate,
    Lapses,
    GivenUp,
}

fn then() -> impl Strategy<Value = Then> {
    prop_oneof![
        3 => Just(Then::Waits), 3 => Just(Then::Paid), 1 => Just(Then::Declined),
        2 => Just(Then::PaidLate), 1 => Just(Then::Lapses), 1 => Just(Then::GivenUp)
    ]
}

/// What the event's team may change.
#[derive(Clone, Copy, Debug)]
pub(super) enum Change {
    Capacity(i32),
    Pool(i32),
    Quota(usize, Option<i32>),
    /// In the pool or out of it.
    Pooled(usize, bool),
    /// So many cost less.
    Early(usize, Option<i32>),
    Offering(usize, Offering),
}

fn change() -> impl Strategy<Value = Change> {
    let kind = || 0..KINDS;
    prop_oneof![
        2 => (3..10_i32).prop_map(Change::Capacity),
        2 => (0..7_i32).prop_map(Change::Pool),
        3 => (kind(), prop::option::of(0..5_i32)).prop_map(|(of, quota)| Change::Quota(of, quota)),
        2 => (kind(), any::<bool>()).prop_map(|(of, pooled)| Change::Pooled(of, pooled)),
        1 => (kind(), prop::option::of(1..4_i32)).prop_map(|(of, first)| Change::Early(of, first)),
        3 => (kind(), prop_oneof![
            3 => Just(Offering::ForSale), 1 => Just(Offering::Paused), 1 => Just(Offering::Archived)
        ]).prop_map(|(of, offering)| Change::Offering(of, offering)),
    ]
}

pub(super) fn step() -> impl Strategy<Value = Step> {
    let seats = || prop_oneof![2 => Just(0), 2 => Just(1), 1 => Just(2)];
    // Mostly one of the last few, so that one thing leads to another.
    let one = || prop_oneof![4 => 0..3_usize, 1 => 0..64_usize];
    prop_oneof![
        8 => (0..PEOPLE, [seats(), seats(), seats()], prop::bool::weighted(0.2))
            .prop_map(|(who, of, code)| Step::Book { who, of, code }),
        4 => one().prop_map(Step::Pay),
        1 => one().prop_map(Step::PayLate),
        2 => one().prop_map(Step::Lapse),
        2 => one().prop_map(Step::Cancel),
        3 => (one(), 0..6_usize).prop_map(|(n, ticket)| Step::CancelTicket(n, ticket)),
        5 => (one(), 0..6_usize, 0..KINDS, then())
            .prop_map(|(n, ticket, to, then)| Step::Exchange(n, ticket, to, then)),
        2 => (one(), then()).prop_map(|(n, then)| Step::GoOn(n, then)),
        1 => one().prop_map(Step::Move),
        6 => (0..PEOPLE, 1..4_i32, any::<Which>())
            .prop_map(|(who, party, wants)| Step::Join { who, party, wants }),
        1 => (0..PEOPLE).prop_map(Step::Leave),
        6 => change().prop_map(Step::Team),
    ]
}
