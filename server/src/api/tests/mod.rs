//! The API as those who call it see it.

mod auth;
mod basics;
mod users;
