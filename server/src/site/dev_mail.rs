//! `/dev/mail`: the mail that was sent, for developers. It is not there in production.

use crate::http::problem::{ApiError, ApiResult};
use crate::state::AppState;
use askama::Template;
use axum::Json;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use domain::Hub;
use domain::mail::{self, ListedMail};
use serde::Deserialize;
use types::ErrorCode;
use uuid::Uuid;

/// Only this page's own styles; a message is framed from beside it.
const LIST_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; \
                           form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/// A message may show its styles and do nothing.
const MESSAGE_POLICY: &str =
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";

pub(super) fn router() -> Router<AppState> {
    Router::new()
        .route("/dev/mail", get(list))
        .route("/dev/mail/{id}/html", get(html))
        .route("/dev/mail/{id}/attachments/{name}", get(attachment))
}

#[derive(Debug, Deserialize)]
struct Filter {
    to: Option<String>,
}

#[derive(Template)]
#[template(path = "dev_mail.html")]
struct ListPage<'a> {
    to: &'a str,
    mails: &'a [ListedMail],
}

/// A page, or JSON for `Accept: application/json`; newest first.
async fn list(
    State(hub): State<Hub>,
    Query(filter): Query<Filter>,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let to = filter.to.map(|to| to.trim().to_lowercase()).filter(|to| !to.is_empty());
    if to.as_deref().is_some_and(|to| to.contains('\0')) {
        return Err(ErrorCode::NotFound.into());
    }
    let mails = mail::recent(&hub, to.as_deref()).await.map_err(failed)?;
    let json = headers
        .get(header::ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.contains("application/json"));
    if json {
        return Ok(Json(mails).into_response());
    }
    let page = ListPage { to: to.as_deref().unwrap_or_default(), mails: &mails };
    let page = page.render().map_err(|error| {
        tracing::error!(%error, "rendering the mail list failed");
        ApiError::from(ErrorCode::Internal)
    })?;
    Ok(with_policy(Html(page).into_response(), LIST_POLICY))
}

async fn html(State(hub): State<Hub>, Path(id): Path<String>) -> ApiResult<Response> {
    let mail = find(&hub, &id).await?;
    Ok(with_policy(Html(mail.html).into_response(), MESSAGE_POLICY))
}

async fn attachment(
    State(state): State<AppState>,
    Path((id, name)): Path<(String, String)>,
) -> ApiResult<Response> {
    let mail = find(&state.hub, &id).await?;
    let known = mail.attachments.contains(&name);
    let kept = if known { state.mail.mailer.kept_attachment(mail.id, &name).await } else { None };
    let content = kept.ok_or(ErrorCode::NotFound)?;
    let kind = match name.rsplit('.').next() {
        Some("pdf") => "application/pdf",
        Some("ics") => "text/calendar; charset=utf-8",
        _ => "application/octet-stream",
    };
    Ok(([(header::CONTENT_TYPE, kind)], content).into_response())
}

async fn find(hub: &Hub, id: &str) -> Result<ListedMail, ApiError> {
    let id: Uuid = id.parse().map_err(|_| ErrorCode::NotFound)?;
    let mail = mail::sent(hub, id).await.map_err(failed)?;
    mail.ok_or_else(|| ErrorCode::NotFound.into())
}

fn failed(error: sqlx::Error) -> ApiError {
    domain::failure::from_database(&error).into()
}

fn with_policy(mut response: Response, policy: &'static str) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    response
}
