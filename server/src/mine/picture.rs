//! A person's picture: sent as a plain form, shown to everyone who has its address.

use crate::adapters::media::Media;
use crate::api::problem::{ApiError, ApiResult};
use crate::drawing::{Client, Drawing, Pool};
use crate::web::ClientIp;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Extension, Multipart, Path, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::{Actor, Hub, accounts};
use std::net::IpAddr;
use types::paths;
use types::{ErrorCode, Failure, FieldProblem};

/// Bytes of a picture.
pub const PICTURE_MAX: usize = 5 * 1024 * 1024;
/// Bytes of the form around it.
pub const FORM_MAX: usize = PICTURE_MAX + 64 * 1024;

/// Takes a picture from a form with the field `avatar`.
///
/// # Errors
/// By field, `payload_too_large`, or `unavailable` while too many others send theirs.
pub async fn keep(
    hub: &Hub,
    media: &Media,
    pool: &Pool,
    (client, actor): (IpAddr, Actor),
    form: Result<Multipart, MultipartRejection>,
) -> Result<(), Failure> {
    actor.require_user()?;
    // Before the body is read: it is held in memory until the picture is drawn.
    let place = pool.admit(Client::new(client, actor))?;
    let form = form.map_err(|_| ErrorCode::UnsupportedMediaType)?;
    let sent = read(form).await?;
    let address = media.keep_avatar(place, sent).await?;
    let stored = accounts::set_avatar(hub, actor, Some(address.clone())).await;
    if stored.is_err() {
        // Nobody shows it.
        let _ = media.forget_avatar(&address).await;
    }
    Ok(stored?)
}

fn unknown(field: &str) -> Failure {
    let failure = Failure::field(field, FieldProblem::UnknownField);
    Failure { code: ErrorCode::UnknownField, ..failure }
}

async fn read(mut form: Multipart) -> Result<Vec<u8>, Failure> {
    let broken = |error: axum::extract::multipart::MultipartError| {
        Failure::new(match error.status().as_u16() {
            413 => ErrorCode::PayloadTooLarge,
            _ => ErrorCode::MalformedBody,
        })
    };
    let mut picture = None;
    while let Some(mut field) = form.next_field().await.map_err(broken)? {
        match field.name() {
            Some("avatar") if picture.is_none() => {}
            Some("avatar") => return Err(Failure::field("avatar", FieldProblem::Invalid)),
            other => return Err(unknown(other.unwrap_or_default())),
        }
        let mut sent = Vec::new();
        while let Some(chunk) = field.chunk().await.map_err(broken)? {
            if sent.len() + chunk.len() > PICTURE_MAX {
                return Err(ErrorCode::PayloadTooLarge.into());
            }
            sent.extend_from_slice(&chunk);
        }
        picture = Some(sent);
    }
    // What a browser sends where no file was chosen is empty.
    let picture = picture.filter(|sent| !sent.is_empty());
    picture.ok_or_else(|| Failure::field("avatar", FieldProblem::Required))
}

/// The form of the account's page; where it leads says how it went.
pub(super) async fn send(
    State(hub): State<Hub>,
    State(media): State<Media>,
    State(drawing): State<Drawing>,
    Extension(actor): Extension<Actor>,
    Extension(ClientIp(client)): Extension<ClientIp>,
    form: Result<Multipart, MultipartRejection>,
) -> Redirect {
    back(keep(&hub, &media, &drawing.uploads, (client, actor), form).await, "saved")
}

pub(super) async fn remove(State(hub): State<Hub>, Extension(actor): Extension<Actor>) -> Redirect {
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
pub(super) async fn show(
    State(media): State<Media>,
    Path((folder, file)): Path<(String, String)>,
) -> ApiResult<Response> {
    let found = media.avatar(&folder, &file).await.map_err(Failure::from)?;
    let webp = found.ok_or_else(|| ApiError::from(ErrorCode::NotFound))?;
    let headers = [
        (header::CONTENT_TYPE, "image/webp"),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    Ok((headers, webp).into_response())
}
