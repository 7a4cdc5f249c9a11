//! Suggestions while a search is typed, and the lists of the front page.

use super::categories::categories;
use super::{catalogue, store, zone};
use crate::{Actor, Error, Hub};
use types::events::{Category, EventQuery, EventView};
use types::text::{is_enough, needle};
use types::{Locale, PageRequest};

const EVENTS: u32 = 5;
const PLACES: i64 = 2;
const CATEGORIES: usize = 2;
const NEAR: i64 = 3;
const RUNNING: i64 = 3;
const SOON: i64 = 6;

/// Events first, then narrower ways to look.
#[derive(Clone, Debug, Default)]
pub struct Suggestions {
    pub events: Vec<EventView>,
    pub categories: Vec<Category>,
    /// Each with how many upcoming events are there.
    pub places: Vec<(String, i64)>,
}

/// Nothing for less than three letters, or two signs of a script without spaces.
///
/// # Errors
/// What the database says.
pub async fn suggest(hub: &Hub, text: &str, locale: Locale) -> Result<Suggestions, Error> {
    let text: String = needle(text).chars().take(100).collect();
    if !is_enough(&text) {
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
    let mut connection = hub.db.public().await?;
    let places = store::places(&mut connection, &text, hub.now(), PLACES).await?;
    Ok(Suggestions { events, categories, places })
}

/// What runs now, and what starts next: the front page's first rows.
///
/// # Errors
/// What the database says.
pub async fn now_and_soon(
    hub: &Hub,
    actor: Actor,
    locale: Locale,
) -> Result<(Vec<EventView>, Vec<EventView>), Error> {
    let mut connection = hub.db.read().await?;
    let running = store::running(&mut connection, hub.now(), RUNNING).await?;
    let soon = store::soon(&mut connection, hub.now(), SOON).await?;
    let running = catalogue::see(hub, &mut connection, actor, running, locale).await?;
    Ok((running, catalogue::see(hub, &mut connection, actor, soon, locale).await?))
}

/// The next events in a time zone; none for an unknown zone.
///
/// # Errors
/// What the database says.
pub async fn near(
    hub: &Hub,
    actor: Actor,
    zone: &str,
    locale: Locale,
) -> Result<Vec<EventView>, Error> {
    let Some(zone) = zone::parse_zone(zone) else { return Ok(Vec::new()) };
    let mut connection = hub.db.public().await?;
    let rows = store::near(&mut connection, zone.name(), hub.now(), NEAR).await?;
    Ok(catalogue::see(hub, &mut connection, actor, rows, locale).await?)
}
