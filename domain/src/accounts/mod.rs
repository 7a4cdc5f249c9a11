//! Accounts: registration, log-in, sessions, passwords, addresses.
//!
//! A log-in gives a short-lived access token, checked against the account on every request, and a
//! refresh token that is spent by using it. All descendants of one log-in are a family: using a
//! spent token again revokes the family, since then a copy of it is in other hands.

mod access;
mod account_loader;
#[cfg(test)]
mod acting_tests;
mod admin;
mod avatar;
mod calendar;
mod change_password;
mod credentials;
mod device;
mod devices;
mod email_change;
mod error;
mod guests;
mod login_queue;
mod new_password;
mod own_sessions;
mod password;
mod policy;
mod profile;
mod renewal;
mod reset;
mod second_factor;
mod session;
mod sign_in;
mod start_organizing;
mod store;
mod test_mail;
mod throttle;
mod verification;

pub use access::{Bearer, Identity, authenticate, bearer, identify, identify_bearer};
pub use account_loader::AccountLoader;
pub use admin::{
    UserFilter, change_user, end_session_of, end_sessions_of, list_users, mail_password_reset,
    may_manage, set_trusted,
};
pub(crate) use admin::{acting_admins, hold_admins, role_of, set_open_events_max, ways_in};
pub(crate) use avatar::replace as replace_avatar;
pub use avatar::{named_pictures, set_avatar};
pub use calendar::{calendar_address, calendar_of, renew_calendar};
pub use change_password::change_password;
pub(crate) use change_password::verify_password;
pub use device::Device;
pub use devices::remember_device;
pub use email_change::request_email_change;
pub use error::RefreshError;
pub(crate) use guests::{GuestAccount, guest_accounts};
pub use login_queue::LoginQueue;
pub use own_sessions::{end_login_session, end_other_sessions, login_sessions};
#[cfg(test)]
pub(crate) use policy::Throttled;
pub use profile::{me, public_profile, update_me};
pub(crate) use renewal::{link_valid, renew_link};
pub use reset::{confirm_password_reset, request_password_reset, send_password_reset};
#[cfg(feature = "testing")]
pub use second_factor::shown_code;
pub use second_factor::{
    confirm_second_factor, second_factor, second_factor_setup, start_second_factor,
    stop_second_factor, turn_off_second_factor,
};
pub use session::{Resumed, logout, refresh, resume};
pub use sign_in::{
    FirstStep, create_admin, create_verified, first_step, login, login_from, register, second_step,
};
pub use start_organizing::{may_start_organizing, start_organizing};
pub(crate) use test_mail::count_test_mail;
pub use verification::{email_verified, resend_verification, verify_email, vouch_for_email};

use crate::{Actor, Error};
use sqlx::postgres::PgConnection;
use types::ErrorCode;
use types::accounts::{Tokens, User};
use types::ids::UserId;

/// What a registration or a log-in gives.
#[derive(Clone, Debug)]
pub struct Session {
    pub user: User,
    pub tokens: Tokens,
}

/// Locks the account in share mode; `false` where it is deleted or disabled. Asked before any other
/// lock by every use case that writes in the account's name: the request may have been
/// authenticated before the account was deleted.
pub(crate) async fn stays(tx: &mut PgConnection, user: UserId) -> Result<bool, sqlx::Error> {
    Ok(store::hold_live(tx, user).await?.is_some())
}

/// The organizer of events from elsewhere: an account that nobody can log in to, made where there
/// is none of that address.
pub(crate) async fn import_organizer(
    tx: &mut PgConnection,
    email: &str,
    display_name: &str,
) -> Result<UserId, sqlx::Error> {
    store::ensure_nobodys(tx, email, display_name).await
}

/// [`stays`] for whoever acts: every service that writes in somebody's name asks it before any
/// other lock. A test knows those that need not.
///
/// # Errors
/// `unauthenticated` for an account that was deleted meanwhile, and for an anonymous caller.
pub(crate) async fn acting(tx: &mut PgConnection, actor: Actor) -> Result<(), Error> {
    if stays(tx, actor.require_user()?).await? {
        Ok(())
    } else {
        Err(ErrorCode::Unauthenticated.into())
    }
}

/// [`stays`], and whether the account's address is verified: for use cases that publish.
pub(crate) async fn stays_verified(
    tx: &mut PgConnection,
    user: UserId,
) -> Result<Option<bool>, sqlx::Error> {
    store::hold_live(tx, user).await
}

/// Locks the account against every other change until the transaction ends; `false` where it is
/// disabled or deleted.
pub(crate) async fn lock_account(tx: &mut PgConnection, user: UserId) -> Result<bool, sqlx::Error> {
    Ok(store::lock_account(tx, user).await?.is_some())
}
