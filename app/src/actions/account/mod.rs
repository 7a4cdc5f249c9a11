//! Account of the logged-in person: profile, address, password, calendar, deletion.

pub mod calendar_feed;
pub mod change_email;
pub mod change_password;
pub mod delete_account;
pub mod end_sessions;
pub mod second_factor;
pub mod security;
pub mod update_me;
