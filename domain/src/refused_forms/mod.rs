//! Refused forms: what somebody typed that was refused, for the page that shows it again, where a browser
//! without JavaScript has no place for it.

mod service;
#[cfg(test)]
mod tests;

pub use service::{CONTENT_MAX, keep, take};
