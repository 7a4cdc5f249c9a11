//! `/api/events/{id}/messages/…`: what an organizer writes to the people of an event.

use crate::api::support::{
    Accepted, ApiJson, ApiQuery, DryRun, EventMessagePath, EventPath, Idempotency, ListPage,
    Paging, UserCaller, given, replayable,
};
use crate::http::problem::{ApiResult, Problem};
use crate::state::AppState;
use axum::Json;
use axum::extract::{OriginalUri, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use domain::bookings::Run;
use domain::events::{self, EventRight};
use domain::messages;
use serde::{Deserialize, Serialize};
use types::messages::{
    Delivery, DeliveryCounts, Message, MessageRecipient, Reach, WriteMessage, WrittenMessage,
};
use types::{Failure, FieldProblem};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list, write))
        .routes(routes!(test))
        .routes(routes!(get, change))
        .routes(routes!(cancel))
}

/// An event's messages, the newest first.
#[utoipa::path(get, path = "/api/events/{id}/messages/", tag = "messages",
    params(EventPath, Paging),
    responses((status = 200, body = ListPage<Message>), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
async fn list(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    EventPath { id: event }: EventPath,
    OriginalUri(uri): OriginalUri,
    query: ApiResult<ApiQuery<Paging>>,
) -> ApiResult<Json<ListPage<Message>>> {
    events::may(&state.hub, actor, &event, EventRight::Bookings).await?;
    let page = query?.0.parse()?;
    let (page, _) = messages::list(&state.hub, actor, &event, page).await?;
    Ok(Json(ListPage::new(&state.hub.settings.base_url, uri.path(), uri.query(), page)))
}

/// Writes to whomever a filter of the event's bookings finds, each person once; now, or at a time. Who
/// gets it is settled when it begins: whoever had booked by then. It works after the event as well.
///
/// `news` is what is not about the booking: it bears a link that stops it, and who followed that is
/// left out. An organizer whom no admin trusts yet writes to 200 people a day. With `dry_run=true`
/// nothing happens (200): the answer is whom it would go to now.
#[utoipa::path(post, path = "/api/events/{id}/messages/", tag = "messages",
    params(EventPath, DryRun, Idempotency), request_body = WriteMessage,
    responses((status = 200, body = Reach, description = "a dry run"),
        (status = 202, body = WrittenMessage),
        (status = 403, body = Problem, description = "also email_not_verified"),
        (status = 404, body = Problem),
        (status = 409, body = Problem, description = "nobody_to_write_to, audience_too_large"),
        (status = 422, body = Problem),
        (status = 429, body = Problem,
            description = "message_limit, or more than ten messages of an event a day")),
    security(("bearer" = [])))]
async fn write(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    key: Idempotency,
    EventPath { id: event }: EventPath,
    query: ApiResult<ApiQuery<DryRun>>,
    body: ApiJson<WriteMessage>,
) -> ApiResult<Response> {
    let hub = &state.hub;
    let allowed = events::may(hub, actor, &event, EventRight::Bookings).await?;
    let run = query?.0.run(key.key(allowed)?)?;
    let mut input = body.read(allowed).await?;
    let key = match run {
        Run::Rehearsal => {
            input.check(hub.now())?;
            let wanted = (&input.audience, input.news);
            return Ok(Json(messages::reach(hub, actor, &event, wanted).await?).into_response());
        }
        Run::Real(key) => key,
    };
    let written = messages::write(hub, actor, &event, input, key).await;
    Ok(replayable(written, |it| {
        Accepted::at(format!("/api/events/{event}/messages/{}/", it.id), it)
    }))
}

/// Sends a copy to the caller's own address, as its readers would get it; twenty a day.
#[utoipa::path(post, path = "/api/events/{id}/messages/test/", tag = "messages",
    params(EventPath), request_body = WriteMessage,
    responses((status = 202), (status = 403, body = Problem, description = "also email_not_verified"),
        (status = 404, body = Problem), (status = 422, body = Problem),
        (status = 429, body = Problem)),
    security(("bearer" = [])))]
async fn test(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    EventPath { id: event }: EventPath,
    body: ApiJson<WriteMessage>,
) -> ApiResult<StatusCode> {
    let allowed = events::may(&state.hub, actor, &event, EventRight::Bookings).await?;
    let input = body.read(allowed).await?;
    messages::send_to_oneself(&state.hub, actor, &event, input).await?;
    Ok(StatusCode::ACCEPTED)
}

/// A message with what became of it.
#[derive(Debug, Serialize, ToSchema)]
struct MessageDetails {
    #[serde(flatten)]
    message: Message,
    counts: DeliveryCounts,
    /// Its organizer has written to enough people for today: who waits gets it another day.
    limited: bool,
    recipients: ListPage<MessageRecipient>,
}

#[derive(Debug, Deserialize)]
struct Wanted {
    delivery: Option<String>,
    #[serde(flatten)]
    paging: Paging,
}

impl Wanted {
    fn delivery(&self) -> Result<Option<Delivery>, Failure> {
        let wrong = || Failure::field("delivery", FieldProblem::Invalid);
        given(self.delivery.as_deref())
            .map(|text| Delivery::parse(text).ok_or_else(wrong))
            .transpose()
    }
}

/// A message, and what became of it for each of its audience, by name; with `delivery` of those only.
#[utoipa::path(get, path = "/api/events/{id}/messages/{message}/", tag = "messages",
    params(EventMessagePath, ("delivery" = Option<Delivery>, Query), Paging),
    responses((status = 200, body = MessageDetails), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
async fn get(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    EventMessagePath { id: event, message: id }: EventMessagePath,
    OriginalUri(uri): OriginalUri,
    query: ApiResult<ApiQuery<Wanted>>,
) -> ApiResult<Json<MessageDetails>> {
    let hub = &state.hub;
    let read = messages::message(hub, actor, &event, id).await?;
    let wanted = query?.0;
    let (only, page) = (wanted.delivery()?, wanted.paging.parse()?);
    let page = messages::recipients(hub, actor, &event, id, (only, page)).await?;
    Ok(Json(MessageDetails {
        message: read.message,
        counts: read.counts,
        limited: read.limited,
        recipients: ListPage::new(&hub.settings.base_url, uri.path(), uri.query(), page),
    }))
}

/// Replaces what a message says, to whom it goes and when, until its time has come.
#[utoipa::path(put, path = "/api/events/{id}/messages/{message}/", tag = "messages",
    params(EventMessagePath), request_body = WriteMessage,
    responses((status = 200, body = WrittenMessage), (status = 404, body = Problem),
        (status = 403, body = Problem, description = "also email_not_verified"),
        (status = 409, body = Problem,
            description = "message_begun, nobody_to_write_to, audience_too_large"),
        (status = 422, body = Problem), (status = 429, body = Problem, description = "message_limit")),
    security(("bearer" = [])))]
async fn change(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    EventMessagePath { id: event, message: id }: EventMessagePath,
    body: ApiJson<WriteMessage>,
) -> ApiResult<Json<WrittenMessage>> {
    let allowed = events::may(&state.hub, actor, &event, EventRight::Bookings).await?;
    let input = body.read(allowed).await?;
    Ok(Json(messages::change(&state.hub, actor, &event, id, input).await?))
}

/// Cancels a message that waits for its time; cancelling it again changes nothing.
#[utoipa::path(post, path = "/api/events/{id}/messages/{message}/cancel/", tag = "messages",
    params(EventMessagePath),
    responses((status = 200, body = Message), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem, description = "message_begun")),
    security(("bearer" = [])))]
async fn cancel(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    EventMessagePath { id: event, message: id }: EventMessagePath,
) -> ApiResult<Json<Message>> {
    Ok(Json(messages::cancel(&state.hub, actor, &event, id).await?))
}
