//! Who may do what with the messages of an event.

use super::table::Body::{Form, Json, None as Nothing};
use super::table::{Row, admins, all, its_organizer, row};

const MESSAGE: &str =
    r#"{"subject": "Doors", "body": "At five.", "audience": {"status": "CONFIRMED"}}"#;
const LATER: &str = r#"{"subject": "Doors", "body": "At five.", "send_at": "{start}"}"#;

pub(super) const ROWS: &[Row] = &[
    row(
        "GET",
        "/api/events/{id}/messages/",
        "/api/events/{free}/messages/",
        Nothing,
        its_organizer(200),
    ),
    row(
        "POST",
        "/api/events/{id}/messages/",
        "/api/events/{free}/messages/",
        Json(MESSAGE),
        its_organizer(202),
    ),
    row(
        "POST",
        "/api/events/{id}/messages/test/",
        "/api/events/{free}/messages/test/",
        Json(MESSAGE),
        its_organizer(202),
    ),
    row(
        "GET",
        "/api/events/{id}/messages/{message}/",
        "/api/events/{free}/messages/{message}/",
        Nothing,
        its_organizer(200),
    ),
    row(
        "PUT",
        "/api/events/{id}/messages/{message}/",
        "/api/events/{free}/messages/{message}/",
        Json(LATER),
        its_organizer(200),
    ),
    row(
        "POST",
        "/api/events/{id}/messages/{message}/cancel/",
        "/api/events/{free}/messages/{message}/cancel/",
        Nothing,
        its_organizer(200),
    ),
    row(
        "POST",
        "/api/admin/users/{id}/trust/",
        "/api/admin/users/{organizer}/trust/",
        Nothing,
        admins(200),
    ),
    row(
        "POST",
        "/api/admin/users/{id}/limit/",
        "/api/admin/users/{organizer}/limit/",
        Nothing,
        admins(200),
    ),
    row(
        "POST",
        "/organize/events/{slug}/messages/preview",
        "/organize/events/{free}/messages/preview",
        Form("subject=Doors&body=At+five"),
        its_organizer(200),
    ),
    row(
        "POST",
        "/organize/events/{slug}/messages/test",
        "/organize/events/{free}/messages/test",
        Form("subject=Doors&body=At+five"),
        its_organizer(200),
    ),
    row(
        "GET",
        "/fn/organize-messages",
        "/fn/organize-messages?slug={free}",
        Nothing,
        its_organizer(200),
    ),
    row(
        "GET",
        "/fn/organize-message",
        "/fn/organize-message?slug={free}&id={message}",
        Nothing,
        its_organizer(200),
    ),
    row(
        "GET",
        "/fn/organize-message-form",
        "/fn/organize-message-form?slug={free}&edit={message}",
        Nothing,
        its_organizer(200),
    ),
    row(
        "GET",
        "/fn/organize-message-reach",
        "/fn/organize-message-reach?slug={free}&query=status%3DCONFIRMED",
        Nothing,
        its_organizer(200),
    ),
    row(
        "POST",
        "/fn/organize-write-message",
        "/fn/organize-write-message",
        Form("slug={free}&subject=Doors&body=At+five&audience=status%3DCONFIRMED"),
        its_organizer(200),
    ),
    row(
        "POST",
        "/fn/organize-cancel-message",
        "/fn/organize-cancel-message",
        Form("slug={free}&id={message}"),
        its_organizer(200),
    ),
    row("GET", "/unsubscribe/{secret}", "/unsubscribe/{unique}", Nothing, all(404)),
    row("POST", "/unsubscribe/{secret}", "/unsubscribe/{unique}", Form(""), all(404)),
];
