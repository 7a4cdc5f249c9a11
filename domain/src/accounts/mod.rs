//! Accounts: who people are and how they prove it.
//!
//! A log-in gives a short-lived access token, checked against the account on every request, and a
//! refresh token that is spent by using it. All descendants of one log-in are a family: using a
//! spent token again revokes the family, since then somebody else holds a copy.

mod access;
mod admin;
mod avatar;
mod calendar;
mod deletion;
mod error;
mod export;
mod identities;
mod own_password;
mod password;
mod policy;
mod profile;
mod reset;
mod session;
mod sign_in;
mod store;
mod throttle;
mod turns;
mod verification;

pub use access::{Bearer, Identity, authenticate, bearer, identify, identify_bearer};
pub use admin::{UserFilter, change_user, list_users, may_manage};
pub use avatar::{named_pictures, set_avatar};
pub use calendar::{calendar_address, calendar_of, renew_calendar};
pub use deletion::delete_account;
pub use error::{
    CreateAdminError, LoginError, ManageError, OwnPasswordError, ProfileError, RefreshError,
    RegisterError, ResetError,
};
pub use export::export;
pub use identities::Identities;
pub use own_password::change_password;
pub use profile::{me, public_profile, update_me};
pub use reset::{confirm_password_reset, request_password_reset, send_password_reset};
pub use session::{Resumed, logout, refresh, resume};
pub use sign_in::{create_admin, login, register};
pub use throttle::network;
pub use turns::Turns;
pub use verification::{email_verified, vouch_for_email};

use crate::Hub;
use sqlx::postgres::PgConnection;
use types::accounts::{Tokens, User};
use types::ids::UserId;

/// What a registration or a log-in gives.
#[derive(Clone, Debug)]
pub struct Session {
    pub user: User,
    pub tokens: Tokens,
}

/// Whether the account is there to stay until the transaction ends: asked, before any other lock, by
/// what leaves something behind in its name. A request may have been let in before the account was
/// deleted.
pub(crate) async fn stays(tx: &mut PgConnection, user: UserId) -> Result<bool, sqlx::Error> {
    store::hold_live(tx, user.0).await
}

/// Forgets what has lapsed: tokens, password resets and old failed log-ins.
///
/// # Errors
/// What the database says.
pub async fn purge_lapsed(hub: &Hub) -> Result<(), sqlx::Error> {
    let now = hub.now();
    hub.db.statement(move |connection| Box::pin(store::purge_lapsed(connection, now))).await
}
