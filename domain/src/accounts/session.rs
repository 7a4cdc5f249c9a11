//! Refresh tokens: rotation, reuse, log-out. Everything that changes a person's sessions holds
//! the lock on their account, so that no descendant is made while its family is revoked.

use super::access::{Identity, sign};
use super::error::RefreshError;
use super::policy::PARALLEL_TABS;
use super::store::{self, Account, NewRefresh, RefreshRow};
use crate::{Actor, Hub, ids};
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::postgres::PgConnection;
use types::accounts::{Role, Tokens};
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

/// Like [`refresh`] for cookies: two tabs of one browser may show the same token at once, so one
/// spent a moment ago still gives an access token.
///
/// # Errors
/// As [`refresh`].
pub async fn resume(hub: &Hub, refresh: &str) -> Result<Resumed, RefreshError> {
    rotate(hub, refresh, PARALLEL_TABS).await
}

/// Ends the session a refresh token belongs to. A token of somebody else or of nobody is ignored:
/// it gives the caller nothing to log out of.
///
/// # Errors
/// A caller who is not logged in.
pub async fn logout(hub: &Hub, actor: Actor, refresh: &str) -> Result<(), RefreshError> {
    let caller = actor.require_user().map_err(|_| RefreshError::Unauthenticated)?;
    let (hash, now) = (ids::token_hash(refresh), hub.now());
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                store::lock_account(tx, caller.0).await?;
                match store::refresh_token(tx, &hash).await? {
                    Some(token) if token.user_id == caller.0 => {
                        store::revoke_family(tx, token.family_id, now).await?;
                    }
                    _ => {}
                }
                Ok(())
            })
        })
        .await
}

/// Opens a new family for somebody who just proved who they are.
pub(super) async fn open(
    hub: &Hub,
    tx: &mut PgConnection,
    (user, role, version): (Uuid, Role, i32),
) -> Result<Tokens, RefreshError> {
    let access = sign(hub, user.into(), role, version).ok_or(RefreshError::Signing)?;
    let refresh = issue(hub, tx, user, ids::new_id()).await?;
    Ok(Tokens { access, refresh })
}

async fn issue(
    hub: &Hub,
    tx: &mut PgConnection,
    user_id: Uuid,
    family_id: Uuid,
) -> Result<String, sqlx::Error> {
    let (token, now) = (ids::secret_token(), hub.now());
    let ttl = TimeDelta::from_std(hub.settings.refresh_token_ttl).unwrap_or(TimeDelta::days(30));
    let row = NewRefresh {
        id: ids::new_id(),
        user_id,
        family_id,
        hash: ids::token_hash(&token),
        now,
        expires_at: now + ttl,
    };
    store::insert_refresh_token(tx, &row).await?;
    Ok(token)
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
        .write(move |tx| {
            Box::pin(async move {
                let Some(token) = store::refresh_token(tx, &hash).await? else {
                    return Ok(Verdict::Invalid);
                };
                let account = store::lock_account(tx, token.user_id).await?;
                // Again, now that nobody else can spend it.
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
    let fresh = |spent: DateTime<Utc>| token.revoked_at.is_none() && now - spent < grace;
    let refresh = match token.rotated_at {
        Some(spent) if !fresh(spent) => {
            tracing::warn!(user = %account.id, "a spent refresh token was shown again");
            store::revoke_family(tx, token.family_id, now).await?;
            return Ok(Verdict::Reused);
        }
        _ if token.revoked_at.is_some() || token.expires_at <= now => return Ok(Verdict::Invalid),
        Some(_) => None,
        None => {
            store::spend_refresh_token(tx, token.id, now).await?;
            Some(issue(hub, tx, account.id, token.family_id).await?)
        }
    };
    let access = sign(hub, account.id.into(), account.role(), account.token_version)
        .ok_or(RefreshError::Signing)?;
    Ok(Verdict::Rotated(Resumed { identity: account.identity(), access, refresh }))
}
