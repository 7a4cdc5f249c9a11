//! A guest's ticket: for whoever knows its address, without an account. A page of its own beside the
//! app, so that it is there at once and works without scripts.

use super::offline_tickets::qr_path;
use crate::documents::dates::span;
use crate::documents::{File, files, invitation};
use crate::http::ErrorResponder;
use crate::middleware::ClientIp;
use crate::state::AppState;
use askama::Template;
use axum::Router;
use axum::extract::{Extension, Form, FromRequest as _, Path, Query, Request, State};
use axum::http::{HeaderName, StatusCode, header};
use axum::response::{Html, IntoResponse as _, Redirect, Response};
use axum::routing::{get, post};
use domain::bookings::{self, GuestAddress};
use domain::{Actor, Hub};
use serde::Deserialize;
use types::guests::GuestTicket;
use types::i18n::Translated;
use types::ticket_names::NameTicket;
use types::{ErrorCode, Failure, Locale, paths};

const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; \
    form-action 'self'; frame-ancestors 'none'";

struct Words {
    lang: &'static str,
    title: &'static str,
    qr: &'static str,
    reference: &'static str,
    checked_in: &'static str,
    pdf: &'static str,
    calendar: &'static str,
    event: &'static str,
    online: &'static str,
    news: &'static str,
    confirm_text: &'static str,
    confirm: &'static str,
    confirmed: &'static str,
    account: &'static str,
    account_text: &'static str,
    make_account: &'static str,
    mailed: &'static str,
    cancelled: &'static str,
    cancelled_text: &'static str,
    name: &'static str,
    name_text: &'static str,
    name_wrong: &'static str,
    write_name: &'static str,
}

static WORDS: Translated<Words> = Translated {
    en: Words {
        lang: "en",
        title: "Your ticket",
        qr: "QR code of the ticket",
        reference: "Booking",
        checked_in: "Checked in",
        pdf: "Ticket as PDF",
        calendar: "Add to calendar",
        event: "About the event",
        online: "Join online",
        news: "If time or place change",
        confirm_text: "We write to you about changes once you confirm that the address this link \
             was mailed to is yours.",
        confirm: "Yes, it is my address",
        confirmed: "We write to your address when time or place change, and a day ahead.",
        account: "An account, if you want one",
        account_text: "You need none for this ticket. With one you find all your tickets in one \
             place and can give back what you do not use. We mail you a link to choose a password.",
        make_account: "Make it an account",
        mailed: "The link is on its way to your address. It works for 30 minutes.",
        cancelled: "This ticket is cancelled",
        cancelled_text: "It does not open the door any more.",
        name: "Name on the ticket",
        name_text: "It is read at the door.",
        name_wrong: "Write a name of 1 to 100 characters, without web or e-mail addresses.",
        write_name: "Change the name",
    },
    ru: Words {
        lang: "ru",
        title: "Ваш билет",
        qr: "QR-код билета",
        reference: "Бронь",
        checked_in: "Отмечен на входе",
        pdf: "Билет в PDF",
        calendar: "Добавить в календарь",
        event: "О событии",
        online: "Подключиться",
        news: "Если изменится время или место",
        confirm_text: "Мы напишем об изменениях, если вы подтвердите, что адрес, на который пришла \
             эта ссылка, ваш.",
        confirm: "Да, это мой адрес",
        confirmed: "Мы напишем на ваш адрес, если изменится время или место, и напомним за день.",
        account: "Аккаунт, если он вам нужен",
        account_text: "Для этого билета он не нужен. В аккаунте все ваши билеты собраны вместе, и \
             ненужные можно вернуть. Мы пришлём ссылку, чтобы задать пароль.",
        make_account: "Создать аккаунт",
        mailed: "Ссылка отправлена на ваш адрес. Она действует 30 минут.",
        cancelled: "Этот билет отменён",
        cancelled_text: "По нему больше нельзя пройти.",
        name: "Имя на билете",
        name_text: "Его увидят на входе.",
        name_wrong: "Напишите имя: от 1 до 100 знаков, без адресов сайтов и почты.",
        write_name: "Изменить имя",
    },
};

struct Qr {
    code: String,
    path: String,
    view_box: String,
}

#[derive(Template)]
#[template(path = "guest_ticket.html")]
struct Page<'a> {
    words: &'a Words,
    ticket: &'a GuestTicket,
    qr: Option<Qr>,
    when: String,
    said: Option<&'static str>,
    home: &'static str,
    event: String,
    pdf: String,
    ics: String,
    confirm: String,
    account: String,
    name: String,
    /// The name in its form: what was typed, where that was refused.
    typed: &'a str,
    wrong: bool,
}

/// What was just done, for the page that the form leads back to.
#[derive(Debug, Default, Deserialize)]
struct Done {
    done: Option<String>,
}

const MAILED: &str = "mailed";

pub(super) fn personal() -> Router<AppState> {
    Router::new()
        .route("/guest/{secret}", get(page))
        .route("/guest/{secret}/ticket.pdf", get(pdf))
        .route("/guest/{secret}/calendar.ics", get(calendar))
        .route("/guest/{secret}/confirm", post(confirm))
        .route("/guest/{secret}/name", post(name))
        .route("/guest/{secret}/account", post(account))
}

pub(super) fn public() -> Router<AppState> {
    Router::new().route("/ticket.css", get(style))
}

async fn page(
    State(hub): State<Hub>,
    Extension(locale): Extension<Locale>,
    Path(secret): Path<String>,
    Query(done): Query<Done>,
    request: Request,
) -> Response {
    let responder = ErrorResponder::of(&request);
    match bookings::guest_ticket(&hub, &secret).await {
        Ok(GuestAddress::Ticket(ticket)) => draw(&ticket, &secret, locale, (&done, None))
            .unwrap_or_else(|error| {
                tracing::error!(%error, "rendering a guest's ticket failed");
                responder.refuse(ErrorCode::Internal)
            }),
        Ok(GuestAddress::InAccount(booking)) => {
            Redirect::to(&paths::booking(&booking)).into_response()
        }
        Err(error) => responder.refuse(error),
    }
}

fn draw(
    ticket: &GuestTicket,
    secret: &str,
    locale: Locale,
    (done, typed): (&Done, Option<&str>),
) -> Result<Response, askama::Error> {
    let words = WORDS.get(locale);
    let qr = ticket.code.as_ref().map(|code| {
        let (size, path) = qr_path(code);
        // Four modules of quiet zone on each side, as readers need them.
        let view_box = format!("-4 -4 {0} {0}", size + 8);
        Qr { code: code.clone(), path, view_box }
    });
    let page = Page {
        words,
        ticket,
        qr,
        when: span(ticket.starts, ticket.ends, &ticket.timezone, locale),
        said: (done.done.as_deref() == Some(MAILED)).then_some(words.mailed),
        home: paths::HOME,
        event: paths::event(&ticket.slug),
        pdf: paths::guest_ticket_pdf(secret),
        ics: paths::guest_ticket_ics(secret),
        confirm: paths::guest_ticket_confirm(secret),
        account: paths::guest_ticket_account(secret),
        name: paths::guest_ticket_name(secret),
        typed: typed.unwrap_or(&ticket.name),
        wrong: typed.is_some(),
    };
    let headers = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        // The address is the credential: no other site is told it, and forms say where they are from.
        (HeaderName::from_static("referrer-policy"), "same-origin"),
    ];
    Ok((headers, Html(page.render()?)).into_response())
}

async fn pdf(
    State(state): State<AppState>,
    Extension(ClientIp(client)): Extension<ClientIp>,
    Extension(actor): Extension<Actor>,
    Extension(locale): Extension<Locale>,
    Path(secret): Path<String>,
    request: Request,
) -> Response {
    let drawn = files::guest_ticket(&state.hub, &state.drawing, (client, actor), &secret, locale);
    match drawn.await {
        Ok(file) => file.into_response(),
        Err(failure) => ErrorResponder::of(&request).refuse(failure),
    }
}

async fn calendar(
    State(hub): State<Hub>,
    Path(secret): Path<String>,
    request: Request,
) -> Response {
    match bookings::guest_details(&hub, &secret).await {
        Ok(booking) => {
            let url = hub.settings.base_url.clone() + &paths::guest_ticket(&secret);
            let ics = invitation::ics_leading_to(&booking, url, &hub.settings.base_url);
            let name = format!("event-{}.ics", booking.reference);
            let content = ics.text.into();
            File { content, content_type: ics.content_type, name }.into_response()
        }
        Err(error) => ErrorResponder::of(&request).refuse(error),
    }
}

async fn confirm(State(hub): State<Hub>, Path(secret): Path<String>, request: Request) -> Response {
    let confirmed = bookings::confirm_guest(&hub, &secret).await;
    back(confirmed.map_err(Failure::from), paths::guest_ticket(&secret), &request)
}

#[derive(Debug, Deserialize)]
struct Named {
    #[serde(default)]
    attendee_name: String,
}

async fn name(
    State(hub): State<Hub>,
    Extension(locale): Extension<Locale>,
    Path(secret): Path<String>,
    request: Request,
) -> Response {
    let responder = ErrorResponder::of(&request);
    let Ok(Form(form)) = Form::<Named>::from_request(request, &()).await else {
        return responder.refuse(ErrorCode::MalformedBody);
    };
    let input = NameTicket { attendee_name: form.attendee_name.clone() };
    match bookings::name_by_guest(&hub, &secret, input).await.map_err(Failure::from) {
        Ok(()) => Redirect::to(&paths::guest_ticket(&secret)).into_response(),
        Err(failure) if failure.code == ErrorCode::ValidationFailed => {
            let again = bookings::guest_ticket(&hub, &secret).await;
            let Ok(GuestAddress::Ticket(ticket)) = again else {
                return responder.refuse(ErrorCode::NotFound);
            };
            let done = (&Done::default(), Some(form.attendee_name.as_str()));
            match draw(&ticket, &secret, locale, done) {
                Ok(page) => (StatusCode::UNPROCESSABLE_ENTITY, page).into_response(),
                Err(error) => {
                    tracing::error!(%error, "rendering a guest's ticket failed");
                    responder.refuse(ErrorCode::Internal)
                }
            }
        }
        Err(failure) => responder.refuse(failure),
    }
}

async fn account(
    State(hub): State<Hub>,
    Extension(locale): Extension<Locale>,
    Path(secret): Path<String>,
    request: Request,
) -> Response {
    let asked = bookings::request_guest_account(&hub, &secret, locale).await;
    let page = paths::guest_ticket(&secret);
    back(asked.map_err(Failure::from), format!("{page}?done={MAILED}"), &request)
}

fn back(done: Result<(), Failure>, to: String, request: &Request) -> Response {
    match done {
        Ok(()) => Redirect::to(&to).into_response(),
        Err(failure) => ErrorResponder::of(request).refuse(failure),
    }
}

async fn style() -> Response {
    let kind = [(header::CONTENT_TYPE, "text/css; charset=utf-8")];
    (kind, include_str!("../../assets/guest_ticket.css")).into_response()
}
