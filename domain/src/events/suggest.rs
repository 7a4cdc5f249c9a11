//! What somebody who is still typing may mean.

use super::categories::categories;
use super::error::EventError;
use super::filter::contains;
use super::{catalogue, store, zone};
use crate::{Actor, Hub};
use types::events::{Category, EventQuery, EventView};
use types::{Locale, PageRequest};

const EVENTS: u32 = 5;
const PLACES: i64 = 2;
const CATEGORIES: usize = 2;
const NEAR: i64 = 3;

/// Events first, then narrower ways to look.
#[derive(Clone, Debug, Default)]
pub struct Suggestions {
    pub events: Vec<EventView>,
    pub categories: Vec<Category>,
    /// Each with how many upcoming events are there.
    pub places: Vec<(String, i64)>,
}

/// Nothing for less than two letters.
///
/// # Errors
/// What the database says.
pub async fn suggest(hub: &Hub, text: &str, locale: Locale) -> Result<Suggestions, EventError> {
    let text: String = text.trim().chars().filter(|c| !c.is_control()).take(100).collect();
    if text.chars().filter(|c| c.is_alphanumeric()).count() < 2 {
        return Ok(Suggestions::default());
    }
    let query = EventQuery {
        search: Some(text.clone()),
        page: PageRequest::new(1, EVENTS),
        ..EventQuery::default()
    };
    let events = catalogue::list(hub, Actor::Anonymous, &query, locale).await?.results;
    let lower = text.to_lowercase();
    let categories = categories(hub, locale)
        .await?
        .into_iter()
        .filter(|category| category.name.to_lowercase().contains(&lower))
        .take(CATEGORIES)
        .collect();
    // The index knows triples of letters.
    let places = if lower.chars().filter(|c| c.is_alphanumeric()).count() >= 3 {
        let mut connection = hub.db.read().await?;
        store::places(&mut connection, &contains(&text), hub.now(), PLACES).await?
    } else {
        Vec::new()
    };
    Ok(Suggestions { events, categories, places })
}

/// The next events to go to in somebody's time zone; none for a zone that is not known.
///
/// # Errors
/// What the database says.
pub async fn near(
    hub: &Hub,
    actor: Actor,
    zone: &str,
    locale: Locale,
) -> Result<Vec<EventView>, EventError> {
    let Some(zone) = zone::parse_zone(zone) else { return Ok(Vec::new()) };
    let mut connection = hub.db.read().await?;
    let rows = store::near(&mut connection, zone.name(), hub.now(), NEAR).await?;
    Ok(catalogue::see(hub, &mut connection, actor, rows, locale).await?)
}
