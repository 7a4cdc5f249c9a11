//! A countdown to a moment of the server's clock.

use crate::browser;
use crate::timers::use_interval;
use chrono::{DateTime, Utc};
use leptos::prelude::*;
use std::time::Duration;

const SECOND: Duration = Duration::from_secs(1);

#[component]
pub fn Countdown(
    until: DateTime<Utc>,
    /// The server's clock when the page was made.
    now: DateTime<Utc>,
    #[prop(into)] label: String,
    testid: &'static str,
    /// How far this device's clock is behind the server's, in milliseconds, where the page asks;
    /// else it is reckoned from `now`.
    #[prop(optional_no_strip)]
    offset: Option<RwSignal<f64>>,
    /// Below so many seconds it is urgent.
    #[prop(optional)]
    urgent: i64,
    /// Hours are shown although there are none left.
    #[prop(optional)]
    hours: bool,
    /// Told the seconds that are left, once a second; below zero once the moment has come.
    #[prop(into)]
    on_tick: Callback<i64>,
) -> impl IntoView {
    let left = RwSignal::new((until - now).num_seconds().max(0));
    let opened = browser::now_ms();
    let tick = move || {
        let offset = match offset {
            Some(offset) => offset.try_get_untracked().unwrap_or_default(),
            None => milliseconds(now) - opened,
        };
        #[allow(clippy::cast_possible_truncation, reason = "an as of floats saturates")]
        let seconds = ((milliseconds(until) - browser::now_ms() - offset) / 1000.0).ceil() as i64;
        left.try_set(seconds.max(0));
        on_tick.try_run(seconds);
    };
    let every = move || {
        // A timer that starts when the offset is known shows the first second in full.
        if let Some(offset) = offset {
            offset.track();
        }
        Some(SECOND)
    };
    use_interval(every, tick);
    let is_urgent = move || left.get() < urgent;
    let clock = move || {
        let left = left.get();
        let (hour, minute, second) = (left / 3600, left / 60 % 60, left % 60);
        if hour > 0 || hours {
            format!("{hour}:{minute:02}:{second:02}")
        } else {
            format!("{minute}:{second:02}")
        }
    };
    view! {
        <p class="hold" class:urgent=is_urgent>
            <span>{label}</span>
            " "
            <span class="hold-clock" role="timer" data-testid=testid>
                {clock}
            </span>
        </p>
    }
}

#[allow(clippy::cast_precision_loss, reason = "exact until the year 287396")]
fn milliseconds(time: DateTime<Utc>) -> f64 {
    time.timestamp_millis() as f64
}
