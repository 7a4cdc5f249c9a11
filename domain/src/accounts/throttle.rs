//! Login throttling: back-off after failed log-ins. An attempt is counted as a failure before its
//! password is checked and forgiven when it was right, so that many at once do not slip through;
//! concurrent ones wait in the login queue. Unknown e-mails are counted like known ones.
//!
//! No account can be locked out by others. A stranger's failures count against the account from the
//! stranger's own network, and against the network; many strangers from many networks against the
//! account as a whole. A device that its owner logged in with before, and a session that is open,
//! are counted by themselves and by nothing else.

use super::login_queue::LoginTurn;
use super::policy::{A_DAY, FAILURES_FADE, Throttled};
use super::store;
use crate::audit::Entry;
use crate::network;
use crate::{Error, Hub, ids};
use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::postgres::PgConnection;
use std::net::IpAddr;
use types::history::AuditAction;
use types::ids::UserId;
use types::{ErrorCode, Failure};

/// What an attempt is counted by, and whose turn it waits for.
#[derive(Clone, Debug)]
pub(super) struct Keys {
    /// In the order in which they are locked.
    counted: Vec<(Throttled, String)>,
    pub(super) account: String,
    /// Where many may come from.
    pub(super) address: Option<String>,
    /// Whose account it is, for the audit log.
    user: Option<UserId>,
}

impl Keys {
    /// A log-in from an unknown browser or program.
    pub(super) fn stranger(email: &str, client: IpAddr, user: Option<UserId>) -> Self {
        let (account, network) = (hashed(email), network::of(client));
        let address = format!("address:{network}");
        let here = format!("account:{account}:{network}");
        Self {
            counted: vec![
                (Throttled::Address, address.clone()),
                (Throttled::Everywhere, format!("everywhere:{account}")),
                (Throttled::Account, here.clone()),
            ],
            account: here,
            address: Some(address),
            user,
        }
    }

    /// A log-in from a browser that was logged in before.
    pub(super) fn device(email: &str, number: &str, user: UserId) -> Self {
        Self::alone(Throttled::Device, format!("device:{}:{number}", hashed(email)), user)
    }

    /// A caller who is logged in and gives the password once more.
    pub(super) fn session(email: &str, user: UserId) -> Self {
        Self::alone(Throttled::Session, format!("session:{}", hashed(email)), user)
    }

    /// A caller who is logged in and gives a code. By itself: a right password forgives no wrong code.
    pub(super) fn code(email: &str, user: UserId) -> Self {
        Self::alone(Throttled::Session, format!("code:{}", hashed(email)), user)
    }

    fn alone(throttled: Throttled, key: String, user: UserId) -> Self {
        Self {
            counted: vec![(throttled, key.clone())],
            account: key,
            address: None,
            user: Some(user),
        }
    }
}

/// The hash that an e-mail address is counted by: short, and the table holds no addresses.
pub(super) fn hashed(email: &str) -> String {
    ids::token_hash(email).iter().fold(String::new(), |mut hex, byte| {
        use std::fmt::Write as _;
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// The refusal that says how long to wait.
pub(super) fn too_many(until: DateTime<Utc>, now: DateTime<Utc>) -> Failure {
    let failure = Failure::new(ErrorCode::TooManyRequests);
    Failure { retry_after: Some(seconds_until(until, now)), ..failure }
}

fn seconds_until(until: DateTime<Utc>, now: DateTime<Utc>) -> u32 {
    let seconds = (until - now).num_milliseconds().max(1).unsigned_abs().div_ceil(1000);
    u32::try_from(seconds).unwrap_or(u32::MAX)
}

/// Counts an attempt once it is its turn, which lasts until the verdict.
///
/// # Errors
/// `TooManyAttempts` while one of its keys is blocked.
pub(super) async fn count_attempt(hub: &Hub, keys: Keys) -> Result<LoginTurn, Error> {
    let turn = hub.login_queue.wait(&keys).await;
    let now = hub.now();
    hub.db
        .unseen()
        .write(move |tx| {
            Box::pin(async move {
                for (throttled, key) in &keys.counted {
                    if count(tx, *throttled, key, now).await? {
                        note(tx, *throttled, keys.user, now).await?;
                    }
                }
                Ok(())
            })
        })
        .await
        .map(|()| turn)
}

/// Whether the next attempts are blocked from now on.
async fn count(
    tx: &mut PgConnection,
    throttled: Throttled,
    key: &str,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let Some(failures) = store::count_attempt(tx, key, now, now - FAILURES_FADE).await? else {
        let until = store::blocked_until(tx, key).await?.unwrap_or(now);
        return Err(too_many(until, now).into());
    };
    let until = throttled.back_off(failures).map(|wait| now + wait);
    store::block_until(tx, key, until).await?;
    Ok(until.is_some())
}

/// Writes down that an account's log-ins are slowed down, once a day: a stranger must not fill the
/// log.
async fn note(
    tx: &mut PgConnection,
    throttled: Throttled,
    user: Option<UserId>,
    now: DateTime<Utc>,
) -> Result<(), sqlx::Error> {
    let Some(user) = user.filter(|_| throttled != Throttled::Address) else { return Ok(()) };
    let key = format!("noted:{user}");
    if store::count_allowed(tx, &key, (now, now - A_DAY), 1).await?.is_some() {
        return Ok(());
    }
    let detail = json!({ "counted_by": throttled.as_str() });
    Entry::by_system(AuditAction::AccountThrottled, user).detail(detail).record(tx).await
}

/// The attempt was right. The account's failures are forgotten; what many share only gets this
/// attempt back, so that one known password does not buy guesses at others.
pub(super) async fn forgive(tx: &mut PgConnection, keys: &Keys) -> Result<(), sqlx::Error> {
    for (throttled, key) in &keys.counted {
        if throttled.is_shared() {
            store::give_back(tx, key).await?;
        } else {
            store::forget_failures(tx, key).await?;
        }
    }
    Ok(())
}

/// The attempt was neither right nor wrong yet: the failures before it stay, and it is none of them.
pub(super) async fn give_back(tx: &mut PgConnection, keys: &Keys) -> Result<(), sqlx::Error> {
    for (_, key) in &keys.counted {
        store::give_back(tx, key).await?;
    }
    Ok(())
}

/// Forgets every failure against the account: its owner has just shown who they are by mail, or has
/// another password.
pub(super) async fn forgive_all(tx: &mut PgConnection, email: &str) -> Result<(), sqlx::Error> {
    store::forget_failures_of(tx, &hashed(email)).await
}
