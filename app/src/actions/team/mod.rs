//! The team of an event, or of all events: who is in it, who is invited, and what they answer.
//! An empty slug names the caller's own team.

pub mod accept_invitation;
pub mod change_role;
pub mod decline_invitation;
pub mod invitation;
pub mod invite;
pub mod leave_team;
pub mod list;
pub mod mine;
pub mod remove_member;
pub mod resend_invitation;
#[cfg(feature = "ssr")]
mod scope;
pub mod withdraw_invitation;
