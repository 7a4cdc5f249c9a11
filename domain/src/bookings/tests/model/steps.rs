//! What can happen, drawn at random.

use proptest::prelude::*;
use types::RefundPolicy;
use types::booking_actions::RefundChoice;

pub(super) const CAPACITY: i32 = 5;
/// Neither the codes nor three seats divide it evenly.
pub(super) const PRICE_CENTS: i64 = 16_65;
pub(super) const PEOPLE: usize = 3;
pub(super) const PERCENT_OFF: i64 = 15;
/// More than one seat costs.
pub(super) const CENTS_OFF: i64 = 20_00;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Code {
    Percent,
    Fixed,
}

impl Code {
    pub(super) const ALL: [Self; 2] = [Self::Percent, Self::Fixed];

    pub(super) fn max_uses(self) -> usize {
        match self {
            Self::Percent => 3,
            Self::Fixed => 2,
        }
    }

    pub(super) fn max_uses_per_person(self) -> usize {
        match self {
            Self::Percent => 2,
            Self::Fixed => 1,
        }
    }

    /// What it takes off that price, in cents, half a cent up.
    pub(super) fn off(self, price: i64) -> i64 {
        match self {
            Self::Percent => (price * PERCENT_OFF + 50) / 100,
            Self::Fixed => CENTS_OFF.min(price),
        }
    }
}

/// A number stands for one of those that there are, counted from the newest.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    Book {
        who: usize,
        quantity: i32,
        code: Option<Code>,
    },
    /// Puts another code on a booking, or takes it off.
    ChangeCode(usize, Option<Code>),
    Pay(usize),
    /// The provider says something new of any payment ever started.
    Say(usize, bool),
    /// The provider repeats what it said before.
    Repeat(usize),
    Expire(usize),
    Lapse(usize),
    Cancel(usize),
    /// The organizer cancels it.
    Dismiss(usize, RefundChoice),
    /// The organizer gives so many cents back.
    Goodwill(usize, i64),
    /// One ticket of a booking that has or had some.
    CancelTicket(usize, usize),
    /// The door sees one of them.
    CheckIn(usize, usize),
    /// The organizer gives the event another start, so many minutes from the first one.
    Move(i64),
}

/// A refund rule and what happens under it.
#[derive(Clone, Debug)]
pub(super) struct Case {
    pub(super) rule: RefundPolicy,
    /// How many seats one person may have in all.
    pub(super) per_person: Option<i32>,
    pub(super) steps: Vec<Step>,
}

impl Case {
    /// What a seat that is given back a week ahead brings, in percent.
    pub(super) fn percent_back(&self) -> i64 {
        match self.rule.full_until_hours {
            Some(_) => 100,
            None => self.rule.late_percent.into(),
        }
    }
}

fn code() -> impl Strategy<Value = Option<Code>> {
    prop_oneof![2 => Just(None), 1 => Just(Some(Code::Percent)), 1 => Just(Some(Code::Fixed))]
}

/// Mostly one of the last few, so that one thing leads to another.
fn one() -> impl Strategy<Value = usize> {
    prop_oneof![4 => 0..3_usize, 1 => 0..64_usize]
}

fn step() -> impl Strategy<Value = Step> {
    let quantity = prop_oneof![3 => Just(1), 2 => Just(2), 1 => Just(3)];
    prop_oneof![
        5 => (0..PEOPLE, quantity, code())
            .prop_map(|(who, quantity, code)| Step::Book { who, quantity, code }),
        2 => (one(), code()).prop_map(|(n, code)| Step::ChangeCode(n, code)),
        5 => one().prop_map(Step::Pay),
        5 => (one(), prop::bool::weighted(0.7)).prop_map(|(n, ok)| Step::Say(n, ok)),
        1 => one().prop_map(Step::Repeat),
        3 => one().prop_map(Step::Expire),
        3 => one().prop_map(Step::Lapse),
        1 => one().prop_map(Step::Cancel),
        1 => (one(), prop::sample::select(RefundChoice::ALL.to_vec()))
            .prop_map(|(n, refund)| Step::Dismiss(n, refund)),
        3 => (one(), prop::sample::select(vec![1, 5_00, 11_99, 16_65, 30_00]))
            .prop_map(|(n, cents)| Step::Goodwill(n, cents)),
        3 => (one(), 0..10_usize).prop_map(|(n, ticket)| Step::CancelTicket(n, ticket)),
        2 => (one(), 0..10_usize).prop_map(|(n, ticket)| Step::CheckIn(n, ticket)),
        1 => prop::sample::select(vec![0, 45, 60, 90, 600]).prop_map(Step::Move),
    ]
}

pub(super) fn case() -> impl Strategy<Value = Case> {
    let rule = prop_oneof![
        Just(RefundPolicy { full_until_hours: Some(24), late_percent: 0 }),
        Just(RefundPolicy { full_until_hours: None, late_percent: 30 }),
        Just(RefundPolicy { full_until_hours: None, late_percent: 0 }),
    ];
    let per_person = prop::option::of(2..=4_i32);
    (rule, per_person, prop::collection::vec(step(), 1..60))
        .prop_map(|(rule, per_person, steps)| Case { rule, per_person, steps })
}
