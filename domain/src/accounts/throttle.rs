//! Back-off after failed log-ins, per account and per address. An attempt is counted as a failure
//! before its password is looked at and forgiven when it was right, so that many at once do not
//! slip through; those that come together wait for their turn. Unknown e-mails are counted like known ones.

use super::error::LoginError;
use super::policy::{FAILURES_FADE, Throttled};
use super::store;
use super::turns::Turn;
use crate::{Hub, ids};
use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use std::net::IpAddr;

#[derive(Clone, Debug)]
pub(super) struct Keys {
    pub(super) account: String,
    pub(super) address: String,
}

impl Keys {
    pub(super) fn new(email: &str, client: IpAddr) -> Self {
        // A hash: it is short whatever was typed, and the table names nobody.
        let account = ids::token_hash(email).iter().fold(String::new(), |mut hex, byte| {
            use std::fmt::Write as _;
            let _ = write!(hex, "{byte:02x}");
            hex
        });
        Self {
            account: format!("account:{account}"),
            address: format!("address:{}", network(client)),
        }
    }
}

/// What is counted as one address: an IPv6 customer has a whole /64 to send from.
pub fn network(client: IpAddr) -> IpAddr {
    match client.to_canonical() {
        IpAddr::V6(address) => {
            let mut segments = address.segments();
            segments[4..].fill(0);
            IpAddr::from(segments)
        }
        address @ IpAddr::V4(_) => address,
    }
}

/// Counts an attempt once it is its turn, which lasts until the verdict.
///
/// # Errors
/// `TooManyAttempts` while the account or the address is blocked.
pub(super) async fn count_attempt(hub: &Hub, keys: Keys) -> Result<Turn, LoginError> {
    let turn = hub.turns.wait(&keys).await;
    let now = hub.now();
    hub.db
        .unseen()
        .write(move |tx| {
            Box::pin(async move {
                count(tx, Throttled::Address, &keys.address, now).await?;
                count(tx, Throttled::Account, &keys.account, now).await
            })
        })
        .await
        .map(|()| turn)
}

async fn count(
    tx: &mut PgConnection,
    throttled: Throttled,
    key: &str,
    now: DateTime<Utc>,
) -> Result<(), LoginError> {
    let Some(failures) = store::count_attempt(tx, key, now, now - FAILURES_FADE).await? else {
        let until = store::blocked_until(tx, key).await?.unwrap_or(now);
        let seconds = (until - now).num_milliseconds().max(1).unsigned_abs().div_ceil(1000);
        let retry_after = u32::try_from(seconds).unwrap_or(u32::MAX);
        return Err(LoginError::TooManyAttempts { retry_after });
    };
    let until = throttled.back_off(failures).map(|wait| now + wait);
    store::block_until(tx, key, until).await?;
    Ok(())
}

pub(super) async fn forgive(tx: &mut PgConnection, keys: &Keys) -> Result<(), sqlx::Error> {
    store::forgive(tx, &keys.account, &keys.address).await
}
