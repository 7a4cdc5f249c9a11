//! The organizer's workplace.
//!
//! A page is made inside [`frame::OrganizeFrame`], or [`frame::EventFrame`] where it is about one
//! event; they let in only those who organize. What several pages show is in [`parts`].

mod agenda;
mod agenda_import;
mod attendees;
mod booking;
pub(super) mod bookings;
mod editor;
mod event;
pub(super) mod frame;
mod guests;
pub(super) mod history;
mod home;
mod keys;
pub(super) mod lifecycle;
pub(super) mod lists;
pub(super) mod parts;
mod search;
mod tickets;
pub(super) mod venues;

super::areas::area! {
    /// Where an organizer is led: all events, one event's dashboard, what is found, keys.
    OrganizeArea, split at organize, routes OrganizeRoutes {
        "/organize" => home::HomePage,
        "/organize/events/:slug" => event::EventPage,
        "/organize/keys" => keys::KeysPage,
        "/organize/search" => search::SearchPage,
    }
}

super::areas::area! {
    /// The form of an event, and what it comes to.
    EditorArea, split at organize_editor, routes OrganizeEditorRoutes {
        "/organize/events/new" => editor::NewEventPage,
        "/organize/events/:slug/agenda" => agenda::AgendaPage,
        "/organize/events/:slug/agenda/import" => agenda_import::AgendaImportPage,
        "/organize/events/:slug/agenda/paste" => agenda::PastePage,
        "/organize/events/:slug/edit" => editor::EditEventPage,
        "/organize/events/:slug/picture" => lifecycle::PicturePage,
        "/organize/events/:slug/preview" => lifecycle::PreviewPage,
        // After the agenda's other pages, whose names it would take for a session.
        "/organize/events/:slug/agenda/:session" => agenda::SessionPage,
    }
}

super::areas::area! {
    /// What is sold: the kinds of ticket and what they share.
    TicketsArea, split at organize_tickets, routes OrganizeTicketsRoutes {
        "/organize/events/:slug/tickets" => tickets::TicketsPage,
    }
}

super::areas::area! {
    /// Who comes to an event, and what was done about it.
    BookingsArea, split at organize_bookings, routes OrganizeBookingsRoutes {
        "/organize/events/:slug/attendees" => attendees::AttendeesPage,
        "/organize/events/:slug/bookings" => bookings::BookingsPage,
        "/organize/events/:slug/bookings/:id" => booking::BookingPage,
        "/organize/events/:slug/guests" => guests::GuestsPage,
        "/organize/events/:slug/history" => history::HistoryPage,
    }
}
