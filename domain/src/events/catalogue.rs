//! The catalogue: search, and one event as callers may see it.

use super::count_cache::{CountCache, Counting};
use super::filter::{Filter, LIST_MAX, RANKED_MAX, SearchText};
use super::instead::instead;
use super::moderation::takes_part;
use super::rights::EventRight;
use super::search::words;
use super::spelling;
use super::store::{self, EventRow};
use super::view::{self, ViewOptions};
use crate::roles::{self, Memberships, is_owner};
use crate::{Actor, Allowed, Error, Hub, ticket_types};
use sqlx::postgres::PgConnection;
use std::collections::HashSet;
use types::events::{EventQuery, EventStatus, EventView};
use types::ids::{EventId, UserId};
use types::{ErrorCode, Locale, Page, PageRequest};

/// One page of the published events: those that are not over, by their start, unless the query says
/// otherwise. A search that finds nothing is tried again with spelling forgiven.
///
/// # Errors
/// What the database says.
pub async fn list(
    hub: &Hub,
    actor: Actor,
    query: &EventQuery,
    locale: Locale,
) -> Result<Page<EventView>, Error> {
    Ok(search(hub, actor, query, locale).await?.page)
}

/// A page of events, and what is to be said of it.
#[derive(Clone, Debug)]
pub struct SearchResult {
    pub page: Page<EventView>,
    /// Nothing held these words; this is what was probably meant, and the page is of that.
    pub meant: Option<String>,
    /// Nothing held all of the words; the page is of the others.
    pub ignored: Vec<String>,
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
) -> Result<SearchResult, Error> {
    let asked = query.search.as_deref().filter(|text| !text.trim().is_empty());
    let words = asked.map(words).unwrap_or_default();
    // A search without a letter or digit asks for nothing that can be found.
    if asked.is_some() && words.is_empty() {
        let page = Page::new(query.page, 0, Vec::new());
        return Ok(SearchResult { page, meant: None, ignored: Vec::new(), capped: false });
    }
    let now = hub.now();
    let mut connection = hub.db.public().await?;
    let filter =
        Filter { query, now, wanted: SearchText { exact: words.clone(), like: Vec::new() } };
    let mut listed = listed(&mut connection, &filter, &hub.counts).await?;
    let (mut meant, mut ignored) = (None, Vec::new());
    if listed.count == 0
        && !words.is_empty()
        && let Some(instead) = instead(&mut connection, (query, now), &words).await?
    {
        let guessed = !instead.wanted.like.is_empty();
        // Counts are remembered by what is looked for.
        let query = &EventQuery { search: Some(instead.kept.join(" ")), ..query.clone() };
        let filter = Filter { query, now, wanted: instead.wanted };
        listed = self::listed(&mut connection, &filter, &hub.counts).await?;
        if guessed {
            let texts = listed.rows.iter().flat_map(|row| [&*row.title, &*row.location]);
            meant = spelling::meant(&instead.kept, texts);
        }
        ignored = instead.ignored;
    }
    let Listed { count, rows, capped } = listed;
    let views = see(hub, &mut connection, actor, rows, locale).await?;
    Ok(SearchResult { page: Page::new(query.page, count, views), meant, ignored, capped })
}

struct Listed {
    count: i64,
    rows: Vec<EventRow>,
    /// There are as many as are counted, or more.
    capped: bool,
}

async fn listed(
    connection: &mut PgConnection,
    filter: &Filter<'_>,
    counts: &CountCache,
) -> Result<Listed, sqlx::Error> {
    let page = filter.query.page;
    if filter.ranked() {
        let (mut count, rows) =
            store::ranked_page(connection, filter, page.limit(), page.offset()).await?;
        if rows.is_empty() && page.offset() > 0 {
            // Beyond the end there is no row to say how many there are.
            count = store::ranked_page(connection, filter, 1, 0).await?.0;
        }
        return Ok(Listed { count, rows, capped: count >= RANKED_MAX });
    }
    let count = count(connection, filter, counts).await?;
    let limit = page.limit().min(LIST_MAX - page.offset());
    if limit <= 0 || count.is_some_and(|count| page.offset() >= count) {
        return Ok(Listed {
            count: count.unwrap_or(LIST_MAX),
            rows: Vec::new(),
            capped: count.is_none_or(|count| count >= LIST_MAX),
        });
    }
    if let Some(count) = count {
        let rows = store::page(connection, filter, limit, page.offset()).await?;
        return Ok(Listed { count, rows, capped: count >= LIST_MAX });
    }
    // One more row than is shown tells whether there is another page.
    let mut rows = store::page(connection, filter, limit + 1, page.offset()).await?;
    let read = i64::try_from(rows.len()).unwrap_or(limit);
    rows.truncate(usize::try_from(limit).unwrap_or_default());
    Ok(Listed { count: page.offset() + read, rows, capped: read > limit })
}

/// None where too many are counting already.
async fn count(
    connection: &mut PgConnection,
    filter: &Filter<'_>,
    counts: &CountCache,
) -> Result<Option<i64>, sqlx::Error> {
    let _turn = match counts.ask(filter.query, filter.now).await {
        Counting::Known(count) => return Ok(Some(count)),
        Counting::Busy => return Ok(None),
        Counting::Yours(turn) => turn,
    };
    let counted = store::count(connection, filter).await?;
    counts.put(filter.query, filter.now, counted);
    Ok(Some(counted.0))
}

/// Turns rows into what this caller sees, with one more statement at most.
pub(super) async fn see(
    hub: &Hub,
    connection: &mut PgConnection,
    actor: Actor,
    rows: Vec<EventRow>,
    locale: Locale,
) -> Result<Vec<EventView>, sqlx::Error> {
    let online: Vec<EventId> = rows.iter().filter(|row| row.is_online).map(|row| row.id).collect();
    let attended: HashSet<EventId> = match actor.user_id() {
        Some(user) if !online.is_empty() && !actor.is_admin() => {
            store::attended_by(connection, user, &online).await?.into_iter().collect()
        }
        _ => HashSet::new(),
    };
    let now = hub.now();
    let look = |row: &EventRow| ViewOptions {
        now,
        locale,
        may_join: actor.owns(row.organizer_id) || attended.contains(&row.id),
        may_edit: false,
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
/// `NotFound`, also for another person's draft.
pub async fn get(
    hub: &Hub,
    actor: Actor,
    id_or_slug: &str,
    locale: Locale,
) -> Result<EventView, Error> {
    let mut connection = hub.db.read().await?;
    let found = if let Some(user) = actor.user_id() {
        let seen = store::find_for(&mut connection, id_or_slug, user).await?;
        seen.map(|seen| (seen.row, seen.roles))
    } else {
        let row = store::find(&mut connection, id_or_slug).await?;
        row.map(|row| (row, Memberships::default()))
    };
    let (row, roles) = found.ok_or(ErrorCode::NotFound)?;
    let in_team = roles.may(EventRight::See);
    let known = in_team || is_visible(actor, &row);
    if !known && !takes_part(&mut connection, actor.user_id(), &row).await? {
        return Err(ErrorCode::NotFound.into());
    }
    let may_edit = is_owner(actor, row.organizer_id) || roles.may(EventRight::Edit);
    let may_join = match actor.user_id() {
        _ if in_team || actor.owns(row.organizer_id) => true,
        Some(user) if row.is_online => {
            !store::attended_by(&mut connection, user, &[row.id]).await?.is_empty()
        }
        _ => false,
    };
    let ticket_types = ticket_types::shown(&mut connection, &row, &[]).await?;
    let options = ViewOptions { now: hub.now(), locale, may_join, may_edit, rendered: true };
    let mut view = view::view(row, options);
    view.event.ticket_types = ticket_types;
    Ok(view)
}

/// Several events by their ids, in no order and without their descriptions; those the caller may
/// not know of are left out.
///
/// # Errors
/// What the database says.
pub async fn by_ids(
    hub: &Hub,
    actor: Actor,
    ids: &[EventId],
    locale: Locale,
) -> Result<Vec<EventView>, Error> {
    let mut connection = hub.db.read().await?;
    let mut rows = store::by_ids(&mut connection, ids).await?;
    let unseen = rows.iter().filter(|row| !is_visible(actor, row) && row.hidden_at.is_some());
    let unseen: Vec<EventId> = unseen.map(|row| row.id).collect();
    let own = match actor.user_id() {
        Some(user) if !unseen.is_empty() => {
            store::taking_part(&mut connection, user, &unseen).await?
        }
        _ => Vec::new(),
    };
    rows.retain(|row| is_visible(actor, row) || own.contains(&row.id));
    Ok(see(hub, &mut connection, actor, rows, locale).await?)
}

/// Authorises what every logged-in caller may do with an event that is visible to them.
///
/// # Errors
/// Not logged in; not found.
pub async fn may_take_part(hub: &Hub, actor: Actor, id_or_slug: &str) -> Result<Allowed, Error> {
    actor.require_user()?;
    may_see(hub, actor, id_or_slug).await
}

/// Whether the caller may know of an event.
///
/// # Errors
/// Not found.
pub async fn may_see(hub: &Hub, actor: Actor, id_or_slug: &str) -> Result<Allowed, Error> {
    let mut connection = hub.db.read().await?;
    visible(&mut connection, actor, id_or_slug).await.map(|_| Allowed::looked())
}

/// An event that another slice's row names, whoever asks.
pub(crate) async fn row_of(
    connection: &mut PgConnection,
    event: EventId,
) -> Result<Option<EventRow>, sqlx::Error> {
    store::find(connection, &event.to_string()).await
}

/// The event if this caller may know of it.
pub(crate) async fn visible(
    connection: &mut PgConnection,
    actor: Actor,
    id_or_slug: &str,
) -> Result<EventRow, Error> {
    let row = store::find(connection, id_or_slug).await?.ok_or(ErrorCode::NotFound)?;
    if is_visible(actor, &row) {
        return Ok(row);
    }
    // Only who asks for what is not public is looked for among those who have to do with it.
    if takes_part(connection, actor.user_id(), &row).await? {
        return Ok(row);
    }
    let asked = (row.id, row.organizer_id);
    if roles::has_right(connection, actor, asked, EventRight::See).await? {
        return Ok(row);
    }
    Err(ErrorCode::NotFound.into())
}

fn is_visible(actor: Actor, row: &EventRow) -> bool {
    let public = row.status != EventStatus::Draft && row.hidden_at.is_none();
    public || actor.owns(row.organizer_id)
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
) -> Result<Page<EventView>, Error> {
    let mut connection = hub.db.public().await?;
    let all = actor.owns(organizer);
    let (count, rows) =
        store::of_organizer(&mut connection, organizer, all, page.limit(), page.offset()).await?;
    let views = see(hub, &mut connection, actor, rows, locale).await?;
    Ok(Page::new(page, count, views))
}
