//! The API as those who call it see it.

mod access;
mod agenda;
mod auth;
mod basics;
mod bookings;
mod busy;
mod certificates;
mod contract;
mod directions;
mod events;
mod hostile;
mod hosts;
mod limits;
mod live;
mod logs;
mod mail;
mod markup;
mod mine;
mod money;
mod operating;
mod pages;
mod reviews;
mod shared;
mod texts;
mod users;
mod waitlist;
