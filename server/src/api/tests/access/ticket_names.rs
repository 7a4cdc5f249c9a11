//! Rows of the names on tickets, of handing them on, and of the rules for both.

use super::answers::{all, its_owner};
use super::table::Body::{Form, Json, None as Nothing};
use super::table::{Row, its_editor, its_team, row};

const TICKET: &str = "/api/bookings/{id}/tickets/{ticket}/";
const HAND_ON: &str = "/api/bookings/{id}/tickets/{ticket}/hand-on/";
const RESEND: &str = "/api/bookings/{id}/tickets/{ticket}/hand-on/resend/";
const RULES: &str = "/api/events/{id}/ticket-rules/";
const STRICT: &str = r#"{"exchanges": false, "changes_close_hours": 24, "changes_closed": false}"#;

pub(super) const ROWS: &[Row] = &[
    row(
        "PATCH",
        TICKET,
        "/api/bookings/{confirmed}/tickets/{ticket}/",
        Json(r#"{"attendee_name": "Ada"}"#),
        its_owner(200),
    ),
    row(
        "POST",
        HAND_ON,
        "/api/bookings/{confirmed}/tickets/{ticket}/hand-on/",
        Json(r#"{"name": "Eve", "email": "{unique}@guests.test"}"#),
        its_owner(200),
    ),
    // Nobody has it but its buyer.
    row(
        "POST",
        RESEND,
        "/api/bookings/{confirmed}/tickets/{ticket}/hand-on/resend/",
        Nothing,
        its_owner(404),
    ),
    row(
        "DELETE",
        HAND_ON,
        "/api/bookings/{confirmed}/tickets/{ticket}/hand-on/",
        Nothing,
        its_owner(404),
    ),
    row("GET", RULES, "/api/events/{event}/ticket-rules/", Nothing, its_team(200)),
    row("PUT", RULES, "/api/events/{event}/ticket-rules/", Json(STRICT), its_editor(200)),
    row(
        "POST",
        "/fn/change-ticket",
        "/fn/change-ticket",
        Form("booking={confirmed}&ticket={ticket}&deed=name&name=Ada"),
        its_owner(200),
    ),
    row(
        "POST",
        "/fn/organize-save-ticket-rules",
        "/fn/organize-save-ticket-rules",
        Form("slug={typed}&changes_close_hours=24"),
        its_editor(200),
    ),
    row(
        "POST",
        "/guest/{secret}/name",
        "/guest/{unique}/name",
        Form("attendee_name=Eve"),
        all(404),
    ),
];
