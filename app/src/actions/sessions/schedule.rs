//! An agenda that was sent as a file, and what importing it would do.

use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use types::schedule::{RefusedSession, SessionChangeKind};
use types::{FieldError, Span};

/// What the page of imports shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScheduleView {
    /// Seats that a new session gets, unless others are chosen.
    pub capacity: i64,
    pub sent: Option<SentSchedule>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentSchedule {
    /// Of the file; empty where it was pasted.
    pub name: String,
    pub outcome: ScheduleOutcome,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ScheduleOutcome {
    /// It is not kept any more.
    Gone,
    /// It is none; what was pasted, to be mended.
    Broken(ScheduleProblem, String),
    /// The number of seats is none.
    Capacity(FieldError),
    Preview(Box<SchedulePreview>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ScheduleProblem {
    /// Where it breaks.
    Malformed(usize, usize),
    NoSchedule,
    Empty,
    TooLarge,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchedulePreview {
    /// Added, changed, removed, as they are, left out.
    pub counts: [usize; 5],
    pub picks_lost: i64,
    pub lines: Vec<ChangeLine>,
    /// Lines that are not shown.
    pub more: usize,
    pub refused: Vec<RefusedSession>,
    pub more_refused: usize,
    /// Names what was seen, for the form that confirms it.
    pub seen: String,
}

/// A session that would be added, changed or removed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeLine {
    pub kind: SessionChangeKind,
    pub title: String,
    pub room: String,
    pub span: Span,
    pub picks: i64,
    /// A field, what it was and what it would be, as they are shown.
    pub fields: Vec<(String, String, String)>,
}

#[server(prefix = "/fn", endpoint = "organize-schedule", protocol = Get)]
pub async fn load_schedule(
    #[server(default)] slug: String,
    #[server(default)] file: String,
    #[server(default)] capacity: String,
) -> AppResult<ScheduleView> {
    let (hub, actor, locale) = (crate::ssr::hub()?, crate::ssr::actor(), crate::ssr::locale());
    let view = super::schedule_view::view(&hub, actor, &slug, (&file, &capacity), locale).await;
    crate::forms::answer(view)
}
