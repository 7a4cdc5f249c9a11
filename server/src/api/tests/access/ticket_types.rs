//! Rows of the ticket types.

use super::table::Body::{Json, None as Nothing};
use super::table::{Row, its_editor, its_team, row};

const TYPES: &str = "/api/events/{id}/ticket-types/";
const TYPE: &str = "/api/events/{id}/ticket-types/{ticket_type}/";
const POOLS: &str = "/api/events/{id}/ticket-types/pools/";
const POOL: &str = "/api/events/{id}/ticket-types/pools/{pool}/";
const THESE: &str = "/api/events/{typed}/ticket-types/";
const THIS: &str = "/api/events/{typed}/ticket-types/{ticket_type}/";
const THIS_POOL: &str = "/api/events/{typed}/ticket-types/pools/{pool}/";
const STUDENT: &str = r#"{"name": "Student", "price": "15.00", "quota": 5, "pool": "{pool}"}"#;
const HALL: &str = r#"{"name": "Hall", "quota": 8}"#;

pub(super) const ROWS: &[Row] = &[
    row("GET", TYPES, THESE, Nothing, its_team(200)),
    row("POST", TYPES, THESE, Json(STUDENT), its_editor(201)),
    row("PUT", TYPE, THIS, Json(STUDENT), its_editor(200)),
    row("PATCH", TYPE, THIS, Json(r#"{"offering": "PAUSED"}"#), its_editor(200)),
    row("DELETE", TYPE, THIS, Nothing, its_editor(204)),
    row("POST", POOLS, "/api/events/{typed}/ticket-types/pools/", Json(HALL), its_editor(201)),
    row("PUT", POOL, THIS_POOL, Json(HALL), its_editor(200)),
    row("DELETE", POOL, THIS_POOL, Nothing, its_editor(204)),
];
