//! An event's form: what an organizer types, kept as it is typed, and what is said of it.

use crate::events::EventView;
use crate::failure::FieldError;
use crate::ids::{EventId, UserId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Bytes of a form that is kept: twice the longest description and everything around it.
pub const FORM_MAX: usize = 200_000;
/// Ticket types that a form has room for; the page of the event's tickets has room for all.
pub const TYPE_ROWS: usize = 10;
/// What is typed of one, in the order of the form.
pub const TYPE_COLUMNS: [&str; 3] = ["name", "price", "quota"];

/// The field of a ticket type in its row, such as `ticket_types[0][name]`.
pub fn type_field(row: usize, column: &str) -> String {
    format!("ticket_types[{row}][{column}]")
}

/// The row and the column of such a field.
pub fn row_and_column(field: &str) -> Option<(usize, &str)> {
    let (row, column) = field.strip_prefix("ticket_types[")?.strip_suffix(']')?.split_once("][")?;
    Some((row.parse().ok()?, column))
}

/// Every field is text, whatever was typed into it; empty is "not said yet".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EventForm {
    pub title: String,
    pub description: String,
    /// A category's slug or id.
    pub category: String,
    pub location: String,
    /// A venue's name.
    pub venue: String,
    pub online_meeting_url: String,
    /// By the clock on the wall, such as `2026-12-24T18:00`.
    pub start_date: String,
    /// Where that hour comes twice: `first` or `second`.
    pub start_fold: String,
    pub end_date: String,
    pub end_fold: String,
    pub timezone: String,
    pub max_capacity: String,
    pub max_per_person: String,
    /// `true` or `false`; empty: as it is.
    pub waitlist_open: String,
    pub price: String,
    pub currency: String,
    /// Ticket types that are made when the form is saved; those that are there are changed apart from it.
    pub ticket_types: Vec<TypeFields>,
    pub image: String,
    /// Hours before the start until which everything comes back; empty: never everything.
    pub refund_full_until_hours: String,
    /// What comes back after that, in percent.
    pub refund_late_percent: String,
    /// `en` or `ru`; empty: that of most letters.
    pub language: String,
    /// The page's own address; empty: made from the title.
    pub slug: String,
}

/// A ticket type as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TypeFields {
    pub name: String,
    pub price: String,
    /// Empty: as many as the event has.
    pub quota: String,
}

impl TypeFields {
    pub fn is_empty(&self) -> bool {
        [&self.name, &self.price, &self.quota].iter().all(|text| text.trim().is_empty())
    }
}

impl EventForm {
    /// Whether any ticket type is typed into it.
    pub fn has_types(&self) -> bool {
        self.ticket_types.iter().any(|row| !row.is_empty())
    }

    /// Without the empty rows at its end: a form is posted with all that it has.
    #[must_use]
    pub fn trimmed(mut self) -> Self {
        let filled = self.ticket_types.iter().rposition(|row| !row.is_empty());
        self.ticket_types.truncate(filled.map_or(0, |last| last + 1));
        self
    }
}

/// Another person who has the form open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Editor {
    pub id: UserId,
    pub display_name: String,
    #[serde(with = "crate::serde::instant")]
    pub seen_at: DateTime<Utc>,
}

/// What somebody has typed and not saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnsavedForm {
    pub form: EventForm,
    /// The event's version that it was made from; another one since is a conflict.
    pub base_version: i32,
    pub saved_at: DateTime<Utc>,
}

/// An event as its form is opened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EventEdit {
    pub view: EventView,
    pub version: i32,
    /// The event as it is, in the words of the form.
    pub form: EventForm,
    /// What the caller has typed since and not saved.
    pub unsaved: Option<UnsavedForm>,
    /// What keeps it from being published, by field.
    pub missing: Vec<FieldError>,
    /// Who else was here within the last minute.
    pub others: Vec<Editor>,
    /// Old addresses that lead here.
    pub old_slugs: Vec<String>,
    /// More seats than these are taken: the capacity cannot go below.
    pub seats_taken: i32,
    /// Nothing was sold and nobody waits: it can be deleted.
    pub deletable: bool,
}

/// What became of a form that was kept as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Autosaved {
    pub event: EventId,
    pub slug: String,
    /// The event's version now: the next form is made from it, unless somebody else has changed it.
    pub version: i32,
    #[serde(with = "crate::serde::instant")]
    pub saved_at: DateTime<Utc>,
    /// What is wrong with what was typed, by field.
    pub problems: Vec<FieldError>,
    /// What keeps a draft from being published, by field.
    pub missing: Vec<FieldError>,
    /// Somebody has changed the event since this form was made.
    pub changed_meanwhile: bool,
    pub others: Vec<Editor>,
}

/// What a form is saved as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SaveAs {
    /// It stays what it is; a draft may lack anything but its title.
    AsIs,
    /// It is published; nothing may be missing.
    Published,
}
