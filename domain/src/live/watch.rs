//! Looking on at one event, or at what is one's own.

use super::counts::{self, EventNow};
use super::subscribers::{Broker, Now};
use crate::events::visible;
use crate::{Actor, Error, Hub};
use std::sync::Arc;
use tokio::sync::{broadcast, watch};
use types::ErrorCode;
use types::ids::{EventId, UserId};
use types::live::LiveNews;

/// An event's counts, now and whenever they change. A slow reader misses what lay between, never
/// the latest.
#[derive(Debug)]
pub struct EventWatch {
    pub event: EventId,
    now: watch::Receiver<Now>,
    first: Option<EventNow>,
    live: Arc<Broker>,
}

/// Looks on at an event.
///
/// # Errors
/// `NotFound`, also for another person's draft.
pub async fn watch_event(hub: &Hub, actor: Actor, id_or_slug: &str) -> Result<EventWatch, Error> {
    let mut connection = hub.db.read().await?;
    let event = visible(&mut connection, actor, id_or_slug).await?.id;
    let now = hub.live.subscribe_event(event);
    let mut watch = EventWatch { event, now, first: None, live: Arc::clone(&hub.live) };
    // After entering, so that no change falls between.
    let known = watch.now.borrow_and_update().is_some();
    if known {
        watch.now.mark_changed();
    } else {
        let loaded = counts::load(&mut connection, &[event]).await?;
        let (_, loaded) = loaded.into_iter().next().ok_or(ErrorCode::NotFound)?;
        hub.live.seed(event, loaded);
        watch.first = Some(loaded);
    }
    Ok(watch)
}

impl EventWatch {
    /// The counts as they are, and then each time they have changed; none once there is nothing
    /// more to come. Dropping the future loses nothing.
    pub async fn next(&mut self) -> Option<EventNow> {
        if let Some(first) = self.first.take() {
            // What was loaded by now is newer, or the same.
            let known = *self.now.borrow_and_update();
            return Some(known.unwrap_or(first));
        }
        loop {
            self.now.changed().await.ok()?;
            if let Some(now) = *self.now.borrow_and_update() {
                return Some(now);
            }
        }
    }
}

impl Drop for EventWatch {
    fn drop(&mut self) {
        self.live.unsubscribe_event(self.event);
    }
}

/// What happens to a person's own things.
#[derive(Debug)]
pub struct PersonWatch {
    person: UserId,
    news: broadcast::Receiver<LiveNews>,
    greeted: bool,
    live: Arc<Broker>,
}

/// Looks on at one's own bookings, payments and waitlist entries.
///
/// # Errors
/// `unauthenticated`.
pub fn watch_person(hub: &Hub, actor: Actor) -> Result<PersonWatch, ErrorCode> {
    let person = actor.require_user()?;
    let news = hub.live.subscribe_person(person);
    Ok(PersonWatch { person, news, greeted: false, live: Arc::clone(&hub.live) })
}

impl PersonWatch {
    /// First that anything may have changed, since nobody was looking; then what does. None once
    /// there is nothing more to come.
    pub async fn next(&mut self) -> Option<LiveNews> {
        if !self.greeted {
            self.greeted = true;
            return Some(LiveNews::default());
        }
        match self.news.recv().await {
            Ok(news) => Some(news),
            Err(broadcast::error::RecvError::Lagged(_)) => Some(LiveNews::default()),
            Err(broadcast::error::RecvError::Closed) => None,
        }
    }
}

impl Drop for PersonWatch {
    fn drop(&mut self) {
        self.live.unsubscribe_person(self.person);
    }
}
