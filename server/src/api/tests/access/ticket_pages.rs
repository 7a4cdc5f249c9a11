//! Rows of the page on which kinds of ticket are made.

use super::table::Body::{Form, None as Nothing};
use super::table::{Row, its_editor, row};

const PAGE: &str = "/fn/organize-tickets?slug={typed}";
const SAVE: &str = "/fn/organize-save-ticket-type";
const SAVE_POOL: &str = "/fn/organize-save-ticket-pool";
const OFFER: &str = "/fn/organize-offer-ticket-type";
const MOVE: &str = "/fn/organize-move-ticket-type";
const DELETE: &str = "/fn/organize-delete-ticket-type";
const DELETE_POOL: &str = "/fn/organize-delete-ticket-pool";

pub(super) const ROWS: &[Row] = &[
    row("GET", "/fn/organize-tickets", PAGE, Nothing, its_editor(200)),
    row(
        "POST",
        SAVE,
        SAVE,
        Form("slug={typed}&id={ticket_type}&name=Adult&price=5&pool={pool}"),
        its_editor(200),
    ),
    row("POST", SAVE_POOL, SAVE_POOL, Form("slug={typed}&name=Hall"), its_editor(422)),
    row(
        "POST",
        OFFER,
        OFFER,
        Form("slug={typed}&ticket_type={ticket_type}&offering=PAUSED"),
        its_editor(200),
    ),
    row(
        "POST",
        MOVE,
        MOVE,
        Form("slug={typed}&ticket_type={ticket_type}&place=0"),
        its_editor(200),
    ),
    // The API's rows delete them.
    row("POST", DELETE, DELETE, Form("slug={typed}&ticket_type={event}"), its_editor(404)),
    row(
        "POST",
        DELETE_POOL,
        DELETE_POOL,
        Form("slug={typed}&ticket_pool={event}"),
        its_editor(404),
    ),
];
