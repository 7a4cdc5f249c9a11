//! Who may wait, and who may offer seats.

use super::answers::{all, its_editor, its_organizer, its_owner, logged_in};
use super::table::Body::{Form, Json, None as Nothing};
use super::table::{Row, row};

pub(super) const ROWS: &[Row] = &[
    row(
        "GET",
        "/api/events/{id}/waitlist/",
        "/api/events/{waited}/waitlist/",
        Nothing,
        its_owner(200),
    ),
    row(
        "POST",
        "/api/events/{id}/waitlist/",
        "/api/events/{full}/waitlist/",
        Json(r#"{"quantity": 1}"#),
        logged_in(201),
    ),
    row(
        "DELETE",
        "/api/events/{id}/waitlist/",
        "/api/events/{waited}/waitlist/",
        Nothing,
        its_owner(204),
    ),
    row(
        "GET",
        "/api/events/{id}/waitlist/entries/",
        "/api/events/{waited}/waitlist/entries/",
        Nothing,
        its_organizer(200),
    ),
    row(
        "POST",
        "/api/events/{id}/waitlist/entries/{entry}/offer/",
        "/api/events/{waited}/waitlist/entries/{entry}/offer/",
        Json(r#"{"reason": "From far", "add_seats": true}"#),
        its_organizer(200),
    ),
    row("GET", "/fn/waitlist", "/fn/waitlist?slug={waited}", Nothing, all(200)),
    row("GET", "/fn/waits", "/fn/waits", Nothing, logged_in(200)),
    row(
        "POST",
        "/fn/join-waitlist",
        "/fn/join-waitlist",
        Form("event={full}&quantity=1"),
        logged_in(200),
    ),
    row("POST", "/fn/leave-waitlist", "/fn/leave-waitlist", Form("event={waited}"), its_owner(200)),
    row("POST", "/fn/accept-offer", "/fn/accept-offer", Form("booking={booking}"), its_owner(409)),
    row(
        "GET",
        "/fn/organize-waitlist",
        "/fn/organize-waitlist?slug={waited}",
        Nothing,
        its_organizer(200),
    ),
    row(
        "POST",
        "/fn/organize-offer-seats",
        "/fn/organize-offer-seats",
        Form("slug={waited}&entry={entry}&seats=all&reason=From+far"),
        its_organizer(200),
    ),
    row(
        "POST",
        "/fn/organize-open-waitlist",
        "/fn/organize-open-waitlist",
        Form("slug={waited}&open=false"),
        its_editor(200),
    ),
];
