//! Who may look at the platform and at the people on it: admins.

use super::table::Body::{Form, Json, None as Nothing};
use super::table::{Row, admins, row};

pub(super) const ROWS: &[Row] = &[
    row(
        "GET",
        "/api/stats/",
        "/api/stats/?from=2026-01-01&to=2026-12-31&interval=month",
        Nothing,
        admins(200),
    ),
    row("GET", "/fn/admin-overview", "/fn/admin-overview?interval=month", Nothing, admins(200)),
    row("GET", "/admin/figures.csv", "/admin/figures.csv", Nothing, admins(200)),
    row("GET", "/api/admin/users/", "/api/admin/users/?search=a", Nothing, admins(200)),
    row("GET", "/fn/admin-people", "/fn/admin-people?search=a", Nothing, admins(200)),
    row("GET", "/api/admin/users/{id}/", "/api/admin/users/{organizer}/", Nothing, admins(200)),
    row("GET", "/fn/admin-person", "/fn/admin-person?id={organizer}", Nothing, admins(200)),
    row(
        "PATCH",
        "/api/admin/users/{id}/",
        "/api/admin/users/{organizer}/",
        Json(r#"{"role": "organizer", "disabled": false}"#),
        admins(200),
    ),
    row(
        "POST",
        "/fn/admin-change-role",
        "/fn/admin-change-role",
        Form("user={organizer}&role=organizer"),
        admins(200),
    ),
    row(
        "POST",
        "/fn/admin-set-access",
        "/fn/admin-set-access",
        Form("user={organizer}&disabled=false"),
        admins(200),
    ),
    row(
        "POST",
        "/api/admin/users/{id}/password-reset/",
        "/api/admin/users/{organizer}/password-reset/",
        Nothing,
        admins(202),
    ),
    row(
        "POST",
        "/fn/admin-password-reset",
        "/fn/admin-password-reset",
        Form("user={organizer}"),
        admins(200),
    ),
    row(
        "POST",
        "/api/admin/users/{id}/export/",
        "/api/admin/users/{organizer}/export/",
        Nothing,
        admins(200),
    ),
    row(
        "POST",
        "/admin/people/{id}/export.json",
        "/admin/people/{organizer}/export.json",
        Nothing,
        admins(200),
    ),
    // Somebody who asks for nothing here: whose sessions end is no one any more.
    row(
        "POST",
        "/api/admin/users/{id}/delete/",
        "/api/admin/users/{account}/delete/",
        Json(r#"{"reason": "Asked for it by mail"}"#),
        admins(204),
    ),
    row(
        "POST",
        "/fn/admin-delete-user",
        "/fn/admin-delete-user",
        Form("user={account}&reason=Asked"),
        admins(200),
    ),
    row(
        "POST",
        "/api/admin/users/{id}/end-sessions/",
        "/api/admin/users/{account}/end-sessions/",
        Nothing,
        admins(204),
    ),
    row(
        "DELETE",
        "/api/admin/users/{id}/sessions/{session}/",
        "/api/admin/users/{account}/sessions/{account_login}/",
        Nothing,
        admins(204),
    ),
    row(
        "POST",
        "/fn/admin-end-session",
        "/fn/admin-end-session",
        Form("user={account}&session={account_login}"),
        admins(200),
    ),
    row(
        "POST",
        "/fn/admin-end-sessions",
        "/fn/admin-end-sessions",
        Form("user={account}"),
        admins(200),
    ),
];
