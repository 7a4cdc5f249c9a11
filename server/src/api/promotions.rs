//! `/api/promotions/…`: promo codes, made by admins and by organizers for their own events.

use crate::api::support::{
    AdminCaller, ApiJson, ApiQuery, ClientHub, Created, ListPage, MoneyCaller, Paging,
    PromotionPath,
};
use crate::http::problem::{ApiResult, Problem};
use crate::state::AppState;
use axum::Json;
use axum::extract::{OriginalUri, State};
use axum::http::StatusCode;
use domain::{Actor, Allowed, Hub, promotions};
use types::Failure;
use types::ids::EventId;
use types::promotions::{AdminPromotion, Promotion, PromotionInput};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(get, update, delete))
        .routes(routes!(of_platform))
}

/// The codes the caller may change, newest first: an organizer's own events', an admin's all.
#[utoipa::path(get, path = "/api/promotions/", tag = "promotions",
    params(Paging),
    responses((status = 200, body = ListPage<Promotion>), (status = 403, body = Problem)),
    security(("bearer" = [])))]
async fn list(
    State(state): State<AppState>,
    MoneyCaller(actor, _): MoneyCaller,
    OriginalUri(uri): OriginalUri,
    ApiQuery(paging): ApiQuery<Paging>,
) -> ApiResult<Json<ListPage<Promotion>>> {
    let page = promotions::list(&state.hub, actor, paging.parse()?).await?;
    Ok(Json(ListPage::new(&state.hub.settings.base_url, uri.path(), uri.query(), page)))
}

/// Makes a code: for one event, or for every event where no event is named.
#[utoipa::path(post, path = "/api/promotions/", tag = "promotions", request_body = PromotionInput,
    responses((status = 201, body = Promotion), (status = 403, body = Problem),
        (status = 404, body = Problem),
        (status = 409, body = Problem, description = "promo_code_taken"),
        (status = 422, body = Problem)), security(("bearer" = [])))]
async fn create(
    ClientHub(hub): ClientHub,
    MoneyCaller(actor, allowed): MoneyCaller,
    body: ApiJson<PromotionInput>,
) -> ApiResult<Created<Promotion>> {
    let input = read(&hub, actor, body, allowed).await?;
    let value = promotions::create(&hub, actor, input).await?;
    Ok(Created::at(format!("/api/promotions/{}/", value.id), value))
}

/// What was sent, once it is known that the caller may give out codes for the event it names.
async fn read(
    hub: &Hub,
    actor: Actor,
    body: ApiJson<PromotionInput>,
    allowed: Allowed,
) -> Result<PromotionInput, Failure> {
    let sent = body.parse(allowed).await?;
    if let Some(event) = sent.named::<Option<EventId>>("event") {
        promotions::may_give_out(hub, actor, event).await?;
    }
    sent.shaped()
}

/// One code with the count of its uses.
#[utoipa::path(get, path = "/api/promotions/{id}/", tag = "promotions",
    params(PromotionPath),
    responses((status = 200, body = Promotion), (status = 403, body = Problem),
        (status = 404, body = Problem)), security(("bearer" = [])))]
async fn get(
    State(state): State<AppState>,
    MoneyCaller(actor, _): MoneyCaller,
    PromotionPath { id }: PromotionPath,
) -> ApiResult<Json<Promotion>> {
    Ok(Json(promotions::get(&state.hub, actor, id).await?))
}

/// Replaces a code; the uses it had are kept.
#[utoipa::path(put, path = "/api/promotions/{id}/", tag = "promotions",
    params(PromotionPath), request_body = PromotionInput,
    responses((status = 200, body = Promotion), (status = 403, body = Problem),
        (status = 404, body = Problem),
        (status = 409, body = Problem, description = "promo_code_taken"),
        (status = 422, body = Problem)), security(("bearer" = [])))]
async fn update(
    ClientHub(hub): ClientHub,
    MoneyCaller(actor, _): MoneyCaller,
    PromotionPath { id }: PromotionPath,
    body: ApiJson<PromotionInput>,
) -> ApiResult<Json<Promotion>> {
    let allowed = promotions::may_change(&hub, actor, id).await?;
    let input = read(&hub, actor, body, allowed).await?;
    Ok(Json(promotions::update(&hub, actor, id, input).await?))
}

/// Ends a code; bookings that used it keep their discount.
#[utoipa::path(delete, path = "/api/promotions/{id}/", tag = "promotions",
    params(PromotionPath),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem)),
    security(("bearer" = [])))]
async fn delete(
    State(state): State<AppState>,
    MoneyCaller(actor, _): MoneyCaller,
    PromotionPath { id }: PromotionPath,
) -> ApiResult<StatusCode> {
    promotions::delete(&state.hub, actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The codes of every event, the newest first, with what each has come to.
#[utoipa::path(get, path = "/api/admin/promotions/", tag = "admin",
    operation_id = "admin_promotions", params(Paging),
    responses((status = 200, body = ListPage<AdminPromotion>), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
async fn of_platform(
    State(state): State<AppState>,
    AdminCaller(actor, _): AdminCaller,
    OriginalUri(uri): OriginalUri,
    ApiQuery(paging): ApiQuery<Paging>,
) -> ApiResult<Json<ListPage<AdminPromotion>>> {
    let page = promotions::of_platform(&state.hub, actor, paging.parse()?).await?;
    let page = page.map(AdminPromotion::from);
    Ok(Json(ListPage::new(&state.hub.settings.base_url, uri.path(), uri.query(), page)))
}
