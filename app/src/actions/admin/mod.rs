//! What admins ask and do.

pub mod overview;
