//! The rules of a booking on a real database.
//!
//! Each rule is raced, and each race is run once more with its guard taken away: that run must
//! break the rule, or the race proves nothing. The runs without a guard step two connections
//! through the one order of events that hurts, so that they break it every time.

mod calendar;
mod cancelled_requests;
mod cancelling;
mod event_cancelled;
mod guests;
mod handed_on;
mod handed_on_exchanged;
mod handed_on_races;
mod handed_on_told;
mod idempotent;
mod lapsing;
mod lifecycle;
mod model;
mod moved;
mod naming;
mod organizer;
mod origin;
mod outcomes;
mod overselling;
mod paying;
mod per_person;
mod refunding;
mod rush;
pub(crate) mod support;
mod tickets;
mod typed;
mod used;
