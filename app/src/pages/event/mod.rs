//! What everybody may look at about one event: its page, its organizer, a certificate of it.

mod agenda;
mod book_form;
mod booking_box;
mod certificate;
mod offer;
mod page;
mod person;
mod reviews;
mod waitlist;

super::areas::area! {
    /// Public pages that are not lists.
    EventArea, split at event, routes EventRoutes {
        "/events/:slug" => page::EventPage,
        "/people/:id" => person::PersonPage,
        "/certificates/:number" => certificate::CertificatePage,
    }
}
