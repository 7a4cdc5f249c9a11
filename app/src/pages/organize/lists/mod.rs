//! What an event's lists share: their frame, tabs with their counts, files, totals, and what is said
//! where nothing is there.

mod export;
mod frame;
mod nothing;
mod tabs;
mod totals;

pub(super) use export::Exports;
pub(super) use frame::ListFrame;
pub(super) use nothing::{Ignored, Nothing};
pub use tabs::{StateTab, StateTabs};
pub(super) use totals::Totals;
