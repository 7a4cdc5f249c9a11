//! `/api/events/{id}/bookings/…`: what an organizer does with one booking, and giving seats away.

use crate::api::support::{
    Accepted, ApiJson, ApiQuery, ClientHub, Created, DryRun, EventBookingPath, EventPath,
    EventTicketPath, Idempotency, UserCaller, replayable,
};
use crate::http::problem::{ApiResult, Problem};
use crate::state::AppState;
use axum::Json;
use axum::response::{IntoResponse as _, Response};
use domain::bookings::{self, Run};
use domain::events::{self, EventRight};
use types::booking_actions::{
    BookingChanged, BookingNote, BookingResent, CancelBooking, MoveBooking, NoteBooking,
    RefundBooking, RenameTicket,
};
use types::bookings::Ticket;
use types::guests::{GuestsInvited, InviteGuests};
use types::paths;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(invite))
        .routes(routes!(cancel_by_organizer))
        .routes(routes!(refund))
        .routes(routes!(transfer))
        .routes(routes!(resend))
        .routes(routes!(note))
        .routes(routes!(rename))
}

/// Gives each guest a seat and mails them the ticket: all of them or nobody. No account is needed: the
/// mail leads to the ticket.
///
/// Whoever was given a seat of this event before is left out, so that the same list twice changes
/// nothing. With `dry_run=true` nothing happens (200): each bad row is named, and `seats_free` says
/// what would be left; below zero, so many are missing.
#[utoipa::path(post, path = "/api/events/{id}/bookings/", tag = "bookings",
    params(EventPath, DryRun, Idempotency), request_body = InviteGuests,
    responses((status = 200, body = GuestsInvited, description = "a dry run"),
        (status = 201, body = GuestsInvited),
        (status = 403, body = Problem, description = "also email_not_verified"),
        (status = 404, body = Problem),
        (status = 409, body = Problem,
            description = "sold_out with `seats_available`, event_not_bookable, waitlist_first"),
        (status = 422, body = Problem, description = "by row, such as `guests.0.email`"),
        (status = 429, body = Problem, description = "more than 1,000 guests a day")),
    security(("bearer" = [])))]
async fn invite(
    ClientHub(hub): ClientHub,
    UserCaller(actor, _): UserCaller,
    key: Idempotency,
    EventPath { id }: EventPath,
    query: ApiResult<ApiQuery<DryRun>>,
    body: ApiJson<InviteGuests>,
) -> ApiResult<Response> {
    let allowed = events::may(&hub, actor, &id, EventRight::Bookings).await?;
    let run = query?.0.run(key.key(allowed)?)?;
    let (input, rehearsal) = (body.read(allowed).await?, matches!(run, Run::Rehearsal));
    let invited = bookings::invite_guests(&hub, actor, &id, input, run).await;
    Ok(replayable(invited, |it| {
        if rehearsal {
            Json(it).into_response()
        } else {
            Created::at(paths::event_bookings(&id), it).into_response()
        }
    }))
}

/// Cancels somebody's booking, or some of its tickets. The attendee is told the reason; the seats go to
/// the waitlist first. What is cancelled already stays as it is.
///
/// `refund`: `rule` gives back what the booking's refund rule says at this moment, `full` all that the
/// seats are worth, `none` nothing. With `dry_run=true` nothing happens: the answer is what would.
#[utoipa::path(post, path = "/api/events/{id}/bookings/{booking}/cancel/", tag = "bookings",
    params(EventBookingPath, DryRun, Idempotency), request_body = CancelBooking,
    responses((status = 200, body = BookingChanged), (status = 403, body = Problem),
        (status = 404, body = Problem),
        (status = 409, body = Problem,
            description = "already_checked_in, event_cancelled, event_ended"),
        (status = 422, body = Problem)),
    security(("bearer" = [])))]
async fn cancel_by_organizer(
    ClientHub(hub): ClientHub,
    UserCaller(actor, _): UserCaller,
    key: Idempotency,
    EventBookingPath { id, booking }: EventBookingPath,
    query: ApiResult<ApiQuery<DryRun>>,
    body: ApiJson<CancelBooking>,
) -> ApiResult<Response> {
    let allowed = events::may(&hub, actor, &id, EventRight::Bookings).await?;
    let run = query?.0.run(key.key(allowed)?)?;
    let input = body.read(allowed).await?;
    let done = bookings::cancel_as_organizer(&hub, actor, &id, booking, input, run).await;
    Ok(replayable(done, Json))
}

/// Gives a part of the charge back, whatever the refund rule says; the booking stays as it is. The
/// attendee is told the reason. With `dry_run=true` nothing happens: the answer is what would.
#[utoipa::path(post, path = "/api/events/{id}/bookings/{booking}/refund/", tag = "bookings",
    params(EventBookingPath, DryRun, Idempotency), request_body = RefundBooking,
    responses((status = 200, body = BookingChanged), (status = 403, body = Problem),
        (status = 404, body = Problem),
        (status = 409, body = Problem, description = "refund_exceeds_charge"),
        (status = 422, body = Problem)),
    security(("bearer" = [])))]
async fn refund(
    ClientHub(hub): ClientHub,
    UserCaller(actor, _): UserCaller,
    key: Idempotency,
    EventBookingPath { id, booking }: EventBookingPath,
    query: ApiResult<ApiQuery<DryRun>>,
    body: ApiJson<RefundBooking>,
) -> ApiResult<Response> {
    let allowed = events::may(&hub, actor, &id, EventRight::Bookings).await?;
    let run = query?.0.run(key.key(allowed)?)?;
    let input = body.read(allowed).await?;
    let done = bookings::refund_as_organizer(&hub, actor, &id, booking, input, run).await;
    Ok(replayable(done, Json))
}

/// Moves a confirmed booking to another event of the same organizer that has room, at the price that
/// was paid. The tickets get new codes. The attendee is told, and may cancel in full for 14 days. With
/// `dry_run=true` nothing happens: the answer is what would.
#[utoipa::path(post, path = "/api/events/{id}/bookings/{booking}/move/", tag = "bookings",
    params(EventBookingPath, DryRun, Idempotency), request_body = MoveBooking,
    responses((status = 200, body = BookingChanged), (status = 403, body = Problem),
        (status = 404, body = Problem),
        (status = 409, body = Problem,
            description = "sold_out with `seats_available`, waitlist_first, event_not_bookable, \
                booking_not_confirmed, already_checked_in, event_cancelled, event_ended"),
        (status = 422, body = Problem)),
    security(("bearer" = [])))]
async fn transfer(
    ClientHub(hub): ClientHub,
    UserCaller(actor, _): UserCaller,
    key: Idempotency,
    EventBookingPath { id, booking }: EventBookingPath,
    query: ApiResult<ApiQuery<DryRun>>,
    body: ApiJson<MoveBooking>,
) -> ApiResult<Response> {
    let allowed = events::may(&hub, actor, &id, EventRight::Bookings).await?;
    let run = query?.0.run(key.key(allowed)?)?;
    let input = body.read(allowed).await?;
    let done = bookings::move_booking(&hub, actor, &id, booking, input, run).await;
    Ok(replayable(done, Json))
}

/// Sends the message with the tickets of a confirmed booking again: three times a day.
#[utoipa::path(post, path = "/api/events/{id}/bookings/{booking}/resend/", tag = "bookings",
    params(EventBookingPath, Idempotency),
    responses((status = 202, body = BookingResent), (status = 403, body = Problem),
        (status = 404, body = Problem),
        (status = 409, body = Problem, description = "booking_not_confirmed"),
        (status = 410, body = Problem, description = "the account is gone"),
        (status = 429, body = Problem, description = "three a day; see Retry-After")),
    security(("bearer" = [])))]
async fn resend(
    ClientHub(hub): ClientHub,
    UserCaller(actor, _): UserCaller,
    key: Idempotency,
    EventBookingPath { id, booking }: EventBookingPath,
) -> ApiResult<Response> {
    let key = key.key_or(events::may(&hub, actor, &id, EventRight::Bookings)).await?;
    let resent = bookings::resend_confirmation(&hub, actor, &id, booking, key).await;
    Ok(replayable(resent, |it| {
        Accepted::at(format!("{}{booking}/", paths::event_bookings(&id)), it)
    }))
}

/// Puts the note of the team in the place of the one before; an empty one takes it away. The
/// attendee's pages do not show it, the export of their data does.
#[utoipa::path(put, path = "/api/events/{id}/bookings/{booking}/note/", tag = "bookings",
    params(EventBookingPath), request_body = NoteBooking,
    responses((status = 200, body = BookingNote), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
async fn note(
    ClientHub(hub): ClientHub,
    UserCaller(actor, _): UserCaller,
    EventBookingPath { id, booking }: EventBookingPath,
    body: ApiJson<NoteBooking>,
) -> ApiResult<Json<BookingNote>> {
    let allowed = events::may(&hub, actor, &id, EventRight::Bookings).await?;
    let input = body.read(allowed).await?;
    Ok(Json(bookings::write_note(&hub, actor, &id, booking, input).await?))
}

/// Writes another name on a ticket, as long as nobody was let in with it.
#[utoipa::path(patch, path = "/api/events/{id}/bookings/{booking}/tickets/{ticket}/",
    tag = "bookings", params(EventTicketPath), request_body = RenameTicket,
    responses((status = 200, body = Ticket), (status = 403, body = Problem),
        (status = 404, body = Problem),
        (status = 409, body = Problem, description = "already_checked_in, booking_not_confirmed"),
        (status = 422, body = Problem)),
    security(("bearer" = [])))]
async fn rename(
    ClientHub(hub): ClientHub,
    UserCaller(actor, _): UserCaller,
    EventTicketPath { id, booking, ticket }: EventTicketPath,
    body: ApiJson<RenameTicket>,
) -> ApiResult<Json<Ticket>> {
    let allowed = events::may(&hub, actor, &id, EventRight::Bookings).await?;
    let input = body.read(allowed).await?;
    Ok(Json(bookings::rename_ticket(&hub, actor, &id, booking, ticket, input).await?))
}
