//! Running an event: pages of the organizer's workplace beside the books, in its frame.

mod certificates;
mod messages;
mod promotions;
mod reviews;
mod team;
mod waitlist;

use super::organize::{bookings, lifecycle, venues};

super::areas::area! {
    /// What is done for an event beside its form and its bookings, with whom, and where it is.
    RunArea, split at run, routes RunRoutes {
        "/organize/events/:slug/cancel" => lifecycle::CancelPage,
        "/organize/events/:slug/certificates" => certificates::CertificatesPage,
        "/organize/events/:slug/duplicate" => lifecycle::DuplicatePage,
        "/organize/events/:slug/messages" => messages::MessagesPage,
        "/organize/events/:slug/messages/new" => messages::NewMessagePage,
        "/organize/events/:slug/messages/:id" => messages::MessagePage,
        "/organize/events/:slug/promotions" => promotions::PromotionsPage,
        "/organize/events/:slug/reviews" => reviews::ReviewsPage,
        "/organize/events/:slug/team" => team::EventTeamPage,
        "/organize/events/:slug/waitlist" => waitlist::WaitlistPage,
        "/organize/team" => team::OwnTeamPage,
        "/organize/venues" => venues::VenuesPage,
        "/organize/venues/:id" => venues::VenuePage,
        "/invitations/:key" => team::InvitationPage,
    }
}
