//! Files of the whole list. What a filter finds is looked up once, as ids; the rows are read piece by
//! piece while the file is sent. So a slow reader holds a list of ids and no transaction, and no row
//! comes twice.

use super::filter::Matching;
use super::page::{Ordering, event_of, ids};
use super::{attendees, list, rows};
use crate::events::EventRow;
use crate::{Actor, Db, Error, Hub};
use futures::future::BoxFuture;
use sqlx::postgres::PgConnection;
use types::attendance::Attendee;
use types::event_bookings::{BookingFilter, ListedBooking};
use types::ids::{BookingId, EventId, TicketId};

/// Rows that are read at once.
const PIECE: usize = 1000;

type Load<I, T> = for<'c> fn(
    &'c mut PgConnection,
    EventId,
    &'c [I],
) -> BoxFuture<'c, Result<Vec<T>, sqlx::Error>>;

/// The rows of a list, piece by piece.
#[derive(Debug)]
pub struct Export<I, T> {
    db: Db,
    event: EventId,
    slug: String,
    timezone: String,
    ids: Vec<I>,
    at: usize,
    load: Load<I, T>,
}

impl<I, T> Export<I, T> {
    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.ids.len()
    }

    /// The event's slug, for the file's name.
    pub fn slug(&self) -> &str {
        &self.slug
    }

    /// The event's zone: dates are shown in it.
    pub fn timezone(&self) -> &str {
        &self.timezone
    }

    /// The next rows; nothing after the last.
    ///
    /// # Errors
    /// What the database says.
    pub async fn next(&mut self) -> Result<Option<Vec<T>>, sqlx::Error> {
        let end = self.ids.len().min(self.at + PIECE);
        let Some(ids) = self.ids.get(self.at..end).filter(|ids| !ids.is_empty()) else {
            return Ok(None);
        };
        let mut connection = self.db.read().await?;
        let rows = (self.load)(&mut connection, self.event, ids).await?;
        self.at = end;
        Ok(Some(rows))
    }
}

fn export<I, T>(hub: &Hub, event: EventRow, ids: Vec<I>, load: Load<I, T>) -> Export<I, T> {
    let EventRow { id, slug, timezone, .. } = event;
    Export { db: hub.db.clone(), event: id, slug, timezone, ids, at: 0, load }
}

/// All bookings that the filter finds.
///
/// # Errors
/// Not found or denied.
pub async fn export_bookings(
    hub: &Hub,
    actor: Actor,
    event: &str,
    filter: &BookingFilter,
    ordering: Ordering,
) -> Result<Export<BookingId, ListedBooking>, Error> {
    let mut connection = hub.db.read().await?;
    let event = event_of(&mut connection, actor, event).await?;
    let matching = Matching::new(&event, filter);
    let ids = ids(&mut connection, list::push_page, &matching, ordering, None).await?;
    Ok(export(hub, event, ids, |connection, event, ids| {
        Box::pin(rows::bookings(connection, event, ids))
    }))
}

/// The tickets of all bookings that the filter finds.
///
/// # Errors
/// Not found or denied.
pub async fn export_attendees(
    hub: &Hub,
    actor: Actor,
    event: &str,
    filter: &BookingFilter,
    ordering: Ordering,
) -> Result<Export<TicketId, Attendee>, Error> {
    let mut connection = hub.db.read().await?;
    let event = event_of(&mut connection, actor, event).await?;
    let matching = Matching::new(&event, filter);
    let ids = ids(&mut connection, attendees::push_page, &matching, ordering, None).await?;
    Ok(export(hub, event, ids, |connection, event, ids| {
        Box::pin(rows::attendees(connection, event, ids))
    }))
}
