//! Looking on at figures: they are loaded again when something has changed, but at a pace that a rush
//! does not set.

mod door;

pub use door::{DoorWatch, watch_door};

use super::{dashboard, organizer};
use crate::roles::workload;
use crate::{Actor, Error, Hub};
use std::collections::HashSet;
use std::time::Duration;
use tokio::sync::broadcast::{self, error::RecvError, error::TryRecvError};
use tokio::time::Instant;
use types::ids::{EventId, UserId};
use types::organizer::{EventFigures, LiveSummary};

/// The least time from one message to the next: a page that changes more often cannot be read.
const PAUSE: Duration = Duration::from_secs(1);
/// Loading takes at most this part of the time, however long it takes.
const PART: u32 = 10;
/// What no change tells of, such as visits and time itself, is looked for this often.
const LOOK: Duration = Duration::from_secs(15);

/// What has changed since the last look.
enum Changed {
    These(Vec<EventId>),
    /// Any event may have.
    Any,
}

/// Changes of some events, gathered until the pace allows another look.
#[derive(Debug)]
struct Changes {
    all: broadcast::Receiver<Option<EventId>>,
    not_before: Instant,
    /// Nothing was loaded yet.
    first: bool,
}

impl Changes {
    fn new(hub: &Hub) -> Self {
        let all = hub.live.subscribe_all_events();
        Self { all, not_before: Instant::now(), first: true }
    }

    /// Waits until it is time to look again, and tells which of these events have changed. `None` once
    /// nothing more comes.
    async fn wait(&mut self, events: &HashSet<EventId>) -> Option<Changed> {
        if std::mem::take(&mut self.first) {
            return Some(Changed::Any);
        }
        let mut changed = HashSet::new();
        let mut any = false;
        let look = tokio::time::sleep_until(self.not_before + LOOK);
        tokio::pin!(look);
        while changed.is_empty() && !any {
            tokio::select! {
                told = self.all.recv() => match told {
                    Ok(Some(event)) if events.contains(&event) => { changed.insert(event); }
                    Ok(Some(_)) => {}
                    Ok(None) | Err(RecvError::Lagged(_)) => any = true,
                    Err(RecvError::Closed) => return None,
                },
                () = &mut look => any = true,
            }
        }
        tokio::time::sleep_until(self.not_before).await;
        // What came meanwhile is seen by the same look.
        loop {
            match self.all.try_recv() {
                Ok(Some(event)) if events.contains(&event) => {
                    changed.insert(event);
                }
                Ok(Some(_)) => {}
                Ok(None) | Err(TryRecvError::Lagged(_)) => any = true,
                Err(TryRecvError::Empty | TryRecvError::Closed) => break,
            }
        }
        Some(if any { Changed::Any } else { Changed::These(changed.into_iter().collect()) })
    }

    /// Notes how long a look took that began then.
    fn looked(&mut self, began: Instant) {
        self.not_before = Instant::now() + PAUSE.max(began.elapsed() * PART);
    }
}

/// One event's figures, now and when they have changed.
#[derive(Debug)]
pub struct FiguresWatch {
    hub: Hub,
    event: EventId,
    events: HashSet<EventId>,
    changes: Changes,
    last: Option<EventFigures>,
}

/// Looks on at one event's figures.
///
/// # Errors
/// Not found or denied.
pub async fn watch_figures(hub: &Hub, actor: Actor, event: &str) -> Result<FiguresWatch, Error> {
    let event = dashboard::dashboard_event(hub, actor, event).await?;
    let (events, changes) = (HashSet::from([event]), Changes::new(hub));
    Ok(FiguresWatch { hub: hub.clone(), event, events, changes, last: None })
}

impl FiguresWatch {
    /// Waits until it is time to load; false once there is nothing more to come.
    pub async fn wait(&mut self) -> bool {
        self.changes.wait(&self.events).await.is_some()
    }

    /// The figures, for somebody who may still see them; none where they are those that were told
    /// last.
    ///
    /// # Errors
    /// Not found or denied.
    pub async fn load(&mut self, actor: Actor) -> Result<Option<EventFigures>, Error> {
        let began = Instant::now();
        let now = dashboard::figures(&self.hub, actor, &self.event.to_string()).await;
        self.changes.looked(began);
        let now = now?;
        let same = |last: &EventFigures| EventFigures { at: now.at, ..last.clone() } == now;
        if self.last.as_ref().is_some_and(same) {
            return Ok(None);
        }
        self.last = Some(now.clone());
        Ok(Some(now))
    }
}

/// An organizer's summary, now and when it has changed.
#[derive(Debug)]
pub struct SummaryWatch {
    hub: Hub,
    viewer: UserId,
    events: HashSet<EventId>,
    changes: Changes,
    changed: Option<Vec<EventId>>,
    last: Option<LiveSummary>,
}

/// Looks on at the events that one works on.
///
/// # Errors
/// Denied to who organizes nothing and is in no team.
pub async fn watch_summary(hub: &Hub, actor: Actor) -> Result<SummaryWatch, Error> {
    let viewer = actor.require_user()?;
    workload(&mut *hub.db.read().await?, actor).await?;
    Ok(SummaryWatch {
        hub: hub.clone(),
        viewer,
        events: HashSet::new(),
        changes: Changes::new(hub),
        changed: None,
        last: None,
    })
}

impl SummaryWatch {
    /// Waits until it is time to load; false once there is nothing more to come.
    pub async fn wait(&mut self) -> bool {
        match self.changes.wait(&self.events).await {
            Some(Changed::These(events)) => {
                self.changed = Some(events);
                true
            }
            Some(Changed::Any) => {
                self.changed = None;
                true
            }
            None => false,
        }
    }

    /// The summary, for somebody who still works on events; none where nothing has changed.
    ///
    /// # Errors
    /// Denied to everyone but who opened it.
    pub async fn load(&mut self, actor: Actor) -> Result<Option<LiveSummary>, Error> {
        if actor.require_user()? != self.viewer {
            return Err(types::ErrorCode::Forbidden.into());
        }
        let began = Instant::now();
        let loaded = self.look(actor).await;
        self.changes.looked(began);
        let now = loaded?;
        let same = self.last.as_ref().is_some_and(|last| last.summary == now.summary);
        // A line of a list may have changed where no sum did.
        if same && now.changed.as_ref().is_none_or(Vec::is_empty) {
            return Ok(None);
        }
        self.last = Some(now.clone());
        Ok(Some(now))
    }

    async fn look(&mut self, actor: Actor) -> Result<LiveSummary, Error> {
        let now = self.hub.now();
        let mut snapshot = self.hub.db.snapshot().await?;
        let work = workload(&mut snapshot, actor).await?;
        self.events = work.seen.iter().copied().collect();
        let summary = organizer::summary(&mut snapshot, actor, &work, now).await?;
        Ok(LiveSummary { at: now, summary, changed: self.changed.take() })
    }
}
