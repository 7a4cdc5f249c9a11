//! The frame beside the form of a message: what is typed, as its readers' mail programs would show it,
//! and whether the copy to oneself was sent. The form posts into it, so that it works without scripts and
//! keeps nothing.

use crate::mail;
use crate::state::AppState;
use app::i18n::{Area as _, Texts};
use askama::Template;
use axum::extract::{Extension, Form, Path, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse as _, Response};
use axum::routing::post;
use axum::{RequestExt as _, Router};
use domain::events::{self, EventRight};
use domain::{Actor, Hub, messages};
use serde::Deserialize;
use types::i18n::Translated;
use types::messages::WriteMessage;
use types::{ErrorCode, Failure, Locale};

/// It loads nothing, and is shown by its own page alone.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; \
    form-action 'none'; frame-ancestors 'self'; sandbox";

static SENT: Translated<&str> = Translated {
    en: "A copy is on its way to your address.",
    ru: "Копия отправлена на ваш адрес.",
};

/// What the letter's styles ask of its reader's device.
const DARK: &str = "@media (prefers-color-scheme: dark)";

#[derive(Debug, Deserialize)]
struct Typed {
    #[serde(default)]
    subject: String,
    #[serde(default)]
    body: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    theme: String,
}

impl Typed {
    fn message(self) -> WriteMessage {
        WriteMessage {
            subject: self.subject,
            body: self.body.replace("\r\n", "\n"),
            news: self.kind == "news",
            ..WriteMessage::default()
        }
    }
}

#[derive(Template)]
#[template(path = "frame_note.html")]
struct Note<'a> {
    lang: &'static str,
    text: &'a str,
}

pub(super) fn router() -> Router<AppState> {
    Router::new()
        .route("/organize/events/{slug}/messages/preview", post(preview))
        .route("/organize/events/{slug}/messages/test", post(test))
}

async fn preview(
    State(hub): State<Hub>,
    Extension(actor): Extension<Actor>,
    Extension(locale): Extension<Locale>,
    Path(slug): Path<String>,
    request: Request,
) -> Response {
    let drawn = async {
        let typed = read(&hub, actor, &slug, request).await?;
        let dark = typed.theme == "dark";
        let mut message = typed.message();
        // A preview shows what is there so far.
        for text in [&mut message.subject, &mut message.body] {
            if text.trim().is_empty() {
                "…".clone_into(text);
            }
        }
        message.check(hub.now())?;
        let shown = messages::preview(&hub, actor, &slug, message).await?;
        let html = mail::preview(shown, locale, &hub.settings.base_url).map_err(|error| {
            tracing::error!(%error, "rendering the preview of a message failed");
            Failure::new(ErrorCode::Internal)
        })?;
        Ok(themed(&html, dark))
    };
    match drawn.await {
        Ok(html) => framed(StatusCode::OK, html),
        Err(failure) => refused(locale, &failure),
    }
}

async fn test(
    State(hub): State<Hub>,
    Extension(actor): Extension<Actor>,
    Extension(locale): Extension<Locale>,
    Path(slug): Path<String>,
    request: Request,
) -> Response {
    let sent = async {
        let typed = read(&hub, actor, &slug, request).await?;
        let sent = messages::send_to_oneself(&hub, actor, &slug, typed.message()).await;
        sent.map_err(Failure::from)
    };
    match sent.await {
        Ok(()) => note(StatusCode::OK, locale, SENT.get(locale)),
        Err(failure) => refused(locale, &failure),
    }
}

/// What was typed, for who may write it.
async fn read(hub: &Hub, actor: Actor, slug: &str, request: Request) -> Result<Typed, Failure> {
    events::may(hub, actor, slug, EventRight::Bookings).await?;
    let form: Result<Form<Typed>, _> = request.extract().await;
    form.map(|Form(typed)| typed).map_err(|_| Failure::new(ErrorCode::MalformedBody))
}

/// The letter by day or by night, whatever the device prefers.
fn themed(html: &str, dark: bool) -> String {
    let (media, scheme) = if dark { ("@media all", "dark") } else { ("@media not all", "light") };
    html.replace(DARK, media).replace("light dark", scheme)
}

fn refused(locale: Locale, failure: &Failure) -> Response {
    let lang = Texts::of(locale);
    let status = StatusCode::from_u16(failure.code.status());
    let mut text = lang.failure(failure);
    for error in &failure.fields {
        text = format!("{text} {}", lang.field_error(error));
    }
    note(status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR), locale, &text)
}

fn note(status: StatusCode, locale: Locale, text: &str) -> Response {
    let page = Note { lang: locale.as_str(), text };
    framed(status, page.render().unwrap_or_default())
}

fn framed(status: StatusCode, html: String) -> Response {
    (status, [(header::CONTENT_SECURITY_POLICY, POLICY)], Html(html)).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_preview_is_light_or_dark_as_it_is_asked_for() {
        let letter = include_str!("../../templates/letter.html");
        assert!(letter.contains(DARK) && letter.contains("light dark"), "as the letter has it");
        assert!(themed(letter, true).contains("@media all"));
        assert!(themed(letter, false).contains("@media not all"));
        assert!(!themed(letter, true).contains("light dark"));
    }
}
