//! Event picture: sent by the form of an event, and shown to everyone who has its address.

use crate::adapters::media::Media;
use crate::adapters::media::upload::{self, EVENT_FORM_MAX};
use crate::drawing::Drawing;
use crate::http::problem::{ApiError, ApiResult};
use crate::middleware::ClientIp;
use crate::state::AppState;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{DefaultBodyLimit, Extension, Multipart, Path, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use domain::{Actor, Hub, events};
use std::collections::HashMap;
use types::uploads::Upload;
use types::{ErrorCode, Failure, FieldProblem, paths};

pub(super) fn personal() -> Router<AppState> {
    Router::new()
        .route(paths::PICTURE_UPLOAD, post(send).layer(DefaultBodyLimit::max(EVENT_FORM_MAX)))
}

pub(super) fn public() -> Router<AppState> {
    Router::new().route("/media/pictures/{folder}/{file}", get(show))
}

/// The picture of an event's form. A script is answered with its address; a plain form names its
/// `event`, into whose form the picture is put, and leads back there with a word of how it went.
async fn send(
    State(hub): State<Hub>,
    State(media): State<Media>,
    State(drawing): State<Drawing>,
    Extension(actor): Extension<Actor>,
    Extension(ClientIp(client)): Extension<ClientIp>,
    headers: HeaderMap,
    form: Result<Multipart, MultipartRejection>,
) -> Response {
    let who = (client, actor);
    let kept = upload::keep_for_event(&hub, &media, &drawing.uploads, who, form, &["event"]).await;
    let accepts = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    if !accepts.is_some_and(|accepts| accepts.contains("text/html")) {
        return match kept {
            Ok((upload, _)) => Json(upload).into_response(),
            Err(failure) => ApiError::from(failure).into_response(),
        };
    }
    let back = app::http::referer_of(&headers).unwrap_or_else(|| paths::HOME.to_owned());
    let word = match put_into_form(&hub, actor, kept).await {
        Ok(()) => "saved",
        Err(failure) => match (failure.code, failure.fields.first().map(|error| error.problem)) {
            (ErrorCode::Unauthenticated | ErrorCode::TokenInvalid, _) => {
                return Redirect::to(&paths::login(&back)).into_response();
            }
            (ErrorCode::PayloadTooLarge, _) => "too_large",
            (ErrorCode::Unavailable, _) => "busy",
            (ErrorCode::TooManyRequests, _) => "too_many",
            (_, Some(FieldProblem::Required)) => "missing",
            (_, Some(FieldProblem::TooLarge)) => "too_many_pixels",
            (_, Some(FieldProblem::OutsidePicture)) => "outside",
            (_, Some(FieldProblem::Invalid)) => "no_picture",
            _ => "failed",
        },
    };
    let path = back.split('?').next().unwrap_or_default();
    Redirect::to(&format!("{path}?picture={word}#picture")).into_response()
}

async fn put_into_form(
    hub: &Hub,
    actor: Actor,
    kept: Result<(Upload, HashMap<String, String>), Failure>,
) -> Result<(), Failure> {
    let (upload, fields) = kept?;
    let event = fields.get("event").filter(|event| !event.is_empty());
    let event = event.ok_or_else(|| Failure::field("event", FieldProblem::Required))?;
    events::set_form_image(hub, actor, event, upload.url).await?;
    Ok(())
}

/// One width of a picture. Its address is new with every picture, so it never changes.
async fn show(
    State(media): State<Media>,
    Path((folder, file)): Path<(String, String)>,
) -> ApiResult<Response> {
    let found = media.picture(&folder, &file).await.map_err(Failure::from)?;
    let webp = found.ok_or_else(|| ApiError::from(ErrorCode::NotFound))?;
    let headers =
        [(header::CONTENT_TYPE, "image/webp"), (header::X_CONTENT_TYPE_OPTIONS, "nosniff")];
    Ok((headers, webp).into_response())
}
