//! Running an event: pages of the organizer's workplace beside the books, in its frame.

mod certificates;
mod promotions;
mod reviews;
mod waitlist;

super::areas::area! {
    /// What is done for an event between its publishing and its end, and after that.
    RunArea, split at run, routes RunRoutes {
        "/organize/events/:slug/certificates" => certificates::CertificatesPage,
        "/organize/events/:slug/promotions" => promotions::PromotionsPage,
        "/organize/events/:slug/reviews" => reviews::ReviewsPage,
        "/organize/events/:slug/waitlist" => waitlist::WaitlistPage,
    }
}
