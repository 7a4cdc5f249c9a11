//! The table itself. A row: what is asked, and the status each person gets for it.

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
    pub expected: [u16; 8],
}

impl Row {
    pub(super) fn entrance(&self) -> String {
        format!("{} {}", self.method, self.path)
    }
}

const fn row(
    method: &'static str,
    path: &'static str,
    at: &'static str,
    body: Body,
    expected: [u16; 8],
) -> Row {
    Row { method, path, at, body, expected }
}

const EVENT: &str = r#"{"title": "Evening {unique}", "description": "", "category": "{category}",
    "location": "Berlin", "start_date": "{start}", "end_date": "{end}",
    "timezone": "Europe/Berlin", "max_capacity": 20, "price": "25.00", "currency": "EUR"}"#;
const SESSION: &str = r#"{"title": "Talk", "start_time": "{later}", "end_time": "{end}",
    "room": "Hall", "capacity": 5}"#;
const PROMOTION: &str = r#"{"code": "N{unique}", "kind": "PERCENT", "value": "10",
    "event": "{event}", "valid_from": "2026-01-01T00:00:00Z",
    "valid_until": "2099-01-01T00:00:00Z", "max_uses": 5}"#;
const VENUE: &str = r#"{"name": "Boat {unique}", "address": "Quay 1", "notes": "Ring twice"}"#;
const SPENT: &str = r#"{"refresh": "nobody's"}"#;

/// Whoever asks, and with whatever token: the answer does not look at it.
const fn all(status: u16) -> [u16; 8] {
    [status; 8]
}

/// Public, but a token that is no good is told.
const fn public(status: u16) -> [u16; 8] {
    [status, status, status, status, status, status, 401, 401]
}

const fn logged_in(status: u16) -> [u16; 8] {
    [401, status, status, status, status, status, 401, 401]
}

const fn organizers(status: u16) -> [u16; 8] {
    [401, 403, 403, status, status, status, 401, 401]
}

/// Of a thing that everyone sees.
const fn its_organizer(status: u16) -> [u16; 8] {
    [401, 403, 403, status, 403, status, 401, 401]
}

/// Of a venue, which only its organizer and admins see.
const fn its_venue(status: u16) -> [u16; 8] {
    [401, 403, 403, status, 404, status, 401, 401]
}

/// Of something public that belongs to one who was at the event.
const fn who_was_there(status: u16) -> [u16; 8] {
    [401, status, 403, 403, 403, 403, 401, 401]
}

/// Of a draft, which only its organizer and admins see.
const fn its_draft(status: u16) -> [u16; 8] {
    [401, 404, 404, status, 404, status, 401, 401]
}

const fn admins(status: u16) -> [u16; 8] {
    [401, 403, 403, 403, 403, status, 401, 401]
}

/// Of a thing that nobody else sees.
const fn its_owner(status: u16) -> [u16; 8] {
    [401, status, 404, 404, 404, 404, 401, 401]
}

const fn its_owner_and_admins(status: u16) -> [u16; 8] {
    [401, status, 404, 404, 404, status, 401, 401]
}

use Body::{Form, Json, None as Nothing};

// People:  anonymous, owner, other attendee, organizer, other organizer, admin, disabled, stale
pub(super) const TABLE: &[Row] = &[
    row(
        "POST",
        "/api/auth/register/",
        "/api/auth/register/",
        Json(
            r#"{"email": "{unique}@people.test", "password": "correct horse", "display_name": "A"}"#,
        ),
        all(201),
    ),
    row(
        "POST",
        "/api/auth/login/",
        "/api/auth/login/",
        Json(r#"{"email": "{unique}@people.test", "password": "correct horse"}"#),
        all(401),
    ),
    row("POST", "/api/auth/refresh/", "/api/auth/refresh/", Json(SPENT), all(401)),
    row("POST", "/api/auth/logout/", "/api/auth/logout/", Json(SPENT), logged_in(204)),
    row(
        "POST",
        "/api/auth/password-reset/",
        "/api/auth/password-reset/",
        Json(r#"{"email": "{unique}@people.test"}"#),
        all(202),
    ),
    row(
        "POST",
        "/api/auth/password-reset/confirm/",
        "/api/auth/password-reset/confirm/",
        Json(r#"{"token": "nobody's", "password": "correct horse"}"#),
        all(401),
    ),
    row(
        "POST",
        "/api/auth/verify-email/",
        "/api/auth/verify-email/",
        Json(r#"{"token": "nobody's"}"#),
        all(401),
    ),
    row(
        "POST",
        "/api/auth/verify-email/resend/",
        "/api/auth/verify-email/resend/",
        Nothing,
        logged_in(202),
    ),
    row(
        "POST",
        "/api/users/me/email/",
        "/api/users/me/email/",
        Json(r#"{"email": "{unique}@people.test", "password": "not mine at all"}"#),
        logged_in(422),
    ),
    row("GET", "/api/users/me/", "/api/users/me/", Nothing, logged_in(200)),
    row("PUT", "/api/users/me/", "/api/users/me/", Json(r#"{"bio": "Hello"}"#), logged_in(200)),
    row("GET", "/api/users/{id}/", "/api/users/{organizer}/", Nothing, all(200)),
    row("GET", "/api/users/{id}/events/", "/api/users/{organizer}/events/", Nothing, public(200)),
    row("GET", "/api/categories/", "/api/categories/", Nothing, all(200)),
    row(
        "POST",
        "/api/categories/",
        "/api/categories/",
        Json(r#"{"slug": "n{unique}", "name": "N {unique}"}"#),
        admins(201),
    ),
    row(
        "PUT",
        "/api/categories/{id}/",
        "/api/categories/{category}/",
        Json(r#"{"slug": "n{unique}", "name": "N {unique}"}"#),
        admins(200),
    ),
    row("DELETE", "/api/categories/{id}/", "/api/categories/{category}/", Nothing, admins(204)),
    row("GET", "/api/events/", "/api/events/", Nothing, public(200)),
    row("POST", "/api/events/", "/api/events/", Json(EVENT), organizers(201)),
    row("GET", "/api/events/calendar.ics", "/api/events/calendar.ics", Nothing, public(200)),
    row(
        "GET",
        "/api/events/{id}/",
        "/api/events/{draft}/",
        Nothing,
        [404, 404, 404, 200, 404, 200, 401, 401],
    ),
    row("PUT", "/api/events/{id}/", "/api/events/{event}/", Json(EVENT), its_organizer(200)),
    row(
        "PATCH",
        "/api/events/{id}/",
        "/api/events/{draft}/",
        Json(r#"{"title": "New"}"#),
        [401, 404, 404, 200, 404, 200, 401, 401],
    ),
    row("DELETE", "/api/events/{id}/", "/api/events/{event}/", Nothing, its_organizer(204)),
    row(
        "GET",
        "/api/events/{id}/calendar.ics",
        "/api/events/{draft}/calendar.ics",
        Nothing,
        [404, 404, 404, 200, 404, 200, 401, 401],
    ),
    row(
        "GET",
        "/api/events/{id}/live/",
        "/api/events/{draft}/live/",
        Nothing,
        [404, 404, 404, 200, 404, 200, 401, 401],
    ),
    row("GET", "/api/users/me/live/", "/api/users/me/live/", Nothing, logged_in(200)),
    row(
        "POST",
        "/api/events/{id}/cancel/",
        "/api/events/{event}/cancel/",
        Json(r#"{"reason": "Rain"}"#),
        its_organizer(200),
    ),
    row(
        "GET",
        "/api/events/{id}/cancellation/",
        "/api/events/{event}/cancellation/",
        Nothing,
        its_organizer(409),
    ),
    row(
        "GET",
        "/api/events/{id}/cancellation/cost/",
        "/api/events/{event}/cancellation/cost/",
        Nothing,
        its_organizer(200),
    ),
    row(
        "POST",
        "/api/events/{id}/cancellation/retry/",
        "/api/events/{event}/cancellation/retry/",
        Json("{}"),
        its_organizer(409),
    ),
    row(
        "POST",
        "/api/events/{id}/duplicate/",
        "/api/events/{event}/duplicate/",
        Json(r#"{"start_date": "{start}"}"#),
        its_organizer(201),
    ),
    row("POST", "/api/uploads/", "/api/uploads/", Json("{}"), organizers(415)),
    row("GET", "/api/venues/", "/api/venues/", Nothing, organizers(200)),
    row("POST", "/api/venues/", "/api/venues/", Json(VENUE), organizers(201)),
    row("GET", "/api/venues/{id}/", "/api/venues/{venue}/", Nothing, its_venue(200)),
    row("PUT", "/api/venues/{id}/", "/api/venues/{venue}/", Json(VENUE), its_venue(200)),
    row("DELETE", "/api/venues/{id}/", "/api/venues/{venue}/", Nothing, its_venue(204)),
    row(
        "GET",
        "/api/events/{id}/sessions/",
        "/api/events/{draft}/sessions/",
        Nothing,
        [404, 404, 404, 200, 404, 200, 401, 401],
    ),
    row(
        "POST",
        "/api/events/{id}/sessions/",
        "/api/events/{event}/sessions/",
        Json(SESSION),
        its_organizer(201),
    ),
    row(
        "GET",
        "/api/events/{id}/sessions/{session}/",
        "/api/events/{event}/sessions/{session}/",
        Nothing,
        public(200),
    ),
    row(
        "PUT",
        "/api/events/{id}/sessions/{session}/",
        "/api/events/{event}/sessions/{session}/",
        Json(SESSION),
        its_organizer(200),
    ),
    row(
        "DELETE",
        "/api/events/{id}/sessions/{session}/",
        "/api/events/{event}/sessions/{session}/",
        Nothing,
        its_organizer(204),
    ),
    row(
        "PUT",
        "/api/events/{id}/sessions/{session}/pick/",
        "/api/events/{event}/sessions/{session}/pick/",
        Nothing,
        logged_in(204),
    ),
    row(
        "DELETE",
        "/api/events/{id}/sessions/{session}/pick/",
        "/api/events/{event}/sessions/{session}/pick/",
        Nothing,
        logged_in(204),
    ),
    row(
        "GET",
        "/api/events/{id}/agenda.ics",
        "/api/events/{draft}/agenda.ics",
        Nothing,
        [404, 404, 404, 200, 404, 200, 401, 401],
    ),
    row(
        "GET",
        "/api/events/{id}/reviews/",
        "/api/events/{draft}/reviews/",
        Nothing,
        [404, 404, 404, 200, 404, 200, 401, 401],
    ),
    row(
        "POST",
        "/api/events/{id}/reviews/",
        "/api/events/{past}/reviews/",
        Json(r#"{"rating": 5, "comment": "Good"}"#),
        who_was_there(201),
    ),
    row(
        "PUT",
        "/api/reviews/{id}/",
        "/api/reviews/{review}/",
        Json(r#"{"rating": 3}"#),
        who_was_there(200),
    ),
    row("DELETE", "/api/reviews/{id}/", "/api/reviews/{review}/", Nothing, who_was_there(204)),
    row(
        "POST",
        "/api/reviews/{id}/hide/",
        "/api/reviews/{review}/hide/",
        Json(r#"{"reason": "Spam"}"#),
        admins(200),
    ),
    row(
        "POST",
        "/api/reviews/{id}/restore/",
        "/api/reviews/{review}/restore/",
        Nothing,
        admins(200),
    ),
    row(
        "POST",
        "/api/events/{id}/certificates/",
        "/api/events/{past}/certificates/",
        Nothing,
        its_organizer(201),
    ),
    row("GET", "/api/certificates/", "/api/certificates/", Nothing, logged_in(200)),
    row(
        "GET",
        "/api/certificates/{number}/",
        "/api/certificates/{certificate}/",
        Nothing,
        all(200),
    ),
    row(
        "GET",
        "/api/certificates/{number}/pdf/",
        "/api/certificates/{certificate}/pdf/",
        Nothing,
        all(200),
    ),
    row(
        "POST",
        "/api/certificates/{number}/revoke/",
        "/api/certificates/{certificate}/revoke/",
        Nothing,
        its_organizer(204),
    ),
    row(
        "GET",
        "/api/events/{id}/waitlist/",
        "/api/events/{waited}/waitlist/",
        Nothing,
        its_owner(200),
    ),
    row(
        "POST",
        "/api/events/{id}/waitlist/",
        "/api/events/{full}/waitlist/",
        Json(r#"{"quantity": 1}"#),
        logged_in(201),
    ),
    row(
        "DELETE",
        "/api/events/{id}/waitlist/",
        "/api/events/{waited}/waitlist/",
        Nothing,
        its_owner(204),
    ),
    row("GET", "/api/bookings/", "/api/bookings/", Nothing, logged_in(200)),
    row(
        "POST",
        "/api/bookings/",
        "/api/bookings/",
        Json(r#"{"event": "{event}", "quantity": 2}"#),
        logged_in(201),
    ),
    row("GET", "/api/bookings/{id}/", "/api/bookings/{booking}/", Nothing, its_owner(200)),
    row(
        "POST",
        "/api/bookings/{id}/cancel/",
        "/api/bookings/{booking}/cancel/",
        Nothing,
        its_owner(200),
    ),
    row(
        "POST",
        "/api/bookings/{id}/confirm/",
        "/api/bookings/{booking}/confirm/",
        Nothing,
        its_owner(409),
    ),
    row(
        "POST",
        "/api/bookings/{id}/tickets/{ticket}/cancel/",
        "/api/bookings/{confirmed}/tickets/{ticket}/cancel/",
        Nothing,
        its_owner(200),
    ),
    row(
        "POST",
        "/api/bookings/{id}/promo-code/",
        "/api/bookings/{booking}/promo-code/",
        Json(r#"{"promo_code": "{code}"}"#),
        its_owner(200),
    ),
    row(
        "POST",
        "/api/events/{id}/bookings/",
        "/api/events/{free}/bookings/",
        Json(r#"{"guests": [{"name": "Ada", "email": "{unique}@guests.test"}]}"#),
        its_organizer(201),
    ),
    row(
        "POST",
        "/api/events/{id}/bookings/{booking}/cancel/",
        "/api/events/{free}/bookings/{confirmed}/cancel/",
        Json(r#"{"reason": "You asked us to.", "refund": "rule"}"#),
        its_organizer(200),
    ),
    row(
        "POST",
        "/api/events/{id}/bookings/{booking}/move/",
        "/api/events/{free}/bookings/{confirmed}/move/",
        Json(r#"{"event": "{event}", "reason": "You asked us to."}"#),
        its_organizer(200),
    ),
    row(
        "PUT",
        "/api/events/{id}/bookings/{booking}/note/",
        "/api/events/{free}/bookings/{confirmed}/note/",
        Json(r#"{"note": "Comes with a wheelchair."}"#),
        its_organizer(200),
    ),
    // Nothing was charged for it.
    row(
        "POST",
        "/api/events/{id}/bookings/{booking}/refund/",
        "/api/events/{free}/bookings/{confirmed}/refund/",
        Json(r#"{"amount": "5.00", "reason": "You asked us to."}"#),
        its_organizer(409),
    ),
    row(
        "POST",
        "/api/events/{id}/bookings/{booking}/resend/",
        "/api/events/{free}/bookings/{confirmed}/resend/",
        Nothing,
        its_organizer(202),
    ),
    row(
        "PATCH",
        "/api/events/{id}/bookings/{booking}/tickets/{ticket}/",
        "/api/events/{free}/bookings/{confirmed}/tickets/{ticket}/",
        Json(r#"{"attendee_name": "Eve"}"#),
        its_organizer(200),
    ),
    row("GET", "/api/promotions/", "/api/promotions/", Nothing, organizers(200)),
    row("POST", "/api/promotions/", "/api/promotions/", Json(PROMOTION), its_organizer(201)),
    row(
        "GET",
        "/api/promotions/{id}/",
        "/api/promotions/{promotion}/",
        Nothing,
        [401, 403, 403, 200, 404, 200, 401, 401],
    ),
    row(
        "PUT",
        "/api/promotions/{id}/",
        "/api/promotions/{promotion}/",
        Json(PROMOTION),
        [401, 403, 403, 200, 404, 200, 401, 401],
    ),
    row(
        "DELETE",
        "/api/promotions/{id}/",
        "/api/promotions/{promotion}/",
        Nothing,
        [401, 403, 403, 204, 404, 204, 401, 401],
    ),
    row(
        "GET",
        "/api/bookings/{id}/tickets.pdf",
        "/api/bookings/{confirmed}/tickets.pdf",
        Nothing,
        its_owner(200),
    ),
    row(
        "POST",
        "/api/users/me/password/",
        "/api/users/me/password/",
        Json(r#"{"current_password": "not it", "new_password": "correct horse"}"#),
        logged_in(422),
    ),
    row(
        "POST",
        "/api/users/me/delete/",
        "/api/users/me/delete/",
        Json(r#"{"password": "not it"}"#),
        logged_in(422),
    ),
    row("GET", "/api/users/me/export/", "/api/users/me/export/", Nothing, logged_in(200)),
    row("GET", "/api/users/me/calendar/", "/api/users/me/calendar/", Nothing, logged_in(200)),
    row("POST", "/api/users/me/calendar/", "/api/users/me/calendar/", Nothing, logged_in(200)),
    row("POST", "/api/users/me/avatar/", "/api/users/me/avatar/", Json("{}"), logged_in(415)),
    row("DELETE", "/api/users/me/avatar/", "/api/users/me/avatar/", Nothing, logged_in(200)),
    // Whoever may not see a ticket is led to a page that says why.
    row(
        "GET",
        "/bookings/{id}/tickets",
        "/bookings/{confirmed}/tickets",
        Nothing,
        [303, 200, 303, 303, 303, 303, 303, 303],
    ),
    row("GET", "/account/export.json", "/account/export.json", Nothing, logged_in(200)),
    row("POST", "/account/avatar", "/account/avatar", Form("avatar=x"), all(303)),
    row("POST", "/account/avatar/remove", "/account/avatar/remove", Form(""), all(303)),
    // By an address that nobody guesses.
    row("GET", "/calendar/{file}", "/calendar/{unique}.ics", Nothing, all(404)),
    row("GET", "/guest/{secret}", "/guest/{unique}", Nothing, all(404)),
    row("GET", "/guest/{secret}/ticket.pdf", "/guest/{unique}/ticket.pdf", Nothing, all(404)),
    row("GET", "/guest/{secret}/calendar.ics", "/guest/{unique}/calendar.ics", Nothing, all(404)),
    row("POST", "/guest/{secret}/confirm", "/guest/{unique}/confirm", Form(""), all(404)),
    row("POST", "/guest/{secret}/account", "/guest/{unique}/account", Form(""), all(404)),
    row("GET", "/ticket.css", "/ticket.css", Nothing, all(200)),
    row("POST", "/organize/pictures", "/organize/pictures", Form("file=x"), organizers(415)),
    row(
        "GET",
        "/media/pictures/{folder}/{file}",
        "/media/pictures/{unique}/1920.webp",
        Nothing,
        all(404),
    ),
    row(
        "GET",
        "/media/avatars/{folder}/{file}",
        "/media/avatars/{unique}/256.webp",
        Nothing,
        all(404),
    ),
    row(
        "POST",
        "/fn/change-password",
        "/fn/change-password",
        Form("current_password=not+it&new_password=correct+horse"),
        logged_in(422),
    ),
    row(
        "POST",
        "/fn/change-email",
        "/fn/change-email",
        Form("email={unique}%40people.test&email_password=not+mine+at+all"),
        logged_in(422),
    ),
    row("POST", "/fn/verify-email", "/fn/verify-email", Form("token=x"), all(401)),
    row("POST", "/fn/resend-verification", "/fn/resend-verification", Form(""), logged_in(200)),
    row("POST", "/fn/delete-account", "/fn/delete-account", Form("password=no"), logged_in(422)),
    row("GET", "/fn/calendar-feed", "/fn/calendar-feed", Nothing, logged_in(200)),
    row("POST", "/fn/renew-calendar", "/fn/renew-calendar", Form(""), logged_in(200)),
    row("GET", "/fn/person", "/fn/person?id={organizer}", Nothing, all(200)),
    row("GET", "/api/notifications/", "/api/notifications/", Nothing, logged_in(200)),
    row("POST", "/api/notifications/read/", "/api/notifications/read/", Nothing, logged_in(200)),
    row(
        "POST",
        "/api/notifications/{id}/read/",
        "/api/notifications/{notification}/read/",
        Nothing,
        its_owner(200),
    ),
    row(
        "POST",
        "/api/payments/",
        "/api/payments/",
        Json(r#"{"booking": "{booking}", "payment_method": "MOCK_PAYPAL"}"#),
        its_owner(202),
    ),
    row(
        "GET",
        "/api/payments/{id}/",
        "/api/payments/{payment}/",
        Nothing,
        its_owner_and_admins(200),
    ),
    row(
        "POST",
        "/api/payments/{id}/simulate-webhook/",
        "/api/payments/{payment}/simulate-webhook/",
        Json(r#"{"status": "COMPLETED"}"#),
        its_owner_and_admins(200),
    ),
    // Not who asks counts, but who signed.
    row("POST", "/api/webhooks/{provider}/", "/api/webhooks/mock/", Json("{}"), all(400)),
    // The app's functions: a cookie that is no good is as good as none.
    row("GET", "/fn/me", "/fn/me", Nothing, all(200)),
    row("GET", "/fn/home", "/fn/home", Nothing, all(200)),
    row("GET", "/fn/categories", "/fn/categories", Nothing, all(200)),
    row("GET", "/fn/events", "/fn/events?query=", Nothing, all(200)),
    row(
        "GET",
        "/fn/event",
        "/fn/event?slug={draft}",
        Nothing,
        [404, 404, 404, 200, 404, 200, 404, 404],
    ),
    row(
        "GET",
        "/fn/event-live",
        "/fn/event-live?slug={draft}",
        Nothing,
        [404, 404, 404, 200, 404, 200, 404, 404],
    ),
    row("GET", "/fn/waitlist", "/fn/waitlist?slug={waited}", Nothing, all(200)),
    row("GET", "/fn/waits", "/fn/waits", Nothing, logged_in(200)),
    row(
        "POST",
        "/fn/join-waitlist",
        "/fn/join-waitlist",
        Form("event={full}&quantity=1"),
        logged_in(200),
    ),
    row("POST", "/fn/leave-waitlist", "/fn/leave-waitlist", Form("event={waited}"), its_owner(200)),
    row("POST", "/fn/accept-offer", "/fn/accept-offer", Form("booking={booking}"), its_owner(409)),
    row("GET", "/fn/suggest", "/fn/suggest?text=rus", Nothing, all(200)),
    row("GET", "/fn/near", "/fn/near?zone=Europe/Berlin", Nothing, all(200)),
    row("GET", "/fn/bookings", "/fn/bookings", Nothing, logged_in(200)),
    row("GET", "/fn/notifications", "/fn/notifications", Nothing, logged_in(200)),
    row("GET", "/fn/organizer-home", "/fn/organizer-home", Nothing, organizers(200)),
    row(
        "GET",
        "/fn/organizer-events",
        "/fn/organizer-events?phase=upcoming",
        Nothing,
        organizers(200),
    ),
    row("GET", "/fn/dashboard", "/fn/dashboard?slug={event}", Nothing, its_organizer(200)),
    row(
        "GET",
        "/fn/dashboard-figures",
        "/fn/dashboard-figures?slug={event}",
        Nothing,
        its_organizer(200),
    ),
    row(
        "GET",
        "/fn/organize-event",
        "/fn/organize-event?slug={event}",
        Nothing,
        its_organizer(200),
    ),
    row("GET", "/fn/unread-notifications", "/fn/unread-notifications", Nothing, all(200)),
    row(
        "POST",
        "/fn/mark-notification-read",
        "/fn/mark-notification-read",
        Form("id={notification}"),
        its_owner(200),
    ),
    row(
        "POST",
        "/fn/mark-notifications-read",
        "/fn/mark-notifications-read",
        Form(""),
        logged_in(200),
    ),
    row("GET", "/fn/booking", "/fn/booking?id={booking}", Nothing, its_owner(200)),
    row("GET", "/fn/booking-state", "/fn/booking-state?id={booking}", Nothing, its_owner(200)),
    row("GET", "/fn/certificates", "/fn/certificates", Nothing, logged_in(200)),
    row("GET", "/fn/legal", "/fn/legal?page=imprint", Nothing, all(200)),
    row("GET", "/fn/certificate", "/fn/certificate?number={certificate}", Nothing, all(200)),
    row(
        "POST",
        "/fn/pick-session",
        "/fn/pick-session",
        Form("session={session}&picked=1"),
        logged_in(200),
    ),
    row(
        "POST",
        "/fn/save-review",
        "/fn/save-review",
        Form("event={past}&slug=talks&rating=4&comment=Good"),
        who_was_there(200),
    ),
    row(
        "POST",
        "/fn/delete-review",
        "/fn/delete-review",
        Form("review={review}&slug=talks"),
        who_was_there(200),
    ),
    row("GET", "/fn/zones", "/fn/zones?search=berlin", Nothing, all(200)),
    row("GET", "/fn/local-times", "/fn/local-times?zone=Europe/Berlin", Nothing, all(200)),
    row("GET", "/fn/new-event", "/fn/new-event", Nothing, organizers(200)),
    row("GET", "/fn/event-form", "/fn/event-form?slug={draft}", Nothing, its_draft(200)),
    row("GET", "/fn/event-preview", "/fn/event-preview?slug={draft}", Nothing, its_draft(200)),
    row("GET", "/fn/duplicate-plan", "/fn/duplicate-plan?slug={draft}", Nothing, its_draft(200)),
    row("GET", "/fn/cancellation", "/fn/cancellation?slug={draft}", Nothing, its_draft(200)),
    row("GET", "/fn/venues", "/fn/venues", Nothing, organizers(200)),
    row("GET", "/fn/venue", "/fn/venue?id={venue}", Nothing, its_venue(200)),
    row("POST", "/fn/text-preview", "/fn/text-preview", Form("text=Hi"), logged_in(200)),
    row("POST", "/fn/paste-html", "/fn/paste-html", Form("html=Hi"), logged_in(200)),
    row(
        "POST",
        "/fn/keep-event-form",
        "/fn/keep-event-form",
        Form("event={draft}&version=1&form[title]=Evening"),
        its_draft(200),
    ),
    row(
        "POST",
        "/fn/discard-event-form",
        "/fn/discard-event-form",
        Form("event={draft}"),
        its_draft(200),
    ),
    row(
        "POST",
        "/fn/save-event-form",
        "/fn/save-event-form",
        Form("event={draft}&version=1&form[title]=Evening"),
        its_draft(200),
    ),
    // Nothing was typed that could be merged.
    row(
        "POST",
        "/fn/merge-event-form",
        "/fn/merge-event-form",
        Form("event={draft}&version=1"),
        its_draft(404),
    ),
    row(
        "POST",
        "/fn/duplicate-event",
        "/fn/duplicate-event",
        Form("event={event}&timezone=UTC&form[start_date]=2030-01-01T10:00"),
        its_organizer(200),
    ),
    row(
        "POST",
        "/fn/cancel-event",
        "/fn/cancel-event",
        Form("event={event}&reason=Flood&agreed=yes"),
        its_organizer(200),
    ),
    row(
        "POST",
        "/fn/retry-cancellation",
        "/fn/retry-cancellation",
        Form("event={event}"),
        its_organizer(409),
    ),
    row("POST", "/fn/delete-event", "/fn/delete-event", Form("event={draft}"), its_draft(200)),
    row(
        "POST",
        "/fn/save-venue",
        "/fn/save-venue",
        Form("name=Hall {unique}&address=Street"),
        organizers(200),
    ),
    row("POST", "/fn/delete-venue", "/fn/delete-venue", Form("id={venue}"), its_venue(200)),
    row("POST", "/fn/set-theme", "/fn/set-theme", Form("theme=dark"), all(200)),
    row("POST", "/fn/set-density", "/fn/set-density", Form("density=compact"), all(200)),
    row("POST", "/fn/set-keys", "/fn/set-keys", Form("keys=off"), all(200)),
    row("POST", "/fn/start-organizing", "/fn/start-organizing", Form(""), logged_in(200)),
    row("GET", "/fn/may-start-organizing", "/fn/may-start-organizing", Nothing, all(200)),
    row("GET", "/fn/organize-search", "/fn/organize-search?text=rus", Nothing, organizers(200)),
    row("POST", "/fn/set-locale", "/fn/set-locale", Form("locale=ru"), all(200)),
    row(
        "POST",
        "/fn/register",
        "/fn/register",
        Form("email={unique}@people.test&password=correct+horse&display_name=A"),
        all(200),
    ),
    row("POST", "/fn/login", "/fn/login", Form("email={unique}@people.test&password=x"), all(401)),
    row("POST", "/fn/logout", "/fn/logout", Form(""), all(200)),
    row(
        "POST",
        "/fn/request-password-reset",
        "/fn/request-password-reset",
        Form("email={unique}@people.test"),
        all(200),
    ),
    row(
        "POST",
        "/fn/confirm-password-reset",
        "/fn/confirm-password-reset",
        Form("token=x&password=correct+horse"),
        all(401),
    ),
    row(
        "POST",
        "/fn/update-me",
        "/fn/update-me",
        Form("display_name=A&timezone=UTC"),
        logged_in(200),
    ),
    row("POST", "/fn/book", "/fn/book", Form("event={event}&quantity=1"), logged_in(200)),
    row("POST", "/fn/pay", "/fn/pay", Form("booking={booking}&method=MOCK_PAYPAL"), its_owner(200)),
    row(
        "POST",
        "/fn/cancel-booking",
        "/fn/cancel-booking",
        Form("booking={booking}"),
        its_owner(200),
    ),
    row(
        "POST",
        "/fn/cancel-ticket",
        "/fn/cancel-ticket",
        Form("booking={confirmed}&ticket={ticket}"),
        its_owner(200),
    ),
    row(
        "POST",
        "/fn/promo-code",
        "/fn/promo-code",
        Form("booking={booking}&promo_code={code}"),
        its_owner(200),
    ),
    row(
        "GET",
        "/bookings/{id}/tickets.pdf",
        "/bookings/{confirmed}/tickets.pdf",
        Nothing,
        its_owner(200),
    ),
    row(
        "GET",
        "/events/{slug}/agenda.ics",
        "/events/{draft}/agenda.ics",
        Nothing,
        [404, 404, 404, 200, 404, 200, 404, 404],
    ),
    row(
        "GET",
        "/events/{slug}/qr.png",
        "/events/{draft}/qr.png?via=poster",
        Nothing,
        [404, 404, 404, 200, 404, 200, 404, 404],
    ),
    row(
        "GET",
        "/events/{slug}/qr.svg",
        "/events/{draft}/qr.svg?via=poster",
        Nothing,
        [404, 404, 404, 200, 404, 200, 404, 404],
    ),
    row("GET", "/events/{slug}/picks.ics", "/events/{slug}/picks.ics", Nothing, logged_in(200)),
    row(
        "GET",
        "/certificates/{number}/certificate.pdf",
        "/certificates/{certificate}/certificate.pdf",
        Nothing,
        all(200),
    ),
    row(
        "GET",
        "/bookings/{id}/calendar.ics",
        "/bookings/{confirmed}/calendar.ics",
        Nothing,
        its_owner(200),
    ),
    row("GET", "/robots.txt", "/robots.txt", Nothing, all(200)),
    row("GET", "/sw.js", "/sw.js", Nothing, all(200)),
    row("GET", "/door.js", "/door.js", Nothing, all(200)),
    row("GET", "/door.css", "/door.css", Nothing, all(200)),
    row("GET", "/dev/mail", "/dev/mail", Nothing, all(200)),
    row("GET", "/dev/mail/{id}/html", "/dev/mail/{mail}/html", Nothing, all(404)),
    row(
        "GET",
        "/dev/mail/{id}/attachments/{name}",
        "/dev/mail/{mail}/attachments/x",
        Nothing,
        all(404),
    ),
    row("GET", "/api/openapi.json", "/api/openapi.json", Nothing, all(200)),
    row("GET", "/api/docs", "/api/docs", Nothing, all(200)),
    row("GET", "/api/docs/", "/api/docs/", Nothing, all(200)),
    row("GET", "/api/docs/{*rest}", "/api/docs/swagger-ui.css", Nothing, all(200)),
    row("GET", "/sitemap.xml", "/sitemap.xml", Nothing, all(200)),
    row("GET", "/sitemaps/{file}", "/sitemaps/pages.xml", Nothing, all(200)),
    row("GET", "/share/{file}", "/share/{draft}.png", Nothing, all(404)),
    row(
        "GET",
        "/api/events/{id}/attendees/",
        "/api/events/{event}/attendees/",
        Nothing,
        its_organizer(200),
    ),
    row("GET", "/api/organizer/summary/", "/api/organizer/summary/", Nothing, organizers(200)),
    row("GET", "/api/organizer/events/", "/api/organizer/events/", Nothing, organizers(200)),
    row("GET", "/api/organizer/live/", "/api/organizer/live/", Nothing, organizers(200)),
    row(
        "GET",
        "/api/events/{id}/dashboard/",
        "/api/events/{event}/dashboard/?compare={draft}",
        Nothing,
        [401, 403, 403, 200, 403, 200, 401, 401],
    ),
    row(
        "GET",
        "/api/events/{id}/dashboard/figures/",
        "/api/events/{draft}/dashboard/figures/",
        Nothing,
        [401, 404, 404, 200, 404, 200, 401, 401],
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
        "/api/events/{id}/statistics/",
        "/api/events/{event}/statistics/",
        Nothing,
        its_organizer(200),
    ),
    row(
        "POST",
        "/api/events/{id}/check-in/",
        "/api/events/{event}/check-in/",
        Json(r#"{"code": "nobody's"}"#),
        its_organizer(404),
    ),
    row("GET", "/api/stats/", "/api/stats/", Nothing, admins(200)),
    row("GET", "/api/admin/users/", "/api/admin/users/", Nothing, admins(200)),
    row(
        "PATCH",
        "/api/admin/users/{id}/",
        "/api/admin/users/{organizer}/",
        Json(r#"{"role": "organizer", "disabled": false}"#),
        admins(200),
    ),
    row("GET", "/api/admin/mail/", "/api/admin/mail/", Nothing, admins(200)),
    row(
        "POST",
        "/api/admin/mail/{id}/resend/",
        "/api/admin/mail/{mail}/resend/",
        Nothing,
        admins(202),
    ),
    row(
        "POST",
        "/api/admin/mail/resend/",
        "/api/admin/mail/resend/",
        Json(r#"{"state": "failed"}"#),
        admins(202),
    ),
];
