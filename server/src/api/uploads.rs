//! `/api/uploads/`: pictures for events.

use crate::adapters::media::upload::{self, EVENT_FORM_MAX};
use crate::api::support::{Created, EditorCaller};
use crate::http::problem::{ApiResult, Problem};
use crate::middleware::ClientIp;
use crate::state::AppState;
use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::extract::{DefaultBodyLimit, Extension, State};
use types::uploads::Upload;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(send)).layer(DefaultBodyLimit::max(EVENT_FORM_MAX))
}

#[derive(ToSchema)]
#[expect(dead_code, reason = "it only describes what is sent")]
struct UploadForm {
    /// PNG, JPEG or WebP, at most 20 MB.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    /// What is cut out of it, in pixels of the picture as it is seen: all four of these, or none.
    /// Parts of pixels are left out.
    x: Option<f64>,
    y: Option<f64>,
    width: Option<f64>,
    height: Option<f64>,
}

/// Takes a picture, draws it anew in three widths and keeps it for an event of the caller: give its
/// `url` to the event as its `image`. One that no event shows is forgotten after a day.
#[utoipa::path(post, path = "/api/uploads/", tag = "events",
    request_body(content = UploadForm, content_type = "multipart/form-data"),
    responses((status = 201, body = Upload), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 413, body = Problem),
        (status = 415, body = Problem), (status = 422, body = Problem),
        (status = 429, body = Problem, description = "too many pictures within a day"),
        (status = 503, body = Problem, description = "too many pictures at once; see Retry-After")),
    security(("bearer" = [])))]
async fn send(
    State(state): State<AppState>,
    EditorCaller(actor, _): EditorCaller,
    Extension(ClientIp(client)): Extension<ClientIp>,
    form: Result<Multipart, MultipartRejection>,
) -> ApiResult<Created<Upload>> {
    let pool = &state.drawing.uploads;
    let (upload, _) =
        upload::keep_for_event(&state.hub, &state.media, pool, (client, actor), form, &[]).await?;
    Ok(Created::at(upload.url.clone(), upload))
}
