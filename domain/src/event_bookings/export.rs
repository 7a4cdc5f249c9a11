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
use std::fmt;
use std::sync::Arc;
use types::attendance::Attendee;
use types::event_bookings::{BookingFilter, ListedBooking};
use types::ids::{BookingId, TicketId};

/// Rows that are read at once.
const PIECE: usize = 1000;

type Load<I, T> = dyn for<'c> Fn(&'c mut PgConnection, &'c [I]) -> BoxFuture<'c, Result<Vec<T>, sqlx::Error>>
    + Send
    + Sync;

/// The rows of a list, piece by piece.
pub struct Export<I, T> {
    db: Db,
    name: String,
    timezone: String,
    ids: Vec<I>,
    at: usize,
    load: Arc<Load<I, T>>,
}

impl<I, T> fmt::Debug for Export<I, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Export").field("name", &self.name).finish_non_exhaustive()
    }
}

impl<I, T> Export<I, T> {
    /// The rows with these ids, read by `load`.
    pub(crate) fn new(
        hub: &Hub,
        name: impl Into<String>,
        timezone: impl Into<String>,
        ids: Vec<I>,
        load: impl for<'c> Fn(
            &'c mut PgConnection,
            &'c [I],
        ) -> BoxFuture<'c, Result<Vec<T>, sqlx::Error>>
        + Send
        + Sync
        + 'static,
    ) -> Self {
        let (name, timezone) = (name.into(), timezone.into());
        Self { db: hub.db.clone(), name, timezone, ids, at: 0, load: Arc::new(load) }
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.ids.len()
    }

    /// What the file is of, such as an event's slug.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The zone that dates are shown in.
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
        let rows = (self.load)(&mut connection, ids).await?;
        self.at = end;
        Ok(Some(rows))
    }
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
    let EventRow { id, slug, timezone, .. } = event;
    Ok(Export::new(hub, slug, timezone, ids, move |connection, ids| {
        Box::pin(rows::listed(connection, id, ids))
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
    let EventRow { id, slug, timezone, .. } = event;
    Ok(Export::new(hub, slug, timezone, ids, move |connection, ids| {
        Box::pin(rows::attendees(connection, id, ids))
    }))
}
