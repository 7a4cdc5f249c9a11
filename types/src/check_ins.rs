//! The door: scans of tickets, what they are counted by, and how many are in.

use crate::attendance::AttendeeRef;
use crate::failure::{Failure, FieldProblem};
use crate::ids::{CheckInId, CheckInListId, TicketId, TicketTypeId};
use crate::text_enum;
use crate::ticket_types::{TYPES_MAX, TicketTypeRef};
use crate::validation::Checks;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub const CODE_MAX: usize = 100;
/// Characters of the name of a list or gate, and of what tells a device from others.
pub const NAME_MAX: usize = 60;
/// Letters that a search for a name needs.
pub const SEARCH_MIN: usize = 3;
/// Tickets that a search shows.
pub const FOUND_MAX: usize = 20;
/// Lists of one event, beside its entrance.
pub const LISTS_MAX: usize = 20;

text_enum! {
    /// Which way somebody goes.
    #[derive(Default)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub enum Direction {
        #[default]
        In = "in",
        Out = "out",
    }
}

text_enum! {
    /// Why nobody was let through.
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub enum CheckInRefusal {
        AlreadyIn = "already_in",
        /// On the way out, without having come in.
        NotIn = "not_in",
        /// The ticket was cancelled.
        Void = "void",
        OtherEvent = "other_event",
        /// The list lets in other kinds of ticket.
        OtherType = "other_type",
        /// The code of no ticket.
        Unknown = "unknown",
        EventCancelled = "event_cancelled",
    }
}

/// `POST /api/events/{id}/check-in/`.
#[derive(Clone, Default, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CheckIn {
    /// What the ticket's QR code says.
    pub code: String,
    /// Made on the device. Who repeats a request with it gets the first answer again.
    #[serde(default)]
    pub id: Option<CheckInId>,
    /// One of the event's check-in lists; none is its entrance.
    #[serde(default)]
    pub list: Option<CheckInListId>,
    /// `in` where it is left out.
    #[serde(default)]
    pub direction: Option<Direction>,
    /// What the gate is called.
    #[serde(default)]
    pub gate: Option<String>,
    /// What tells the device from others.
    #[serde(default)]
    pub device: Option<String>,
}

impl std::fmt::Debug for CheckIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CheckIn(…)")
    }
}

impl CheckIn {
    /// A scan at the entrance, on the way in.
    pub fn of(code: impl Into<String>) -> Self {
        Self { code: code.into(), ..Self::default() }
    }

    /// # Errors
    /// `validation_failed` by field.
    pub fn check(&mut self) -> Result<(), Failure> {
        let mut checks = Checks::new();
        checks.exact("code", &self.code, 1, CODE_MAX);
        checks.optional_line("gate", &mut self.gate, NAME_MAX);
        checks.optional_line("device", &mut self.device, NAME_MAX);
        checks.finish()
    }
}

/// `GET /api/events/{id}/check-in-lists/`: what is counted apart from the event's entrance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct CheckInList {
    pub id: CheckInListId,
    pub name: String,
    /// The kinds of ticket that it lets in; none: all of them.
    #[serde(default)]
    pub ticket_types: Vec<TicketTypeId>,
}

impl CheckInList {
    /// Whether it lets in tickets of this kind.
    pub fn lets_in(&self, kind: Option<TicketTypeId>) -> bool {
        self.ticket_types.is_empty() || kind.is_some_and(|kind| self.ticket_types.contains(&kind))
    }
}

/// What became of a list that was taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RemovedList {
    /// Somebody was scanned for it: what was scanned stays. Without that it is deleted.
    pub archived: bool,
}

/// `POST /api/events/{id}/check-in-lists/`, and `PUT` of one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CheckInListInput {
    pub name: String,
    /// The kinds of ticket that it lets in; none: all of them. Where this is left out they stay as they are.
    #[serde(default)]
    pub ticket_types: Option<Vec<TicketTypeId>>,
}

impl CheckInListInput {
    /// # Errors
    /// `validation_failed` by field.
    pub fn check(&mut self) -> Result<(), Failure> {
        let mut checks = Checks::new();
        checks.line("name", &mut self.name, NAME_MAX);
        if let Some(kinds) = &mut self.ticket_types {
            checks.require(kinds.len() <= TYPES_MAX, "ticket_types", FieldProblem::TooLong);
            kinds.sort_unstable();
            kinds.dedup();
        }
        checks.finish()
    }
}

/// A ticket as the door sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SeenTicket {
    pub id: TicketId,
    pub attendee_name: String,
    /// What kind of ticket it is; null where the event has one.
    #[serde(default)]
    pub ticket_type: Option<String>,
}

/// When somebody came in, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EarlierScan {
    pub at: DateTime<Utc>,
    pub gate: Option<String>,
}

/// `GET /api/events/{id}/check-ins/`: one scan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Scan {
    pub id: CheckInId,
    pub at: DateTime<Utc>,
    pub direction: Direction,
    /// Whether somebody was let through.
    pub admitted: bool,
    /// Why not, where nobody was.
    pub refusal: Option<CheckInRefusal>,
    /// Null at the entrance.
    pub list: Option<CheckInList>,
    pub gate: Option<String>,
    pub device: Option<String>,
    /// Who scanned.
    pub by: Option<AttendeeRef>,
    /// Null for a code of no ticket of this event.
    pub ticket: Option<SeenTicket>,
    /// With `already_in`: the scan that let them in.
    pub earlier: Option<EarlierScan>,
    pub undone_at: Option<DateTime<Utc>>,
    pub undone_by: Option<AttendeeRef>,
}

/// A ticket that a search for a name has found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundTicket {
    pub ticket: SeenTicket,
    /// Who booked it, where that is somebody else.
    pub booked_by: Option<String>,
    pub void: bool,
    /// The list lets in other kinds of ticket.
    pub other_type: bool,
    /// When they came in by this list, if they are in.
    pub inside: Option<EarlierScan>,
}

/// What is searched for: a part of a name, long enough not to list everybody.
///
/// # Errors
/// `validation_failed` by field.
pub fn search_words(typed: &str) -> Result<String, Failure> {
    let mut words = typed.to_owned();
    let mut checks = Checks::new();
    checks.line("search", &mut words, NAME_MAX);
    if checks.is_ok() && words.chars().filter(|c| c.is_alphanumeric()).count() < SEARCH_MIN {
        let least = i64::try_from(SEARCH_MIN).ok();
        checks.add_with("search", FieldProblem::TooShort, least);
    }
    checks.finish().map(|()| words)
}

/// `GET /api/events/{id}/check-ins/live/`: how many are in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DoorFigures {
    #[serde(with = "crate::serde::instant")]
    pub at: DateTime<Utc>,
    /// The entrance first, then the lists in the order they were made.
    pub lists: Vec<ListFigures>,
    /// Of each list, by the event's kinds of ticket; empty where it has one.
    #[serde(default)]
    pub ticket_types: Vec<TypeAtDoor>,
}

/// How many came in by one list with one kind of ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TypeAtDoor {
    /// Null for the entrance.
    pub list: Option<CheckInListId>,
    pub ticket_type: TicketTypeRef,
    /// Tickets that came in at least once.
    pub entered: i64,
    /// Valid tickets that never came in.
    pub expected: i64,
}

impl DoorFigures {
    /// One list's kinds of ticket, in the organizer's order.
    pub fn kinds(&self, list: Option<CheckInListId>) -> Vec<TypeAtDoor> {
        self.ticket_types.iter().filter(|figures| figures.list == list).cloned().collect()
    }

    pub fn of(&self, list: Option<CheckInListId>) -> ListFigures {
        let found = self.lists.iter().find(|figures| figures.list == list);
        found.copied().unwrap_or_default()
    }
}

/// How many came in by one list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListFigures {
    /// Null for the entrance.
    pub list: Option<CheckInListId>,
    /// Tickets that are inside now.
    pub inside: i64,
    /// Tickets that came in at least once.
    pub entered: i64,
    /// Valid tickets that never came in.
    pub expected: i64,
    /// Ways in within the last 5 minutes.
    pub last_5_minutes: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_needs_three_letters() {
        for typed in ["", "  ", "ab", "a.-'b", "ab "] {
            assert!(search_words(typed).is_err(), "{typed}");
        }
        for (typed, read) in [("abc", "abc"), (" Ада ", "Ада"), ("O'Br", "O'Br")] {
            assert_eq!(search_words(typed).unwrap(), read);
        }
        assert!(search_words(&"x".repeat(NAME_MAX + 1)).is_err());
    }

    #[test]
    fn a_list_without_kinds_lets_all_of_them_in() {
        let kind = |byte: u8| TicketTypeId(uuid::Uuid::from_bytes([byte; 16]));
        let list = |ticket_types| CheckInList {
            id: CheckInListId(uuid::Uuid::nil()),
            name: "Hall".into(),
            ticket_types,
        };
        let (all, some) = (list(Vec::new()), list(vec![kind(1), kind(2)]));
        assert!(all.lets_in(None) && all.lets_in(Some(kind(3))));
        assert!(some.lets_in(Some(kind(2))));
        assert!(!some.lets_in(Some(kind(3))) && !some.lets_in(None));
    }

    #[test]
    fn a_code_is_no_part_of_what_is_logged() {
        assert!(!format!("{:?}", CheckIn::of("secret")).contains("secret"));
    }
}
