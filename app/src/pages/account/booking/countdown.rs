//! How long the seats are still held, by the server's clock.

use super::Watch;
use crate::browser;
use crate::i18n::{MyBookingsTexts, use_texts};
use chrono::{DateTime, Utc};
use leptos::prelude::*;
use std::time::Duration;

#[component]
pub(super) fn Countdown(until: DateTime<Utc>, now: DateTime<Utc>) -> impl IntoView {
    let lang = use_texts::<MyBookingsTexts>();
    let left = RwSignal::new((until - now).num_seconds().max(0));
    let watch = use_context::<Watch>();
    Effect::new(move |_| {
        let Some(watch) = watch else { return };
        #[allow(clippy::cast_precision_loss)] // exact until the year 287396
        let end = until.timestamp_millis() as f64;
        let tick = move || {
            let offset = watch.offset.try_get_untracked().unwrap_or_default();
            #[allow(clippy::cast_possible_truncation)] // an as of floats saturates
            let seconds = ((end - browser::now_ms() - offset) / 1000.0).ceil() as i64;
            left.try_set(seconds.max(0));
            if seconds <= 0 && watch.lapsed.try_get_untracked() == Some(false) {
                watch.lapsed.try_set(true);
            }
        };
        // The first question to the server has set the offset by then.
        watch.offset.track();
        if let Ok(timer) = set_interval_with_handle(tick, Duration::from_secs(1)) {
            on_cleanup(move || timer.clear());
        }
    });
    let urgent = move || left.get() < 120;
    view! {
        <p class="hold" class:urgent=urgent>
            <span>{lang.hold_text}</span>
            " "
            <span class="hold-clock" role="timer" data-testid="hold-countdown">
                {move || {
                    let left = left.get();
                    let (minutes, seconds) = (left / 60, left % 60);
                    if minutes < 60 {
                        format!("{minutes}:{seconds:02}")
                    } else {
                        format!("{}:{:02}:{seconds:02}", minutes / 60, minutes % 60)
                    }
                }}
            </span>
        </p>
    }
}
