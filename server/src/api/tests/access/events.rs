//! Who may read and write events and categories by the API.

use super::answers::{
    admins, all, its_draft, its_editor, its_organizer, its_organizer_alone, logged_in, organizers,
    public, seen_draft, shown_draft,
};
use super::table::Body::{Json, None as Nothing};
use super::table::{Row, row};

const EVENT: &str = r#"{"title": "Evening {unique}", "description": "", "category": "{category}",
    "location": "Berlin", "start_date": "{start}", "end_date": "{end}",
    "timezone": "Europe/Berlin", "max_capacity": 20, "price": "25.00", "currency": "EUR"}"#;

pub(super) const ROWS: &[Row] = &[
    row("GET", "/api/users/{id}/", "/api/users/{organizer}/", Nothing, all(200)),
    row("GET", "/api/users/{id}/events/", "/api/users/{organizer}/events/", Nothing, public(200)),
    row("GET", "/api/categories/", "/api/categories/", Nothing, all(200)),
    row(
        "POST",
        "/api/categories/",
        "/api/categories/",
        Json(r#"{"slug": "n{unique}", "name": "N {unique}"}"#),
        admins(201),
    ),
    row(
        "PUT",
        "/api/categories/{id}/",
        "/api/categories/{category}/",
        Json(r#"{"slug": "n{unique}", "name": "N {unique}"}"#),
        admins(200),
    ),
    row("DELETE", "/api/categories/{id}/", "/api/categories/{category}/", Nothing, admins(204)),
    row("GET", "/api/events/", "/api/events/", Nothing, public(200)),
    row("POST", "/api/events/", "/api/events/", Json(EVENT), organizers(201)),
    row("GET", "/api/events/calendar.ics", "/api/events/calendar.ics", Nothing, public(200)),
    row("GET", "/api/events/{id}/", "/api/events/{draft}/", Nothing, seen_draft(200)),
    row("PUT", "/api/events/{id}/", "/api/events/{event}/", Json(EVENT), its_editor(200)),
    row(
        "PATCH",
        "/api/events/{id}/",
        "/api/events/{draft}/",
        Json(r#"{"title": "New"}"#),
        its_draft(200),
    ),
    row("DELETE", "/api/events/{id}/", "/api/events/{event}/", Nothing, its_organizer_alone(204)),
    row(
        "GET",
        "/api/events/{id}/calendar.ics",
        "/api/events/{draft}/calendar.ics",
        Nothing,
        seen_draft(200),
    ),
    row("GET", "/api/events/{id}/live/", "/api/events/{draft}/live/", Nothing, seen_draft(200)),
    row(
        "POST",
        "/api/events/{id}/cancel/",
        "/api/events/{event}/cancel/",
        Json(r#"{"reason": "Rain"}"#),
        its_organizer(200),
    ),
    row(
        "GET",
        "/api/events/{id}/cancellation/",
        "/api/events/{cancelled}/cancellation/",
        Nothing,
        its_organizer(200),
    ),
    row(
        "GET",
        "/api/events/{id}/cancellation/cost/",
        "/api/events/{event}/cancellation/cost/",
        Nothing,
        its_organizer(200),
    ),
    row(
        "POST",
        "/api/events/{id}/cancellation/retry/",
        "/api/events/{cancelled}/cancellation/retry/",
        Json("{}"),
        its_organizer(200),
    ),
    row(
        "POST",
        "/api/events/{id}/duplicate/",
        "/api/events/{event}/duplicate/",
        Json(r#"{"start_date": "{start}"}"#),
        its_organizer(201),
    ),
    row(
        "GET",
        "/events/{slug}/qr.png",
        "/events/{draft}/qr.png?via=poster",
        Nothing,
        shown_draft(200),
    ),
    row(
        "GET",
        "/events/{slug}/qr.svg",
        "/events/{draft}/qr.svg?via=poster",
        Nothing,
        shown_draft(200),
    ),
    row("GET", "/events/{slug}/picks.ics", "/events/{slug}/picks.ics", Nothing, logged_in(200)),
];
