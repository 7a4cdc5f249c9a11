//! Pictures for events: whose they are and how many there may be. Where their files are kept is the
//! server's affair.

use super::store;
use crate::{Actor, Allowed, Error, Hub, accounts, roles};
use chrono::{DateTime, Utc};
use sqlx::postgres::PgConnection;
use std::collections::HashSet;
use types::ids::UserId;
use types::paths::PICTURES;
use types::team::EventRight;
use types::uploads::{BYTES_A_DAY, PICTURES_A_DAY, is_uploaded};
use types::{ErrorCode, Failure, FieldProblem};

/// Pictures that are forgotten in one run.
const FORGOTTEN_AT_ONCE: i64 = 500;
/// Seconds until a person who has sent too many may try again.
const RETRY_AFTER: u32 = 3600;

/// A picture that was drawn and kept.
#[derive(Clone, Debug)]
pub struct NewUpload {
    /// The folder of its files.
    pub folder: String,
    pub width: u32,
    pub height: u32,
    /// Of what was sent.
    pub bytes: usize,
}

/// Whether the caller may send a picture now: asked before its body is read.
///
/// # Errors
/// Denied to who edits no event; too many within a day.
pub async fn may_upload(hub: &Hub, actor: Actor) -> Result<Allowed, Error> {
    let mut connection = hub.db.read().await?;
    let user = roles::require_somewhere(&mut connection, actor, EventRight::Edit).await?;
    within_bounds(store::sent_today(&mut connection, user).await?)?;
    Ok(Allowed::looked())
}

/// Notes whose a picture is that was drawn and kept.
///
/// # Errors
/// Denied to who edits no event; too many within a day, or too many bytes.
pub async fn add_upload(hub: &Hub, actor: Actor, upload: NewUpload) -> Result<(), Error> {
    let user = actor.require_user()?;
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                roles::require_somewhere(tx, actor, EventRight::Edit).await?;
                // The person's own lock: of two at once, the second counts the first.
                if !accounts::lock_account(tx, user).await? {
                    return Err(ErrorCode::Unauthenticated.into());
                }
                within_bounds(store::sent_today(tx, user).await?)?;
                Ok(store::insert_upload(tx, user, &upload).await?)
            })
        })
        .await
}

fn within_bounds((pictures, bytes): (i64, i64)) -> Result<(), Failure> {
    if pictures < PICTURES_A_DAY && bytes < BYTES_A_DAY {
        return Ok(());
    }
    let failure = Failure::new(ErrorCode::TooManyRequests);
    Err(Failure { retry_after: Some(RETRY_AFTER), ..failure })
}

/// Whether an event may show this picture: one that was uploaded must be the caller's own, or its
/// organizer's. Its files then stay.
pub(super) async fn may_show(
    tx: &mut PgConnection,
    actor: Actor,
    organizer: UserId,
    image: Option<&str>,
) -> Result<(), Error> {
    let Some(image) = image.filter(|image| is_uploaded(image)) else { return Ok(()) };
    let owners: Vec<UserId> = actor.user_id().into_iter().chain([organizer]).collect();
    let folder = folder_of(image).unwrap_or_default();
    if store::use_upload(tx, folder, &owners).await? {
        Ok(())
    } else {
        Err(Failure::field("image", FieldProblem::NotAllowed).into())
    }
}

/// The folder in an address that the server made.
fn folder_of(image: &str) -> Option<&str> {
    let (folder, file) = image.strip_prefix(PICTURES)?.split_once('/')?;
    let name = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
    let ours = folder.bytes().all(name) && file == types::uploads::FILE;
    ours.then_some(folder)
}

/// Forgets pictures that no event has shown since then; names their folders, whose files may go.
///
/// # Errors
/// What the database says.
pub async fn forget_uploads(hub: &Hub, before: DateTime<Utc>) -> Result<Vec<String>, sqlx::Error> {
    hub.db.write(move |tx| Box::pin(store::forget_uploads(tx, before, FORGOTTEN_AT_ONCE))).await
}

/// Which of these folders of uploaded pictures are known: the files of the others may go.
///
/// # Errors
/// What the database says.
pub async fn known_uploads(hub: &Hub, folders: &[String]) -> Result<HashSet<String>, sqlx::Error> {
    store::known_uploads(&mut *hub.db.read().await?, folders).await
}
