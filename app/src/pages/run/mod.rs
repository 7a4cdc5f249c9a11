//! Running an event: pages of the organizer's workplace beside the books, in its frame.

mod certificates;
pub(super) mod messages;
mod promotions;
mod report;
mod reviews;
mod team;
mod waitlist;

use super::organize::{bookings, lifecycle};

super::areas::area! {
    /// What is done for an event beside its form and its bookings.
    RunArea, split at run, routes RunRoutes {
        "/organize/events/:slug/cancel" => lifecycle::CancelPage,
        "/organize/events/:slug/certificates" => certificates::CertificatesPage,
        "/organize/events/:slug/duplicate" => lifecycle::DuplicatePage,
        "/organize/events/:slug/picture" => lifecycle::PicturePage,
        "/organize/events/:slug/preview" => lifecycle::PreviewPage,
        "/organize/events/:slug/reviews" => reviews::ReviewsPage,
        "/organize/events/:slug/waitlist" => waitlist::WaitlistPage,
    }
}

super::areas::area! {
    /// With whom events are run, at which prices, and what they came to: of one event, and of all.
    TeamArea, split at run_team, routes RunTeamRoutes {
        "/organize/events/:slug/promotions" => promotions::PromotionsPage,
        "/organize/events/:slug/report" => report::EventReportPage,
        "/organize/events/:slug/team" => team::EventTeamPage,
        "/organize/report" => report::ReportPage,
        "/organize/team" => team::OwnTeamPage,
        "/invitations/:key" => team::InvitationPage,
    }
}
