//! The history of an event.

use super::filter::bounds;
use super::page::event_of;
use crate::audit::{Between, of_event};
use crate::events::parse_zone;
use crate::{Actor, Error, Hub};
use chrono_tz::Tz;
use types::history::{HistoryEntry, HistoryQuery};
use types::{Page, TimeBound};

/// One page, the newest first. What lies beyond ten thousand entries is found with a narrower filter.
///
/// # Errors
/// Not found or denied.
pub async fn history(
    hub: &Hub,
    actor: Actor,
    event: &str,
    query: &HistoryQuery,
) -> Result<Page<HistoryEntry>, Error> {
    let mut connection = hub.db.read().await?;
    let event = event_of(&mut connection, actor, event).await?;
    let zone = parse_zone(&event.timezone).unwrap_or(Tz::UTC);
    let between = Between {
        from: query.from.map(|from| bounds(from, zone).0),
        to: query.to.map(|to| (bounds(to, zone).1, matches!(to, TimeBound::At(_)))),
    };
    let (count, entries) = of_event(&mut connection, event.id, query, between).await?;
    Ok(Page::new(query.page, count, entries))
}
