//! Who may exchange a ticket; that of the table is of an event with one kind of ticket.

use super::answers::{its_organizer, its_owner};
use super::table::Body::{Form, Json, None as Nothing};
use super::table::{Row, row};

const OWN: &str = "/api/bookings/{id}/tickets/{ticket}/exchange/";
const MINE: &str = "/api/bookings/{confirmed}/tickets/{ticket}/exchange/";
const BY_TEAM: &str = "/api/events/{id}/bookings/{booking}/tickets/{ticket}/exchange/";
const THEIRS: &str = "/api/events/{free}/bookings/{confirmed}/tickets/{ticket}/exchange/";
const TO: &str = r#"{"ticket_type": "{ticket_type}"}"#;
const PRESENT: &str =
    r#"{"ticket_type": "{ticket_type}", "reason": "They are a student.", "waive": true}"#;

pub(super) const ROWS: &[Row] = &[
    row("GET", OWN, MINE, Nothing, its_owner(200)),
    row("POST", OWN, MINE, Json(TO), its_owner(409)),
    // Nothing waits to be paid.
    row("DELETE", OWN, MINE, Nothing, its_owner(404)),
    row("GET", BY_TEAM, THEIRS, Nothing, its_organizer(200)),
    row("POST", BY_TEAM, THEIRS, Json(PRESENT), its_organizer(422)),
    row(
        "POST",
        "/fn/exchange-ticket",
        "/fn/exchange-ticket",
        Form("booking={confirmed}&ticket={ticket}&ticket_type={ticket_type}"),
        its_owner(409),
    ),
    row(
        "POST",
        "/fn/give-up-exchange",
        "/fn/give-up-exchange",
        Form("booking={confirmed}&ticket={ticket}"),
        its_owner(404),
    ),
    row(
        "GET",
        "/fn/organize-exchanges",
        "/fn/organize-exchanges?slug={free}&booking={confirmed}&ticket={ticket}",
        Nothing,
        its_organizer(200),
    ),
    row(
        "POST",
        "/fn/organize-exchange-ticket",
        "/fn/organize-exchange-ticket",
        Form("slug={free}&booking={confirmed}&ticket={ticket}&to={ticket_type}&reason=Rain"),
        its_organizer(422),
    ),
];
