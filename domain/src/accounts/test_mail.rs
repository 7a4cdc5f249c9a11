//! Test mails: whom one goes to, and how many an admin sends.

use super::policy::{FAILURES_FADE, TEST_MAILS};
use super::store;
use super::throttle::too_many;
use crate::{Actor, Error};
use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use types::{ErrorCode, Locale};

/// The caller's own address and language; counts one more test mail.
///
/// # Errors
/// `forbidden` for who is an admin no more; `too_many_requests` after a few in an hour.
pub(crate) async fn count_test_mail(
    tx: &mut PgConnection,
    actor: Actor,
    now: DateTime<Utc>,
) -> Result<(String, Locale), Error> {
    super::acting_admins(tx, actor).await?;
    let user = actor.require_account()?;
    let key = format!("test_mail:{user}");
    let within = (now, now - FAILURES_FADE);
    if let Some(last) = store::count_allowed(tx, &key, within, TEST_MAILS).await? {
        return Err(too_many(last + FAILURES_FADE, now).into());
    }
    let row = store::user(tx, user).await?.ok_or(ErrorCode::Forbidden)?;
    Ok((row.email, row.locale))
}
