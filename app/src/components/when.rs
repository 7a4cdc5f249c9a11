//! Dates and times with their machine-readable form.

use crate::actions::events::views::EventCard;
use crate::browser::viewer_time;
use crate::i18n::{use_lang, use_locale};
use chrono::{DateTime, SecondsFormat, Utc};
use leptos::prelude::*;

/// When an event is, in its own zone, on one line.
#[component]
pub fn When(
    start: DateTime<Utc>,
    /// The line, as the language writes it.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    let machine = start.to_rfc3339_opts(SecondsFormat::Secs, true);
    view! { <time datetime=machine>{text}</time> }
}

impl EventCard {
    /// When it is, in one line.
    pub fn when(&self, lang: &crate::i18n::Texts) -> String {
        lang.span_short(&self.span)
    }
}

/// The same moment in the viewer's own zone, once the browser can tell it. Its place is kept.
#[component]
pub fn ViewerTime(time: DateTime<Utc>) -> impl IntoView {
    let (lang, locale) = (use_lang(), use_locale());
    let local = RwSignal::new(None::<String>);
    Effect::new(move |_| local.set(viewer_time(time, locale)));
    view! { <span class="viewer-time">{move || local.get().map(|time| lang.your_time(&time))}</span> }
}
