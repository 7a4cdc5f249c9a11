//! `/api/events/{id}/reviews/` and `/api/reviews/…`: the reviews of attendees.

use crate::api::support::{
    AdminCaller, ApiJson, ApiQuery, Caller, Created, EventPath, ListPage, Paging, ReviewPath,
    UserCaller, given,
};
use crate::http::problem::{ApiResult, Problem};
use crate::state::AppState;
use axum::Json;
use axum::extract::{OriginalUri, State};
use axum::http::StatusCode;
use domain::{events, reviews};
use serde::{Deserialize, Serialize};
use types::reviews::{
    HideReview, ModeratedReview, ModerationState, ReplyToReview, ReportReview, Review, ReviewInput,
    StarCounts,
};
use types::validation::Checks;
use types::{Failure, FieldProblem};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(update, delete))
        .routes(routes!(hide))
        .routes(routes!(restore))
        .routes(routes!(reply, withdraw_reply))
        .routes(routes!(report))
        .routes(routes!(moderated))
}

/// A page of reviews with what all of them come to.
#[derive(Debug, Serialize, ToSchema)]
struct ReviewList {
    count: i64,
    next: Option<String>,
    previous: Option<String>,
    /// Null where there is no review.
    average_rating: Option<f64>,
    stars: StarCounts,
    results: Vec<Review>,
}

/// An event's visible reviews, newest first, with their average and a count per star.
#[utoipa::path(get, path = "/api/events/{id}/reviews/", tag = "reviews",
    params(EventPath,
        Paging),
    responses((status = 200, body = ReviewList), (status = 404, body = Problem)))]
async fn list(
    State(state): State<AppState>,
    Caller(actor): Caller,
    EventPath { id: event }: EventPath,
    OriginalUri(uri): OriginalUri,
    query: ApiResult<ApiQuery<Paging>>,
) -> ApiResult<Json<ReviewList>> {
    events::may_see(&state.hub, actor, &event).await?;
    let (summary, page) = reviews::list(&state.hub, actor, &event, query?.0.parse()?).await?;
    let page = ListPage::new(&state.hub.settings.base_url, uri.path(), uri.query(), page);
    Ok(Json(ReviewList {
        count: page.count,
        next: page.next,
        previous: page.previous,
        average_rating: summary.average_rating,
        stars: summary.stars,
        results: page.results,
    }))
}

/// Reviews an event that is over: once, by somebody with a confirmed booking.
#[utoipa::path(post, path = "/api/events/{id}/reviews/", tag = "reviews",
    params(EventPath),
    request_body = ReviewInput,
    responses((status = 201, body = Review), (status = 404, body = Problem),
        (status = 403, body = Problem, description = "not_attended"),
        (status = 409, body = Problem, description = "event_not_ended, already_reviewed"),
        (status = 422, body = Problem)),
    security(("bearer" = [])))]
async fn create(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    EventPath { id: event }: EventPath,
    body: ApiJson<ReviewInput>,
) -> ApiResult<Created<Review>> {
    let input = body.read(reviews::may_write(&state.hub, actor, &event).await?).await?;
    let review = reviews::create(&state.hub, actor, &event, input).await?;
    Ok(Created::at(format!("/api/reviews/{}/", review.id), review))
}

/// Changes one's own review.
#[utoipa::path(put, path = "/api/reviews/{id}/", tag = "reviews", params(ReviewPath),
    request_body = ReviewInput,
    responses((status = 200, body = Review), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
async fn update(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    ReviewPath { id }: ReviewPath,
    body: ApiJson<ReviewInput>,
) -> ApiResult<Json<Review>> {
    let input = body.read(reviews::may_change(&state.hub, actor, id).await?).await?;
    Ok(Json(reviews::update(&state.hub, actor, id, input).await?))
}

/// Takes one's own review back.
#[utoipa::path(delete, path = "/api/reviews/{id}/", tag = "reviews",
    params(ReviewPath),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "review_hidden")),
    security(("bearer" = [])))]
async fn delete(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    ReviewPath { id }: ReviewPath,
) -> ApiResult<StatusCode> {
    let _ = reviews::delete(&state.hub, actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Hides a review from everyone but its author; it counts in no average. The reason is kept.
#[utoipa::path(post, path = "/api/reviews/{id}/hide/", tag = "reviews",
    params(ReviewPath), request_body = HideReview,
    responses((status = 200, body = Review), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
async fn hide(
    State(state): State<AppState>,
    AdminCaller(actor, _): AdminCaller,
    ReviewPath { id }: ReviewPath,
    body: ApiJson<HideReview>,
) -> ApiResult<Json<Review>> {
    let input = body.read(reviews::may_moderate(&state.hub, actor, id).await?).await?;
    Ok(Json(reviews::hide(&state.hub, actor, id, input).await?))
}

/// Shows a hidden review again.
#[utoipa::path(post, path = "/api/reviews/{id}/restore/", tag = "reviews",
    params(ReviewPath),
    responses((status = 200, body = Review), (status = 403, body = Problem),
        (status = 404, body = Problem)),
    security(("bearer" = [])))]
async fn restore(
    State(state): State<AppState>,
    AdminCaller(actor, _): AdminCaller,
    ReviewPath { id }: ReviewPath,
) -> ApiResult<Json<Review>> {
    Ok(Json(reviews::restore(&state.hub, actor, id).await?))
}

/// Answers a review of an event, once; its author is told, and everybody who sees the review sees the
/// answer. The same answer again changes nothing; another one is written after taking this back.
#[utoipa::path(post, path = "/api/reviews/{id}/reply/", tag = "reviews",
    params(ReviewPath), request_body = ReplyToReview,
    responses((status = 200, body = Review), (status = 403, body = Problem),
        (status = 404, body = Problem),
        (status = 409, body = Problem, description = "already_replied"),
        (status = 422, body = Problem)),
    security(("bearer" = [])))]
async fn reply(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    ReviewPath { id }: ReviewPath,
    body: ApiJson<ReplyToReview>,
) -> ApiResult<Json<Review>> {
    let input = body.read(reviews::may_reply(&state.hub, actor, id).await?).await?;
    Ok(Json(reviews::reply(&state.hub, actor, id, input).await?))
}

/// Takes the answer to a review back.
#[utoipa::path(delete, path = "/api/reviews/{id}/reply/", tag = "reviews",
    params(ReviewPath),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem)),
    security(("bearer" = [])))]
async fn withdraw_reply(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    ReviewPath { id }: ReviewPath,
) -> ApiResult<StatusCode> {
    let _ = reviews::withdraw_reply(&state.hub, actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Reports another person's review to the admins: once a person and review.
#[utoipa::path(post, path = "/api/reviews/{id}/report/", tag = "reviews",
    params(ReviewPath), request_body = ReportReview,
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "already_reported"),
        (status = 422, body = Problem), (status = 429, body = Problem)),
    security(("bearer" = [])))]
async fn report(
    State(state): State<AppState>,
    UserCaller(actor, _): UserCaller,
    ReviewPath { id }: ReviewPath,
    body: ApiJson<ReportReview>,
) -> ApiResult<StatusCode> {
    let input = body.read(reviews::may_report(&state.hub, actor, id).await?).await?;
    reviews::report(&state.hub, actor, id, input).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Debug, Deserialize)]
struct ModerationQuery {
    state: Option<String>,
    #[serde(flatten)]
    paging: Paging,
}

impl ModerationQuery {
    fn state(&self) -> Result<Option<ModerationState>, Failure> {
        let state = given(self.state.as_deref()).map(ModerationState::parse);
        let mut checks = Checks::new();
        checks.require(state != Some(None), "state", FieldProblem::Invalid);
        checks.finish()?;
        Ok(state.flatten())
    }
}

/// Reviews with what was reported of them; `state=reported` are those that wait for a decision, which
/// is hiding or restoring them, the one that waits longest first.
#[utoipa::path(get, path = "/api/admin/reviews/", tag = "admin",
    params(("state" = inline(Option<ModerationState>), Query), Paging),
    responses((status = 200, body = ListPage<ModeratedReview>), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
async fn moderated(
    State(state): State<AppState>,
    AdminCaller(actor, _): AdminCaller,
    OriginalUri(uri): OriginalUri,
    ApiQuery(query): ApiQuery<ModerationQuery>,
) -> ApiResult<Json<ListPage<ModeratedReview>>> {
    let page = query.paging.parse()?;
    let page = reviews::moderated(&state.hub, actor, query.state()?, page).await?;
    Ok(Json(ListPage::new(&state.hub.settings.base_url, uri.path(), uri.query(), page)))
}
