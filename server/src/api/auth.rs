//! `/api/auth/…`: registration, log-in and log-out, forgotten passwords.

use crate::api::support::{AccountCaller, ApiJson, Created, DeviceHub, Language, UserCaller};
use crate::http::problem::{ApiResult, Problem};
use crate::middleware::ClientIp;
use crate::state::AppState;
use axum::extract::State;
use axum::http::StatusCode;
use axum::{Extension, Json};
use domain::{Allowed, accounts};
use serde::{Deserialize, Serialize};
use types::accounts::{Login, Register, Tokens, User};
use types::email::parse_email;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(register))
        .routes(routes!(login))
        .routes(routes!(refresh))
        .routes(routes!(logout))
        .routes(routes!(password_reset))
        .routes(routes!(confirm_password_reset))
        .routes(routes!(verify_email))
        .routes(routes!(resend_verification))
}

/// A user with a new session.
#[derive(Debug, Serialize, ToSchema)]
struct Session {
    user: User,
    #[serde(flatten)]
    tokens: Tokens,
}

impl From<accounts::Session> for Session {
    fn from(session: accounts::Session) -> Self {
        Self { user: session.user, tokens: session.tokens }
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Refresh {
    refresh: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PasswordReset {
    email: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct VerifyEmail {
    token: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ConfirmPasswordReset {
    token: String,
    password: String,
}

/// Makes an account and logs it in.
#[utoipa::path(post, path = "/api/auth/register/", tag = "auth", request_body = Register,
    responses((status = 201, body = Session)))]
async fn register(
    DeviceHub(hub): DeviceHub,
    Language(language): Language,
    body: ApiJson<Register>,
) -> ApiResult<Created<Session>> {
    let mut input = body.read(Allowed::everybody()).await?;
    input.locale = input.locale.or(Some(language));
    let session = Session::from(accounts::register(&hub, input).await?);
    Ok(Created::at(format!("/api/users/{}/", session.user.id), session))
}

/// Logs in; the same answer for a wrong password and an unknown e-mail.
///
/// An account with a second factor needs `code` as well: six digits of its authenticator, or one of its
/// recovery codes. A code works once, and half a minute before and after its time. Wrong ones are counted
/// with wrong passwords.
#[utoipa::path(post, path = "/api/auth/login/", tag = "auth", request_body = Login,
    responses((status = 200, body = Session),
        (status = 401, body = Problem, description = "invalid_credentials; second_factor_required where \
            the password is right and `code` is missing"),
        (status = 422, body = Problem, description = "wrong_code"),
        (status = 429, body = Problem, description = "too_many_requests, with Retry-After")))]
async fn login(
    DeviceHub(hub): DeviceHub,
    Extension(ClientIp(client)): Extension<ClientIp>,
    body: ApiJson<Login>,
) -> ApiResult<Json<Session>> {
    let input = body.read(Allowed::everybody()).await?;
    Ok(Json(accounts::login(&hub, input, client).await?.into()))
}

/// Spends a refresh token for a new pair; a token that was spent before revokes its whole family.
#[utoipa::path(post, path = "/api/auth/refresh/", tag = "auth", request_body = Refresh,
    responses((status = 200, body = Tokens)))]
async fn refresh(State(state): State<AppState>, body: ApiJson<Refresh>) -> ApiResult<Json<Tokens>> {
    let input = body.read(Allowed::everybody()).await?;
    Ok(Json(accounts::refresh(&state.hub, &input.refresh).await?))
}

/// Ends the session that the refresh token belongs to.
#[utoipa::path(post, path = "/api/auth/logout/", tag = "auth", request_body = Refresh,
    responses((status = 204)), security(("bearer" = [])))]
async fn logout(
    State(state): State<AppState>,
    AccountCaller(actor, allowed): AccountCaller,
    body: ApiJson<Refresh>,
) -> ApiResult<StatusCode> {
    let input = body.read(allowed).await?;
    accounts::logout(&state.hub, actor, &input.refresh).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Mails a link for a new password, if there is such an account; the answer does not tell.
#[utoipa::path(post, path = "/api/auth/password-reset/", tag = "auth", request_body = PasswordReset,
    responses((status = 202)))]
async fn password_reset(
    State(state): State<AppState>,
    Language(language): Language,
    body: ApiJson<PasswordReset>,
) -> ApiResult<StatusCode> {
    let input = body.read(Allowed::everybody()).await?;
    // The same answer for what cannot be an address, which no account has.
    if parse_email(&input.email).is_some() {
        accounts::request_password_reset(&state.hub, &input.email, language).await?;
    }
    Ok(StatusCode::ACCEPTED)
}

/// Sets a new password with the token from the mail and ends every session.
#[utoipa::path(post, path = "/api/auth/password-reset/confirm/", tag = "auth",
    request_body = ConfirmPasswordReset, responses((status = 204)))]
async fn confirm_password_reset(
    State(state): State<AppState>,
    body: ApiJson<ConfirmPasswordReset>,
) -> ApiResult<StatusCode> {
    let input = body.read(Allowed::everybody()).await?;
    accounts::confirm_password_reset(&state.hub, &input.token, &input.password).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Verifies an e-mail address with the token from the mail, once; where it is the account's next
/// address, the account has it from now on.
#[utoipa::path(post, path = "/api/auth/verify-email/", tag = "auth", request_body = VerifyEmail,
    responses((status = 204), (status = 401, body = Problem, description = "token_invalid"),
        (status = 409, body = Problem, description = "email_taken")))]
async fn verify_email(
    State(state): State<AppState>,
    body: ApiJson<VerifyEmail>,
) -> ApiResult<StatusCode> {
    let input = body.read(Allowed::everybody()).await?;
    accounts::verify_email(&state.hub, &input.token).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Mails the link for the caller's address again, a few times a day; nothing where it is verified.
#[utoipa::path(post, path = "/api/auth/verify-email/resend/", tag = "auth",
    responses((status = 202), (status = 401, body = Problem),
        (status = 429, body = Problem, description = "too_many_requests, with Retry-After")),
    security(("bearer" = [])))]
async fn resend_verification(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
) -> ApiResult<StatusCode> {
    accounts::resend_verification(&state.hub, actor).await?;
    Ok(StatusCode::ACCEPTED)
}
