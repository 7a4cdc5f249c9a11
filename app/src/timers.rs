//! Timers of a component, which end with it.

use crate::browser;
use crate::live::EventLive;
use leptos::prelude::*;
use std::time::Duration;

/// Calls `tick` on an interval, by as much as `every` says: it is asked again when a signal it reads
/// changes, and where it gives nothing there is no timer.
pub fn use_interval(
    every: impl Fn() -> Option<Duration> + 'static,
    tick: impl Fn() + Clone + 'static,
) {
    Effect::new(move |_| {
        let Some(every) = every() else { return };
        if let Ok(timer) = set_interval_with_handle(tick.clone(), every) {
            on_cleanup(move || timer.clear());
        }
    });
}

/// Polling in place of live updates: calls `ask` while it is needed, the event's stream is not
/// connected, and the page is visible.
pub fn poll_while_disconnected(
    live: Option<EventLive>,
    every: Duration,
    needed: impl Fn() -> bool + 'static,
    ask: impl Fn() + Clone + 'static,
) {
    let connected = move || live.is_some_and(|live| live.connected.get());
    use_interval(
        move || (needed() && !connected()).then_some(every),
        move || {
            if browser::is_visible() {
                ask();
            }
        },
    );
}

#[cfg(test)]
mod tests {
    use crate::sources;

    #[test]
    fn no_other_file_starts_an_interval() {
        for (file, text) in sources::files() {
            let starts = text.contains("set_interval");
            assert!(!starts || file == "timers.rs", "{file}: take use_interval, which ends it");
        }
    }
}
