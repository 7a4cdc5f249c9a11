//! The organizer's workplace.
//!
//! A page is made inside [`frame::OrganizeFrame`], or [`frame::EventFrame`] where it is about one
//! event; they let in only those who organize. What several pages show is in [`parts`].

mod agenda;
mod agenda_import;
mod attendees;
mod booking;
pub(super) mod bookings;
pub(super) mod codes;
pub(super) mod confirm;
mod editor;
mod event;
pub(super) mod frame;
mod guests;
pub(super) mod history;
mod home;
mod keys;
mod lifecycle;
pub(super) mod lists;
pub(super) mod parts;
mod search;
mod tickets;
mod venues;

use super::run::messages;

super::areas::area! {
    /// Where an organizer is led: all events, what is found, keys; and the places of all events.
    OrganizeArea, split at organize, routes OrganizeRoutes {
        "/organize" => home::HomePage,
        "/organize/keys" => keys::KeysPage,
        "/organize/search" => search::SearchPage,
        "/organize/venues" => venues::VenuesPage,
        "/organize/venues/:id" => venues::VenuePage,
    }
}

super::areas::area! {
    /// One event in figures, live.
    DashboardArea, split at organize_event, routes OrganizeEventRoutes {
        "/organize/events/:slug" => event::EventPage,
    }
}

super::areas::area! {
    /// The form of an event.
    EditorArea, split at organize_editor, routes OrganizeEditorRoutes {
        "/organize/events/new" => editor::NewEventPage,
        "/organize/events/:slug/edit" => editor::EditEventPage,
    }
}

super::areas::area! {
    /// What happens at an event, when and in which room.
    AgendaArea, split at organize_agenda, routes OrganizeAgendaRoutes {
        "/organize/events/:slug/agenda" => agenda::AgendaPage,
        "/organize/events/:slug/agenda/import" => agenda_import::AgendaImportPage,
        "/organize/events/:slug/agenda/paste" => agenda::PastePage,
        // After the agenda's other pages, whose names it would take for a session.
        "/organize/events/:slug/agenda/:session" => agenda::SessionPage,
    }
}

super::areas::area! {
    /// What is done beside an event's form: the kinds of ticket and what they share, and what concerns
    /// it as a whole.
    TicketsArea, split at organize_tickets, routes OrganizeTicketsRoutes {
        "/organize/events/:slug/cancel" => lifecycle::CancelPage,
        "/organize/events/:slug/duplicate" => lifecycle::DuplicatePage,
        "/organize/events/:slug/picture" => lifecycle::PicturePage,
        "/organize/events/:slug/preview" => lifecycle::PreviewPage,
        "/organize/events/:slug/tickets" => tickets::TicketsPage,
    }
}

super::areas::area! {
    /// Who comes to an event, what is written to them, and what was done about it.
    BookingsArea, split at organize_bookings, routes OrganizeBookingsRoutes {
        "/organize/events/:slug/attendees" => attendees::AttendeesPage,
        "/organize/events/:slug/bookings" => bookings::BookingsPage,
        "/organize/events/:slug/history" => history::HistoryPage,
        "/organize/events/:slug/messages" => messages::MessagesPage,
        "/organize/events/:slug/messages/new" => messages::NewMessagePage,
        "/organize/events/:slug/messages/:id" => messages::MessagePage,
    }
}

super::areas::area! {
    /// One booking with all that can be done about it, and bookings that are made for guests.
    BookingArea, split at organize_booking, routes OrganizeBookingRoutes {
        "/organize/events/:slug/bookings/:id" => booking::BookingPage,
        "/organize/events/:slug/guests" => guests::GuestsPage,
    }
}
