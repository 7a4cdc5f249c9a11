//! What search engines are told: which events there are, and which are gone.

use super::store;
use crate::{Error, Hub};
use chrono::{DateTime, TimeDelta, Utc};

/// Addresses in one part of the sitemap.
const SITEMAP_PART: i64 = 5_000;
/// Past events stay listed for so long.
const LISTED: TimeDelta = TimeDelta::days(365);

/// How many parts the sitemap of the events has.
///
/// # Errors
/// What the database says.
pub async fn sitemap_parts(hub: &Hub) -> Result<i64, Error> {
    let since = hub.now() - LISTED;
    let count = store::listed_count(&mut *hub.db.public().await?, since).await?;
    Ok((count + SITEMAP_PART - 1) / SITEMAP_PART)
}

/// Slugs of published events and when they last changed; parts count from 1.
///
/// # Errors
/// What the database says.
pub async fn sitemap_part(hub: &Hub, part: i64) -> Result<Vec<(String, DateTime<Utc>)>, Error> {
    let since = hub.now() - LISTED;
    let offset = (part - 1).clamp(0, 1_000) * SITEMAP_PART;
    let mut connection = hub.db.public().await?;
    Ok(store::listed(&mut connection, since, SITEMAP_PART, offset).await?)
}

/// Whether an event of this slug was published once and is deleted.
///
/// # Errors
/// What the database says.
pub async fn is_gone(hub: &Hub, slug: &str) -> Result<bool, Error> {
    if slug.contains('\0') {
        return Ok(false);
    }
    Ok(store::is_gone(&mut *hub.db.public().await?, slug).await?)
}
