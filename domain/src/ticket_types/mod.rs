//! Ticket types: several kinds of ticket for one event, and the pools that share a quota among them.
//!
//! An event without types has one kind of ticket, whose price and seats stand on its own row. Whoever
//! changes types holds the event's row, as does whoever books: so types and pools are never waited for,
//! and what is taken of them is counted exactly.

mod copy;
mod first;
mod policy;
mod pools;
mod prices;
mod read;
mod rows;
mod rules;
mod service;
mod store;

pub(crate) use copy::{Copied, copy, of_event};
pub(crate) use first::{can_be_sold, make_first, make_many, sellable};
pub use pools::{create_pool, delete_pool, may_change_pool, replace_pool};
pub use prices::refresh_due;
pub(crate) use prices::{push_priced_within, refresh};
pub use read::{list, names, public, to_give};
pub(crate) use read::{names_of, of_team, shown};
pub(crate) use rules::{changes_end, copy_rules, rules_of};
pub use rules::{replace_rules, rules};
pub(crate) use service::add;
pub use service::{change, create, delete, may_change, replace};

#[cfg(test)]
mod tests;
