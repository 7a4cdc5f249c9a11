//! Who comes to an event, and who is there.

mod check_in;
#[cfg(test)]
mod tests;

pub use check_in::check_in;
