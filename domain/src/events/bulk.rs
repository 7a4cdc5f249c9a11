//! Many events from elsewhere at once, in one transaction.

use super::slug::slugify;
use super::store::{self, NewEvent, Values};
use crate::Hub;
use crate::accounts::import_organizer;
use crate::audit::{Entry, Object};
use crate::ids::new_id;
use crate::ticket_types;
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde_json::json;
use sqlx::postgres::PgConnection;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use types::events::EventStatus;
use types::history::{AuditAction, ObjectKind};
use types::ids::{CategoryId, EventId, UserId};
use types::{Currency, Locale, RefundPolicy};

/// Rows that are written by one statement.
const CHUNK: usize = 500;

/// A published event from elsewhere.
#[derive(Clone, Debug)]
pub struct BulkEvent {
    /// Names it where it comes from: an event whose key is known already is left as it is.
    pub import_key: String,
    /// What the slug is made of, apart from the title.
    pub slug_hint: String,
    pub title: String,
    pub description: String,
    pub language: Locale,
    /// The slug of one of the categories that come along.
    pub category: String,
    pub location: String,
    pub online_meeting_url: Option<String>,
    pub start_date: DateTime<Utc>,
    pub end_date: DateTime<Utc>,
    pub timezone: String,
    pub max_capacity: i32,
    pub price: Decimal,
    /// Name and price of each kind of ticket in their order; empty where it has one, at its own price.
    pub ticket_types: Vec<(String, Decimal)>,
    pub currency: Currency,
}

impl BulkEvent {
    fn values(&self, category_id: CategoryId) -> Values {
        let refund = RefundPolicy::default();
        Values {
            title: self.title.clone(),
            description: self.description.clone(),
            language: self.language,
            category_id,
            venue_id: None,
            location: self.location.clone(),
            online_meeting_url: self.online_meeting_url.clone(),
            start_date: self.start_date,
            end_date: self.end_date,
            timezone: self.timezone.clone(),
            max_capacity: self.max_capacity,
            max_per_person: None,
            waitlist_open: true,
            price: self.price,
            currency: self.currency,
            image: None,
            refund_full_until_hours: refund.full_until_hours,
            refund_percent_after: refund.late_percent,
            status: EventStatus::Published,
            unset_fields: Vec::new(),
        }
    }
}

/// A category from elsewhere, named by its slug.
#[derive(Clone, Debug)]
pub struct BulkCategory {
    pub slug: String,
    pub name: String,
    pub name_ru: Option<String>,
}

/// The organizer of imported events: an account without a password.
#[derive(Clone, Debug)]
pub struct ImportOrganizer {
    pub email: String,
    pub display_name: String,
}

/// The keys of what was added and of what was there before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    pub added: usize,
    pub known: Vec<String>,
}

/// Adds what is not there yet, all or nothing; `progress` is told how many are done.
///
/// # Errors
/// What the database says; then nothing was changed.
pub async fn import(
    hub: &Hub,
    organizer: ImportOrganizer,
    categories: Vec<BulkCategory>,
    events: Vec<BulkEvent>,
    progress: impl Fn(usize) + Send + Sync + 'static,
) -> Result<Imported, sqlx::Error> {
    hub.db
        .unhurried()
        .write(move |tx| {
            Box::pin(async move {
                store::lock_import(tx).await?;
                let organizer =
                    import_organizer(tx, &organizer.email, &organizer.display_name).await?;
                let categories = ensure_categories(tx, &categories).await?;
                let keys: Vec<String> =
                    events.iter().map(|event| event.import_key.clone()).collect();
                let known = store::known_import_keys(tx, &keys).await?;
                let mut seen: HashSet<&String> = known.iter().collect();
                let fresh: Vec<&BulkEvent> =
                    events.iter().filter(|event| seen.insert(&event.import_key)).collect();
                let rows = rows(tx, organizer, &fresh, &categories).await?;
                let mut added = 0;
                progress(events.len() - rows.len());
                for (chunk, of) in rows.chunks(CHUNK).zip(fresh.chunks(CHUNK)) {
                    store::insert_bulk(tx, chunk).await?;
                    let types = chunk.iter().zip(of).flat_map(|(row, event)| {
                        event
                            .ticket_types
                            .iter()
                            .map(move |(name, price)| (row.id, &**name, *price))
                    });
                    ticket_types::make_many(tx, &types.collect::<Vec<_>>()).await?;
                    added += chunk.len();
                    progress(events.len() - rows.len() + added);
                }
                tell(tx, AuditAction::EventsImported, ObjectKind::Event, added).await?;
                Ok(Imported { added, known })
            })
        })
        .await
}

async fn ensure_categories(
    tx: &mut PgConnection,
    wanted: &[BulkCategory],
) -> Result<HashMap<String, CategoryId>, sqlx::Error> {
    let (mut ids, mut added) = (HashMap::new(), 0);
    for category in wanted {
        let (id, new) = store::ensure_category(tx, category).await?;
        added += usize::from(new);
        ids.insert(category.slug.clone(), id);
    }
    tell(tx, AuditAction::CategoriesAdded, ObjectKind::Category, added).await?;
    Ok(ids)
}

/// One entry for all that were added.
async fn tell(
    tx: &mut PgConnection,
    action: AuditAction,
    kind: ObjectKind,
    added: usize,
) -> Result<(), sqlx::Error> {
    if added == 0 {
        return Ok(());
    }
    let entry = Entry::by_system(action, Object::many(kind));
    entry.detail(json!({ "count": added })).record(tx).await
}

/// Gives every event an id and a slug that neither the database nor this batch has.
async fn rows<'a>(
    tx: &mut PgConnection,
    organizer: UserId,
    events: &[&'a BulkEvent],
    categories: &HashMap<String, CategoryId>,
) -> Result<Vec<NewEvent<'a>>, sqlx::Error> {
    let mut taken = store::all_slugs(tx).await?;
    let mut rows = Vec::with_capacity(events.len());
    for event in events {
        let id = EventId(new_id());
        let base = slugify(&format!("{} {}", event.title, event.slug_hint));
        let numbered = (2..10).map(|number| format!("{base}-{number}"));
        let tail = format!("{base}-{}", &id.0.simple().to_string()[20..]);
        let slug = std::iter::once(base.clone())
            .chain(numbered)
            .find(|slug| !taken.contains(slug))
            .unwrap_or(tail);
        taken.insert(slug.clone());
        let Some(category) = categories.get(&event.category).copied() else {
            return Err(sqlx::Error::RowNotFound);
        };
        let values = Cow::Owned(event.values(category));
        let import_key = Some(&*event.import_key);
        rows.push(NewEvent { id, slug, organizer, import_key, values });
    }
    Ok(rows)
}
