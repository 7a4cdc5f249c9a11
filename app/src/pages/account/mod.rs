//! Pages of the logged-in account.

mod booking;
mod bookings;
mod certificates;
mod list;
mod notifications;
mod report_review;
mod review;
mod security;
mod settings;

super::areas::area! {
    /// Pages of the person who is logged in.
    AccountArea, split at account, routes AccountRoutes {
        "/account" => settings::AccountPage,
        "/account/security" => security::SecurityPage,
        "/bookings" => bookings::BookingsPage,
        "/bookings/:id" => booking::BookingPage,
        "/certificates" => certificates::CertificatesPage,
        "/events/:slug/review" => review::ReviewPage,
        "/events/:slug/reviews/:id/report" => report_review::ReportReviewPage,
        "/notifications" => notifications::NotificationsPage,
    }
}
