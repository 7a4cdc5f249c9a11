//! The operations of the REST API.

use super::Access::{self, Private, Public, Signed};
use super::Cost::{self, Credentials, Drawing, Read, Search, Write};
use super::{Cache, Kind, Route};
use crate::adapters::media::upload::{EVENT_FORM_MAX, FORM_MAX};

pub(super) const API: &[Route] = &[
    post("/api/auth/login/", Public, Credentials),
    post("/api/auth/logout/", Private, Credentials),
    post("/api/auth/password-reset/", Public, Credentials),
    post("/api/auth/password-reset/confirm/", Public, Credentials),
    post("/api/auth/refresh/", Public, Credentials),
    post("/api/auth/register/", Public, Credentials),
    post("/api/auth/verify-email/", Public, Credentials),
    post("/api/auth/verify-email/resend/", Private, Credentials),
    get("/api/users/me/", Private, Read),
    put("/api/users/me/", Private, Write),
    post("/api/users/me/avatar/", Private, Drawing).with_body(FORM_MAX),
    delete("/api/users/me/avatar/", Private, Write),
    get("/api/users/me/calendar/", Private, Read),
    post("/api/users/me/calendar/", Private, Write),
    post("/api/users/me/delete/", Private, Credentials),
    post("/api/users/me/email/", Private, Credentials),
    get("/api/users/me/export/", Private, Read),
    get("/api/users/me/live/", Private, Read),
    post("/api/users/me/password/", Private, Credentials),
    get("/api/users/{id}/", Public, Read),
    get("/api/users/{id}/events/", Public, Read),
    get("/api/categories/", Public, Read).cached(Cache::Shared),
    post("/api/categories/", Private, Write),
    put("/api/categories/{id}/", Private, Write),
    delete("/api/categories/{id}/", Private, Write),
    get("/api/events/", Public, Search).cached(Cache::Shared),
    post("/api/events/", Private, Write),
    get("/api/events/calendar.ics", Public, Search).cached(Cache::Shared),
    get("/api/events/{id}/", Public, Read).cached(Cache::Shared),
    put("/api/events/{id}/", Private, Write),
    patch("/api/events/{id}/", Private, Write),
    delete("/api/events/{id}/", Private, Write),
    get("/api/events/{id}/agenda.ics", Public, Read),
    post("/api/events/{id}/bookings/", Private, Write),
    post("/api/events/{id}/bookings/{booking}/cancel/", Private, Write),
    post("/api/events/{id}/bookings/{booking}/move/", Private, Write),
    put("/api/events/{id}/bookings/{booking}/note/", Private, Write),
    post("/api/events/{id}/bookings/{booking}/refund/", Private, Write),
    post("/api/events/{id}/bookings/{booking}/resend/", Private, Write),
    patch("/api/events/{id}/bookings/{booking}/tickets/{ticket}/", Private, Write),
    get("/api/events/{id}/attendees/", Private, Search),
    get("/api/events/{id}/bookings/", Private, Search),
    get("/api/events/{id}/bookings/{booking}/", Private, Read),
    get("/api/events/{id}/calendar.ics", Public, Read),
    post("/api/events/{id}/cancel/", Private, Write),
    get("/api/events/{id}/cancellation/", Private, Read),
    get("/api/events/{id}/cancellation/cost/", Private, Read),
    post("/api/events/{id}/cancellation/retry/", Private, Write),
    post("/api/events/{id}/certificates/", Private, Write),
    post("/api/events/{id}/check-in/", Private, Write),
    get("/api/events/{id}/dashboard/", Private, Read),
    get("/api/events/{id}/dashboard/figures/", Private, Read),
    get("/api/events/{id}/dashboard/live/", Private, Read),
    post("/api/events/{id}/duplicate/", Private, Write),
    get("/api/events/{id}/history/", Private, Search),
    get("/api/events/{id}/live/", Public, Read),
    get("/api/events/{id}/reviews/", Public, Read),
    post("/api/events/{id}/reviews/", Private, Write),
    get("/api/events/{id}/sessions/", Public, Read),
    post("/api/events/{id}/sessions/", Private, Write),
    get("/api/events/{id}/sessions/{session}/", Public, Read),
    put("/api/events/{id}/sessions/{session}/", Private, Write),
    delete("/api/events/{id}/sessions/{session}/", Private, Write),
    put("/api/events/{id}/sessions/{session}/pick/", Private, Write),
    delete("/api/events/{id}/sessions/{session}/pick/", Private, Write),
    get("/api/organizer/events/", Private, Read),
    get("/api/organizer/live/", Private, Read),
    get("/api/organizer/summary/", Private, Read),
    get("/api/events/{id}/statistics/", Private, Read),
    get("/api/events/{id}/waitlist/", Private, Read),
    post("/api/events/{id}/waitlist/", Private, Write),
    delete("/api/events/{id}/waitlist/", Private, Write),
    get("/api/events/{id}/waitlist/entries/", Private, Read),
    post("/api/events/{id}/waitlist/entries/{entry}/offer/", Private, Write),
    put("/api/reviews/{id}/", Private, Write),
    delete("/api/reviews/{id}/", Private, Write),
    post("/api/reviews/{id}/hide/", Private, Write),
    post("/api/reviews/{id}/restore/", Private, Write),
    post("/api/reviews/{id}/reply/", Private, Write),
    delete("/api/reviews/{id}/reply/", Private, Write),
    post("/api/reviews/{id}/report/", Private, Write),
    get("/api/bookings/", Private, Read),
    post("/api/bookings/", Private, Write),
    get("/api/bookings/{id}/", Private, Read),
    post("/api/bookings/{id}/cancel/", Private, Write),
    post("/api/bookings/{id}/confirm/", Private, Write),
    post("/api/bookings/{id}/promo-code/", Private, Write),
    get("/api/bookings/{id}/tickets.pdf", Private, Drawing),
    post("/api/bookings/{id}/tickets/{ticket}/cancel/", Private, Write),
    post("/api/payments/", Private, Write),
    get("/api/payments/{id}/", Private, Read),
    post("/api/payments/{id}/simulate-webhook/", Private, Write),
    post("/api/webhooks/{provider}/", Signed, Write),
    get("/api/promotions/", Private, Search),
    post("/api/promotions/", Private, Write),
    get("/api/promotions/{id}/", Private, Read),
    put("/api/promotions/{id}/", Private, Write),
    delete("/api/promotions/{id}/", Private, Write),
    get("/api/certificates/", Private, Read),
    get("/api/certificates/{number}/", Public, Read),
    get("/api/certificates/{number}/pdf/", Public, Drawing),
    post("/api/certificates/{number}/revoke/", Private, Write),
    get("/api/notifications/", Private, Read),
    post("/api/notifications/read/", Private, Write),
    post("/api/notifications/{id}/read/", Private, Write),
    get("/api/stats/", Private, Search),
    post("/api/uploads/", Private, Drawing).with_body(EVENT_FORM_MAX),
    get("/api/venues/", Private, Read),
    post("/api/venues/", Private, Write),
    get("/api/venues/{id}/", Private, Read),
    put("/api/venues/{id}/", Private, Write),
    delete("/api/venues/{id}/", Private, Write),
    get("/api/admin/mail/", Private, Read),
    post("/api/admin/mail/resend/", Private, Write),
    post("/api/admin/mail/{id}/resend/", Private, Write),
    get("/api/admin/reviews/", Private, Search),
    get("/api/admin/users/", Private, Search),
    patch("/api/admin/users/{id}/", Private, Write),
    get("/api/openapi.json", Public, Read),
    get("/api/docs", Public, Read),
    get("/api/docs/", Public, Read),
    get("/api/docs/{*rest}", Public, Read),
    // What is none of these.
    missing("/api"),
    missing("/api/"),
    missing("/api/{*rest}"),
];

const fn get(pattern: &'static str, access: Access, cost: Cost) -> Route {
    Route::new(Kind::Api, "GET", pattern, access, cost)
}

const fn post(pattern: &'static str, access: Access, cost: Cost) -> Route {
    Route::new(Kind::Api, "POST", pattern, access, cost)
}

const fn put(pattern: &'static str, access: Access, cost: Cost) -> Route {
    Route::new(Kind::Api, "PUT", pattern, access, cost)
}

const fn patch(pattern: &'static str, access: Access, cost: Cost) -> Route {
    Route::new(Kind::Api, "PATCH", pattern, access, cost)
}

const fn delete(pattern: &'static str, access: Access, cost: Cost) -> Route {
    Route::new(Kind::Api, "DELETE", pattern, access, cost)
}

const fn missing(pattern: &'static str) -> Route {
    Route::new(Kind::Api, "*", pattern, Public, Read)
}
