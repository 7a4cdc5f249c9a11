//! What the lists of bookings and of attendees share: tabs with their counts, files, and what is
//! said where nothing is there.

mod export;
mod nothing;
mod tabs;

pub(super) use export::Exports;
pub(super) use nothing::{Ignored, Nothing};
pub(super) use tabs::{StateTab, StateTabs};
