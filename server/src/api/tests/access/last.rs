//! Who may join, which changes what they may: asked for at the end.

use super::answers::{logged_in, who_was_there};
use super::table::Body::{Form, None as Nothing};
use super::table::{Row, row};

pub(super) const ROWS: &[Row] = &[
    // Whoever accepts is in the team from then on.
    row(
        "POST",
        "/fn/accept-invitation",
        "/fn/accept-invitation",
        Form("link={token}"),
        who_was_there(200),
    ),
    row(
        "POST",
        "/api/invitations/{token}/accept/",
        "/api/invitations/{token}/accept/",
        Nothing,
        who_was_there(200),
    ),
    // At the end: who asks for it is an organizer from then on.
    row("POST", "/fn/start-organizing", "/fn/start-organizing", Form(""), logged_in(200)),
];
