//! Rows of figures by kind of ticket.

use super::table::Body::None as Nothing;
use super::table::{Row, its_organizer, row};

pub(super) const ROWS: &[Row] = &[row(
    "GET",
    "/fn/organize-kinds",
    "/fn/organize-kinds?slug={free}",
    Nothing,
    its_organizer(200),
)];
