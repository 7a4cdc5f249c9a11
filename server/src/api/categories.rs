//! `/api/categories/…`: everyone reads, admins write.

use crate::api::support::{
    AdminCaller, ApiJson, ApiQuery, CategoryPath, Created, Language, ListPage, Paging, page_of,
};
use crate::http::problem::{ApiResult, Problem};
use crate::state::AppState;
use axum::Json;
use axum::extract::{OriginalUri, State};
use axum::http::StatusCode;
use domain::events;
use types::events::{AdminCategory, Category, CategoryInput, MergeCategory};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list, create))
        .routes(routes!(update, delete))
        .routes(routes!(merge))
        .routes(routes!(admin_list))
}

/// Every category, by name, named in the language of the request.
#[utoipa::path(get, path = "/api/categories/", tag = "categories",
    params(Paging),
    responses((status = 200, body = ListPage<Category>)))]
async fn list(
    State(state): State<AppState>,
    Language(locale): Language,
    OriginalUri(uri): OriginalUri,
    ApiQuery(paging): ApiQuery<Paging>,
) -> ApiResult<Json<ListPage<Category>>> {
    let page = page_of(events::categories(&state.hub, locale).await?, paging.parse()?);
    Ok(Json(ListPage::new(&state.hub.settings.base_url, uri.path(), uri.query(), page)))
}

/// Adds a category. Without a slug it gets one that is made from its name.
#[utoipa::path(post, path = "/api/categories/", tag = "categories", request_body = CategoryInput,
    responses((status = 201, body = Category), (status = 403, body = Problem),
        (status = 409, body = Problem, description = "slug_taken"),
        (status = 422, body = Problem)), security(("bearer" = [])))]
async fn create(
    State(state): State<AppState>,
    AdminCaller(actor, allowed): AdminCaller,
    Language(locale): Language,
    body: ApiJson<CategoryInput>,
) -> ApiResult<Created<Category>> {
    let input = body.read(allowed).await?;
    let category = events::create_category(&state.hub, actor, input, locale).await?;
    Ok(Created::at(format!("/api/categories/{}/", category.id), category))
}

/// Replaces a category's names and, where one is given, its slug.
#[utoipa::path(put, path = "/api/categories/{id}/", tag = "categories",
    params(CategoryPath), request_body = CategoryInput,
    responses((status = 200, body = Category), (status = 403, body = Problem),
        (status = 404, body = Problem),
        (status = 409, body = Problem, description = "slug_taken"),
        (status = 422, body = Problem)), security(("bearer" = [])))]
async fn update(
    State(state): State<AppState>,
    AdminCaller(actor, _): AdminCaller,
    Language(locale): Language,
    CategoryPath { id }: CategoryPath,
    body: ApiJson<CategoryInput>,
) -> ApiResult<Json<Category>> {
    let input = body.read(events::may_change_category(&state.hub, actor, id).await?).await?;
    Ok(Json(events::update_category(&state.hub, actor, id, input, locale).await?))
}

/// Removes a category without events.
#[utoipa::path(delete, path = "/api/categories/{id}/", tag = "categories",
    params(CategoryPath),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "category_in_use")),
    security(("bearer" = [])))]
async fn delete(
    State(state): State<AppState>,
    AdminCaller(actor, _): AdminCaller,
    CategoryPath { id }: CategoryPath,
) -> ApiResult<StatusCode> {
    events::delete_category(&state.hub, actor, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Puts a category's events into another one; its address goes on leading there.
#[utoipa::path(post, path = "/api/categories/{id}/merge/", tag = "categories",
    params(CategoryPath), request_body = MergeCategory,
    responses((status = 200, body = Category), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
async fn merge(
    State(state): State<AppState>,
    AdminCaller(actor, _): AdminCaller,
    Language(locale): Language,
    CategoryPath { id }: CategoryPath,
    body: ApiJson<MergeCategory>,
) -> ApiResult<Json<Category>> {
    let input = body.read(events::may_change_category(&state.hub, actor, id).await?).await?;
    Ok(Json(events::merge_category(&state.hub, actor, id, input, locale).await?))
}

/// Every category with both names and how many events are in it, in their order.
#[utoipa::path(get, path = "/api/admin/categories/", tag = "admin", operation_id = "admin_categories",
    params(Paging),
    responses((status = 200, body = ListPage<AdminCategory>), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
async fn admin_list(
    State(state): State<AppState>,
    AdminCaller(actor, _): AdminCaller,
    OriginalUri(uri): OriginalUri,
    ApiQuery(paging): ApiQuery<Paging>,
) -> ApiResult<Json<ListPage<AdminCategory>>> {
    let page = page_of(events::admin_categories(&state.hub, actor).await?, paging.parse()?);
    Ok(Json(ListPage::new(&state.hub.settings.base_url, uri.path(), uri.query(), page)))
}
