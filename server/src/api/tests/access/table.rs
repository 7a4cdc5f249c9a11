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

const EVENT: &str = r#"{"title": "Evening {unique}", "description": "", "category": "{category}",
    "location": "Berlin", "start_date": "{start}", "end_date": "{end}",
    "timezone": "Europe/Berlin", "max_capacity": 20, "price": "25.00", "currency": "EUR"}"#;
const SESSION: &str = r#"{"title": "Talk", "start_time": "{later}", "end_time": "{end}",
    "room": "Hall", "capacity": 5}"#;
const SCHEDULE: &str = r#"{"schedule": {"version": "1", "conference": {"acronym": "talks",
    "days": [{"rooms": {"Loft": [{"id": 1, "date": "{later}", "duration": "00:10",
    "title": "Keynote"}]}}]}}}"#;
const PROMOTION: &str = r#"{"code": "N{unique}", "kind": "PERCENT", "value": "10",
    "event": "{event}", "valid_from": "2026-01-01T00:00:00Z",
    "valid_until": "2099-01-01T00:00:00Z", "max_uses": 5}"#;
const VENUE: &str = r#"{"name": "Boat {unique}", "address": "Quay 1", "notes": "Ring twice"}"#;
const INVITE: &str = r#"{"email": "n{unique}@people.test", "role": "door"}"#;
const ROLE: &str = r#"{"role": "editor"}"#;
const SPENT: &str = r#"{"refresh": "nobody's"}"#;

/// Whoever asks, and with whatever token: the answer does not look at it.
pub(super) const fn all(status: u16) -> [u16; 12] {
    [status; 12]
}

/// Public, but a token that is no good is told.
const fn public(status: u16) -> [u16; 12] {
    [status, status, status, status, status, status, 401, 401, status, status, status, status]
}

pub(super) const fn logged_in(status: u16) -> [u16; 12] {
    [401, status, status, status, status, status, 401, 401, status, status, status, status]
}

const fn organizers(status: u16) -> [u16; 12] {
    [401, 403, 403, status, status, status, 401, 401, 403, 403, 403, 403]
}

/// Of the people and the money of an event that everyone sees.
pub(super) const fn its_organizer(status: u16) -> [u16; 12] {
    [401, 403, 403, status, 403, status, 401, 401, status, 403, 403, 403]
}

/// Organizers, and everybody in a team.
const fn workplace(status: u16) -> [u16; 12] {
    [401, 403, 403, status, status, status, 401, 401, status, status, status, status]
}

/// Organizers, and who edits an event of one.
const fn editors(status: u16) -> [u16; 12] {
    [401, 403, 403, status, status, status, 401, 401, status, status, 403, status]
}

/// Of the page and agenda of an event that everyone sees.
pub(super) const fn its_editor(status: u16) -> [u16; 12] {
    [401, 403, 403, status, 403, status, 401, 401, status, status, 403, 403]
}

/// Of the door of an event that everyone sees.
const fn its_door(status: u16) -> [u16; 12] {
    [401, 403, 403, status, 403, status, 401, 401, status, 403, status, 403]
}

/// Of the place in the workplace of an event that everyone sees.
pub(super) const fn its_team(status: u16) -> [u16; 12] {
    [401, 403, 403, status, 403, status, 401, 401, status, status, status, 403]
}

/// What no role of a team allows.
const fn its_organizer_alone(status: u16) -> [u16; 12] {
    [401, 403, 403, status, 403, status, 401, 401, 403, 403, 403, 403]
}

/// Of the organizer's own team.
const fn its_own_team(status: u16) -> [u16; 12] {
    [401, 403, 403, status, 404, 404, 401, 401, 403, 403, 403, 403]
}

/// What is seen of a draft by those who see it at all.
const fn seen_draft(status: u16) -> [u16; 12] {
    [404, 404, 404, status, 404, status, 401, 401, status, status, status, 404]
}

/// [`seen_draft`] where a cookie that is no good is as good as none.
const fn shown_draft(status: u16) -> [u16; 12] {
    [404, 404, 404, status, 404, status, 404, 404, status, status, status, 404]
}

/// Of a draft's people and money.
const fn its_draft_bookings(status: u16) -> [u16; 12] {
    [401, 404, 404, status, 404, status, 401, 401, status, 403, 403, 404]
}

/// What no role of a team allows with a draft.
const fn its_draft_alone(status: u16) -> [u16; 12] {
    [401, 404, 404, status, 404, status, 401, 401, 403, 403, 403, 404]
}

/// Of a promo code.
const fn its_code(status: u16) -> [u16; 12] {
    [401, 403, 403, status, 404, status, 401, 401, status, 403, 403, 404]
}

/// Organizers, and who may know of the money of an event.
const fn with_money(status: u16) -> [u16; 12] {
    [401, 403, 403, status, status, status, 401, 401, status, 403, 403, status]
}

/// Of a venue, which only its organizer and admins see.
const fn its_venue(status: u16) -> [u16; 12] {
    [401, 403, 403, status, 404, status, 401, 401, 403, 403, 403, 403]
}

/// Of something public that belongs to one who was at the event.
const fn who_was_there(status: u16) -> [u16; 12] {
    [401, status, 403, 403, 403, 403, 401, 401, 403, 403, 403, 403]
}

/// Whoever is logged in and did not write it.
const fn all_but_its_author(status: u16) -> [u16; 12] {
    [401, 403, status, status, status, status, 401, 401, status, status, status, status]
}

/// Of a draft, which only its organizer and admins see.
const fn its_draft(status: u16) -> [u16; 12] {
    [401, 404, 404, status, 404, status, 401, 401, status, status, 403, 404]
}

pub(super) const fn admins(status: u16) -> [u16; 12] {
    [401, 403, 403, 403, 403, status, 401, 401, 403, 403, 403, 403]
}

/// Of a thing that nobody else sees.
pub(super) const fn its_owner(status: u16) -> [u16; 12] {
    [401, status, 404, 404, 404, 404, 401, 401, 404, 404, 404, 404]
}

const fn its_owner_and_admins(status: u16) -> [u16; 12] {
    [401, status, 404, 404, 404, status, 401, 401, 404, 404, 404, 404]
}

use Body::{Form, Json, None as Nothing};

/// Every row; who asks for the last one is an organizer from then on.
pub(super) fn rows() -> impl Iterator<Item = &'static Row> {
    super::agenda::ROWS
        .iter()
        .chain(super::messages::ROWS)
        .chain(super::admin_people::ROWS)
        .chain(super::sign_in::ROWS)
        .chain(super::upkeep::ROWS)
        .chain(super::moderation::ROWS)
        .chain(super::ticket_pages::ROWS)
        .chain(super::ticket_types::ROWS)
        .chain(TABLE)
}

// People:  anonymous, owner, other attendee, organizer, other organizer, admin, disabled, stale;
// manager, editor and door of the organizer's events, manager of the other organizer's
const TABLE: &[Row] = &[
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
    row("GET", "/api/events/{id}/", "/api/events/{draft}/", Nothing, seen_draft(200)),
    row("PUT", "/api/events/{id}/", "/api/events/{event}/", Json(EVENT), its_editor(200)),
    row(
        "PATCH",
        "/api/events/{id}/",
        "/api/events/{draft}/",
        Json(r#"{"title": "New"}"#),
        its_draft(200),
    ),
    row("DELETE", "/api/events/{id}/", "/api/events/{event}/", Nothing, its_organizer_alone(204)),
    row(
        "GET",
        "/api/events/{id}/calendar.ics",
        "/api/events/{draft}/calendar.ics",
        Nothing,
        seen_draft(200),
    ),
    row("GET", "/api/events/{id}/live/", "/api/events/{draft}/live/", Nothing, seen_draft(200)),
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
        "/api/events/{cancelled}/cancellation/",
        Nothing,
        its_organizer(200),
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
        "/api/events/{cancelled}/cancellation/retry/",
        Json("{}"),
        its_organizer(200),
    ),
    row(
        "POST",
        "/api/events/{id}/duplicate/",
        "/api/events/{event}/duplicate/",
        Json(r#"{"start_date": "{start}"}"#),
        its_organizer(201),
    ),
    row("POST", "/api/uploads/", "/api/uploads/", Json("{}"), editors(415)),
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
        seen_draft(200),
    ),
    row(
        "POST",
        "/api/events/{id}/sessions/",
        "/api/events/{event}/sessions/",
        Json(SESSION),
        its_editor(201),
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
        its_editor(200),
    ),
    row(
        "DELETE",
        "/api/events/{id}/sessions/{session}/",
        "/api/events/{event}/sessions/{session}/",
        Nothing,
        its_editor(204),
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
        "/api/events/{id}/schedule.json",
        "/api/events/{draft}/schedule.json",
        Nothing,
        seen_draft(200),
    ),
    row(
        "PUT",
        "/api/events/{id}/schedule.json",
        "/api/events/{event}/schedule.json",
        Json(SCHEDULE),
        its_editor(200),
    ),
    row(
        "GET",
        "/events/{slug}/schedule.json",
        "/events/{draft}/schedule.json",
        Nothing,
        shown_draft(200),
    ),
    row(
        "POST",
        "/organize/events/{slug}/agenda/file",
        "/organize/events/{slug}/agenda/file",
        Form("schedule=x"),
        [303, 403, 403, 303, 403, 303, 303, 303, 303, 303, 403, 403],
    ),
    row(
        "GET",
        "/fn/organize-schedule",
        "/fn/organize-schedule?slug={event}",
        Nothing,
        its_editor(200),
    ),
    row(
        "POST",
        "/fn/organize-import-schedule",
        "/fn/organize-import-schedule",
        Form("slug={event}&file={unique}"),
        its_editor(404),
    ),
    row(
        "GET",
        "/api/events/{id}/agenda.ics",
        "/api/events/{draft}/agenda.ics",
        Nothing,
        seen_draft(200),
    ),
    row(
        "GET",
        "/api/events/{id}/reviews/",
        "/api/events/{draft}/reviews/",
        Nothing,
        seen_draft(200),
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
        "/api/reviews/{id}/reply/",
        "/api/reviews/{review}/reply/",
        Json(r#"{"text": "Thank you"}"#),
        its_editor(200),
    ),
    row(
        "DELETE",
        "/api/reviews/{id}/reply/",
        "/api/reviews/{review}/reply/",
        Nothing,
        its_editor(204),
    ),
    row(
        "POST",
        "/api/reviews/{id}/report/",
        "/api/reviews/{review}/report/",
        Json(r#"{"reason": "Spam"}"#),
        all_but_its_author(204),
    ),
    row("GET", "/api/admin/reviews/", "/api/admin/reviews/?state=reported", Nothing, admins(200)),
    row(
        "GET",
        "/api/events/{id}/certificates/",
        "/api/events/{past}/certificates/",
        Nothing,
        its_organizer(200),
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
    row(
        "GET",
        "/api/events/{id}/waitlist/entries/",
        "/api/events/{waited}/waitlist/entries/",
        Nothing,
        its_organizer(200),
    ),
    row(
        "POST",
        "/api/events/{id}/waitlist/entries/{entry}/offer/",
        "/api/events/{waited}/waitlist/entries/{entry}/offer/",
        Json(r#"{"reason": "From far", "add_seats": true}"#),
        its_organizer(200),
    ),
    row("GET", "/api/promotions/", "/api/promotions/", Nothing, with_money(200)),
    row("POST", "/api/promotions/", "/api/promotions/", Json(PROMOTION), its_organizer(201)),
    row("GET", "/api/promotions/{id}/", "/api/promotions/{promotion}/", Nothing, its_code(200)),
    row(
        "PUT",
        "/api/promotions/{id}/",
        "/api/promotions/{promotion}/",
        Json(PROMOTION),
        its_code(200),
    ),
    row("DELETE", "/api/promotions/{id}/", "/api/promotions/{promotion}/", Nothing, its_code(204)),
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
        [303, 200, 303, 303, 303, 303, 303, 303, 303, 303, 303, 303],
    ),
    row("GET", "/account/export.json", "/account/export.json", Nothing, logged_in(200)),
    row(
        "GET",
        "/organize/events/{slug}/certificates/preview.pdf",
        "/organize/events/{past}/certificates/preview.pdf",
        Nothing,
        its_organizer(200),
    ),
    row(
        "GET",
        "/organize/events/{slug}/bookings.csv",
        "/organize/events/{slug}/bookings.csv",
        Nothing,
        its_organizer(200),
    ),
    row(
        "GET",
        "/organize/events/{slug}/bookings.json",
        "/organize/events/{slug}/bookings.json",
        Nothing,
        its_organizer(200),
    ),
    row(
        "GET",
        "/organize/events/{slug}/bookings.xlsx",
        "/organize/events/{slug}/bookings.xlsx",
        Nothing,
        its_organizer(200),
    ),
    row(
        "GET",
        "/organize/events/{slug}/attendees.csv",
        "/organize/events/{slug}/attendees.csv",
        Nothing,
        its_organizer(200),
    ),
    row(
        "GET",
        "/organize/events/{slug}/attendees.json",
        "/organize/events/{slug}/attendees.json",
        Nothing,
        its_organizer(200),
    ),
    row(
        "GET",
        "/organize/events/{slug}/attendees.xlsx",
        "/organize/events/{slug}/attendees.xlsx",
        Nothing,
        its_organizer(200),
    ),
    row("POST", "/account/avatar", "/account/avatar", Form("avatar=x"), all(303)),
    row("POST", "/account/avatar/remove", "/account/avatar/remove", Form(""), all(303)),
    row(
        "POST",
        "/organize/events/{slug}/guests/file",
        "/organize/events/{slug}/guests/file",
        Form("file=x"),
        [303, 403, 403, 303, 403, 303, 303, 303, 303, 403, 403, 403],
    ),
    // By an address that nobody guesses.
    row("GET", "/calendar/{file}", "/calendar/{unique}.ics", Nothing, all(404)),
    row("GET", "/guest/{secret}", "/guest/{unique}", Nothing, all(404)),
    row("GET", "/guest/{secret}/ticket.pdf", "/guest/{unique}/ticket.pdf", Nothing, all(404)),
    row("GET", "/guest/{secret}/calendar.ics", "/guest/{unique}/calendar.ics", Nothing, all(404)),
    row("POST", "/guest/{secret}/confirm", "/guest/{unique}/confirm", Form(""), all(404)),
    row("POST", "/guest/{secret}/account", "/guest/{unique}/account", Form(""), all(404)),
    row("GET", "/ticket.css", "/ticket.css", Nothing, all(200)),
    row("POST", "/organize/pictures", "/organize/pictures", Form("file=x"), editors(415)),
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
    row("GET", "/fn/event", "/fn/event?slug={draft}", Nothing, shown_draft(200)),
    row("GET", "/fn/event-live", "/fn/event-live?slug={draft}", Nothing, shown_draft(200)),
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
    row("GET", "/fn/organize-event", "/fn/organize-event?slug={event}", Nothing, its_team(200)),
    row(
        "GET",
        "/fn/organize-bookings",
        "/fn/organize-bookings?slug={free}&query=status%3DCONFIRMED",
        Nothing,
        its_organizer(200),
    ),
    row(
        "GET",
        "/fn/organize-attendees",
        "/fn/organize-attendees?slug={free}",
        Nothing,
        its_organizer(200),
    ),
    row(
        "GET",
        "/fn/organize-history",
        "/fn/organize-history?slug={free}",
        Nothing,
        its_organizer(200),
    ),
    row(
        "GET",
        "/fn/organize-booking",
        "/fn/organize-booking?slug={free}&booking={confirmed}",
        Nothing,
        its_organizer(200),
    ),
    row(
        "GET",
        "/fn/organize-move-targets",
        "/fn/organize-move-targets?slug={free}&booking={confirmed}",
        Nothing,
        its_organizer(200),
    ),
    // It is done and taken back.
    row(
        "GET",
        "/fn/organize-booking-effect",
        "/fn/organize-booking-effect?slug={free}&booking={confirmed}&query=do%3Dcancel",
        Nothing,
        its_organizer(200),
    ),
    row(
        "POST",
        "/fn/organize-cancel-booking",
        "/fn/organize-cancel-booking",
        Form("slug={free}&booking={confirmed}&reason=Rain&refund=rule"),
        its_organizer(200),
    ),
    // Nothing was charged for it.
    row(
        "POST",
        "/fn/organize-refund-booking",
        "/fn/organize-refund-booking",
        Form("slug={free}&booking={confirmed}&reason=Rain&amount=5"),
        its_organizer(409),
    ),
    row(
        "POST",
        "/fn/organize-move-booking",
        "/fn/organize-move-booking",
        Form("slug={free}&booking={confirmed}&reason=Rain&to={event}"),
        its_organizer(200),
    ),
    row(
        "POST",
        "/fn/organize-rename-ticket",
        "/fn/organize-rename-ticket",
        Form("slug={free}&booking={confirmed}&ticket={ticket}&attendee_name=Eve"),
        its_organizer(200),
    ),
    row(
        "POST",
        "/fn/organize-booking-note",
        "/fn/organize-booking-note",
        Form("slug={free}&booking={confirmed}&note=Comes+late"),
        its_organizer(200),
    ),
    row(
        "POST",
        "/fn/organize-resend",
        "/fn/organize-resend",
        Form("slug={free}&booking={confirmed}"),
        its_organizer(200),
    ),
    row(
        "POST",
        "/fn/organize-invite-guest",
        "/fn/organize-invite-guest",
        Form("slug={free}&name=Ada&email={unique}%40guests.test"),
        its_organizer(200),
    ),
    // A table that nobody has sent.
    row(
        "GET",
        "/fn/organize-guest-list",
        "/fn/organize-guest-list?slug={free}&list={unique}",
        Nothing,
        its_organizer(404),
    ),
    row(
        "GET",
        "/fn/organize-guest-dry-run",
        "/fn/organize-guest-dry-run?slug={free}&list={unique}",
        Nothing,
        its_organizer(404),
    ),
    row(
        "POST",
        "/fn/organize-invite-list",
        "/fn/organize-invite-list",
        Form("slug={free}&list={unique}&header=true&name=0&email=1"),
        its_organizer(404),
    ),
    row("GET", "/fn/team", "/fn/team?slug={event}", Nothing, its_organizer_alone(200)),
    row("GET", "/fn/my-teams", "/fn/my-teams", Nothing, logged_in(200)),
    row(
        "POST",
        "/fn/invite-to-team",
        "/fn/invite-to-team",
        Form("slug={event}&email=n{unique}%40people.test&role=door"),
        its_organizer_alone(200),
    ),
    row(
        "POST",
        "/fn/resend-team-invitation",
        "/fn/resend-team-invitation",
        Form("slug={event}&invitation={invitation}"),
        its_organizer_alone(200),
    ),
    row(
        "POST",
        "/fn/withdraw-team-invitation",
        "/fn/withdraw-team-invitation",
        Form("slug={event}&invitation={invitation}"),
        its_organizer_alone(200),
    ),
    row(
        "POST",
        "/fn/change-team-role",
        "/fn/change-team-role",
        Form("slug={event}&member={member}&role=editor"),
        its_organizer_alone(200),
    ),
    row(
        "POST",
        "/fn/remove-from-team",
        "/fn/remove-from-team",
        Form("slug={event}&member={member}"),
        its_organizer_alone(200),
    ),
    // Nobody here is that member.
    row("POST", "/fn/leave-team", "/fn/leave-team", Form("member={member}"), logged_in(404)),
    row("GET", "/fn/invitation", "/fn/invitation?link={token}", Nothing, all(200)),
    row("POST", "/fn/decline-invitation", "/fn/decline-invitation", Form("link={token}"), all(200)),
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
    row("GET", "/fn/door", "/fn/door?slug={door}", Nothing, its_door(200)),
    row("GET", "/fn/door-figures", "/fn/door-figures?slug={door}", Nothing, its_door(200)),
    row(
        "GET",
        "/fn/door-search",
        "/fn/door-search?slug={door}&search=person",
        Nothing,
        its_door(200),
    ),
    row(
        "POST",
        "/fn/door-scan",
        "/fn/door-scan",
        Form("slug={door}&ticket={expected}"),
        its_door(200),
    ),
    row("POST", "/fn/door-undo", "/fn/door-undo", Form("slug={door}&id={check_in}"), its_door(200)),
    row(
        "POST",
        "/fn/remove-check-in-list",
        "/fn/remove-check-in-list",
        Form("slug={door}&list={list}"),
        its_editor(200),
    ),
    row(
        "POST",
        "/fn/save-check-in-list",
        "/fn/save-check-in-list",
        Form("slug={door}&name=Room+{unique}"),
        its_editor(200),
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
    row(
        "GET",
        "/fn/review-to-report",
        "/fn/review-to-report?review={review}",
        Nothing,
        all_but_its_author(200),
    ),
    row(
        "POST",
        "/fn/report-review",
        "/fn/report-review",
        Form("review={review}&slug=talks&reason=Spam"),
        all_but_its_author(200),
    ),
    row(
        "GET",
        "/fn/organize-reviews",
        "/fn/organize-reviews?slug={past}",
        Nothing,
        its_editor(200),
    ),
    row(
        "POST",
        "/fn/organize-reply-review",
        "/fn/organize-reply-review",
        Form("review={review}&slug=talks&text=Thanks"),
        its_editor(200),
    ),
    row(
        "POST",
        "/fn/organize-withdraw-reply",
        "/fn/organize-withdraw-reply",
        Form("review={review}&slug=talks"),
        its_editor(200),
    ),
    row(
        "GET",
        "/fn/organize-waitlist",
        "/fn/organize-waitlist?slug={waited}",
        Nothing,
        its_organizer(200),
    ),
    row(
        "POST",
        "/fn/organize-offer-seats",
        "/fn/organize-offer-seats",
        Form("slug={waited}&entry={entry}&seats=all&reason=From+far"),
        its_organizer(200),
    ),
    row(
        "POST",
        "/fn/organize-open-waitlist",
        "/fn/organize-open-waitlist",
        Form("slug={waited}&open=false"),
        its_editor(200),
    ),
    row(
        "GET",
        "/fn/organize-promotions",
        "/fn/organize-promotions?slug={booked}",
        Nothing,
        its_organizer(200),
    ),
    row(
        "POST",
        "/fn/organize-save-promotion",
        "/fn/organize-save-promotion",
        Form(
            "slug={booked}&code=C{unique}&kind=PERCENT&value=10&valid_from=2026-01-01T10:00\
             &valid_until=2099-01-01T10:00",
        ),
        its_organizer(200),
    ),
    row(
        "POST",
        "/fn/organize-pause-promotion",
        "/fn/organize-pause-promotion",
        Form("slug={booked}&promotion={promotion}&paused=true"),
        its_code(200),
    ),
    row(
        "GET",
        "/fn/organize-certificates",
        "/fn/organize-certificates?slug={past}",
        Nothing,
        its_organizer(200),
    ),
    row(
        "POST",
        "/fn/organize-issue-certificates",
        "/fn/organize-issue-certificates",
        Form("slug={past}&whom=all"),
        its_organizer(200),
    ),
    row(
        "POST",
        "/fn/organize-revoke-certificate",
        "/fn/organize-revoke-certificate",
        Form("slug={past}&number={certificate}&reason=Wrong+name"),
        its_organizer(200),
    ),
    row("GET", "/fn/zones", "/fn/zones?search=berlin", Nothing, all(200)),
    row("GET", "/fn/local-times", "/fn/local-times?zone=Europe/Berlin", Nothing, all(200)),
    row("GET", "/fn/new-event", "/fn/new-event", Nothing, organizers(200)),
    row("GET", "/fn/event-form", "/fn/event-form?slug={draft}", Nothing, its_draft(200)),
    row("GET", "/fn/event-preview", "/fn/event-preview?slug={draft}", Nothing, its_draft(200)),
    row(
        "GET",
        "/fn/duplicate-plan",
        "/fn/duplicate-plan?slug={draft}",
        Nothing,
        its_draft_bookings(200),
    ),
    row(
        "GET",
        "/fn/cancellation",
        "/fn/cancellation?slug={draft}",
        Nothing,
        its_draft_bookings(200),
    ),
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
        Form("event={cancelled}"),
        its_organizer(200),
    ),
    row(
        "POST",
        "/fn/delete-event",
        "/fn/delete-event",
        Form("event={draft}"),
        its_draft_alone(200),
    ),
    row(
        "POST",
        "/fn/save-venue",
        "/fn/save-venue",
        Form("name=Hall+{unique}&address=Street"),
        organizers(200),
    ),
    row("POST", "/fn/delete-venue", "/fn/delete-venue", Form("id={venue}"), its_venue(200)),
    row("POST", "/fn/set-theme", "/fn/set-theme", Form("theme=dark"), all(200)),
    row("POST", "/fn/set-density", "/fn/set-density", Form("density=compact"), all(200)),
    row("POST", "/fn/set-keys", "/fn/set-keys", Form("keys=off"), all(200)),
    row("GET", "/fn/may-start-organizing", "/fn/may-start-organizing", Nothing, all(200)),
    row("GET", "/fn/organize-search", "/fn/organize-search?text=rus", Nothing, workplace(200)),
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
        shown_draft(200),
    ),
    row(
        "GET",
        "/events/{slug}/qr.png",
        "/events/{draft}/qr.png?via=poster",
        Nothing,
        shown_draft(200),
    ),
    row(
        "GET",
        "/events/{slug}/qr.svg",
        "/events/{draft}/qr.svg?via=poster",
        Nothing,
        shown_draft(200),
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
        "/api/events/{id}/bookings/",
        "/api/events/{event}/bookings/",
        Nothing,
        its_organizer(200),
    ),
    row(
        "GET",
        "/api/events/{id}/bookings/{booking}/",
        "/api/events/{booked}/bookings/{booking}/",
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
    row(
        "POST",
        "/api/events/{id}/check-in/",
        "/api/events/{event}/check-in/",
        Json(r#"{"code": "nobody's"}"#),
        its_door(404),
    ),
    row(
        "GET",
        "/api/events/{id}/team/",
        "/api/events/{event}/team/",
        Nothing,
        its_organizer_alone(200),
    ),
    row(
        "POST",
        "/api/events/{id}/team/",
        "/api/events/{event}/team/",
        Json(INVITE),
        its_organizer_alone(201),
    ),
    row(
        "PATCH",
        "/api/events/{id}/team/{member}/",
        "/api/events/{event}/team/{member}/",
        Json(ROLE),
        its_organizer_alone(200),
    ),
    row(
        "DELETE",
        "/api/events/{id}/team/{member}/",
        "/api/events/{event}/team/{member}/",
        Nothing,
        its_organizer_alone(204),
    ),
    row(
        "DELETE",
        "/api/events/{id}/team/invitations/{invitation}/",
        "/api/events/{event}/team/invitations/{invitation}/",
        Nothing,
        its_organizer_alone(204),
    ),
    row(
        "POST",
        "/api/events/{id}/team/invitations/{invitation}/resend/",
        "/api/events/{event}/team/invitations/{invitation}/resend/",
        Nothing,
        its_organizer_alone(202),
    ),
    row("GET", "/api/organizer/team/", "/api/organizer/team/", Nothing, organizers(200)),
    row("POST", "/api/organizer/team/", "/api/organizer/team/", Json(INVITE), organizers(201)),
    row(
        "PATCH",
        "/api/organizer/team/{member}/",
        "/api/organizer/team/{own_member}/",
        Json(ROLE),
        its_own_team(200),
    ),
    row(
        "DELETE",
        "/api/organizer/team/{member}/",
        "/api/organizer/team/{own_member}/",
        Nothing,
        its_own_team(204),
    ),
    row(
        "DELETE",
        "/api/organizer/team/invitations/{invitation}/",
        "/api/organizer/team/invitations/{own_invitation}/",
        Nothing,
        its_own_team(204),
    ),
    row(
        "POST",
        "/api/organizer/team/invitations/{invitation}/resend/",
        "/api/organizer/team/invitations/{own_invitation}/resend/",
        Nothing,
        its_own_team(202),
    ),
    row("GET", "/api/users/me/teams/", "/api/users/me/teams/", Nothing, logged_in(200)),
    row("GET", "/api/invitations/{token}/", "/api/invitations/{token}/", Nothing, public(200)),
    // Sent to the owner's address.
    row(
        "POST",
        "/api/invitations/{token}/decline/",
        "/api/invitations/{token}/decline/",
        Nothing,
        public(204),
    ),
    row(
        "GET",
        "/api/events/{id}/check-ins/",
        "/api/events/{door}/check-ins/",
        Nothing,
        its_door(200),
    ),
    row(
        "GET",
        "/api/events/{id}/check-ins/live/",
        "/api/events/{door}/check-ins/live/",
        Nothing,
        its_door(200),
    ),
    row(
        "POST",
        "/api/events/{id}/check-ins/{check_in}/undo/",
        "/api/events/{door}/check-ins/{check_in}/undo/",
        Nothing,
        its_door(200),
    ),
    row(
        "GET",
        "/api/events/{id}/check-in-lists/",
        "/api/events/{door}/check-in-lists/",
        Nothing,
        its_door(200),
    ),
    row(
        "POST",
        "/api/events/{id}/check-in-lists/",
        "/api/events/{door}/check-in-lists/",
        Json(r#"{"name": "Hall {unique}"}"#),
        its_editor(201),
    ),
    row(
        "PUT",
        "/api/events/{id}/check-in-lists/{list}/",
        "/api/events/{door}/check-in-lists/{list}/",
        Json(r#"{"name": "Room"}"#),
        its_editor(200),
    ),
    row(
        "DELETE",
        "/api/events/{id}/check-in-lists/{list}/",
        "/api/events/{door}/check-in-lists/{list}/",
        Nothing,
        its_editor(200),
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
