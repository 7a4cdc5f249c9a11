//! Picture upload: a multipart form with one picture, for the REST API and for pages alike.

use super::{Media, event_pictures};
use crate::drawing::{Client, Pool};
use axum::extract::Multipart;
use axum::extract::multipart::{MultipartError, MultipartRejection};
use domain::events::{self, NewUpload};
use domain::{Actor, Hub, accounts};
use std::collections::HashMap;
use std::net::IpAddr;
use types::uploads::{Crop, Upload};
use types::{ErrorCode, Failure, FieldProblem, uploads};

/// Bytes of a picture.
pub const PICTURE_MAX: usize = 5 * 1024 * 1024;
/// Bytes of the form around it.
pub const FORM_MAX: usize = PICTURE_MAX + AROUND;
/// The same for an event's picture.
pub const EVENT_FORM_MAX: usize = uploads::PICTURE_MAX + AROUND;
const AROUND: usize = 64 * 1024;
/// Letters of a field beside the picture.
const FIELD_MAX: usize = 200;

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
    let sent = read(form, ("avatar", PICTURE_MAX), &[]).await?.picture;
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

/// Takes a picture for an event from a form with the field `file`, and beside it perhaps what is to
/// be cut out: `x`, `y`, `width` and `height`, in pixels of the picture as it is seen. Answers with
/// the other fields that the caller asks for.
///
/// # Errors
/// By field, `payload_too_large`, `too_many_requests`, or `unavailable` while too many others send
/// theirs.
pub async fn keep_for_event(
    hub: &Hub,
    media: &Media,
    pool: &Pool,
    (client, actor): (IpAddr, Actor),
    form: Result<Multipart, MultipartRejection>,
    others: &[&str],
) -> Result<(Upload, HashMap<String, String>), Failure> {
    events::may_upload(hub, actor).await?;
    // Before the body is read: it is held in memory until the picture is drawn.
    let slot = pool.admit(Client::new(client, actor))?;
    let form = form.map_err(|_| ErrorCode::UnsupportedMediaType)?;
    let known: Vec<&str> = CROP.iter().chain(others).copied().collect();
    let Sent { picture, fields } = read(form, ("file", uploads::PICTURE_MAX), &known).await?;
    let crop = crop(&fields)?;
    let bytes = picture.len();
    let kept = media.keep_picture(slot, picture, crop).await.map_err(event_pictures::failure)?;
    let (folder, width, height) = (kept.folder.clone(), kept.width, kept.height);
    let row = NewUpload { folder, width, height, bytes };
    if let Err(error) = events::add_upload(hub, actor, row).await {
        // No row names them.
        let _ = media.forget_picture(&kept.folder).await;
        return Err(error.into());
    }
    Ok((Upload { url: kept.address(), width, height }, fields))
}

const CROP: [&str; 4] = ["x", "y", "width", "height"];

/// All four numbers or none.
fn crop(fields: &HashMap<String, String>) -> Result<Option<Crop>, Failure> {
    let given: Vec<&str> = CROP
        .into_iter()
        .filter(|name| fields.get(*name).is_some_and(|it| !it.is_empty()))
        .collect();
    if given.is_empty() {
        return Ok(None);
    }
    let mut numbers = [0; 4];
    for (number, name) in numbers.iter_mut().zip(CROP) {
        let text = fields.get(name).map(String::as_str).unwrap_or_default();
        if text.is_empty() {
            return Err(Failure::field(name, FieldProblem::Required));
        }
        // Browsers measure in parts of pixels.
        let whole = text.split('.').next().unwrap_or_default();
        *number = whole.parse().map_err(|_| Failure::field(name, FieldProblem::Invalid))?;
    }
    let [x, y, width, height] = numbers;
    Ok(Some(Crop { x, y, width, height }))
}

/// What a form held.
struct Sent {
    picture: Vec<u8>,
    fields: HashMap<String, String>,
}

/// Reads the picture from the field of that name, and the texts that may stand beside it.
async fn read(
    mut form: Multipart,
    (name, bytes_max): (&str, usize),
    others: &[&str],
) -> Result<Sent, Failure> {
    let broken = |error: MultipartError| {
        Failure::new(match error.status().as_u16() {
            413 => ErrorCode::PayloadTooLarge,
            _ => ErrorCode::MalformedBody,
        })
    };
    let (mut picture, mut fields) = (None, HashMap::new());
    while let Some(mut field) = form.next_field().await.map_err(broken)? {
        let called = field.name().unwrap_or_default().to_owned();
        let is_picture = called == name;
        if (is_picture && picture.is_some()) || fields.contains_key(&called) {
            return Err(Failure::field(&called, FieldProblem::Invalid));
        }
        if !is_picture && !others.contains(&called.as_str()) {
            return Err(unknown(&called));
        }
        let most = if is_picture { bytes_max } else { FIELD_MAX };
        let mut sent = Vec::new();
        while let Some(chunk) = field.chunk().await.map_err(broken)? {
            if sent.len() + chunk.len() > most {
                return Err(ErrorCode::PayloadTooLarge.into());
            }
            sent.extend_from_slice(&chunk);
        }
        if is_picture {
            picture = Some(sent);
        } else {
            let text = String::from_utf8(sent).map_err(|_| ErrorCode::MalformedBody)?;
            fields.insert(called, text.trim().to_owned());
        }
    }
    // What a browser sends where no file was chosen is empty.
    let picture = picture.filter(|sent| !sent.is_empty());
    let picture = picture.ok_or_else(|| Failure::field(name, FieldProblem::Required))?;
    Ok(Sent { picture, fields })
}
