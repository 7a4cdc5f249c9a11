//! The organizer's workplace.
//!
//! A page is made inside [`frame::OrganizeFrame`], or [`frame::EventFrame`] where it is about one
//! event; they let in only those who organize. What several pages show is in [`parts`].

mod attendees;
mod booking;
mod bookings;
mod editor;
mod event;
mod frame;
mod guests;
mod history;
mod home;
mod keys;
mod lifecycle;
mod lists;
mod parts;
mod search;
mod venues;

super::areas::area! {
    /// Pages of organizers, of admins, and of an event's team.
    OrganizeArea, split at organize, routes OrganizeRoutes {
        "/organize" => home::HomePage,
        "/organize/events/new" => editor::NewEventPage,
        "/organize/events/:slug" => event::EventPage,
        "/organize/events/:slug/attendees" => attendees::AttendeesPage,
        "/organize/events/:slug/bookings" => bookings::BookingsPage,
        "/organize/events/:slug/bookings/:id" => booking::BookingPage,
        "/organize/events/:slug/guests" => guests::GuestsPage,
        "/organize/events/:slug/history" => history::HistoryPage,
        "/organize/events/:slug/cancel" => lifecycle::CancelPage,
        "/organize/events/:slug/duplicate" => lifecycle::DuplicatePage,
        "/organize/events/:slug/edit" => editor::EditEventPage,
        "/organize/events/:slug/picture" => lifecycle::PicturePage,
        "/organize/events/:slug/preview" => lifecycle::PreviewPage,
        "/organize/keys" => keys::KeysPage,
        "/organize/search" => search::SearchPage,
        "/organize/venues" => venues::VenuesPage,
        "/organize/venues/:id" => venues::VenuePage,
    }
}
