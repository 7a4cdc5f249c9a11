//! Who may see the figures and books of events.

use super::answers::{its_draft_bookings, its_organizer, with_money, workplace};
use super::table::Body::None as Nothing;
use super::table::{Row, row};

pub(super) const ROWS: &[Row] = &[
    row("GET", "/fn/organizer-home", "/fn/organizer-home", Nothing, workplace(200)),
    row(
        "GET",
        "/fn/organizer-events",
        "/fn/organizer-events?phase=upcoming",
        Nothing,
        workplace(200),
    ),
    row("GET", "/fn/dashboard", "/fn/dashboard?slug={event}", Nothing, its_organizer(200)),
    row(
        "GET",
        "/fn/dashboard-figures",
        "/fn/dashboard-figures?slug={event}",
        Nothing,
        its_organizer(200),
    ),
    row("GET", "/api/organizer/summary/", "/api/organizer/summary/", Nothing, workplace(200)),
    row(
        "GET",
        "/api/events/{id}/report/",
        "/api/events/{past}/report/",
        Nothing,
        its_organizer(200),
    ),
    row("GET", "/api/organizer/report/", "/api/organizer/report/", Nothing, with_money(200)),
    row(
        "GET",
        "/fn/organize-report",
        "/fn/organize-report?slug={past}",
        Nothing,
        its_organizer(200),
    ),
    row(
        "GET",
        "/organize/events/{slug}/report.csv",
        "/organize/events/{slug}/report.csv",
        Nothing,
        its_organizer(200),
    ),
    row("GET", "/organize/report.csv", "/organize/report.csv", Nothing, with_money(200)),
    row(
        "GET",
        "/organize/events/{slug}/report.json",
        "/organize/events/{slug}/report.json",
        Nothing,
        its_organizer(200),
    ),
    row("GET", "/organize/report.json", "/organize/report.json", Nothing, with_money(200)),
    row(
        "GET",
        "/organize/events/{slug}/report.xlsx",
        "/organize/events/{slug}/report.xlsx",
        Nothing,
        its_organizer(200),
    ),
    row("GET", "/organize/report.xlsx", "/organize/report.xlsx", Nothing, with_money(200)),
    row("GET", "/api/organizer/events/", "/api/organizer/events/", Nothing, workplace(200)),
    row("GET", "/api/organizer/live/", "/api/organizer/live/", Nothing, workplace(200)),
    row(
        "GET",
        "/api/events/{id}/dashboard/",
        "/api/events/{event}/dashboard/?compare={draft}",
        Nothing,
        its_organizer(200),
    ),
    row(
        "GET",
        "/api/events/{id}/dashboard/figures/",
        "/api/events/{draft}/dashboard/figures/",
        Nothing,
        its_draft_bookings(200),
    ),
    row(
        "GET",
        "/api/events/{id}/dashboard/live/",
        "/api/events/{event}/dashboard/live/",
        Nothing,
        its_organizer(200),
    ),
    row(
        "GET",
        "/api/events/{id}/history/",
        "/api/events/{event}/history/",
        Nothing,
        its_organizer(200),
    ),
    row(
        "GET",
        "/api/events/{id}/statistics/",
        "/api/events/{event}/statistics/",
        Nothing,
        its_organizer(200),
    ),
];
