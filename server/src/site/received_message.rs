//! A message of an organizer, as its reader finds it in the inbox: shown as the mail that it is, by itself.

use crate::http::ErrorResponder;
use crate::mail;
use crate::state::AppState;
use axum::Router;
use axum::extract::{Extension, Path, Request, State};
use axum::http::header;
use axum::response::{Html, IntoResponse as _, Response};
use axum::routing::get;
use domain::{Actor, Hub, messages};
use types::{ErrorCode, Failure, Locale};

/// It loads nothing; its links lead on.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; \
    form-action 'none'; frame-ancestors 'none'";

pub(super) fn router() -> Router<AppState> {
    Router::new().route("/notifications/messages/{id}", get(page))
}

async fn page(
    State(hub): State<Hub>,
    Extension(actor): Extension<Actor>,
    Extension(locale): Extension<Locale>,
    Path(id): Path<String>,
    request: Request,
) -> Response {
    let shown = async {
        let id = id.parse().map_err(|_| Failure::new(ErrorCode::NotFound))?;
        let message = messages::received(&hub, actor, id).await?;
        mail::preview(message, locale, &hub.settings.base_url).map_err(|error| {
            tracing::error!(%error, "rendering the preview of a message failed");
            Failure::new(ErrorCode::Internal)
        })
    };
    let shown: Result<String, Failure> = shown.await;
    match shown {
        Ok(html) => ([(header::CONTENT_SECURITY_POLICY, POLICY)], Html(html)).into_response(),
        Err(failure) => ErrorResponder::of(&request).refuse(failure),
    }
}
