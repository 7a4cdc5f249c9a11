//! Scans as the door shows them, by the clock where the event is.

use super::views::{EarlierView, FoundTickets, FoundView, ListView, ScanView};
use domain::events::wall;
use types::Failure;
use types::check_ins::{CheckInList, EarlierScan, FoundTicket, Scan};
use types::ids::CheckInListId;
use types::ticket_types::TicketTypeRef;

fn earlier(scan: EarlierScan, zone: &str) -> EarlierView {
    EarlierView { at: wall(scan.at, zone), gate: scan.gate }
}

pub(super) fn scan(scan: Scan, zone: &str) -> ScanView {
    let kind = scan.ticket.as_ref().and_then(|ticket| ticket.ticket_type.clone());
    let (ticket, name) = scan.ticket.map(|ticket| (ticket.id, ticket.attendee_name)).unzip();
    ScanView {
        id: scan.id,
        at: wall(scan.at, zone),
        direction: scan.direction,
        refusal: scan.refusal,
        name,
        kind,
        ticket,
        list: scan.list.map(|list| list.name),
        gate: scan.gate,
        earlier: scan.earlier.map(|scan| earlier(scan, zone)),
        undone: scan.undone_at.is_some(),
    }
}

/// What was found, or why nothing was looked for; anything else is no answer for this page.
pub(super) fn found(
    words: String,
    result: Result<Vec<FoundTicket>, domain::Error>,
    zone: &str,
) -> Result<FoundTickets, Failure> {
    let ticket = |found: FoundTicket| FoundView {
        ticket: found.ticket.id,
        name: found.ticket.attendee_name,
        kind: found.ticket.ticket_type,
        booked_by: found.booked_by,
        void: found.void,
        other_type: found.other_type,
        inside: found.inside.map(|scan| earlier(scan, zone)),
    };
    match result.map_err(Failure::from) {
        Ok(tickets) => {
            let tickets = tickets.into_iter().map(ticket).collect();
            Ok(FoundTickets { words, tickets, failure: None })
        }
        Err(failure) if !failure.fields.is_empty() => {
            Ok(FoundTickets { words, tickets: Vec::new(), failure: Some(failure) })
        }
        Err(failure) => Err(failure),
    }
}

/// A list, with its kinds of ticket by their names.
pub(super) fn named(list: CheckInList, kinds: &[TicketTypeRef]) -> ListView {
    let CheckInList { id, name, ticket_types } = list;
    let names = kinds.iter().filter(|kind| ticket_types.contains(&kind.id)).map(|kind| &*kind.name);
    let names = names.collect::<Vec<_>>().join(", ");
    // A kind that is deleted has no name.
    let names = if names.is_empty() { "–" } else { &names };
    let full_name =
        if ticket_types.is_empty() { name.clone() } else { format!("{name} ({names})") };
    ListView { id, name, full_name, ticket_types }
}

/// What an address or a form says of the list: nothing is the entrance, and so is what is no list.
pub(super) fn list(text: &str) -> Option<CheckInListId> {
    text.parse().ok()
}
