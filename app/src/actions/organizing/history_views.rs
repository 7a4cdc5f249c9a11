//! View models of a history: each entry with its time by the event's clock.

use serde::{Deserialize, Serialize};
use types::ids::BookingId;
use types::{Failure, Page, Wall};

/// A page of an event's history, as its address asks for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HistoryView {
    pub page: Page<HistoryLine>,
    pub ignored: Option<Failure>,
}

/// Something that was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryLine {
    pub at: Wall,
    /// None for what nobody did: a hold that was over, a provider's word.
    pub actor: Option<String>,
    /// Such as `booking.cancelled`.
    pub action: String,
    /// The booking that it was done to.
    pub booking: Option<BookingId>,
    pub changes: Vec<ChangeLine>,
    /// In the words of whoever did it.
    pub reason: Option<String>,
}

/// What a field was and is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeLine {
    pub field: String,
    pub before: Option<String>,
    pub after: Option<String>,
}
