//! The door: scans of tickets, each of which is a row, and who is inside.

mod check_in;
mod figures;
mod kinds;
mod lists;
mod policy;
mod read;
mod search;
mod store;
#[cfg(test)]
mod tests;
mod undo;

pub use check_in::{Presented, check_in, scan};
pub use figures::{door_event, figures};
pub use lists::{change_list, create_list, lists, may_change_lists, remove_list};
pub use read::{Desk, ScanFilter, desk, scan_of, scans};
pub use search::search;
pub use undo::undo;
