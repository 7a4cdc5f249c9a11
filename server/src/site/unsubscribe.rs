//! The link at the end of news: whoever has it stops an organizer's news to one reader. Looking changes
//! nothing; one POST does (RFC 8058), from a mail program or from the page's button. Without an account,
//! and without scripts.

use crate::http::ErrorResponder;
use crate::state::AppState;
use askama::Template;
use axum::Router;
use axum::extract::{Extension, Path, Request, State};
use axum::http::{HeaderName, header};
use axum::response::{Html, IntoResponse as _, Response};
use axum::routing::get;
use domain::{Error, Hub, messages};
use types::i18n::Translated;
use types::messages::NewsSubscription;
use types::{ErrorCode, Locale, paths};

const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; \
    form-action 'self'; frame-ancestors 'none'";
/// Of the form that lets news come again.
const AGAIN: &[u8] = b"news=again";
/// Bytes of either form.
const FORM_MAX: usize = 1000;

struct Words {
    lang: &'static str,
    title: &'static str,
    ask: fn(organizer: &str) -> String,
    stop: &'static str,
    stopped: fn(organizer: &str) -> String,
    again: &'static str,
    still: &'static str,
}

static WORDS: Translated<Words> = Translated {
    en: Words {
        lang: "en",
        title: "News from an organizer",
        ask: |organizer| format!("Do you want no more news from {organizer}?"),
        stop: "Stop the news",
        stopped: |organizer| format!("You get no more news from {organizer}."),
        again: "Let them come again",
        still: "Messages about your bookings still reach you: changes, tickets, refunds.",
    },
    ru: Words {
        lang: "ru",
        title: "Новости организатора",
        ask: |organizer| format!("Больше не получать новости от «{organizer}»?"),
        stop: "Отписаться",
        stopped: |organizer| format!("Новости от «{organizer}» больше не будут приходить."),
        again: "Подписаться снова",
        still: "Письма о ваших бронях всё равно придут: изменения, билеты, возвраты.",
    },
};

#[derive(Template)]
#[template(path = "unsubscribe.html")]
struct Page<'a> {
    words: &'a Words,
    home: &'static str,
    /// What is asked, or has become.
    said: String,
    opted_out: bool,
    address: String,
}

pub(super) fn router() -> Router<AppState> {
    Router::new().route("/unsubscribe/{secret}", get(page).post(change))
}

async fn page(
    State(hub): State<Hub>,
    Extension(locale): Extension<Locale>,
    Path(secret): Path<String>,
    request: Request,
) -> Response {
    let found = messages::subscription(&hub, &secret).await;
    shown(found, &secret, locale, ErrorResponder::of(&request))
}

async fn change(
    State(hub): State<Hub>,
    Extension(locale): Extension<Locale>,
    Path(secret): Path<String>,
    request: Request,
) -> Response {
    let responder = ErrorResponder::of(&request);
    let Ok(body) = axum::body::to_bytes(request.into_body(), FORM_MAX).await else {
        return responder.refuse(ErrorCode::PayloadTooLarge);
    };
    let changed = messages::set_opted_out(&hub, &secret, body != AGAIN).await;
    shown(changed, &secret, locale, responder)
}

fn shown(
    found: Result<NewsSubscription, Error>,
    secret: &str,
    locale: Locale,
    responder: ErrorResponder,
) -> Response {
    let words = WORDS.get(locale);
    let NewsSubscription { organizer, opted_out } = match found {
        Ok(found) => found,
        Err(error) => return responder.refuse(error),
    };
    let page = Page {
        words,
        home: paths::HOME,
        said: if opted_out { (words.stopped)(&organizer) } else { (words.ask)(&organizer) },
        opted_out,
        address: paths::unsubscribe(secret),
    };
    let headers = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        // The address is the credential: no other site is told it, and forms say where they are from.
        (HeaderName::from_static("referrer-policy"), "same-origin"),
    ];
    match page.render() {
        Ok(html) => (headers, Html(html)).into_response(),
        Err(error) => {
            tracing::error!(%error, "rendering the page that stops news failed");
            responder.refuse(ErrorCode::Internal)
        }
    }
}
