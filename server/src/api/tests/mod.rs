//! The API as those who call it see it.

mod access;
mod auth;
mod basics;
mod bookings;
mod events;
mod hostile;
mod live;
mod logs;
mod pages;
mod shared;
mod users;
