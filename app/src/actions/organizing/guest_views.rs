//! View models of the page of guests: only what is shown.

use serde::{Deserialize, Serialize};
use types::FieldError;
use types::guest_lists::Columns;
use types::guests::SkipReason;
use types::ids::GuestListId;
use types::ticket_types::TicketTypeRef;

/// A table that was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuestListView {
    pub id: GuestListId,
    /// Of the file.
    pub name: String,
    /// What each column is called in the file; empty where it says nothing.
    pub titles: Vec<String>,
    /// Its first rows, as they are.
    pub sample: Vec<Vec<String>>,
    /// What its columns are, as the address has it, else as it is guessed.
    pub columns: Columns,
    /// The kinds of ticket that guests may be given; empty where the event has one.
    pub types: Vec<TicketTypeRef>,
    /// What those get of whom the file says nothing; empty: the first with room for all of them.
    pub others: String,
}

/// What inviting a table would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DryRun {
    /// What its columns are taken for.
    pub columns: Columns,
    /// What those get of whom the file says nothing.
    pub others: String,
    /// How many get each kind of ticket, by its name.
    pub types: Vec<(String, usize)>,
    /// Guests that the table has.
    pub guests: usize,
    /// Who would get a ticket.
    pub invited: usize,
    pub skipped: Vec<SkippedLine>,
    /// As long as there is one, nobody is invited.
    pub refused: Vec<RefusedLine>,
    /// Seats that are free afterwards; below zero: so many are missing.
    pub seats_free: i32,
    /// Makes a repeated click the same request.
    pub key: String,
}

impl DryRun {
    /// Whether it can be done as it is.
    pub fn is_ready(&self) -> bool {
        self.refused.is_empty() && self.seats_free >= 0 && self.invited > 0
    }
}

/// A line that is left out, although nothing is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkippedLine {
    pub line: u32,
    pub email: String,
    pub reason: SkipReason,
}

/// A line that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedLine {
    pub line: u32,
    /// What stands there.
    pub value: String,
    pub error: FieldError,
}
