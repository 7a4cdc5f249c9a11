//! Rows of the agenda's editor.

use super::table::Body::{Form, None as Nothing};
use super::table::{Row, its_editor, row};

pub(super) const ROWS: &[Row] = &[
    row("GET", "/fn/organize-agenda", "/fn/organize-agenda?slug={event}", Nothing, its_editor(200)),
    row(
        "GET",
        "/fn/organize-session",
        "/fn/organize-session?slug={event}&session={session}",
        Nothing,
        its_editor(200),
    ),
    row("GET", "/fn/organize-pasted", "/fn/organize-pasted?slug={event}", Nothing, its_editor(200)),
    row(
        "POST",
        "/fn/organize-move-session",
        "/fn/organize-move-session",
        Form(
            "slug={event}&session={session}&version=1&room=Roof&start={later_unix}&end={end_unix}",
        ),
        its_editor(200),
    ),
    row(
        "POST",
        "/fn/organize-save-session",
        "/fn/organize-save-session",
        Form("slug={event}&id={session}&version=1&title=&room=Hall&capacity=5"),
        its_editor(422),
    ),
    row(
        "POST",
        "/fn/organize-delete-session",
        "/fn/organize-delete-session",
        Form("slug={event}&session={session}"),
        its_editor(200),
    ),
    row(
        "POST",
        "/fn/organize-keep-paste",
        "/fn/organize-keep-paste",
        Form("slug={event}&lines=10:00%3B30%3BHall%3BTalk"),
        its_editor(200),
    ),
    row(
        "POST",
        "/fn/organize-add-pasted",
        "/fn/organize-add-pasted",
        Form("slug={event}&which=good"),
        its_editor(422),
    ),
];
