//! Finding events: what everyone may see of them.

use super::counts::CountCache;
use super::error::EventError;
use super::filter::{Filter, LIST_MAX, RANKED_MAX, Wanted};
use super::meant;
use super::search::Terms;
use super::store::{self, EventRow};
use super::view::{self, Look};
use crate::{Actor, Allowed, Hub};
use sqlx::postgres::PgConnection;
use std::collections::HashSet;
use types::events::{EventQuery, EventView};
use types::ids::UserId;
use types::{Locale, Page, PageRequest};
use uuid::Uuid;

/// How many of a word's letter triples a title must share to be looked at for a misspelling.
const LIKENESS: &str = "0.25";

/// One page of the published events: upcoming ones, soonest first, unless the query says
/// otherwise. A search that finds nothing is tried again with spelling forgiven.
///
/// # Errors
/// What the database says.
pub async fn list(
    hub: &Hub,
    actor: Actor,
    query: &EventQuery,
    locale: Locale,
) -> Result<Page<EventView>, EventError> {
    Ok(search(hub, actor, query, locale).await?.page)
}

/// A page of events, and what is to be said of it.
#[derive(Clone, Debug)]
pub struct Found {
    pub page: Page<EventView>,
    /// Nothing held these words; this is what was probably meant, and the page is of that.
    pub meant: Option<String>,
    /// There are as many as are counted, or more.
    pub capped: bool,
}

/// The same as [`list`], and says how it was understood.
///
/// # Errors
/// What the database says.
pub async fn search(
    hub: &Hub,
    actor: Actor,
    query: &EventQuery,
    locale: Locale,
) -> Result<Found, EventError> {
    let search = query.search.as_deref().map(str::trim).filter(|text| !text.is_empty());
    let terms = search.map(Terms::parse);
    // A search without a letter or digit asks for nothing that can be found.
    if terms.as_ref().is_some_and(|terms| terms.words.is_empty()) {
        let page = Page::new(query.page, 0, Vec::new());
        return Ok(Found { page, meant: None, capped: false });
    }
    let words = terms.as_ref().map(|terms| terms.words.clone()).unwrap_or_default();
    let guessable = terms.as_ref().map(Terms::guessable).unwrap_or_default();
    let wanted = terms.map_or(Wanted::Everything, Wanted::Matching);
    let filter = Filter { query, now: hub.now(), wanted };
    let most = if filter.ranked() { RANKED_MAX } else { LIST_MAX };
    let mut connection = hub.db.read().await?;
    let (mut count, mut rows) = counted_page(&mut connection, &filter, &hub.counts).await?;
    let mut meant = None;
    if count == 0 && !guessable.is_empty() {
        drop(connection);
        (count, rows) = forgiving(hub, query, guessable).await?;
        let texts = rows.iter().flat_map(|row| [row.title.as_str(), row.location.as_str()]);
        meant = meant::meant(&words, texts);
        connection = hub.db.read().await?;
    }
    let views = see(hub, &mut connection, actor, rows, locale).await?;
    Ok(Found { page: Page::new(query.page, count, views), meant, capped: count >= most })
}

async fn counted_page(
    connection: &mut PgConnection,
    filter: &Filter<'_>,
    counts: &CountCache,
) -> Result<(i64, Vec<EventRow>), sqlx::Error> {
    let page = filter.query.page;
    if filter.ranked() {
        let (count, rows) =
            store::ranked_page(connection, filter, page.limit(), page.offset()).await?;
        if !rows.is_empty() || page.offset() == 0 {
            return Ok((count, rows));
        }
        // Beyond the end there is no row to say how many there are.
        return Ok((store::ranked_page(connection, filter, 1, 0).await?.0, Vec::new()));
    }
    let count = if let Some(count) = counts.get(filter.query, filter.now) {
        count
    } else {
        let (count, dear) = store::count(connection, filter).await?;
        if dear {
            counts.put(filter.query, filter.now, count);
        }
        count
    };
    let limit = page.limit().min(LIST_MAX - page.offset());
    if limit <= 0 || page.offset() >= count {
        return Ok((count, Vec::new()));
    }
    Ok((count, store::page(connection, filter, limit, page.offset()).await?))
}

/// In a transaction, because the likeness is set for it alone.
async fn forgiving(
    hub: &Hub,
    query: &EventQuery,
    words: Vec<String>,
) -> Result<(i64, Vec<EventRow>), sqlx::Error> {
    let (query, now, counts) = (query.clone(), hub.now(), hub.counts.clone());
    hub.db
        .write(move |tx| {
            Box::pin(async move {
                sqlx::query("SELECT set_config('pg_trgm.word_similarity_threshold', $1, true)")
                    .bind(LIKENESS)
                    .execute(&mut *tx)
                    .await?;
                let filter = Filter { query: &query, now, wanted: Wanted::Resembling(words) };
                counted_page(tx, &filter, &counts).await
            })
        })
        .await
}

/// Turns rows into what this caller sees, with one more statement at most.
pub(super) async fn see(
    hub: &Hub,
    connection: &mut PgConnection,
    actor: Actor,
    rows: Vec<EventRow>,
    locale: Locale,
) -> Result<Vec<EventView>, sqlx::Error> {
    let online: Vec<Uuid> = rows.iter().filter(|row| row.is_online).map(|row| row.id).collect();
    let attended: HashSet<Uuid> = match actor.user_id() {
        Some(user) if !online.is_empty() && !actor.is_admin() => {
            store::attended_by(connection, user.0, &online).await?.into_iter().collect()
        }
        _ => HashSet::new(),
    };
    let now = hub.now();
    let look = |row: &EventRow| Look {
        now,
        locale,
        may_join: actor.owns(UserId(row.organizer_id)) || attended.contains(&row.id),
        rendered: false,
    };
    Ok(rows
        .into_iter()
        .map(|row| {
            let look = look(&row);
            view::view(row, look)
        })
        .collect())
}

/// One event by id or slug.
///
/// # Errors
/// `NotFound`, also for somebody else's draft.
pub async fn get(
    hub: &Hub,
    actor: Actor,
    id_or_slug: &str,
    locale: Locale,
) -> Result<EventView, EventError> {
    let mut connection = hub.db.read().await?;
    let row = visible(&mut connection, actor, id_or_slug).await?;
    let owner = actor.owns(UserId(row.organizer_id));
    let may_join = match actor.user_id() {
        _ if owner => true,
        Some(user) if row.is_online => {
            !store::attended_by(&mut connection, user.0, &[row.id]).await?.is_empty()
        }
        _ => false,
    };
    Ok(view::view(row, Look { now: hub.now(), locale, may_join, rendered: true }))
}

/// Whether the caller may know of an event, and do there what everybody may who is logged in.
///
/// # Errors
/// Not logged in; not found.
pub async fn may_take_part(
    hub: &Hub,
    actor: Actor,
    id_or_slug: &str,
) -> Result<Allowed, EventError> {
    actor.require_user().map_err(EventError::Denied)?;
    may_see(hub, actor, id_or_slug).await
}

/// Whether the caller may know of an event.
///
/// # Errors
/// Not found.
pub async fn may_see(hub: &Hub, actor: Actor, id_or_slug: &str) -> Result<Allowed, EventError> {
    let mut connection = hub.db.read().await?;
    visible(&mut connection, actor, id_or_slug).await.map(|_| Allowed::looked())
}

/// The event if this caller may know of it.
pub(crate) async fn visible(
    connection: &mut PgConnection,
    actor: Actor,
    id_or_slug: &str,
) -> Result<EventRow, EventError> {
    let row = store::find(connection, id_or_slug).await?.ok_or(EventError::NotFound)?;
    if row.status == "DRAFT" && !actor.owns(UserId(row.organizer_id)) {
        return Err(EventError::NotFound);
    }
    Ok(row)
}

/// A page of one organizer's events, latest first: the published ones, and for the organizer and
/// admins the drafts and the cancelled ones too.
///
/// # Errors
/// What the database says.
pub async fn of_organizer(
    hub: &Hub,
    actor: Actor,
    organizer: UserId,
    page: PageRequest,
    locale: Locale,
) -> Result<Page<EventView>, EventError> {
    let mut connection = hub.db.read().await?;
    let all = actor.owns(organizer);
    let (count, rows) =
        store::of_organizer(&mut connection, organizer.0, all, page.limit(), page.offset()).await?;
    let views = see(hub, &mut connection, actor, rows, locale).await?;
    Ok(Page::new(page, count, views))
}
