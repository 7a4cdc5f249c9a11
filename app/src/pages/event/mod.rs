//! Public pages about an event: the event itself, its organizer, and a certificate of attendance.

mod agenda;
mod book_form;
mod booking_box;
mod certificate;
mod kinds;
mod kinds_form;
mod live_seats;
mod offer;
mod page;
mod person;
mod preview;
mod purchase;
mod reviews;
mod sums;
mod waitlist;

super::areas::area! {
    /// Public pages that are not lists.
    EventArea, split at event, routes EventRoutes {
        "/events/:slug" => page::EventPage,
        // As its organizer sees it beforehand.
        "/organize/events/:slug/preview/page" => preview::PreviewedPage,
        "/people/:id" => person::PersonPage,
        "/certificates/:number" => certificate::CertificatePage,
    }
}
