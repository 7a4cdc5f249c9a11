//! Changes to announce after the commit: collected while a transaction runs, published once it has
//! committed, forgotten when it has not.

use std::cell::RefCell;
use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Notify;
use types::ids::{BookingId, EventId, UserId};

/// What changed, by its ids: an event's seats, or something of a person's own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Change {
    pub(crate) event: Option<EventId>,
    pub(crate) user: Option<UserId>,
    pub(crate) booking: Option<BookingId>,
}

tokio::task_local! {
    static COLLECTED: RefCell<Vec<Change>>;
}

/// An event's seats, its waitlist or the event itself may have changed.
pub(crate) fn event_changed(event: EventId) {
    collect_change(Change { event: Some(event), ..Change::default() });
}

/// A booking or its payment may have changed, and its event's seats with it.
pub(crate) fn booking_changed(event: EventId, user: UserId, booking: BookingId) {
    collect_change(Change { event: Some(event), user: Some(user), booking: Some(booking) });
}

/// A booking's payment has begun.
pub(crate) fn payment_changed(user: UserId, booking: BookingId) {
    collect_change(Change { event: None, user: Some(user), booking: Some(booking) });
}

/// Something else of a person's own may have changed, such as a place on an event's waitlist.
pub(crate) fn person_changed(user: UserId, event: Option<EventId>) {
    collect_change(Change { event, user: Some(user), booking: None });
}

/// Outside [`crate::Db`]'s writes a change is dropped: nothing commits there.
fn collect_change(change: Change) {
    let _ = COLLECTED.try_with(|changes| changes.borrow_mut().push(change));
}

/// Runs `work` and collects what it changes.
pub(super) async fn collect<T>(work: impl Future<Output = T>) -> (T, Vec<Change>) {
    COLLECTED
        .scope(RefCell::default(), async {
            let answer = work.await;
            (answer, COLLECTED.with(RefCell::take))
        })
        .await
}

/// Changes waiting to be announced; beyond this the announcement is "anything may have changed".
const WAITING_MAX: usize = 10_000;

/// Changes that have committed and are to be announced; each once, however often it happened.
#[derive(Clone, Debug, Default)]
pub(crate) struct Changes(Arc<Waiting>);

#[derive(Debug, Default)]
struct Waiting {
    pending: Mutex<Pending>,
    some: Notify,
}

#[derive(Debug, Default)]
pub(crate) struct Pending {
    pub(crate) changes: HashSet<Change>,
    /// There were too many: anything may have changed.
    pub(crate) everything: bool,
}

impl Pending {
    pub(crate) fn is_empty(&self) -> bool {
        self.changes.is_empty() && !self.everything
    }
}

impl Changes {
    pub(crate) fn publish(&self, changes: Vec<Change>) {
        if changes.is_empty() {
            return;
        }
        let mut pending = self.0.pending.lock().unwrap_or_else(PoisonError::into_inner);
        if !pending.everything {
            pending.changes.extend(changes);
        }
        if pending.changes.len() > WAITING_MAX {
            *pending = Pending { everything: true, ..Pending::default() };
        }
        drop(pending);
        self.0.some.notify_one();
    }

    /// Waits until something has changed.
    pub(crate) async fn some(&self) {
        self.0.some.notified().await;
    }

    pub(crate) fn take(&self) -> Pending {
        std::mem::take(&mut *self.0.pending.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Gives back what could not be announced.
    pub(crate) fn restore(&self, pending: Pending) {
        let mut waiting = self.0.pending.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.everything |= pending.everything;
        waiting.changes.extend(pending.changes);
        if waiting.changes.len() > WAITING_MAX {
            *waiting = Pending { everything: true, ..Pending::default() };
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
    async fn changes_belong_to_the_work_that_made_them() {
        let event = EventId(new_id());
        event_changed(EventId(new_id()));
        let (answer, changes) = collect(async {
            event_changed(event);
            7
        })
        .await;
        assert_eq!(
            (answer, changes),
            (7, vec![Change { event: Some(event), ..Change::default() }])
        );
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
        let pending = changes.take();
        assert!(pending.everything && pending.changes.is_empty());
        assert!(changes.take().is_empty());
    }
}
