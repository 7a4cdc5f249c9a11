//! Who may invite guests, and what addresses that nobody guesses open.

use super::answers::{all, its_organizer, logged_in};
use super::table::Body::{Form, None as Nothing};
use super::table::{Row, row};

pub(super) const ROWS: &[Row] = &[
    row(
        "POST",
        "/organize/events/{slug}/guests/file",
        "/organize/events/{slug}/guests/file",
        Form("file=x"),
        [303, 403, 403, 303, 403, 303, 303, 303, 303, 403, 403, 403],
    ),
    // By an address that nobody guesses.
    row("GET", "/calendar/{file}", "/calendar/{unique}.ics", Nothing, all(404)),
    row("GET", "/guest/{secret}", "/guest/{unique}", Nothing, all(404)),
    row("GET", "/guest/{secret}/ticket.pdf", "/guest/{unique}/ticket.pdf", Nothing, all(404)),
    row("GET", "/guest/{secret}/calendar.ics", "/guest/{unique}/calendar.ics", Nothing, all(404)),
    row("POST", "/guest/{secret}/confirm", "/guest/{unique}/confirm", Form(""), all(404)),
    row("POST", "/guest/{secret}/account", "/guest/{unique}/account", Form(""), all(404)),
    row("GET", "/fn/calendar-feed", "/fn/calendar-feed", Nothing, logged_in(200)),
    row("POST", "/fn/renew-calendar", "/fn/renew-calendar", Form(""), logged_in(200)),
    row(
        "POST",
        "/fn/organize-invite-guest",
        "/fn/organize-invite-guest",
        Form("slug={free}&name=Ada&email={unique}%40guests.test"),
        its_organizer(200),
    ),
    // A table that nobody has sent.
    row(
        "GET",
        "/fn/organize-guest-list",
        "/fn/organize-guest-list?slug={free}&list={unique}",
        Nothing,
        its_organizer(404),
    ),
    row(
        "GET",
        "/fn/organize-guest-types",
        "/fn/organize-guest-types?slug={free}",
        Nothing,
        its_organizer(200),
    ),
    row(
        "GET",
        "/fn/organize-guest-dry-run",
        "/fn/organize-guest-dry-run?slug={free}&list={unique}",
        Nothing,
        its_organizer(404),
    ),
];
