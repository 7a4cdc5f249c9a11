//! Live seats of an event's page: told by the event's stream, or polled while that is not connected.

use super::kinds::Kinds;
use super::purchase::Purchase;
use crate::actions::events::event_live::event_live;
use crate::live::EventLive;
use crate::timers::poll_while_disconnected;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

const POLL_EVERY: Duration = Duration::from_secs(5);

/// How long what is left of each kind may be out of date in a rush: the stream tells the event's seats
/// alone, and everybody who looks on would ask at once.
const ASK_AFTER: Duration = Duration::from_secs(2);

/// The longest that a page waits for a sale to begin or end, in seconds.
const DAY: i64 = 86_400;

#[derive(Clone, Copy)]
pub(super) struct LiveBox {
    pub(super) slug: StoredValue<String>,
    pub(super) seats: RwSignal<i32>,
    pub(super) bookable: RwSignal<bool>,
    pub(super) kinds: Kinds,
    pub(super) purchase: Purchase,
}

impl LiveBox {
    /// Shows what is left now.
    pub(super) fn ask(self) {
        let Some(slug) = self.slug.try_get_value() else { return };
        spawn_local(async move {
            let Ok(now) = event_live(slug).await else { return };
            set(self.seats, now.seats_available);
            set(self.bookable, now.bookable);
            if self.purchase.code.try_with_untracked(Option::is_none) == Some(true) {
                self.kinds.show(now.tickets);
            }
        });
        // What a code opens is told by a question with the code.
        let code = self.purchase.code.try_get_untracked().flatten();
        if self.purchase.typed && code.is_some() {
            self.purchase.ask(code);
        }
    }

    pub(super) fn follow(self) {
        let live = use_context::<EventLive>();
        Effect::new(move |_| {
            let counts = live.and_then(|live| live.counts.get());
            if let Some(counts) = counts {
                set(self.seats, counts.seats_available);
            }
        });
        poll_while_disconnected(live, POLL_EVERY, move || self.bookable.get(), move || self.ask());
        if !self.purchase.typed {
            return;
        }
        let asked = StoredValue::new(false);
        Effect::new(move |before: Option<u32>| {
            let version = live.map(|live| live.version.get()).unwrap_or_default();
            let moved = before.is_some_and(|before| before != version);
            if moved && !asked.get_value() {
                asked.set_value(true);
                let ask = move || {
                    asked.try_set_value(false);
                    self.ask();
                };
                set_timeout(ask, ASK_AFTER);
            }
            version
        });
        // A sale that begins or ends while somebody looks on.
        Effect::new(move |_| {
            let turns = self.kinds.lines.with(|all| all.iter().filter_map(|it| it.turns_in).min());
            let Some(wait) = turns.filter(|seconds| *seconds < DAY) else { return };
            let wait = Duration::from_secs(u64::try_from(wait).unwrap_or_default() + 1);
            if let Ok(timer) = set_timeout_with_handle(move || self.ask(), wait) {
                on_cleanup(move || timer.clear());
            }
        });
    }
}

/// What is the same is not set: each change would be announced.
fn set<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, now: T) {
    if signal.try_with_untracked(|before| *before != now) == Some(true) {
        signal.try_set(now);
    }
}
