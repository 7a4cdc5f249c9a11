//! Who works on events: the team of one event and of all, and the invitation to it.

mod answer;
mod event;
mod invitations;
mod invite;
mod members;
mod mine;
mod own;

super::areas::area! {
    /// Pages of teams.
    TeamArea, split at team, routes TeamRoutes {
        "/organize/team" => own::OwnTeamPage,
        "/organize/events/:slug/team" => event::EventTeamPage,
        "/invitations/:key" => answer::InvitationPage,
    }
}
