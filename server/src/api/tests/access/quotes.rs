//! Rows of quotes: everybody asks what seats would cost.

use super::answers::{all, public};
use super::table::Body::{Json, None as Nothing};
use super::table::{Row, row};

const QUOTE: &str = "/api/events/{id}/quote/";
const ITEMS: &str = r#"{"items": [{"ticket_type": "{ticket_type}", "quantity": 1}]}"#;

pub(super) const ROWS: &[Row] = &[
    row("POST", QUOTE, "/api/events/{typed}/quote/", Json(ITEMS), public(200)),
    row("GET", "/fn/quote", "/fn/quote?slug={typed}&seats={ticket_type}:1", Nothing, all(200)),
];
