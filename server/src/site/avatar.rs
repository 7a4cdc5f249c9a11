//! Avatar: a person's picture, sent as a plain form and shown to everyone who has its address.

use crate::adapters::media::Media;
use crate::adapters::media::upload::{self, FORM_MAX};
use crate::drawing::Drawing;
use crate::http::problem::{ApiError, ApiResult};
use crate::middleware::ClientIp;
use crate::state::AppState;
use axum::Router;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{DefaultBodyLimit, Extension, Multipart, Path, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::{get, post};
use domain::{Actor, Hub, accounts};
use types::paths;
use types::{ErrorCode, Failure, FieldProblem};

pub(super) fn personal() -> Router<AppState> {
    Router::new()
        .route("/account/avatar/remove", post(remove))
        .route("/account/avatar", post(send).layer(DefaultBodyLimit::max(FORM_MAX)))
}

pub(super) fn public() -> Router<AppState> {
    Router::new().route("/media/avatars/{folder}/{file}", get(show))
}

/// The form of the account's page; where it leads says how it went.
async fn send(
    State(hub): State<Hub>,
    State(media): State<Media>,
    State(drawing): State<Drawing>,
    Extension(actor): Extension<Actor>,
    Extension(ClientIp(client)): Extension<ClientIp>,
    form: Result<Multipart, MultipartRejection>,
) -> Redirect {
    back(upload::keep(&hub, &media, &drawing.uploads, (client, actor), form).await, "saved")
}

async fn remove(State(hub): State<Hub>, Extension(actor): Extension<Actor>) -> Redirect {
    back(accounts::set_avatar(&hub, actor, None).await.map_err(Into::into), "removed")
}

/// To the account's page with a word of a closed set.
fn back(result: Result<(), Failure>, done: &str) -> Redirect {
    let word = match result {
        Ok(()) => done,
        Err(failure) => match (failure.code, failure.fields.first().map(|error| error.problem)) {
            (ErrorCode::Unauthenticated | ErrorCode::TokenInvalid, _) => {
                return Redirect::to(&paths::login(paths::ACCOUNT));
            }
            (ErrorCode::PayloadTooLarge, _) => "too_large",
            (ErrorCode::Unavailable, _) => "busy",
            (_, Some(FieldProblem::Required)) => "missing",
            (_, Some(FieldProblem::TooLarge)) => "too_many_pixels",
            (_, Some(FieldProblem::Invalid)) => "no_picture",
            _ => "failed",
        },
    };
    Redirect::to(&format!("{}?avatar={word}#picture", paths::ACCOUNT))
}

/// One size of a picture. Its address is new with every picture, so it never changes.
async fn show(
    State(media): State<Media>,
    Path((folder, file)): Path<(String, String)>,
) -> ApiResult<Response> {
    let found = media.avatar(&folder, &file).await.map_err(Failure::from)?;
    let webp = found.ok_or_else(|| ApiError::from(ErrorCode::NotFound))?;
    let headers =
        [(header::CONTENT_TYPE, "image/webp"), (header::X_CONTENT_TYPE_OPTIONS, "nosniff")];
    Ok((headers, webp).into_response())
}
