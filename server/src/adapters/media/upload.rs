//! Avatar upload: a multipart form with one picture, for the REST API and the account's page alike.

use super::Media;
use crate::drawing::{Client, Pool};
use axum::extract::Multipart;
use axum::extract::multipart::{MultipartError, MultipartRejection};
use domain::{Actor, Hub, accounts};
use std::net::IpAddr;
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
    let slot = pool.admit(Client::new(client, actor))?;
    let form = form.map_err(|_| ErrorCode::UnsupportedMediaType)?;
    let sent = read(form).await?;
    let address = media.keep_avatar(slot, sent).await?;
    let stored = accounts::set_avatar(hub, actor, Some(address.clone())).await;
    if stored.is_err() {
        // No account refers to it.
        let _ = media.forget_avatar(&address).await;
    }
    Ok(stored?)
}

fn unknown(field: &str) -> Failure {
    let failure = Failure::field(field, FieldProblem::UnknownField);
    Failure { code: ErrorCode::UnknownField, ..failure }
}

async fn read(mut form: Multipart) -> Result<Vec<u8>, Failure> {
    let broken = |error: MultipartError| {
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
