//! Setting the second factor up and turning it off. Both ask for the password, since a browser may have
//! been left logged in.

use super::{secrets, spend, totp};
use crate::accounts::change_password::verify;
use crate::accounts::store::{self, FactorRow, UserRow};
use crate::accounts::throttle::{self, Keys};
use crate::accounts::verification::{actor, tell_about_account};
use crate::audit::Entry;
use crate::notifications::MailKind;
use crate::{Actor, Error, Hub, ids};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use sqlx::postgres::PgConnection;
use types::accounts::Role;
use types::email::parse_email;
use types::history::AuditAction;
use types::ids::UserId;
use types::sign_in::{
    ConfirmSecondFactor, SecondFactorSetup, SecondFactorStatus, StartSecondFactor, StopSecondFactor,
};
use types::{ErrorCode, Failure, FieldProblem};

/// How long a set-up can be looked at and confirmed.
const SETUP_VALID: TimeDelta = TimeDelta::hours(1);

/// Whether the caller's account has a second factor.
///
/// # Errors
/// `unauthenticated`.
pub async fn second_factor(hub: &Hub, actor: Actor) -> Result<SecondFactorStatus, Error> {
    let user = actor.require_account()?;
    let mut connection = hub.db.read().await?;
    let factor = store::second_factor(&mut connection, user).await?;
    let row = store::user(&mut connection, user).await?.ok_or(ErrorCode::TokenInvalid)?;
    let enabled_at = factor.and_then(|factor| factor.confirmed_at);
    Ok(SecondFactorStatus {
        enabled: enabled_at.is_some(),
        enabled_at,
        recovery_codes_left: match enabled_at {
            Some(_) => store::recovery_codes_left(&mut connection, user).await?,
            None => 0,
        },
        required: hub.settings.admin_second_factor && row.role == Role::Admin,
    })
}

/// What the authenticator is set up with, as long as that was begun and not confirmed.
///
/// # Errors
/// `unauthenticated`.
pub async fn second_factor_setup(
    hub: &Hub,
    actor: Actor,
) -> Result<Option<SecondFactorSetup>, Error> {
    let user = actor.require_account()?;
    let mut connection = hub.db.read().await?;
    let Some(factor) = open_setup(&mut connection, user, hub.now()).await? else {
        return Ok(None);
    };
    let row = store::user(&mut connection, user).await?.ok_or(ErrorCode::TokenInvalid)?;
    Ok(Some(setup(hub, &row, factor.nonce)?))
}

/// Begins anew: what was begun before works no more.
///
/// # Errors
/// A password that is not it; too many tries; `second_factor_on`.
pub async fn start_second_factor(
    hub: &Hub,
    actor: Actor,
    input: StartSecondFactor,
) -> Result<SecondFactorSetup, Error> {
    let user = actor.require_account()?;
    let row = verify(hub, user, &input.password, "password").await?.user;
    let (now, nonce) = (hub.now(), ids::new_id());
    let setup = setup(hub, &row, nonce)?;
    let hashes = secrets::recovery_hashes(&setup.recovery_codes);
    hub.db
        .unseen()
        .write(move |tx| {
            Box::pin(async move {
                locked(tx, &row).await?;
                if !store::start_second_factor(tx, user, nonce, now).await? {
                    return Err(ErrorCode::SecondFactorOn.into());
                }
                store::set_recovery_codes(tx, user, &hashes).await?;
                note(tx, &row, AuditAction::AccountSecondFactorStarted).await
            })
        })
        .await?;
    Ok(setup)
}

/// Turns it on, with a code that shows that the authenticator has the secret.
///
/// # Errors
/// A code that is not it; too many tries; `second_factor_not_started`; `second_factor_on`.
pub async fn confirm_second_factor(
    hub: &Hub,
    actor: Actor,
    input: ConfirmSecondFactor,
) -> Result<(), Error> {
    let user = actor.require_account()?;
    let row = store::user(&mut *hub.db.read().await?, user).await?;
    let row = row.ok_or(ErrorCode::TokenInvalid)?;
    let keys = Keys::code(&row.email, user);
    let _turn = throttle::count_attempt(hub, keys.clone()).await?;
    let (hub_, now) = (hub.clone(), hub.now());
    hub.db
        .unseen()
        .write(move |tx| {
            Box::pin(async move {
                locked(tx, &row).await?;
                if store::second_factor_on(tx, user).await? {
                    return Err(ErrorCode::SecondFactorOn.into());
                }
                let factor = open_setup(tx, user, now).await?;
                let factor = factor.ok_or(ErrorCode::SecondFactorNotStarted)?;
                let secret = secrets::secret(&hub_, user, factor.nonce);
                let step = match secrets::Typed::parse(&input.code) {
                    Some(secrets::Typed::Code(code)) => {
                        secret.and_then(|secret| totp::step_of(&secret, code, now))
                    }
                    _ => None,
                };
                let step = step.ok_or_else(wrong_code)?;
                store::confirm_second_factor(tx, user, step, now).await?;
                throttle::forgive(tx, &keys).await?;
                tell_about_account(tx, MailKind::SecondFactorOn, &row, ids::new_id()).await?;
                note(tx, &row, AuditAction::AccountSecondFactorOn).await
            })
        })
        .await
}

/// Turns it off. Nothing happens where it is off already.
///
/// # Errors
/// A password or a code that is not it; too many tries.
pub async fn stop_second_factor(
    hub: &Hub,
    actor: Actor,
    input: StopSecondFactor,
) -> Result<(), Error> {
    let user = actor.require_account()?;
    let row = verify(hub, user, &input.password, "password").await?.user;
    let keys = Keys::code(&row.email, user);
    let _turn = throttle::count_attempt(hub, keys.clone()).await?;
    let (hub_, now) = (hub.clone(), hub.now());
    hub.db
        .unseen()
        .write(move |tx| {
            Box::pin(async move {
                locked(tx, &row).await?;
                if store::second_factor_on(tx, user).await? {
                    if !spend(&hub_, tx, &row, &input.code, now).await? {
                        return Err(wrong_code().into());
                    }
                    store::delete_second_factor(tx, user).await?;
                    tell_about_account(tx, MailKind::SecondFactorOff, &row, ids::new_id()).await?;
                    note(tx, &row, AuditAction::AccountSecondFactorOff).await?;
                }
                Ok(throttle::forgive(tx, &keys).await?)
            })
        })
        .await
}

/// Turns it off on the operator's word, for somebody who lost their telephone and their recovery codes.
///
/// # Errors
/// `not_found` where no account of that address has one.
pub async fn turn_off_second_factor(hub: &Hub, email: &str) -> Result<(), Error> {
    let email = parse_email(email).ok_or(ErrorCode::NotFound)?;
    hub.db
        .unseen()
        .write(move |tx| {
            Box::pin(async move {
                let known = store::credentials(tx, &email).await?.ok_or(ErrorCode::NotFound)?;
                let row = known.user;
                store::lock_account(tx, row.id).await?.ok_or(ErrorCode::NotFound)?;
                if !store::delete_second_factor(tx, row.id).await? {
                    return Err(ErrorCode::NotFound.into());
                }
                tell_about_account(tx, MailKind::SecondFactorOff, &row, ids::new_id()).await?;
                let entry = Entry::by_system(AuditAction::AccountSecondFactorOff, row.id);
                Ok(entry.detail(json!({ "by": "command line" })).record(tx).await?)
            })
        })
        .await
}

fn wrong_code() -> Failure {
    Failure::field("code", FieldProblem::WrongCode)
}

/// Locks the account, which must be what it was when its owner was asked.
async fn locked(tx: &mut PgConnection, row: &UserRow) -> Result<(), Error> {
    store::lock_account(tx, row.id)
        .await?
        .filter(|account| account.token_version == row.token_version)
        .map(drop)
        .ok_or_else(|| ErrorCode::TokenInvalid.into())
}

async fn note(tx: &mut PgConnection, row: &UserRow, action: AuditAction) -> Result<(), Error> {
    Ok(Entry::new(actor(row), action, row.id).record(tx).await?)
}

async fn open_setup(
    connection: &mut PgConnection,
    user: UserId,
    now: DateTime<Utc>,
) -> Result<Option<FactorRow>, sqlx::Error> {
    let factor = store::second_factor(connection, user).await?;
    Ok(factor
        .filter(|factor| factor.confirmed_at.is_none() && now - factor.started_at < SETUP_VALID))
}

fn setup(hub: &Hub, row: &UserRow, nonce: uuid::Uuid) -> Result<SecondFactorSetup, Error> {
    let secret = secrets::secret(hub, row.id, nonce).ok_or(ErrorCode::Internal)?;
    Ok(SecondFactorSetup {
        uri: secrets::uri(&secret, &row.email),
        secret: secrets::in_base32(&secret),
        recovery_codes: secrets::recovery_codes(hub, row.id, nonce).ok_or(ErrorCode::Internal)?,
    })
}
