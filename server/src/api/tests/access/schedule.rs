//! Who may read and write the sessions of an event.

use super::answers::{its_editor, logged_in, public, seen_draft, shown_draft};
use super::table::Body::{Form, Json, None as Nothing};
use super::table::{Row, row};

const SESSION: &str = r#"{"title": "Talk", "start_time": "{later}", "end_time": "{end}",
    "room": "Hall", "capacity": 5}"#;
const SCHEDULE: &str = r#"{"schedule": {"version": "1", "conference": {"acronym": "talks",
    "days": [{"rooms": {"Loft": [{"id": 1, "date": "{later}", "duration": "00:10",
    "title": "Keynote"}]}}]}}}"#;

pub(super) const ROWS: &[Row] = &[
    row(
        "GET",
        "/api/events/{id}/sessions/",
        "/api/events/{draft}/sessions/",
        Nothing,
        seen_draft(200),
    ),
    row(
        "POST",
        "/api/events/{id}/sessions/",
        "/api/events/{event}/sessions/",
        Json(SESSION),
        its_editor(201),
    ),
    row(
        "GET",
        "/api/events/{id}/sessions/{session}/",
        "/api/events/{event}/sessions/{session}/",
        Nothing,
        public(200),
    ),
    row(
        "PUT",
        "/api/events/{id}/sessions/{session}/",
        "/api/events/{event}/sessions/{session}/",
        Json(SESSION),
        its_editor(200),
    ),
    row(
        "DELETE",
        "/api/events/{id}/sessions/{session}/",
        "/api/events/{event}/sessions/{session}/",
        Nothing,
        its_editor(204),
    ),
    row(
        "PUT",
        "/api/events/{id}/sessions/{session}/pick/",
        "/api/events/{event}/sessions/{session}/pick/",
        Nothing,
        logged_in(204),
    ),
    row(
        "DELETE",
        "/api/events/{id}/sessions/{session}/pick/",
        "/api/events/{event}/sessions/{session}/pick/",
        Nothing,
        logged_in(204),
    ),
    row(
        "GET",
        "/api/events/{id}/schedule.json",
        "/api/events/{draft}/schedule.json",
        Nothing,
        seen_draft(200),
    ),
    row(
        "PUT",
        "/api/events/{id}/schedule.json",
        "/api/events/{event}/schedule.json",
        Json(SCHEDULE),
        its_editor(200),
    ),
    row(
        "GET",
        "/events/{slug}/schedule.json",
        "/events/{draft}/schedule.json",
        Nothing,
        shown_draft(200),
    ),
    row(
        "POST",
        "/organize/events/{slug}/agenda/file",
        "/organize/events/{slug}/agenda/file",
        Form("schedule=x"),
        [303, 403, 403, 303, 403, 303, 303, 303, 303, 303, 403, 403],
    ),
    row(
        "GET",
        "/fn/organize-schedule",
        "/fn/organize-schedule?slug={event}",
        Nothing,
        its_editor(200),
    ),
    row(
        "POST",
        "/fn/organize-import-schedule",
        "/fn/organize-import-schedule",
        Form("slug={event}&file={unique}"),
        its_editor(404),
    ),
    row(
        "GET",
        "/api/events/{id}/agenda.ics",
        "/api/events/{draft}/agenda.ics",
        Nothing,
        seen_draft(200),
    ),
    row(
        "POST",
        "/fn/pick-session",
        "/fn/pick-session",
        Form("session={session}&picked=1"),
        logged_in(200),
    ),
    row(
        "GET",
        "/events/{slug}/agenda.ics",
        "/events/{draft}/agenda.ics",
        Nothing,
        shown_draft(200),
    ),
];
