//! What a browser, a crawler or a watchdog fetches besides pages, and plain forms.

use super::Access::{self, Private, Public, Secret, Unlisted};
use super::{Cache, Cost, GUEST_FORM_MAX, Kind, Route, SCHEDULE_FORM_MAX};
use crate::adapters::media::upload::{EVENT_FORM_MAX, FORM_MAX};
use types::paths;

/// A list of an event as a file.
pub(crate) fn list_file(list: &str, format: &str) -> String {
    format!("/organize/events/{{slug}}/{list}.{format}")
}

pub(super) const FILES: &[Route] = &[
    get(paths::ROBOTS, Public, Cost::File).cached(Cache::Day),
    get(paths::SITEMAP, Public, Cost::Read).cached(Cache::Hour),
    get("/sitemaps/{file}", Public, Cost::Read).cached(Cache::Hour),
    get("/share/{file}", Public, Cost::Drawing).cached(Cache::Day),
    get("/media/avatars/{folder}/{file}", Public, Cost::Read).cached(Cache::Forever),
    get("/media/pictures/{folder}/{file}", Public, Cost::Read).cached(Cache::Forever),
    get("/events/{slug}/agenda.ics", Public, Cost::Read),
    get("/events/{slug}/schedule.json", Public, Cost::Read),
    get("/events/{slug}/picks.ics", Private, Cost::Read),
    get("/events/{slug}/qr.png", Public, Cost::Drawing),
    get("/events/{slug}/qr.svg", Public, Cost::Read),
    get("/certificates/{number}/certificate.pdf", Unlisted, Cost::Drawing),
    get("/bookings/{id}/tickets", Private, Cost::Read),
    get("/bookings/{id}/tickets.pdf", Private, Cost::Drawing),
    get("/bookings/{id}/calendar.ics", Private, Cost::Read),
    get(paths::ADMIN_AUDIT_FILE, Private, Cost::Search).cached(Cache::Never),
    get("/organize/events/{slug}/bookings.csv", Private, Cost::Search).cached(Cache::Never),
    get("/organize/events/{slug}/bookings.json", Private, Cost::Search).cached(Cache::Never),
    get("/organize/events/{slug}/bookings.xlsx", Private, Cost::Drawing).cached(Cache::Never),
    get("/organize/report.csv", Private, Cost::Search).cached(Cache::Never),
    get("/organize/report.json", Private, Cost::Search).cached(Cache::Never),
    get("/organize/report.xlsx", Private, Cost::Drawing).cached(Cache::Never),
    get("/organize/events/{slug}/report.csv", Private, Cost::Search).cached(Cache::Never),
    get("/organize/events/{slug}/report.json", Private, Cost::Search).cached(Cache::Never),
    get("/organize/events/{slug}/report.xlsx", Private, Cost::Drawing).cached(Cache::Never),
    get("/organize/events/{slug}/attendees.csv", Private, Cost::Search).cached(Cache::Never),
    get("/organize/events/{slug}/attendees.json", Private, Cost::Search).cached(Cache::Never),
    get("/organize/events/{slug}/attendees.xlsx", Private, Cost::Drawing).cached(Cache::Never),
    get("/organize/events/{slug}/certificates/preview.pdf", Private, Cost::Drawing)
        .cached(Cache::Never),
    get(paths::ACCOUNT_EXPORT, Private, Cost::Read).cached(Cache::Never),
    get(paths::ADMIN_FIGURES, Private, Cost::Search).cached(Cache::Never),
    post("/admin/people/{id}/export.json", Private, Cost::Write).cached(Cache::Never),
    post(paths::AVATAR, Private, Cost::Drawing).with_body(FORM_MAX),
    post(paths::AVATAR_REMOVE, Private, Cost::Write),
    post(paths::PICTURE_UPLOAD, Private, Cost::Drawing).with_body(EVENT_FORM_MAX),
    post("/organize/events/{slug}/guests/file", Private, Cost::Write).with_body(GUEST_FORM_MAX),
    post("/organize/events/{slug}/agenda/file", Private, Cost::Write).with_body(SCHEDULE_FORM_MAX),
    post("/organize/events/{slug}/messages/preview", Private, Cost::Write),
    post("/organize/events/{slug}/messages/test", Private, Cost::Credentials),
    get("/notifications/messages/{id}", Private, Cost::Read).cached(Cache::Never),
    get("/unsubscribe/{secret}", Secret, Cost::Read).cached(Cache::Never),
    post("/unsubscribe/{secret}", Secret, Cost::Write),
    get("/calendar/{file}", Secret, Cost::Read).cached(Cache::Never),
    get("/guest/{secret}", Secret, Cost::Read).cached(Cache::Never),
    get("/guest/{secret}/ticket.pdf", Secret, Cost::Drawing).cached(Cache::Never),
    get("/guest/{secret}/calendar.ics", Secret, Cost::Read).cached(Cache::Never),
    post("/guest/{secret}/confirm", Secret, Cost::Write),
    post("/guest/{secret}/name", Secret, Cost::Write),
    post("/guest/{secret}/account", Secret, Cost::Credentials),
    get("/ticket.css", Public, Cost::File).cached(Cache::Revalidated),
    get(paths::SERVICE_WORKER, Public, Cost::File).cached(Cache::Revalidated),
    get("/door.js", Public, Cost::File).cached(Cache::Revalidated),
    get("/door.css", Public, Cost::File).cached(Cache::Revalidated),
    // While developing only.
    get("/dev/mail", Unlisted, Cost::Read),
    get("/dev/mail/{id}/html", Unlisted, Cost::Read),
    get("/dev/mail/{id}/attachments/{name}", Unlisted, Cost::Read),
    probe("/healthz"),
    probe("/readyz"),
    probe("/metrics"),
];

const fn get(pattern: &'static str, access: Access, cost: Cost) -> Route {
    Route::new(Kind::File, "GET", pattern, access, cost)
}

const fn post(pattern: &'static str, access: Access, cost: Cost) -> Route {
    Route::new(Kind::File, "POST", pattern, access, cost)
}

const fn probe(pattern: &'static str) -> Route {
    Route::new(Kind::Probe, "GET", pattern, Public, Cost::Free)
}
