//! Offline tickets: the tickets of a booking as they are shown at the entrance, large, bright, one at
//! a time, and still there without a network once they were opened.
//!
//! A page of its own beside the app: it loads one style and one script, so that it is there at
//! once and can be kept as it is.

use crate::documents::dates::span;
use crate::state::AppState;
use askama::Template;
use axum::Router;
use axum::extract::{Extension, Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse as _, Redirect, Response};
use axum::routing::get;
use domain::bookings::{Details, confirmed_details};
use domain::{Actor, Hub};
use qrcode::{Color, EcLevel, QrCode};
use std::fmt::Write as _;
use types::i18n::{Translated, place_line};
use types::paths;
use types::{ErrorCode, Failure, Locale};

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
    img-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; \
    frame-ancestors 'none'";
/// What the worker may fetch.
const WORKER_POLICY: &str = "default-src 'none'; connect-src 'self'";

struct Ticket {
    name: String,
    kind: Option<String>,
    code: String,
    qr: String,
    view_box: String,
    checked_in: bool,
    number: usize,
    previous: Option<usize>,
    next: Option<usize>,
}

/// The words of the page.
struct Words {
    lang: &'static str,
    title: &'static str,
    back: &'static str,
    of: &'static str,
    ticket: &'static str,
    previous: &'static str,
    next: &'static str,
    qr: &'static str,
    checked_in: &'static str,
    kept: &'static str,
}

static WORDS: Translated<Words> = Translated {
    en: Words {
        lang: "en",
        title: "Tickets",
        back: "Back to the booking",
        of: "of",
        ticket: "Ticket",
        previous: "Previous ticket",
        next: "Next ticket",
        qr: "QR code of the ticket",
        checked_in: "Checked in",
        kept: "CookieKind on this device: it opens without a network too.",
    },
    ru: Words {
        lang: "ru",
        title: "Билеты",
        back: "Назад к брони",
        of: "из",
        ticket: "Билет",
        previous: "Предыдущий билет",
        next: "Следующий билет",
        qr: "QR-код билета",
        checked_in: "Отмечен на входе",
        kept: "Сохранено на этом устройстве: откроется и без сети.",
    },
};

#[derive(Template)]
#[template(path = "offline_tickets.html")]
struct TicketsPage<'a> {
    words: &'a Words,
    back: String,
    booking: &'a Details,
    when: String,
    place: String,
    tickets: Vec<Ticket>,
}

pub(super) fn personal() -> Router<AppState> {
    Router::new().route("/bookings/{id}/tickets", get(page))
}

pub(super) fn public() -> Router<AppState> {
    Router::new()
        .route("/sw.js", get(worker))
        .route("/door.js", get(script))
        .route("/door.css", get(style))
}

async fn page(
    State(hub): State<Hub>,
    Extension(actor): Extension<Actor>,
    Extension(locale): Extension<Locale>,
    Path(id): Path<String>,
) -> Response {
    let booking = match id.parse() {
        Ok(id) => confirmed_details(&hub, actor, id).await,
        Err(_) => Err(ErrorCode::NotFound.into()),
    };
    match booking.map_err(Failure::from) {
        Ok(booking) if !booking.tickets.is_empty() => draw(&booking, locale),
        Err(failure) if failure.code == ErrorCode::Unauthenticated => {
            Redirect::to(&paths::login(&paths::tickets(&id))).into_response()
        }
        // Its own page says why there are no tickets.
        _ => Redirect::to(&paths::booking(&id)).into_response(),
    }
}

fn draw(booking: &Details, locale: Locale) -> Response {
    let words = WORDS.get(locale);
    let count = booking.tickets.len();
    let tickets = booking
        .tickets
        .iter()
        .enumerate()
        .map(|(index, ticket)| {
            let (size, qr) = qr_path(&ticket.code);
            Ticket {
                name: ticket.attendee_name.clone(),
                kind: booking.kind_of(ticket).map(str::to_owned),
                code: ticket.code.clone(),
                qr,
                // Four modules of quiet zone on each side, as readers need them.
                view_box: format!("-4 -4 {0} {0}", size + 8),
                checked_in: ticket.checked_in_at.is_some(),
                number: index + 1,
                previous: (index > 0).then_some(index),
                next: (index + 1 < count).then_some(index + 2),
            }
        })
        .collect();
    let place = place_line(booking.venue.as_deref(), &booking.location);
    let when = span(booking.starts, booking.ends, &booking.timezone, locale);
    let html = match (TicketsPage {
        words,
        back: paths::booking(&booking.id),
        booking,
        when,
        place,
        tickets,
    })
    .render()
    {
        Ok(html) => html,
        Err(error) => {
            tracing::error!(%error, "rendering the tickets page failed");
            let status = StatusCode::INTERNAL_SERVER_ERROR;
            return (status, ErrorCode::Internal.title()).into_response();
        }
    };
    ([(header::CONTENT_SECURITY_POLICY, POLICY)], Html(html)).into_response()
}

/// A QR code as the side of its square and one SVG path over it.
pub(super) fn qr_path(code: &str) -> (usize, String) {
    let Ok(qr) = QrCode::with_error_correction_level(code, EcLevel::M) else {
        return (1, String::new());
    };
    let width = qr.width();
    let mut path = String::new();
    for (y, row) in qr.to_colors().chunks(width).enumerate() {
        let dark = row.iter().enumerate().filter(|(_, color)| **color == Color::Dark);
        for (x, _) in dark {
            // Writing to a String cannot fail.
            let _ = write!(path, "M{x} {y}h1v1h-1z");
        }
    }
    (width, path)
}

async fn worker() -> Response {
    let policy = (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(WORKER_POLICY));
    ([policy], asset("text/javascript", include_str!("../../assets/sw.js"))).into_response()
}

async fn script() -> Response {
    asset("text/javascript", include_str!("../../assets/offline_tickets.js"))
}

async fn style() -> Response {
    asset("text/css", include_str!("../../assets/offline_tickets.css"))
}

fn asset(kind: &'static str, content: &'static str) -> Response {
    ([(header::CONTENT_TYPE, format!("{kind}; charset=utf-8"))], content).into_response()
}
