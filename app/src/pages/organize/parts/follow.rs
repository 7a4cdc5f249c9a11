//! Live figures without a dance: what a stream says is collected for a moment, and told to screen
//! readers only now and then.

use crate::browser;
use crate::live::subscribe;
use crate::timers::use_interval;
use leptos::prelude::*;
use std::time::Duration;

/// Of what is said within it only the last is shown.
const MOMENT: Duration = Duration::from_millis(800);
/// While the stream is not connected.
const ASK_EVERY: Duration = Duration::from_secs(30);
/// Between two announcements.
const QUIET: Duration = Duration::from_secs(30);

/// Follows a stream; whether it is connected.
pub fn follow(path: String, hear: impl Fn(&str) + Send + Sync + 'static) -> RwSignal<bool> {
    let heard = StoredValue::new(None::<String>);
    let hear = StoredValue::new(hear);
    let tell = move || {
        let text = heard.try_update_value(Option::take).flatten();
        if let Some(text) = text {
            hear.try_with_value(|hear| hear(&text));
        }
    };
    subscribe(path, &[], move |_, text| {
        let waiting = heard.try_update_value(|heard| heard.replace(text).is_some());
        if waiting == Some(false) {
            set_timeout(tell, MOMENT);
        }
    })
}

/// Asks now and then where the stream does not arrive.
pub fn ask_while_away(connected: RwSignal<bool>, ask: impl Fn() + Clone + 'static) {
    use_interval(
        move || (!connected.get()).then_some(ASK_EVERY),
        move || {
            if browser::is_visible() {
                ask();
            }
        },
    );
}

/// What a polite live region says: the newest of what it is given, at most twice a minute.
#[derive(Clone, Copy)]
pub struct Announcer {
    said: RwSignal<String>,
    next: StoredValue<Option<String>>,
    waits: StoredValue<bool>,
}

impl Announcer {
    pub fn silent() -> Self {
        Self {
            said: RwSignal::new(String::new()),
            next: StoredValue::new(None),
            waits: StoredValue::new(false),
        }
    }

    pub fn say(self, text: String) {
        self.next.try_set_value(Some(text));
        if self.waits.try_get_value() == Some(false) {
            self.speak();
        }
    }

    fn speak(self) {
        let Some(text) = self.next.try_update_value(Option::take).flatten() else {
            self.waits.try_set_value(false);
            return;
        };
        if self.said.try_get_untracked().is_some_and(|said| said != text) {
            self.said.try_set(text);
        }
        self.waits.try_set_value(true);
        set_timeout(move || self.speak(), QUIET);
    }
}

/// The live region of an [`Announcer`].
#[component]
pub fn Announced(announcer: Announcer) -> impl IntoView {
    view! {
        <p class="visually-hidden" role="status">
            {move || announcer.said.get()}
        </p>
    }
}
