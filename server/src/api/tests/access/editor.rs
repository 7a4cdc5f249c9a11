//! Who may write events and venues in the workplace.

use super::answers::{
    all, editors, its_draft, its_draft_alone, its_draft_bookings, its_organizer, its_team,
    its_venue, logged_in, organizers, workplace,
};
use super::table::Body::{Form, Json, None as Nothing};
use super::table::{Row, row};

const VENUE: &str = r#"{"name": "Boat {unique}", "address": "Quay 1", "notes": "Ring twice"}"#;

pub(super) const ROWS: &[Row] = &[
    row("POST", "/api/uploads/", "/api/uploads/", Json("{}"), editors(415)),
    row("GET", "/api/venues/", "/api/venues/", Nothing, organizers(200)),
    row("POST", "/api/venues/", "/api/venues/", Json(VENUE), organizers(201)),
    row("GET", "/api/venues/{id}/", "/api/venues/{venue}/", Nothing, its_venue(200)),
    row("PUT", "/api/venues/{id}/", "/api/venues/{venue}/", Json(VENUE), its_venue(200)),
    row("DELETE", "/api/venues/{id}/", "/api/venues/{venue}/", Nothing, its_venue(204)),
    row("POST", "/organize/pictures", "/organize/pictures", Form("file=x"), editors(415)),
    row(
        "GET",
        "/media/pictures/{folder}/{file}",
        "/media/pictures/{unique}/1920.webp",
        Nothing,
        all(404),
    ),
    row("GET", "/fn/organize-event", "/fn/organize-event?slug={event}", Nothing, its_team(200)),
    row("GET", "/fn/new-event", "/fn/new-event", Nothing, organizers(200)),
    row("GET", "/fn/event-form", "/fn/event-form?slug={draft}", Nothing, its_draft(200)),
    row("GET", "/fn/event-preview", "/fn/event-preview?slug={draft}", Nothing, its_draft(200)),
    row(
        "GET",
        "/fn/duplicate-plan",
        "/fn/duplicate-plan?slug={draft}",
        Nothing,
        its_draft_bookings(200),
    ),
    row(
        "GET",
        "/fn/cancellation",
        "/fn/cancellation?slug={draft}",
        Nothing,
        its_draft_bookings(200),
    ),
    row("GET", "/fn/venues", "/fn/venues", Nothing, organizers(200)),
    row("GET", "/fn/venue", "/fn/venue?id={venue}", Nothing, its_venue(200)),
    row("POST", "/fn/text-preview", "/fn/text-preview", Form("text=Hi"), logged_in(200)),
    row("POST", "/fn/paste-html", "/fn/paste-html", Form("html=Hi"), logged_in(200)),
    row(
        "POST",
        "/fn/keep-event-form",
        "/fn/keep-event-form",
        Form("event={draft}&version=1&form[title]=Evening"),
        its_draft(200),
    ),
    row(
        "POST",
        "/fn/discard-event-form",
        "/fn/discard-event-form",
        Form("event={draft}"),
        its_draft(200),
    ),
    row(
        "POST",
        "/fn/save-event-form",
        "/fn/save-event-form",
        Form("event={draft}&version=1&form[title]=Evening"),
        its_draft(200),
    ),
    // Nothing was typed that could be merged.
    row(
        "POST",
        "/fn/merge-event-form",
        "/fn/merge-event-form",
        Form("event={draft}&version=1"),
        its_draft(404),
    ),
    row(
        "POST",
        "/fn/duplicate-event",
        "/fn/duplicate-event",
        Form("event={event}&timezone=UTC&form[start_date]=2030-01-01T10:00"),
        its_organizer(200),
    ),
    row(
        "POST",
        "/fn/cancel-event",
        "/fn/cancel-event",
        Form("event={event}&reason=Flood&agreed=yes"),
        its_organizer(200),
    ),
    row(
        "POST",
        "/fn/retry-cancellation",
        "/fn/retry-cancellation",
        Form("event={cancelled}"),
        its_organizer(200),
    ),
    row(
        "POST",
        "/fn/delete-event",
        "/fn/delete-event",
        Form("event={draft}"),
        its_draft_alone(200),
    ),
    row(
        "POST",
        "/fn/save-venue",
        "/fn/save-venue",
        Form("name=Hall+{unique}&address=Street"),
        organizers(200),
    ),
    row("POST", "/fn/delete-venue", "/fn/delete-venue", Form("id={venue}"), its_venue(200)),
    row("GET", "/fn/organize-search", "/fn/organize-search?text=rus", Nothing, workplace(200)),
];
