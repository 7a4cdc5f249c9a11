//! Registering and logging in.

use super::devices::known_device;
use super::new_password::{NewPassword, Owner};
use super::reset::request_password_reset;
use super::second_factor::{open_challenge, sign_challenge, spend};
use super::store::{self, Credentials, NewUser, UserRow};
use super::throttle::{self, Keys};
use super::verification::send_first_link;
use super::{Session, password, session};
use crate::audit::Entry;
use crate::db::violated;
use crate::{Error, Hub, ids};
use serde_json::json;
use sqlx::postgres::PgConnection;
use std::net::IpAddr;
use types::accounts::{Login, PASSWORD_MAX, Register, Role, User};
use types::email::{parse_email, typed_email};
use types::history::AuditAction;
use types::{ErrorCode, Failure, FieldProblem, Locale};

/// Makes an account and logs it in.
///
/// # Errors
/// Wrong fields, an e-mail that is taken, or too many at once; `tickets_for_address` where a guest
/// has the address: then a link was mailed there.
pub async fn register(hub: &Hub, mut input: Register) -> Result<Session, Error> {
    input.check()?;
    let role = input.role.unwrap_or(Role::Attendee);
    if role == Role::Organizer && !hub.settings.organizer_signup {
        return Err(Failure::field("role", FieldProblem::NotAllowed).into());
    }
    let user = new_user(hub, &input, role).await?;
    let (email, locale) = (user.email.clone(), user.locale);
    let hub_ = hub.clone();
    let made: Result<Session, Error> = hub
        .db
        .write(move |tx| {
            Box::pin(async move {
                let row = store::insert_user(tx, &user).await.map_err(email_taken)?;
                send_first_link(tx, &row, user.now).await?;
                let account = (row.id, row.role, row.token_version);
                let tokens = session::open(&hub_, tx, account).await?;
                Ok(Session { user: row.into(), tokens })
            })
        })
        .await;
    match made {
        Err(error) if error.code() == Some(ErrorCode::EmailTaken) => {
            Err(claim_by_mail(hub, &email, locale).await?.unwrap_or(error))
        }
        made => made,
    }
}

/// Where a guest has the address, its owner is mailed the link that makes an account of the guest:
/// nobody else gets at the tickets.
async fn claim_by_mail(hub: &Hub, email: &str, locale: Locale) -> Result<Option<Error>, Error> {
    if !store::is_guest(&mut *hub.db.read().await?, email).await? {
        return Ok(None);
    }
    request_password_reset(hub, email, locale).await?;
    Ok(Some(ErrorCode::TicketsForAddress.into()))
}

/// Makes an admin, for the command line.
///
/// # Errors
/// Wrong fields or an e-mail that is taken.
pub async fn create_admin(
    hub: &Hub,
    email: &str,
    password: &str,
    display_name: &str,
) -> Result<User, Error> {
    let mut input = Register {
        email: email.to_owned(),
        password: password.to_owned(),
        display_name: display_name.to_owned(),
        role: None,
        locale: None,
    };
    input.check()?;
    let user = NewUser { email_verified: true, ..new_user(hub, &input, Role::Admin).await? };
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                let row = store::insert_user(tx, &user).await.map_err(email_taken)?;
                let detail = json!({ "by": "command line" });
                let entry = Entry::by_system(AuditAction::AdminCreated, row.id);
                entry.detail(detail).record(tx).await?;
                Ok(row.into())
            })
        })
        .await
}

/// Creates an account with a verified address, for demo data and tests: the operator vouches for
/// the address, and no mail is sent.
///
/// # Errors
/// Wrong fields or an e-mail that is taken.
pub async fn create_verified(hub: &Hub, mut input: Register, role: Role) -> Result<Session, Error> {
    input.check()?;
    let user = NewUser { email_verified: true, ..new_user(hub, &input, role).await? };
    let hub_ = hub.clone();
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                let row = store::insert_user(tx, &user).await.map_err(email_taken)?;
                let account = (row.id, row.role, row.token_version);
                let tokens = session::open(&hub_, tx, account).await?;
                Ok(Session { user: row.into(), tokens })
            })
        })
        .await
}

/// Logs in. The answer and the time are the same for a wrong password, an unknown e-mail and a
/// disabled account.
///
/// # Errors
/// Wrong credentials, or too many attempts.
pub async fn login(hub: &Hub, input: Login, client: IpAddr) -> Result<Session, Error> {
    login_from(hub, input, client, None).await
}

/// Like [`login`] from a browser, with what it kept of [`super::remember_device`].
///
/// # Errors
/// As [`login`].
pub async fn login_from(
    hub: &Hub,
    mut input: Login,
    client: IpAddr,
    device: Option<&str>,
) -> Result<Session, Error> {
    let code = input.code.take();
    match (first_step(hub, input, client, device).await?, code) {
        (FirstStep::Done(session), _) => Ok(*session),
        (FirstStep::CodeNeeded(challenge), Some(code)) => {
            second_step(hub, &challenge, &code, client, device).await
        }
        (FirstStep::CodeNeeded(_), None) => Err(ErrorCode::SecondFactorRequired.into()),
    }
}

/// What a right password gives.
#[derive(Clone, Debug)]
pub enum FirstStep {
    Done(Box<Session>),
    /// The account has a second factor: its code is to be shown with this challenge, within a few minutes.
    CodeNeeded(String),
}

/// The first step of logging in: the password.
///
/// # Errors
/// As [`login`].
pub async fn first_step(
    hub: &Hub,
    input: Login,
    client: IpAddr,
    device: Option<&str>,
) -> Result<FirstStep, Error> {
    let email = parse_email(&input.email).or_else(|| typed_email(&input.email));
    let known = match &email {
        Some(email) => store::credentials(&mut *hub.db.read().await?, email).await?,
        None => None,
    };
    let keys =
        keys(hub, email.as_deref().unwrap_or(&input.email), known.as_ref(), (client, device));
    let _turn = throttle::count_attempt(hub, keys.clone()).await?;
    let known = known.filter(|_| input.password.chars().count() <= PASSWORD_MAX);
    let hash = known.as_ref().map(|known| known.password_hash.as_str());
    // What is longer than any password is not worth hashing in full.
    let password: String = input.password.chars().take(PASSWORD_MAX + 1).collect();
    let right = password::verify(hub, &password, hash).await?;
    let user = known.filter(|_| right).ok_or(ErrorCode::InvalidCredentials)?.user;
    let hub_ = hub.clone();
    hub.db
        .unseen()
        .write(move |tx| {
            Box::pin(async move {
                // The password may have been reset while it was checked.
                store::lock_account(tx, user.id)
                    .await?
                    .filter(|account| account.token_version == user.token_version)
                    .ok_or(ErrorCode::InvalidCredentials)?;
                if store::second_factor_on(tx, user.id).await? {
                    // Codes that were guessed before are not forgiven to who knows the password.
                    throttle::give_back(tx, &keys).await?;
                    let challenge = sign_challenge(&hub_, (user.id, user.token_version));
                    return Ok(FirstStep::CodeNeeded(challenge.ok_or(ErrorCode::Internal)?));
                }
                throttle::forgive(tx, &keys).await?;
                Ok(FirstStep::Done(Box::new(opened(&hub_, tx, user).await?)))
            })
        })
        .await
}

/// The second step of logging in: the code, for the challenge that the first one gave.
///
/// # Errors
/// `token_invalid` for a challenge that is too old, or whose account has another password by now; a wrong
/// code; too many attempts, counted with those at the password.
pub async fn second_step(
    hub: &Hub,
    challenge: &str,
    code: &str,
    client: IpAddr,
    device: Option<&str>,
) -> Result<Session, Error> {
    let (user, version) = open_challenge(hub, challenge).ok_or(ErrorCode::TokenInvalid)?;
    let known = store::credentials_of(&mut *hub.db.read().await?, user).await?;
    let known =
        known.filter(|known| known.user.token_version == version).ok_or(ErrorCode::TokenInvalid)?;
    let keys = keys(hub, &known.user.email, Some(&known), (client, device));
    let _turn = throttle::count_attempt(hub, keys.clone()).await?;
    let (hub_, code, now, user) = (hub.clone(), code.to_owned(), hub.now(), known.user);
    hub.db
        .unseen()
        .write(move |tx| {
            Box::pin(async move {
                store::lock_account(tx, user.id)
                    .await?
                    .filter(|account| account.token_version == version)
                    .ok_or(ErrorCode::TokenInvalid)?;
                if !spend(&hub_, tx, &user, &code, now).await? {
                    return Err(Failure::field("code", FieldProblem::WrongCode).into());
                }
                throttle::forgive(tx, &keys).await?;
                opened(&hub_, tx, user).await
            })
        })
        .await
}

async fn opened(hub: &Hub, tx: &mut PgConnection, user: UserRow) -> Result<Session, Error> {
    let tokens = session::open(hub, tx, (user.id, user.role, user.token_version)).await?;
    Ok(Session { user: user.into(), tokens })
}

/// The throttle keys of a log-in: a known device has its own, any other client is a stranger.
fn keys(
    hub: &Hub,
    email: &str,
    known: Option<&Credentials>,
    (client, device): (IpAddr, Option<&str>),
) -> Keys {
    let user = known.map(|known| &known.user);
    let number = user.and_then(|user| known_device(hub, device, (user.id, user.token_version)));
    match (user, number) {
        (Some(user), Some(number)) => Keys::device(email, &number, user.id),
        (user, _) => Keys::stranger(email, client, user.map(|user| user.id)),
    }
}

async fn new_user(hub: &Hub, input: &Register, role: Role) -> Result<NewUser, Error> {
    let email =
        parse_email(&input.email).ok_or_else(|| Failure::field("email", FieldProblem::Invalid))?;
    let display_name = input.display_name.clone();
    let owner = Owner { email: &email, display_name: &display_name };
    let password = NewPassword::parse("password", &input.password, owner)?;
    Ok(NewUser {
        id: ids::new_id().into(),
        email,
        password_hash: password::hash(hub, password).await?,
        display_name,
        role,
        locale: input.locale.unwrap_or_default(),
        email_verified: false,
        now: hub.now(),
    })
}

fn email_taken(error: sqlx::Error) -> Error {
    match violated(&error) {
        Some("users_email_key") => ErrorCode::EmailTaken.into(),
        _ => error.into(),
    }
}
