//! Rows of the page on which kinds of ticket are made.

use super::table::Body::{Form, None as Nothing};
use super::table::{Row, its_editor, row};

pub(super) const ROWS: &[Row] = &[
    row(
        "GET",
        "/fn/organize-tickets",
        "/fn/organize-tickets?slug={event}",
        Nothing,
        its_editor(200),
    ),
    row(
        "POST",
        "/fn/organize-save-ticket-type",
        "/fn/organize-save-ticket-type",
        Form("slug={event}&name=&price=5"),
        its_editor(422),
    ),
    row(
        "POST",
        "/fn/organize-save-ticket-pool",
        "/fn/organize-save-ticket-pool",
        Form("slug={event}&name=Students"),
        its_editor(422),
    ),
    row(
        "POST",
        "/fn/organize-offer-ticket-type",
        "/fn/organize-offer-ticket-type",
        Form("slug={event}&ticket_type=0198b3a0-0000-7000-8000-000000000001&offering=PAUSED"),
        its_editor(404),
    ),
    row(
        "POST",
        "/fn/organize-move-ticket-type",
        "/fn/organize-move-ticket-type",
        Form("slug={event}&ticket_type=0198b3a0-0000-7000-8000-000000000001&place=0"),
        its_editor(404),
    ),
    row(
        "POST",
        "/fn/organize-delete-ticket-type",
        "/fn/organize-delete-ticket-type",
        Form("slug={event}&ticket_type=0198b3a0-0000-7000-8000-000000000001"),
        its_editor(404),
    ),
    row(
        "POST",
        "/fn/organize-delete-ticket-pool",
        "/fn/organize-delete-ticket-pool",
        Form("slug={event}&ticket_pool=0198b3a0-0000-7000-8000-000000000001"),
        its_editor(404),
    ),
];
