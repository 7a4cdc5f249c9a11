//! The table itself. A row: what is asked, and the status each person gets for it.
//! The rows stand by area in the files beside it.

pub(super) use super::answers::*;

pub(super) enum Body {
    None,
    Json(&'static str),
    Form(&'static str),
}

pub(super) struct Row {
    pub method: &'static str,
    /// As the description names it.
    pub path: &'static str,
    /// What is asked for in its place.
    pub at: &'static str,
    pub body: Body,
    pub expected: [u16; 12],
}

impl Row {
    pub(super) fn entrance(&self) -> String {
        format!("{} {}", self.method, self.path)
    }
}

pub(super) const fn row(
    method: &'static str,
    path: &'static str,
    at: &'static str,
    body: Body,
    expected: [u16; 12],
) -> Row {
    Row { method, path, at, body, expected }
}

/// Every row; the last ones change what those who ask for them are.
pub(super) fn rows() -> impl Iterator<Item = &'static Row> {
    const AREAS: &[&[Row]] = &[
        super::agenda::ROWS,
        super::messages::ROWS,
        super::admin_people::ROWS,
        super::sign_in::ROWS,
        super::upkeep::ROWS,
        super::moderation::ROWS,
        super::accounts::ROWS,
        super::events::ROWS,
        super::editor::ROWS,
        super::schedule::ROWS,
        super::reviews::ROWS,
        super::certificates::ROWS,
        super::waitlist::ROWS,
        super::bookings::ROWS,
        super::event_bookings::ROWS,
        super::exchange::ROWS,
        super::promotions::ROWS,
        super::quotes::ROWS,
        super::guests::ROWS,
        super::site::ROWS,
        super::mail::ROWS,
        super::team::ROWS,
        super::reports::ROWS,
        super::door::ROWS,
        super::ticket_pages::ROWS,
        super::figures::ROWS,
        super::ticket_types::ROWS,
        super::ticket_names::ROWS,
        super::last::ROWS,
    ];
    AREAS.iter().copied().flatten()
}
