//! Guest lists: tables of names and addresses that organizers upload to invite them.

use serde::{Deserialize, Serialize};

/// Rows of a table: as many guests as may be invited at once, and the header.
pub const ROWS_MAX: usize = crate::guests::GUESTS_MAX + 1;

/// A row of the table as it was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListRow {
    /// Where it begins in the file, counted from 1.
    pub line: u32,
    pub cells: Vec<String>,
}

/// What the columns of a table are, counted from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Columns {
    /// The first row names the columns.
    pub header: bool,
    pub name: usize,
    /// Where the name stands in two columns.
    pub surname: Option<usize>,
    pub email: usize,
    /// Where it says what kind of ticket each guest gets.
    pub ticket_type: Option<usize>,
}
