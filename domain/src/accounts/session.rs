//! Refresh tokens: rotation, reuse, log-out. Everything that changes a person's sessions holds
//! the lock on their account, so that no descendant is made while its family is revoked.

use super::access::{Identity, sign};
use super::error::RefreshError;
use super::policy::{PARALLEL_TABS, SEEN_AGAIN, SESSION_MAX};
use super::store::{self, Account, NewRefresh, RefreshRow};
use crate::{Actor, Hub, ids};
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::postgres::PgConnection;
use types::accounts::{Role, Tokens};
use types::ids::UserId;
use uuid::Uuid;

/// What a browser's refresh cookie gives.
#[derive(Clone, Debug)]
pub struct Resumed {
    pub identity: Identity,
    /// A fresh access token; the refresh token is new as well, unless another tab was first.
    pub access: String,
    pub refresh: Option<String>,
}

/// Spends a refresh token for a new pair.
///
/// # Errors
/// `Reused` for a spent token, which revokes its family; `Invalid` for any other that is no good.
pub async fn refresh(hub: &Hub, refresh: &str) -> Result<Tokens, RefreshError> {
    let resumed = rotate(hub, refresh, TimeDelta::zero()).await?;
    let refresh = resumed.refresh.ok_or(RefreshError::Reused)?;
    Ok(Tokens { access: resumed.access, refresh })
}

/// Like [`refresh`] for cookies. Two tabs of one browser may show the same token at once, so one
/// spent a moment ago still gives an access token. A browser that went elsewhere before the answer
/// came still holds the spent token, so as long as its successor was never shown it is renewed.
///
/// # Errors
/// As [`refresh`].
pub async fn resume(hub: &Hub, refresh: &str) -> Result<Resumed, RefreshError> {
    rotate(hub, refresh, PARALLEL_TABS).await
}

/// Ends the session of a refresh token. A token that is unknown or another account's is ignored.
///
/// # Errors
/// A caller who is not logged in.
pub async fn logout(hub: &Hub, actor: Actor, refresh: &str) -> Result<(), RefreshError> {
    let caller = actor.require_account().map_err(|_| RefreshError::Unauthenticated)?;
    let (hash, now) = (ids::token_hash(refresh), hub.now());
    hub.db
        .unseen()
        .write(move |tx| {
            Box::pin(async move {
                store::lock_account(tx, caller).await?;
                match store::refresh_token(tx, &hash).await? {
                    Some(token) if token.user_id == caller => {
                        store::end_session(tx, token.family_id, now).await?;
                    }
                    _ => {}
                }
                Ok(())
            })
        })
        .await
}

/// Opens a session for an account whose owner was just authenticated.
pub(super) async fn open(
    hub: &Hub,
    tx: &mut PgConnection,
    (user, role, version): (UserId, Role, i32),
) -> Result<Tokens, RefreshError> {
    let (session, now) = (ids::new_id(), hub.now());
    let ends_at = now + SESSION_MAX;
    let device = hub.device.map(|device| device.to_string());
    store::insert_session(tx, (session, user), (now, ends_at), device.as_deref()).await?;
    let access = sign(hub, user, (role, version), session).ok_or(RefreshError::Signing)?;
    let refresh = issue(hub, tx, (user, session), (now, ends_at)).await?;
    Ok(Tokens { access, refresh })
}

async fn issue(
    hub: &Hub,
    tx: &mut PgConnection,
    (user_id, family_id): (UserId, Uuid),
    (now, ends_at): (DateTime<Utc>, DateTime<Utc>),
) -> Result<String, sqlx::Error> {
    let token = ids::secret_token();
    let ttl = TimeDelta::from_std(hub.settings.refresh_token_ttl).unwrap_or(TimeDelta::days(30));
    let row = NewRefresh {
        id: ids::new_id(),
        user_id,
        family_id,
        hash: ids::token_hash(&token),
        now,
        // No later than the session, however often it is renewed.
        expires_at: ends_at.min(now + ttl),
    };
    store::insert_refresh_token(tx, &row).await?;
    Ok(token)
}

/// Spends the token for its successor, which is told by being made at that instant.
async fn renew(
    hub: &Hub,
    tx: &mut PgConnection,
    token: &RefreshRow,
    (now, ends_at): (DateTime<Utc>, DateTime<Utc>),
) -> Result<String, sqlx::Error> {
    store::spend_refresh_token(tx, token.id, now).await?;
    issue(hub, tx, (token.user_id, token.family_id), (now, ends_at)).await
}

/// What becomes of a token that is shown.
enum Verdict {
    Rotated(Resumed),
    Reused,
    Invalid,
}

async fn rotate(hub: &Hub, refresh: &str, grace: TimeDelta) -> Result<Resumed, RefreshError> {
    let (hub_, hash) = (hub.clone(), ids::token_hash(refresh));
    let verdict = hub
        .db
        .unseen()
        .write(move |tx| {
            Box::pin(async move {
                let Some(token) = store::refresh_token(tx, &hash).await? else {
                    return Ok(Verdict::Invalid);
                };
                let account = store::lock_account(tx, token.user_id).await?;
                // Checked again under the lock: it may have been spent meanwhile.
                let (Some(account), Some(token)) =
                    (account, store::refresh_token(tx, &hash).await?)
                else {
                    return Ok(Verdict::Invalid);
                };
                judge(&hub_, tx, account, token, grace).await
            })
        })
        .await?;
    // A revoked family must be committed, so reuse is told only after the transaction.
    match verdict {
        Verdict::Rotated(resumed) => Ok(resumed),
        Verdict::Reused => Err(RefreshError::Reused),
        Verdict::Invalid => Err(RefreshError::Invalid),
    }
}

async fn judge(
    hub: &Hub,
    tx: &mut PgConnection,
    account: Account,
    token: RefreshRow,
    grace: TimeDelta,
) -> Result<Verdict, RefreshError> {
    let now = hub.now();
    let end = store::session_end(tx, token.family_id, now).await?;
    let Some(ends_at) = end else {
        let spent = token.rotated_at.is_some();
        return Ok(if spent { Verdict::Reused } else { Verdict::Invalid });
    };
    let times = (now, ends_at);
    let live = token.revoked_at.is_none() && token.expires_at > now;
    let in_browser = live && grace > TimeDelta::zero();
    let refresh = match token.rotated_at {
        None if !live => return Ok(Verdict::Invalid),
        None => Some(renew(hub, tx, &token, times).await?),
        Some(spent) if in_browser && now - spent < grace => None,
        Some(spent) => {
            let unused = store::unused_successor(tx, token.family_id, spent).await?;
            let Some(lost) = unused.filter(|_| in_browser) else {
                tracing::warn!(user = %account.id, "refresh token reused: its session is revoked");
                store::end_session(tx, token.family_id, now).await?;
                return Ok(Verdict::Reused);
            };
            // The browser never got the answer. Should it show up after all, that is reuse.
            store::spend_refresh_token(tx, lost, now - grace).await?;
            Some(renew(hub, tx, &token, times).await?)
        }
    };
    store::see_session(tx, token.family_id, (now, now - SEEN_AGAIN)).await?;
    let standing = (account.role, account.token_version);
    let access = sign(hub, account.id, standing, token.family_id).ok_or(RefreshError::Signing)?;
    Ok(Verdict::Rotated(Resumed {
        identity: account.identity(hub, token.family_id),
        access,
        refresh,
    }))
}
