//! `/api/bookings/…`: booking seats, and cancelling, confirming and discounting a booking.

use crate::api::support::{
    ApiJson, ApiQuery, BearerToken, BookingPath, ClientHub, Created, Idempotency, Language,
    ListPage, Paging, TicketPath, UserCaller, replayable,
};
use crate::documents::{File, files};
use crate::http::problem::{ApiResult, Problem};
use crate::middleware::ClientIp;
use crate::state::AppState;
use axum::Json;
use axum::extract::{Extension, OriginalUri, State};
use axum::response::Response;
use domain::bookings;
use types::Failure;
use types::bookings::{BookInput, Booking};
use types::ids::EventId;
use types::promotions::PromoCodeInput;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list, book))
        .routes(routes!(get))
        .routes(routes!(cancel))
        .routes(routes!(confirm))
        .routes(routes!(cancel_ticket))
        .routes(routes!(promo_code))
        .routes(routes!(tickets_pdf))
}

/// The caller's own bookings, newest first.
#[utoipa::path(get, path = "/api/bookings/", tag = "bookings", 
    params(Paging),
    responses((status = 200, body = ListPage<Booking>), (status = 401, body = Problem)),
    security(("bearer" = [])))]
async fn list(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    OriginalUri(uri): OriginalUri,
    ApiQuery(paging): ApiQuery<Paging>,
) -> ApiResult<Json<ListPage<Booking>>> {
    let page = bookings::list(&state.hub, actor, paging.parse()?).await?;
    Ok(Json(ListPage::new(&state.hub.settings.base_url, uri.path(), uri.query(), page)))
}

/// One booking of the caller's own.
#[utoipa::path(get, path = "/api/bookings/{id}/", tag = "bookings",
    params(BookingPath),
    responses((status = 200, body = Booking), (status = 404, body = Problem)),
    security(("bearer" = [])))]
async fn get(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    BookingPath { id }: BookingPath,
) -> ApiResult<Json<Booking>> {
    Ok(Json(bookings::get(&state.hub, actor, id).await?))
}

/// A page per ticket with its QR code.
#[utoipa::path(get, path = "/api/bookings/{id}/tickets.pdf", tag = "bookings",
    params(BookingPath),
    responses((status = 200, content_type = "application/pdf"), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "booking_not_confirmed"),
        (status = 503, body = Problem, description = "too many at once; see Retry-After")),
    security(("bearer" = [])))]
async fn tickets_pdf(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    Extension(ClientIp(client)): Extension<ClientIp>,
    Language(locale): Language,
    BookingPath { id }: BookingPath,
) -> ApiResult<File> {
    Ok(files::tickets(&state.hub, &state.drawing, (client, actor), id, locale).await?)
}

/// Books seats: PENDING with a hold, or CONFIRMED at once where nothing is to be paid.
#[utoipa::path(post, path = "/api/bookings/", tag = "bookings", request_body = BookInput,
    params(Idempotency),
    responses((status = 201, body = Booking),
        (status = 409, body = Problem, description = "sold_out, event_not_bookable, waitlist_first, \
            per_person_limit with `limit`: one person may have 20 seats of an event that are not \
            paid for, and in all as many as its organizer allows"),
        (status = 422, body = Problem, description = "invalid_promo_code, promo_code_for_others")),
    security(("bearer" = [])))]
async fn book(
    ClientHub(hub): ClientHub,
    BearerToken(bearer): BearerToken,
    key: Idempotency,
    body: ApiJson<BookInput>,
) -> ApiResult<Response> {
    let allowed = bearer.may_as_user(&hub).await?;
    let mut event = None;
    let asked = async {
        let sent = body.parse(allowed).await?;
        event = sent.named::<EventId>("event");
        Ok::<_, Failure>((sent.shaped()?, key.key(allowed)?))
    };
    let booked = match asked.await {
        Ok((input, key)) => bookings::book(&hub, bearer, input, key).await,
        Err(failure) => Err(bookings::refuse_unread(&hub, bearer, event, failure).await.into()),
    };
    Ok(replayable(booked, |it| Created::at(format!("/api/bookings/{}/", it.id), it)))
}

/// Cancels a booking: frees its seats and refunds under its refund rule. Twice answers the same.
///
/// The rule is held against the event's start as it was booked or as it is, whichever is better for
/// the attendee. Where the event was moved by more than an hour since, everything comes back for 14
/// days or until it starts. A booking with a ticket that was used at the door is not cancelled;
/// tickets that were not used go back one by one.
#[utoipa::path(post, path = "/api/bookings/{id}/cancel/", tag = "bookings",
    params(BookingPath,
        Idempotency),
    responses((status = 200, body = Booking), (status = 404, body = Problem),
        (status = 409, body = Problem,
            description = "booking_not_cancellable, already_checked_in")),
    security(("bearer" = [])))]
async fn cancel(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    key: Idempotency,
    BookingPath { id }: BookingPath,
) -> ApiResult<Response> {
    let key = key.key_or(bookings::may_change(&state.hub, actor, id)).await?;
    Ok(replayable(bookings::cancel(&state.hub, actor, id, key).await, Json))
}

/// Accepts an offer that costs nothing; one that costs something is accepted by paying it.
#[utoipa::path(post, path = "/api/bookings/{id}/confirm/", tag = "bookings",
    params(BookingPath,
        Idempotency),
    responses((status = 200, body = Booking), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "booking_not_confirmable")),
    security(("bearer" = [])))]
async fn confirm(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    key: Idempotency,
    BookingPath { id }: BookingPath,
) -> ApiResult<Response> {
    let key = key.key_or(bookings::may_change(&state.hub, actor, id)).await?;
    Ok(replayable(bookings::confirm(&state.hub, actor, id, key).await, Json))
}

/// Cancels one ticket and refunds its seat under the booking's refund rule; the last ticket takes
/// the booking with it. Twice answers the same.
#[utoipa::path(post, path = "/api/bookings/{id}/tickets/{ticket}/cancel/", tag = "bookings",
    params(TicketPath,
        Idempotency),
    responses((status = 200, body = Booking), (status = 404, body = Problem),
        (status = 409, body = Problem,
            description = "booking_not_cancellable, already_checked_in")),
    security(("bearer" = [])))]
async fn cancel_ticket(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    key: Idempotency,
    TicketPath { id, ticket }: TicketPath,
) -> ApiResult<Response> {
    let key = key.key_or(bookings::may_change(&state.hub, actor, id)).await?;
    let cancelled = bookings::cancel_ticket(&state.hub, actor, id, ticket, key).await;
    Ok(replayable(cancelled, Json))
}

/// Puts a promo code on a held booking, or takes it off; a total of 0 is CONFIRMED at once.
#[utoipa::path(post, path = "/api/bookings/{id}/promo-code/", tag = "bookings",
    request_body = PromoCodeInput,
    params(BookingPath,
        Idempotency),
    responses((status = 200, body = Booking), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "booking_not_payable, payment_in_progress"),
        (status = 422, body = Problem, description = "invalid_promo_code, promo_code_for_others"),
        (status = 429, body = Problem, description = "too many wrong codes; see Retry-After")),
    security(("bearer" = [])))]
async fn promo_code(
    ClientHub(hub): ClientHub,
    UserCaller(actor, _): UserCaller,
    key: Idempotency,
    BookingPath { id }: BookingPath,
    body: ApiJson<PromoCodeInput>,
) -> ApiResult<Response> {
    let allowed = bookings::may_change(&hub, actor, id).await?;
    let (key, input) = (key.key(allowed)?, body.read(allowed).await?);
    let changed = bookings::change_promo_code(&hub, actor, id, input, key).await;
    Ok(replayable(changed, Json))
}
