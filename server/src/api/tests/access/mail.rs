//! Who may read and send what the platform tells people.

use super::answers::{admins, all, its_owner, logged_in};
use super::table::Body::{Form, Json, None as Nothing};
use super::table::{Row, row};

pub(super) const ROWS: &[Row] = &[
    row("GET", "/api/notifications/", "/api/notifications/", Nothing, logged_in(200)),
    row("POST", "/api/notifications/read/", "/api/notifications/read/", Nothing, logged_in(200)),
    row(
        "POST",
        "/api/notifications/{id}/read/",
        "/api/notifications/{notification}/read/",
        Nothing,
        its_owner(200),
    ),
    row("GET", "/fn/notifications", "/fn/notifications", Nothing, logged_in(200)),
    row("GET", "/fn/unread-notifications", "/fn/unread-notifications", Nothing, all(200)),
    row(
        "POST",
        "/fn/mark-notification-read",
        "/fn/mark-notification-read",
        Form("id={notification}"),
        its_owner(200),
    ),
    row(
        "POST",
        "/fn/mark-notifications-read",
        "/fn/mark-notifications-read",
        Form(""),
        logged_in(200),
    ),
    row("GET", "/dev/mail", "/dev/mail", Nothing, all(200)),
    row("GET", "/dev/mail/{id}/html", "/dev/mail/{mail}/html", Nothing, all(404)),
    row(
        "GET",
        "/dev/mail/{id}/attachments/{name}",
        "/dev/mail/{mail}/attachments/x",
        Nothing,
        all(404),
    ),
    row("GET", "/api/admin/mail/", "/api/admin/mail/", Nothing, admins(200)),
    row(
        "POST",
        "/api/admin/mail/{id}/resend/",
        "/api/admin/mail/{mail}/resend/",
        Nothing,
        admins(202),
    ),
    row(
        "POST",
        "/api/admin/mail/resend/",
        "/api/admin/mail/resend/",
        Json(r#"{"state": "failed"}"#),
        admins(202),
    ),
];
