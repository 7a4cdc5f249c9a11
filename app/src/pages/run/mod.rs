//! Running an event: pages of the organizer's workplace beside the books, in its frame.

mod certificates;
pub(super) mod messages;
mod promotions;
mod report;
mod reviews;
mod team;
mod waitlist;

use super::organize::bookings;

super::areas::area! {
    /// What is done for those who came, and for those who wait.
    RunArea, split at run, routes RunRoutes {
        "/organize/events/:slug/certificates" => certificates::CertificatesPage,
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
