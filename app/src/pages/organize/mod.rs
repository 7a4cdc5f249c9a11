//! The organizer's workplace.
//!
//! A page is made inside [`frame::OrganizeFrame`], or [`frame::EventFrame`] where it is about one
//! event; they let in only those who organize. What several pages show is in [`parts`].

mod event;
mod frame;
mod home;
mod keys;
mod parts;
mod search;

super::areas::area! {
    /// Pages of organizers, of admins, and of an event's team.
    OrganizeArea, split at organize, routes OrganizeRoutes {
        "/organize" => home::HomePage,
        "/organize/events/:slug" => event::EventPage,
        "/organize/keys" => keys::KeysPage,
        "/organize/search" => search::SearchPage,
    }
}
