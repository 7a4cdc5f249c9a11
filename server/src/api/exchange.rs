//! `…/tickets/{ticket}/exchange/`: a ticket becomes one of another type, by its holder or by the event's
//! team.

use crate::api::support::{
    ApiJson, ApiQuery, ClientHub, DryRun, EventTicketPath, Idempotency, TicketPath, UserCaller,
    replayable,
};
use crate::http::problem::{ApiResult, Problem};
use crate::state::AppState;
use axum::Json;
use axum::response::Response;
use domain::bookings;
use domain::events::{self, EventRight};
use types::booking_actions::BookingChanged;
use types::bookings::Booking;
use types::exchange::{ExchangeForAttendee, ExchangeTicket, TicketExchanges};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(exchanges, exchange, give_up))
        .routes(routes!(exchanges_by_organizer, exchange_by_organizer))
}

/// What a ticket could be exchanged for at this moment: what each type costs more or less, what of that
/// comes back, and why it cannot be had.
#[utoipa::path(get, path = "/api/bookings/{id}/tickets/{ticket}/exchange/", tag = "bookings",
    params(TicketPath),
    responses((status = 200, body = TicketExchanges), (status = 404, body = Problem)),
    security(("bearer" = [])))]
async fn exchanges(
    ClientHub(hub): ClientHub,
    UserCaller(actor, _): UserCaller,
    TicketPath { id, ticket }: TicketPath,
) -> ApiResult<Json<TicketExchanges>> {
    Ok(Json(bookings::exchanges_of_ticket(&hub, actor, id, ticket).await?))
}

/// Exchanges a ticket for one of another type of the same event, where the event allows it, and refunds
/// the difference under the booking's refund rule. The ticket keeps its code. For one that costs more a
/// seat is held, and the answer's `exchange` says how much is to be paid until when: by
/// `POST /api/payments/` with the booking. Until then the ticket is what it was. One that waits for
/// another type or ticket of the booking ends. Twice answers the same.
#[utoipa::path(post, path = "/api/bookings/{id}/tickets/{ticket}/exchange/", tag = "bookings",
    params(TicketPath, Idempotency), request_body = ExchangeTicket,
    responses((status = 200, body = Booking), (status = 404, body = Problem),
        (status = 409, body = Problem,
            description = "exchanges_closed, exchange_quantity, sold_out, sale_not_open, sale_ended, \
                waitlist_first, booking_not_confirmed, already_checked_in, event_cancelled, \
                event_not_bookable, payment_in_progress"),
        (status = 422, body = Problem)),
    security(("bearer" = [])))]
async fn exchange(
    ClientHub(hub): ClientHub,
    UserCaller(actor, _): UserCaller,
    key: Idempotency,
    TicketPath { id, ticket }: TicketPath,
    body: ApiJson<ExchangeTicket>,
) -> ApiResult<Response> {
    let allowed = bookings::may_change(&hub, actor, id).await?;
    let (key, input) = (key.key(allowed)?, body.read(allowed).await?);
    let done = bookings::exchange_ticket(&hub, actor, id, ticket, input, key).await;
    Ok(replayable(done, Json))
}

/// Gives an exchange up that waits for its difference to be paid: the ticket stays what it is, and the seat
/// that was held goes to others.
#[utoipa::path(delete, path = "/api/bookings/{id}/tickets/{ticket}/exchange/", tag = "bookings",
    params(TicketPath),
    responses((status = 200, body = Booking),
        (status = 404, body = Problem, description = "also where no exchange waits"),
        (status = 409, body = Problem, description = "payment_in_progress")),
    security(("bearer" = [])))]
async fn give_up(
    ClientHub(hub): ClientHub,
    UserCaller(actor, _): UserCaller,
    TicketPath { id, ticket }: TicketPath,
) -> ApiResult<Json<Booking>> {
    Ok(Json(bookings::give_up_exchange(&hub, actor, id, ticket).await?))
}

/// What a ticket could be exchanged for by the event's team, which may choose types that are hidden or paused
/// too.
#[utoipa::path(get, path = "/api/events/{id}/bookings/{booking}/tickets/{ticket}/exchange/",
    tag = "bookings", params(EventTicketPath),
    responses((status = 200, body = TicketExchanges), (status = 403, body = Problem),
        (status = 404, body = Problem)),
    security(("bearer" = [])))]
async fn exchanges_by_organizer(
    ClientHub(hub): ClientHub,
    UserCaller(actor, _): UserCaller,
    EventTicketPath { id, booking, ticket }: EventTicketPath,
) -> ApiResult<Json<TicketExchanges>> {
    Ok(Json(bookings::organizer_exchanges(&hub, actor, &id, booking, ticket).await?))
}

/// Exchanges somebody's ticket, whatever holders may do. A type that costs more is given as a present
/// (`waive`), of one that costs less `refund` goes back, at most the difference. The attendee is told the
/// reason. With `dry_run=true` nothing happens: the answer is what would.
#[utoipa::path(post, path = "/api/events/{id}/bookings/{booking}/tickets/{ticket}/exchange/",
    tag = "bookings", params(EventTicketPath, DryRun, Idempotency),
    request_body = ExchangeForAttendee,
    responses((status = 200, body = BookingChanged), (status = 403, body = Problem),
        (status = 404, body = Problem),
        (status = 409, body = Problem,
            description = "exchange_costs_more without `waive`, sold_out, sale_ended, \
                waitlist_first, booking_not_confirmed, already_checked_in, event_cancelled, \
                event_ended"),
        (status = 422, body = Problem)),
    security(("bearer" = [])))]
async fn exchange_by_organizer(
    ClientHub(hub): ClientHub,
    UserCaller(actor, _): UserCaller,
    key: Idempotency,
    EventTicketPath { id, booking, ticket }: EventTicketPath,
    query: ApiResult<ApiQuery<DryRun>>,
    body: ApiJson<ExchangeForAttendee>,
) -> ApiResult<Response> {
    let allowed = events::may(&hub, actor, &id, EventRight::Bookings).await?;
    let run = query?.0.run(key.key(allowed)?)?;
    let input = body.read(allowed).await?;
    let of = (booking, ticket);
    let done = bookings::exchange_as_organizer(&hub, actor, &id, of, input, run).await;
    Ok(replayable(done, Json))
}
