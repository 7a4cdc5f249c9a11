//! `/api/webhooks/{provider}/`: the callbacks of payment providers.

use crate::api::support::ApiPath;
use crate::http::problem::{ApiResult, Problem};
use crate::state::AppState;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use domain::payments;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(receive))
}

/// Takes a provider's callback. 204 means that it is committed, or was before; 404 that there is no
/// such payment (yet), so that the provider calls again.
#[utoipa::path(post, path = "/api/webhooks/{provider}/", tag = "payments",
    params(("provider" = String, Path)),
    request_body(content = String, content_type = "application/json",
        description = "Signed over the raw body, at most 5 minutes ago"),
    responses((status = 204), (status = 400, body = Problem), (status = 404, body = Problem)))]
async fn receive(
    State(state): State<AppState>,
    ApiPath(provider): ApiPath<String>,
    headers: HeaderMap,
    body: Bytes,
) -> ApiResult<StatusCode> {
    let header = state.hub.payments.signature_header();
    let signature = headers.get(header).and_then(|value| value.to_str().ok());
    payments::receive_callback(&state.hub, &provider, signature, &body).await?;
    Ok(StatusCode::NO_CONTENT)
}
