//! Who may let people in.

use super::answers::{all, its_door, its_editor};
use super::table::Body::{Form, Json, None as Nothing};
use super::table::{Row, row};

pub(super) const ROWS: &[Row] = &[
    row("GET", "/fn/door", "/fn/door?slug={door}", Nothing, its_door(200)),
    row("GET", "/fn/door-figures", "/fn/door-figures?slug={door}", Nothing, its_door(200)),
    row(
        "GET",
        "/fn/door-search",
        "/fn/door-search?slug={door}&search=person",
        Nothing,
        its_door(200),
    ),
    row(
        "POST",
        "/fn/door-scan",
        "/fn/door-scan",
        Form("slug={door}&ticket={expected}"),
        its_door(200),
    ),
    row("POST", "/fn/door-undo", "/fn/door-undo", Form("slug={door}&id={check_in}"), its_door(200)),
    row(
        "POST",
        "/fn/remove-check-in-list",
        "/fn/remove-check-in-list",
        Form("slug={door}&list={list}"),
        its_editor(200),
    ),
    row(
        "POST",
        "/fn/save-check-in-list",
        "/fn/save-check-in-list",
        Form("slug={door}&name=Room+{unique}"),
        its_editor(200),
    ),
    row("GET", "/door.js", "/door.js", Nothing, all(200)),
    row("GET", "/door.css", "/door.css", Nothing, all(200)),
    row(
        "POST",
        "/api/events/{id}/check-in/",
        "/api/events/{event}/check-in/",
        Json(r#"{"code": "nobody's"}"#),
        its_door(404),
    ),
    row(
        "GET",
        "/api/events/{id}/check-ins/",
        "/api/events/{door}/check-ins/",
        Nothing,
        its_door(200),
    ),
    row(
        "GET",
        "/api/events/{id}/check-ins/live/",
        "/api/events/{door}/check-ins/live/",
        Nothing,
        its_door(200),
    ),
    row(
        "POST",
        "/api/events/{id}/check-ins/{check_in}/undo/",
        "/api/events/{door}/check-ins/{check_in}/undo/",
        Nothing,
        its_door(200),
    ),
    row(
        "GET",
        "/api/events/{id}/check-in-lists/",
        "/api/events/{door}/check-in-lists/",
        Nothing,
        its_door(200),
    ),
    row(
        "POST",
        "/api/events/{id}/check-in-lists/",
        "/api/events/{door}/check-in-lists/",
        Json(r#"{"name": "Hall {unique}"}"#),
        its_editor(201),
    ),
    row(
        "PUT",
        "/api/events/{id}/check-in-lists/{list}/",
        "/api/events/{door}/check-in-lists/{list}/",
        Json(r#"{"name": "Room"}"#),
        its_editor(200),
    ),
    row(
        "DELETE",
        "/api/events/{id}/check-in-lists/{list}/",
        "/api/events/{door}/check-in-lists/{list}/",
        Nothing,
        its_editor(200),
    ),
];
