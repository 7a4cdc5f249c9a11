//! Statistics: of one event and of all of an organizer's, of the platform for admins.
//!
//! An organizer's figures are read in one snapshot, so that they fit together; it locks nothing.

mod by_type;
mod dashboard;
mod event;
mod money;
mod organizer;
mod platform;
#[cfg(test)]
mod tests;
mod watch;

pub use dashboard::{dashboard, figures};
pub use event::of_event;
pub use money::count_sales;
pub use organizer::{EventsWanted, organizer_events, organizer_home, organizer_summary};
pub use platform::{count_days, of_platform, queues};
pub use watch::{DoorWatch, FiguresWatch, SummaryWatch, watch_door, watch_figures, watch_summary};
