//! The second factor: a code of an authenticator, asked for after the password.

mod challenge;
mod secrets;
mod setup;
#[cfg(test)]
mod tests;
mod totp;

pub(super) use challenge::{open_challenge, sign_challenge};
pub use setup::{
    confirm_second_factor, second_factor, second_factor_setup, start_second_factor,
    stop_second_factor, turn_off_second_factor,
};

use super::store::{self, UserRow};
use super::verification::{actor, tell_about_account};
use crate::audit::Entry;
use crate::notifications::MailKind;
use crate::{Hub, ids};
use chrono::{DateTime, Utc};
use secrets::Typed;
use sqlx::postgres::PgConnection;
use types::history::AuditAction;

/// What an authenticator with this secret shows, as its owner reads it off.
#[cfg(feature = "testing")]
pub fn shown_code(secret: &str, now: DateTime<Utc>) -> Option<String> {
    let secret = data_encoding::BASE32_NOPAD.decode(secret.as_bytes()).ok()?;
    Some(format!("{:06}", totp::code(&secret, totp::step_at(now))?))
}

/// With so few recovery codes left their owner is written to.
const FEW_LEFT: i64 = 3;

/// Uses up what was typed as a code, with the account locked. `false` where it is not the account's, is too
/// old or was used already, and for an account without a second factor.
pub(super) async fn spend(
    hub: &Hub,
    tx: &mut PgConnection,
    user: &UserRow,
    typed: &str,
    now: DateTime<Utc>,
) -> Result<bool, sqlx::Error> {
    let factor = store::second_factor(tx, user.id).await?;
    let Some(factor) = factor.filter(|factor| factor.confirmed_at.is_some()) else {
        return Ok(false);
    };
    match Typed::parse(typed) {
        None => Ok(false),
        Some(Typed::Code(code)) => {
            let secret = secrets::secret(hub, user.id, factor.nonce);
            match secret.and_then(|secret| totp::step_of(&secret, code, now)) {
                Some(step) => store::use_step(tx, user.id, step).await,
                None => Ok(false),
            }
        }
        Some(Typed::Recovery(hash)) => {
            if !store::use_recovery_code(tx, user.id, &hash, now).await? {
                return Ok(false);
            }
            let action = AuditAction::AccountRecoveryCodeUsed;
            Entry::new(actor(user), action, user.id).record(tx).await?;
            if store::recovery_codes_left(tx, user.id).await? <= FEW_LEFT {
                tell_about_account(tx, MailKind::RecoveryCodesLow, user, ids::new_id()).await?;
            }
            Ok(true)
        }
    }
}
