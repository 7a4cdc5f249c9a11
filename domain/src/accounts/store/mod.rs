//! The SQL of accounts.

mod admin;
mod avatar;
mod guests;
mod links;
mod refresh_tokens;
mod resets;
mod second_factors;
mod sessions;
mod throttles;
mod users;

pub(super) use admin::*;
pub(super) use avatar::*;
pub(super) use guests::*;
pub(super) use links::*;
pub(super) use refresh_tokens::*;
pub(super) use resets::*;
pub(super) use second_factors::*;
pub(super) use sessions::*;
pub(super) use throttles::*;
pub(super) use users::*;
