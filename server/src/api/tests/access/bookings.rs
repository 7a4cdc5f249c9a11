//! Who may book, pay and cancel.

use super::answers::{all, its_owner, its_owner_and_admins, logged_in};
use super::table::Body::{Form, Json, None as Nothing};
use super::table::{Row, row};

pub(super) const ROWS: &[Row] = &[
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
        "GET",
        "/api/bookings/{id}/tickets.pdf",
        "/api/bookings/{confirmed}/tickets.pdf",
        Nothing,
        its_owner(200),
    ),
    // Whoever may not see a ticket is led to a page that says why.
    row(
        "GET",
        "/bookings/{id}/tickets",
        "/bookings/{confirmed}/tickets",
        Nothing,
        [303, 200, 303, 303, 303, 303, 303, 303, 303, 303, 303, 303],
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
    row("GET", "/fn/bookings", "/fn/bookings", Nothing, logged_in(200)),
    row("GET", "/fn/booking", "/fn/booking?id={booking}", Nothing, its_owner(200)),
    row("GET", "/fn/booking-state", "/fn/booking-state?id={booking}", Nothing, its_owner(200)),
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
        "/bookings/{id}/calendar.ics",
        "/bookings/{confirmed}/calendar.ics",
        Nothing,
        its_owner(200),
    ),
];
