//! Who comes to an event, and who is there.

mod check_in;
mod list;
#[cfg(test)]
mod tests;

pub use check_in::check_in;
pub use list::{all, list};
