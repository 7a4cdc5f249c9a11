//! Looking on at a door.

use super::Changes;
use crate::{Actor, Error, Hub, attendance};
use std::collections::HashSet;
use tokio::time::Instant;
use types::check_ins::DoorFigures;
use types::ids::EventId;

/// How many are in, now and when it has changed.
#[derive(Debug)]
pub struct DoorWatch {
    hub: Hub,
    event: EventId,
    events: HashSet<EventId>,
    changes: Changes,
    last: Option<DoorFigures>,
}

/// Looks on at the door of an event.
///
/// # Errors
/// Not found or denied.
pub async fn watch_door(hub: &Hub, actor: Actor, event: &str) -> Result<DoorWatch, Error> {
    let event = attendance::door_event(hub, actor, event).await?;
    let (events, changes) = (HashSet::from([event]), Changes::new(hub));
    Ok(DoorWatch { hub: hub.clone(), event, events, changes, last: None })
}

impl DoorWatch {
    /// Waits until it is time to load; false once there is nothing more to come.
    pub async fn wait(&mut self) -> bool {
        self.changes.wait(&self.events).await.is_some()
    }

    /// The figures, for somebody who may still see them; none where they are those that were told
    /// last.
    ///
    /// # Errors
    /// Not found or denied.
    pub async fn load(&mut self, actor: Actor) -> Result<Option<DoorFigures>, Error> {
        let began = Instant::now();
        let now = attendance::figures(&self.hub, actor, &self.event.to_string()).await;
        self.changes.looked(began);
        let now = now?;
        let same = |last: &DoorFigures| DoorFigures { at: now.at, ..last.clone() } == now;
        if self.last.as_ref().is_some_and(same) {
            return Ok(None);
        }
        self.last = Some(now.clone());
        Ok(Some(now))
    }
}
