//! Who may do what with events as admins look after them.

use super::table::Body::{Form, Json, None as Nothing};
use super::table::{Row, admins, row};

const REASON: &str = r#"{"reason": "The pictures are not yours."}"#;

/// Of a hidden event, which is not there for who has nothing to do with it.
const fn its_team(see: u16, door: u16) -> [u16; 12] {
    [401, 404, 404, see, 404, see, 401, 401, see, see, door, 404]
}

pub(super) const ROWS: &[Row] = &[
    row("GET", "/api/admin/events/", "/api/admin/events/?hidden=true", Nothing, admins(200)),
    row(
        "POST",
        "/api/admin/events/{id}/hide/",
        "/api/admin/events/{free}/hide/",
        Json(REASON),
        admins(200),
    ),
    row(
        "POST",
        "/api/admin/events/{id}/restore/",
        "/api/admin/events/{hidden}/restore/",
        Json(REASON),
        admins(200),
    ),
    row(
        "GET",
        "/api/events/{id}/hiding/",
        "/api/events/{hidden}/hiding/",
        Nothing,
        its_team(200, 200),
    ),
    row(
        "POST",
        "/api/events/{id}/hiding/answer/",
        "/api/events/{hidden}/hiding/answer/",
        Json(r#"{"text": "They are mine."}"#),
        its_team(200, 403),
    ),
    row("GET", "/fn/admin-events", "/fn/admin-events", Nothing, admins(200)),
    row(
        "POST",
        "/fn/admin-moderate-event",
        "/fn/admin-moderate-event",
        Form("event={free}&deed=hide&reason=No"),
        admins(200),
    ),
    row(
        "POST",
        "/fn/organize-answer-hiding",
        "/fn/organize-answer-hiding",
        Form("slug={hidden}&text=Mine"),
        its_team(200, 403),
    ),
    row("GET", "/fn/admin-reviews", "/fn/admin-reviews", Nothing, admins(200)),
    row(
        "POST",
        "/fn/admin-hide-review",
        "/fn/admin-hide-review",
        Form("review={review}&reason=No"),
        admins(200),
    ),
    row(
        "POST",
        "/fn/admin-restore-review",
        "/fn/admin-restore-review",
        Form("review={review}"),
        admins(200),
    ),
    row("GET", "/api/admin/categories/", "/api/admin/categories/", Nothing, admins(200)),
    row(
        "POST",
        "/api/categories/{id}/merge/",
        "/api/categories/{category}/merge/",
        Json(r#"{"into": "rust"}"#),
        admins(200),
    ),
    row("GET", "/fn/admin-categories", "/fn/admin-categories", Nothing, admins(200)),
    row(
        "POST",
        "/fn/admin-save-category",
        "/fn/admin-save-category",
        Form("name=N{unique}"),
        admins(200),
    ),
    row(
        "POST",
        "/fn/admin-merge-category",
        "/fn/admin-merge-category",
        Form("id={category}&into=rust"),
        admins(200),
    ),
    row(
        "POST",
        "/fn/admin-delete-category",
        "/fn/admin-delete-category",
        Form("id={category}"),
        admins(200),
    ),
    row(
        "GET",
        "/api/admin/organizers/",
        "/api/admin/organizers/?trusted=false",
        Nothing,
        admins(200),
    ),
    row(
        "PUT",
        "/api/admin/organizers/{id}/open-events/",
        "/api/admin/organizers/{organizer}/open-events/",
        Json(r#"{"max": 1000}"#),
        admins(204),
    ),
    row("GET", "/fn/admin-organizers", "/fn/admin-organizers", Nothing, admins(200)),
    row(
        "POST",
        "/fn/admin-trust-organizer",
        "/fn/admin-trust-organizer",
        Form("organizer={organizer}"),
        admins(200),
    ),
    row(
        "POST",
        "/fn/admin-limit-open-events",
        "/fn/admin-limit-open-events",
        Form("organizer={organizer}&max=1000"),
        admins(200),
    ),
    row("GET", "/api/admin/venues/", "/api/admin/venues/?used=true", Nothing, admins(200)),
    row("GET", "/api/admin/promotions/", "/api/admin/promotions/", Nothing, admins(200)),
    row("GET", "/fn/admin-venues", "/fn/admin-venues", Nothing, admins(200)),
    row("GET", "/fn/admin-promotions", "/fn/admin-promotions", Nothing, admins(200)),
];
