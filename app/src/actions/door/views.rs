//! What the door shows.

use serde::{Deserialize, Serialize};
use types::check_ins::{CheckInRefusal, Direction, DoorFigures};
use types::ids::{CheckInId, CheckInListId, EventId, TicketId, TicketTypeId};
use types::ticket_types::TicketTypeRef;
use types::{Failure, Span, Wall};

/// How a door is set, as its forms send it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoorSet {
    /// Nothing is the entrance.
    #[serde(default)]
    pub list: String,
    #[serde(default)]
    pub direction: String,
    #[serde(default)]
    pub gate: String,
    #[serde(default)]
    pub device: String,
}

impl DoorSet {
    /// The door that is set like this, with the result of a scan.
    #[cfg(feature = "ssr")]
    pub(super) fn page(&self, slug: &str, scan: &CheckInId) -> String {
        let set = [("list", &*self.list), ("gate", &self.gate), ("direction", &self.direction)];
        crate::paths::door_scan(slug, scan, &set)
    }
}

/// When somebody came in, by the event's clock, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarlierView {
    pub at: Wall,
    pub gate: Option<String>,
}

/// One scan and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScanView {
    pub id: CheckInId,
    pub at: Wall,
    pub direction: Direction,
    /// None: somebody was let through.
    pub refusal: Option<CheckInRefusal>,
    /// The name on the ticket.
    pub name: Option<String>,
    /// What kind of ticket it is, where the event has several.
    pub kind: Option<String>,
    pub ticket: Option<TicketId>,
    /// None is the entrance.
    pub list: Option<String>,
    pub gate: Option<String>,
    pub earlier: Option<EarlierView>,
    pub undone: bool,
}

/// A ticket that was found by a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundView {
    pub ticket: TicketId,
    pub name: String,
    pub kind: Option<String>,
    pub booked_by: Option<String>,
    pub void: bool,
    /// The list lets in other kinds of ticket.
    pub other_type: bool,
    pub inside: Option<EarlierView>,
}

/// What a search for a name has found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundTickets {
    /// What was searched for.
    pub words: String,
    pub tickets: Vec<FoundView>,
    /// Why nothing was searched for.
    pub failure: Option<Failure>,
}

/// A scan that the address names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NamedScan {
    None,
    Found(Box<ScanView>),
    /// There is no such scan.
    Lost,
}

/// A list beside the entrance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListView {
    pub id: CheckInListId,
    pub name: String,
    /// With the kinds of ticket that it lets in, where these are not all.
    pub full_name: String,
    /// None: all of them.
    pub ticket_types: Vec<TicketTypeId>,
}

/// The door of one event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoorView {
    pub event: EventId,
    pub slug: String,
    pub title: String,
    pub span: Span,
    pub lists: Vec<ListView>,
    /// The event's kinds of ticket; none where it has one.
    pub kinds: Vec<TicketTypeRef>,
    pub may_edit: bool,
    pub figures: DoorFigures,
    /// The last scans of the event, the newest first.
    pub recent: Vec<ScanView>,
    pub scan: NamedScan,
    pub found: Option<FoundTickets>,
    /// The id of the next scan without JavaScript, so that a double click is one.
    pub next: CheckInId,
}
