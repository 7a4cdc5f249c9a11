//! Schedules: the agenda as a `schedule.json`, in and out.
//!
//! An import is a plan, made of the file and the agenda as it is under its event's lock, and one
//! transaction that carries it out. A dry run is the same, taken back.

mod export;
mod files;
mod import;
mod plan;
mod read;
mod report;
mod store;
mod time;
mod wish;

pub use export::{Exported, export};
pub use files::{Looked, ScheduleFile, keep, look};
pub use import::{ScheduleRun, import, import_kept};
pub use read::Unreadable;
pub use report::fingerprint;

#[cfg(test)]
mod tests;
