//! Who works on events: the team of one event and of all, and the invitation to it.

mod answer;
mod event;
mod invitations;
mod invite;
mod members;
mod mine;
mod own;

pub(super) use answer::InvitationPage;
pub(super) use event::EventTeamPage;
pub(super) use own::OwnTeamPage;
