//! `/api/bookings/{id}/tickets/{ticket}/…`: the name on a ticket of one's own, and handing it on.

use crate::api::support::{ApiJson, Idempotency, TicketPath, UserCaller, replayable};
use crate::http::problem::{ApiResult, Problem};
use crate::state::AppState;
use axum::Json;
use axum::extract::State;
use axum::response::Response;
use domain::bookings;
use types::bookings::Booking;
use types::ticket_names::{HandOn, NameTicket};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(name))
        .routes(routes!(hand_on, take_back))
        .routes(routes!(send_again))
}

/// Writes another name on a ticket; an empty one is the caller's own. Until the organizer closes changes.
#[utoipa::path(patch, path = "/api/bookings/{id}/tickets/{ticket}/", tag = "bookings",
    params(TicketPath),
    request_body = NameTicket,
    responses((status = 200, body = Booking), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "changes_closed, ticket_handed_on, \
            event_cancelled, booking_not_confirmed, already_checked_in"),
        (status = 422, body = Problem)), security(("bearer" = [])))]
async fn name(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    TicketPath { id, ticket }: TicketPath,
    body: ApiJson<NameTicket>,
) -> ApiResult<Json<Booking>> {
    let allowed = bookings::may_change(&state.hub, actor, id).await?;
    let input = body.read(allowed).await?;
    Ok(Json(bookings::name_ticket(&state.hub, actor, id, ticket, input).await?))
}

/// Hands a ticket on to its guest. It gets their name and a new code, which the booking no longer shows;
/// the code before is void at once. The guest is mailed the ticket with one link, and needs no account.
#[utoipa::path(post, path = "/api/bookings/{id}/tickets/{ticket}/hand-on/", tag = "bookings",
    params(TicketPath, Idempotency),
    request_body = HandOn,
    responses((status = 200, body = Booking),
        (status = 403, body = Problem, description = "email_not_verified"),
        (status = 404, body = Problem),
        (status = 409, body = Problem, description = "changes_closed, ticket_handed_on, \
            event_cancelled, booking_not_confirmed, already_checked_in"),
        (status = 422, body = Problem),
        (status = 429, body = Problem, description = "30 mails to guests a day, 15 of one booking")),
    security(("bearer" = [])))]
async fn hand_on(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    TicketPath { id, ticket }: TicketPath,
    key: Idempotency,
    body: ApiJson<HandOn>,
) -> ApiResult<Response> {
    let allowed = bookings::may_change(&state.hub, actor, id).await?;
    let (key, input) = (key.key(allowed)?, body.read(allowed).await?);
    Ok(replayable(bookings::hand_on(&state.hub, actor, id, ticket, input, key).await, Json))
}

/// Takes a ticket back from its guest: with the caller's name, a new code again, and a dead link. Its guest is
/// mailed, as long as the caller has mails left for today.
#[utoipa::path(delete, path = "/api/bookings/{id}/tickets/{ticket}/hand-on/", tag = "bookings",
    params(TicketPath),
    responses((status = 200, body = Booking), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "changes_closed, event_cancelled, \
            booking_not_confirmed, already_checked_in")),
    security(("bearer" = [])))]
async fn take_back(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    TicketPath { id, ticket }: TicketPath,
) -> ApiResult<Json<Booking>> {
    Ok(Json(bookings::take_back(&state.hub, actor, id, ticket).await?))
}

/// Mails a ticket that was handed on to its guest once more.
#[utoipa::path(post, path = "/api/bookings/{id}/tickets/{ticket}/hand-on/resend/", tag = "bookings",
    params(TicketPath, Idempotency),
    responses((status = 200, body = Booking),
        (status = 403, body = Problem, description = "email_not_verified"),
        (status = 404, body = Problem),
        (status = 409, body = Problem, description = "changes_closed, event_cancelled, \
            booking_not_confirmed, already_checked_in"),
        (status = 429, body = Problem, description = "30 mails to guests a day, 15 of one booking")),
    security(("bearer" = [])))]
async fn send_again(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    key: Idempotency,
    TicketPath { id, ticket }: TicketPath,
) -> ApiResult<Response> {
    let key = key.key_or(bookings::may_send_again(&state.hub, actor, id, ticket)).await?;
    Ok(replayable(bookings::send_again(&state.hub, actor, id, ticket, key).await, Json))
}
