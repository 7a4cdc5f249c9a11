//! The preview of a message: what is typed, as its readers' mail programs would show it. The form of the
//! message posts it into a frame of its page, so that it works without scripts and keeps nothing.

use crate::http::ErrorResponder;
use crate::mail;
use crate::state::AppState;
use axum::extract::{Extension, Form, Path, Request, State};
use axum::http::header;
use axum::response::{Html, IntoResponse as _, Response};
use axum::routing::post;
use axum::{RequestExt as _, Router};
use domain::events::{self, EventRight};
use domain::mail::OrganizerMessage;
use domain::{Actor, Hub};
use serde::Deserialize;
use types::messages::WriteMessage;
use types::{ErrorCode, Failure, Locale};

/// It loads nothing, and is shown by its own page alone.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; \
    form-action 'none'; frame-ancestors 'self'; sandbox";

#[derive(Debug, Deserialize)]
struct Typed {
    #[serde(default)]
    subject: String,
    #[serde(default)]
    body: String,
    #[serde(default)]
    kind: String,
}

pub(super) fn router() -> Router<AppState> {
    Router::new().route("/organize/events/{slug}/messages/preview", post(preview))
}

async fn preview(
    State(hub): State<Hub>,
    Extension(actor): Extension<Actor>,
    Extension(locale): Extension<Locale>,
    Path(slug): Path<String>,
    request: Request,
) -> Response {
    let responder = ErrorResponder::of(&request);
    let drawn = async {
        events::may(&hub, actor, &slug, EventRight::Bookings).await?;
        let form: Result<Form<Typed>, _> = request.extract().await;
        let Form(typed) = form.map_err(|_| Failure::new(ErrorCode::MalformedBody))?;
        draw(&hub, actor, &slug, typed, locale).await
    };
    match drawn.await {
        Ok(html) => ([(header::CONTENT_SECURITY_POLICY, POLICY)], Html(html)).into_response(),
        Err(failure) => responder.refuse(failure),
    }
}

async fn draw(
    hub: &Hub,
    actor: Actor,
    slug: &str,
    typed: Typed,
    locale: Locale,
) -> Result<String, Failure> {
    let mut message = WriteMessage {
        subject: typed.subject,
        body: typed.body.replace("\r\n", "\n"),
        ..WriteMessage::default()
    };
    // A preview shows what is there so far.
    for (text, instead) in [(&mut message.subject, "…"), (&mut message.body, "…")] {
        if text.trim().is_empty() {
            instead.clone_into(text);
        }
    }
    message.check(hub.now())?;
    let shown = domain::messages::preview(hub, actor, slug, message, typed.kind == "news").await?;
    let shown: OrganizerMessage = shown;
    mail::preview(shown, locale, &hub.settings.base_url).map_err(|error| {
        tracing::error!(%error, "rendering the preview of a message failed");
        Failure::new(ErrorCode::Internal)
    })
}
