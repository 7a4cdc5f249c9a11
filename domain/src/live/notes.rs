//! What a transaction changes, kept until it has committed.

use super::change::Change;
use std::cell::RefCell;
use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Notify;
use types::ids::{BookingId, EventId, UserId};

tokio::task_local! {
    static NOTES: RefCell<Vec<Change>>;
}

/// An event's seats, its waitlist or the event itself may have changed.
pub fn note_event(event: EventId) {
    note(Change { event: Some(event), ..Change::default() });
}

/// A booking or its payment may have changed, and its event's seats with it.
pub fn note_booking(event: EventId, user: UserId, booking: BookingId) {
    note(Change { event: Some(event), user: Some(user), booking: Some(booking) });
}

/// A booking's payment has begun.
pub fn note_payment(user: UserId, booking: BookingId) {
    note(Change { event: None, user: Some(user), booking: Some(booking) });
}

/// Something else of a person's own may have changed, such as a place on an event's waitlist.
pub fn note_person(user: UserId, event: Option<EventId>) {
    note(Change { event, user: Some(user), booking: None });
}

/// Outside [`crate::Db`]'s transactions nobody keeps notes.
fn note(change: Change) {
    let _ = NOTES.try_with(|notes| notes.borrow_mut().push(change));
}

/// Runs `work` and says what was noted on the way.
pub(crate) async fn gather<T>(work: impl Future<Output = T>) -> (T, Vec<Change>) {
    NOTES
        .scope(RefCell::default(), async {
            let answer = work.await;
            (answer, NOTES.with(RefCell::take))
        })
        .await
}

/// More than this are not told one by one.
const WAITING_MAX: usize = 10_000;

/// Changes that have committed and are to be announced; each once, however often it happened.
#[derive(Clone, Debug, Default)]
pub struct Changes(Arc<Waiting>);

#[derive(Debug, Default)]
struct Waiting {
    batch: Mutex<Batch>,
    some: Notify,
}

#[derive(Debug, Default)]
pub(super) struct Batch {
    pub(super) changes: HashSet<Change>,
    /// There were too many: anything may have changed.
    pub(super) everything: bool,
}

impl Batch {
    pub(super) fn is_empty(&self) -> bool {
        self.changes.is_empty() && !self.everything
    }
}

impl Changes {
    pub(crate) fn publish(&self, changes: Vec<Change>) {
        if changes.is_empty() {
            return;
        }
        let mut batch = self.0.batch.lock().unwrap_or_else(PoisonError::into_inner);
        if !batch.everything {
            batch.changes.extend(changes);
        }
        if batch.changes.len() > WAITING_MAX {
            *batch = Batch { everything: true, ..Batch::default() };
        }
        drop(batch);
        self.0.some.notify_one();
    }

    /// Waits until something has changed.
    pub(super) async fn some(&self) {
        self.0.some.notified().await;
    }

    pub(super) fn take(&self) -> Batch {
        std::mem::take(&mut *self.0.batch.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Gives back what could not be announced.
    pub(super) fn restore(&self, batch: Batch) {
        let mut waiting = self.0.batch.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.everything |= batch.everything;
        waiting.changes.extend(batch.changes);
        if waiting.changes.len() > WAITING_MAX {
            *waiting = Batch { everything: true, ..Batch::default() };
        }
        drop(waiting);
        self.0.some.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::new_id;

    #[tokio::test]
    async fn notes_belong_to_the_work_that_took_them() {
        let event = EventId(new_id());
        note_event(EventId(new_id()));
        let (answer, notes) = gather(async {
            note_event(event);
            7
        })
        .await;
        assert_eq!((answer, notes), (7, vec![Change { event: Some(event), ..Change::default() }]));
    }

    #[test]
    fn a_change_waits_once_and_too_many_become_everything() {
        let changes = Changes::default();
        let one = Change { event: Some(EventId(new_id())), ..Change::default() };
        changes.publish(vec![one, one]);
        changes.publish(vec![one]);
        assert_eq!(changes.take().changes.len(), 1);
        let other = || Change { user: Some(UserId(new_id())), ..Change::default() };
        changes.publish((0..=WAITING_MAX).map(|_| other()).collect());
        changes.publish(vec![one]);
        let batch = changes.take();
        assert!(batch.everything && batch.changes.is_empty());
        assert!(changes.take().is_empty());
    }
}
