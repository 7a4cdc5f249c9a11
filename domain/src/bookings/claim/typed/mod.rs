//! Claims of ticket types: the same claim with counters on three levels, event ⊃ pool ⊃ type.

mod batch;
mod rejection;
mod sql;

pub(in crate::bookings) use batch::{confirm_each, hold_with};
pub(super) use rejection::{Quote, check_bookable, the_one_on_sale};
pub(in crate::bookings) use sql::hold as hold_statement;
