//! The server functions of the app. Each says by name what it costs: one that guesses, hashes or
//! mails a secret must never have the budget of the others.

use super::Access::{self, Private, Public};
use super::{Cost, Kind, Route};

pub(super) const FORMS: &[Route] = &[
    read("/fn/me", Public),
    read("/fn/home", Public),
    read("/fn/categories", Public),
    read("/fn/event", Public),
    read("/fn/event-live", Public),
    read("/fn/waitlist", Public),
    read("/fn/person", Public),
    read("/fn/legal", Public),
    read("/fn/certificate", Public),
    read("/fn/unread-notifications", Public),
    read("/fn/bookings", Private),
    read("/fn/booking", Private),
    read("/fn/booking-state", Private),
    read("/fn/calendar-feed", Private),
    read("/fn/certificates", Private),
    read("/fn/notifications", Private),
    read("/fn/organize-event", Private),
    read("/fn/organizer-home", Private),
    read("/fn/organizer-events", Private),
    read("/fn/dashboard", Private),
    read("/fn/dashboard-figures", Private),
    read("/fn/may-start-organizing", Public),
    read("/fn/organize-booking", Private),
    read("/fn/organize-move-targets", Private),
    read("/fn/organize-guest-list", Private),
    read("/fn/waits", Private),
    read("/fn/zones", Public),
    read("/fn/local-times", Public),
    read("/fn/cancellation", Private),
    read("/fn/duplicate-plan", Private),
    read("/fn/event-form", Private),
    read("/fn/event-preview", Private),
    read("/fn/new-event", Private),
    read("/fn/venue", Private),
    read("/fn/venues", Private),
    search("/fn/events", Public),
    search("/fn/near", Public),
    search("/fn/suggest", Public),
    search("/fn/organize-bookings", Private),
    search("/fn/organize-attendees", Private),
    search("/fn/organize-history", Private),
    search("/fn/organize-booking-effect", Private),
    search("/fn/organize-guest-dry-run", Private),
    search("/fn/organize-search", Private),
    write("/fn/logout", Public),
    write("/fn/set-locale", Public),
    write("/fn/set-density", Public),
    write("/fn/set-keys", Public),
    write("/fn/set-theme", Public),
    write("/fn/accept-offer", Private),
    write("/fn/book", Private),
    write("/fn/cancel-booking", Private),
    write("/fn/cancel-event", Private),
    write("/fn/cancel-ticket", Private),
    write("/fn/delete-event", Private),
    write("/fn/delete-review", Private),
    write("/fn/delete-venue", Private),
    write("/fn/discard-event-form", Private),
    write("/fn/duplicate-event", Private),
    write("/fn/join-waitlist", Private),
    write("/fn/keep-event-form", Private),
    write("/fn/leave-waitlist", Private),
    write("/fn/mark-notification-read", Private),
    write("/fn/mark-notifications-read", Private),
    write("/fn/organize-booking-note", Private),
    write("/fn/organize-cancel-booking", Private),
    write("/fn/organize-invite-guest", Private),
    write("/fn/organize-invite-list", Private),
    write("/fn/organize-move-booking", Private),
    write("/fn/organize-refund-booking", Private),
    write("/fn/organize-rename-ticket", Private),
    write("/fn/organize-resend", Private),
    write("/fn/merge-event-form", Private),
    write("/fn/paste-html", Private),
    write("/fn/pay", Private),
    write("/fn/pick-session", Private),
    write("/fn/promo-code", Private),
    write("/fn/renew-calendar", Private),
    write("/fn/retry-cancellation", Private),
    write("/fn/save-event-form", Private),
    write("/fn/save-review", Private),
    write("/fn/start-organizing", Private),
    write("/fn/save-venue", Private),
    write("/fn/text-preview", Private),
    write("/fn/update-me", Private),
    credentials("/fn/confirm-password-reset", Public),
    credentials("/fn/login", Public),
    credentials("/fn/register", Public),
    credentials("/fn/request-password-reset", Public),
    credentials("/fn/verify-email", Public),
    credentials("/fn/change-email", Private),
    credentials("/fn/change-password", Private),
    credentials("/fn/delete-account", Private),
    credentials("/fn/resend-verification", Private),
];

const fn read(pattern: &'static str, access: Access) -> Route {
    Route::new(Kind::Form, "GET", pattern, access, Cost::Read)
}

const fn search(pattern: &'static str, access: Access) -> Route {
    Route::new(Kind::Form, "GET", pattern, access, Cost::Search)
}

const fn write(pattern: &'static str, access: Access) -> Route {
    Route::new(Kind::Form, "POST", pattern, access, Cost::Write)
}

const fn credentials(pattern: &'static str, access: Access) -> Route {
    Route::new(Kind::Form, "POST", pattern, access, Cost::Credentials)
}
