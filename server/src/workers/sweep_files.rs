//! Files that no row names: an upload that ends between its files and its row leaves them behind, and
//! messages that are kept as files outlive those who read them.

use crate::adapters::media::{Media, MediaError};
use chrono::TimeDelta;
use domain::Hub;
use domain::mail::{self, Mailer};

/// How old a file without a row must be: an upload that is under way has files before its row.
pub(super) const AGE: TimeDelta = TimeDelta::days(1);
/// Messages that are asked about together.
const AT_ONCE: usize = 500;

/// Deletes pictures that no account names; says how many.
pub(super) async fn pictures(hub: &Hub, media: &Media) -> Result<u64, MediaError> {
    media.sweep(hub, hub.now() - AGE).await
}

/// Deletes pictures that no event shows; says how many.
pub(super) async fn event_pictures(hub: &Hub, media: &Media) -> Result<u64, MediaError> {
    media.sweep_pictures(hub, hub.now() - AGE).await
}

/// Deletes messages that were kept as files and whose rows or readers are gone; says how many.
pub(super) async fn messages(hub: &Hub, mailer: &dyn Mailer) -> Result<u64, sqlx::Error> {
    let mut deleted = 0;
    for kept in mailer.kept().await.chunks(AT_ONCE) {
        for message in mail::forgotten(hub, kept).await? {
            mailer.forget(message).await;
            deleted += 1;
        }
    }
    Ok(deleted)
}
