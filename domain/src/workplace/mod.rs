//! The organizer's workplace: the frame around its pages, and the search in it.

mod head;
mod search;

pub use head::event_head;
pub use search::search;

#[cfg(test)]
mod tests;
