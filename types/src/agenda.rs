//! Agenda: where sessions lie, and what clashes when one of them is moved. The same rules say it in the
//! browser while somebody moves a session and on the server before it is saved; the database's
//! constraints stay the judge.

mod clash;
mod occupancy;
mod place;
mod track;
mod wall_clock;

pub use clash::{Clash, clashes};
pub use occupancy::{Occupancy, Overlap};
pub use place::{Place, STEP};
pub use track::{TRACKS, track_of, tracks};
pub use wall_clock::{Offset, WallClock};

use crate::ids::{SessionId, UserId};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// Sessions of one event.
pub const SESSIONS_MAX: u16 = 1_000;
/// What is pasted at once, in bytes and in lines.
pub const PASTE_MAX: usize = 60_000;
pub const PASTE_LINES_MAX: usize = 300;

/// A session as the agenda's editor shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaSession {
    pub id: SessionId,
    /// How often it has been changed.
    pub version: i32,
    pub title: String,
    pub track: Option<String>,
    /// Several are separated by commas.
    pub speaker: Option<String>,
    /// The speaker's, where they have one.
    pub account: Option<UserId>,
    pub place: Place,
}

/// A day of an event as far as the grid shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaDay {
    /// By the event's clock.
    pub date: NaiveDate,
    #[serde(with = "crate::serde::instant")]
    pub from: DateTime<Utc>,
    #[serde(with = "crate::serde::instant")]
    pub until: DateTime<Utc>,
}

#[cfg(test)]
mod tests;
