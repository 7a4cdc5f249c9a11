//! Who may make promo codes.

use super::answers::{its_code, its_organizer, with_money};
use super::table::Body::{Form, Json, None as Nothing};
use super::table::{Row, row};

const PROMOTION: &str = r#"{"code": "N{unique}", "kind": "PERCENT", "value": "10",
    "event": "{event}", "valid_from": "2026-01-01T00:00:00Z",
    "valid_until": "2099-01-01T00:00:00Z", "max_uses": 5}"#;

pub(super) const ROWS: &[Row] = &[
    row("GET", "/api/promotions/", "/api/promotions/", Nothing, with_money(200)),
    row("POST", "/api/promotions/", "/api/promotions/", Json(PROMOTION), its_organizer(201)),
    row("GET", "/api/promotions/{id}/", "/api/promotions/{promotion}/", Nothing, its_code(200)),
    row(
        "PUT",
        "/api/promotions/{id}/",
        "/api/promotions/{promotion}/",
        Json(PROMOTION),
        its_code(200),
    ),
    row("DELETE", "/api/promotions/{id}/", "/api/promotions/{promotion}/", Nothing, its_code(204)),
    row(
        "GET",
        "/fn/organize-promotions",
        "/fn/organize-promotions?slug={booked}",
        Nothing,
        its_organizer(200),
    ),
    row(
        "POST",
        "/fn/organize-save-promotion",
        "/fn/organize-save-promotion",
        Form(
            "slug={booked}&code=C{unique}&kind=PERCENT&value=10&valid_from=2026-01-01T10:00\
             &valid_until=2099-01-01T10:00",
        ),
        its_organizer(200),
    ),
    row(
        "POST",
        "/fn/organize-pause-promotion",
        "/fn/organize-pause-promotion",
        Form("slug={booked}&promotion={promotion}&paused=true"),
        its_code(200),
    ),
];
