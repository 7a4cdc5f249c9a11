//! What admins ask and do.

pub mod events;
pub mod moderate_event;
pub mod overview;
