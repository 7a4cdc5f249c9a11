//! Keeps the page of a booking current: subscribes to the visitor's live updates, and polls while
//! something is under way, often where no updates arrive.

use super::Data;
use crate::actions::bookings::booking_state::{BookingSnapshot, BookingUpdate, booking_state};
use crate::actions::bookings::views::BookingView;
use crate::browser;
use crate::components::toast;
use crate::forms::FlashMessage;
use crate::live::subscribe;
use crate::paths;
use crate::timers::use_interval;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;
use types::payments::PaymentStatus;

const POLL_EVERY: Duration = Duration::from_secs(1);
/// While live updates arrive.
const RECHECK_EVERY: Duration = Duration::from_secs(5);

#[derive(Clone, Copy)]
pub(super) struct Watch {
    id: Memo<String>,
    data: Data,
    /// What screen readers announce.
    announcement: RwSignal<Option<String>>,
    /// What is said once the page shows what was done.
    said: RwSignal<Option<FlashMessage>>,
    shown: RwSignal<Option<BookingSnapshot>>,
    /// The hold's end has come by this page's clock.
    pub(super) lapsed: RwSignal<bool>,
    /// How far this device's clock is behind the server's, in milliseconds.
    pub(super) offset: RwSignal<f64>,
}

impl Watch {
    pub(super) fn new(
        id: Memo<String>,
        data: Data,
        announcement: RwSignal<Option<String>>,
    ) -> Self {
        let watch = Self {
            id,
            data,
            announcement,
            said: RwSignal::new(None),
            shown: RwSignal::new(None),
            lapsed: RwSignal::new(false),
            offset: RwSignal::new(0.0),
        };
        let pending = Memo::new(move |_| watch.shown.get().is_some_and(BookingSnapshot::held));
        let paying = Memo::new(move |_| {
            watch.shown.get().is_some_and(|shown| shown.payment == Some(PaymentStatus::Pending))
        });
        // One question at the start sets the countdown by the server's clock.
        Effect::new(move |_| {
            if pending.get() {
                watch.ask();
            }
        });
        let connected = RwSignal::new(false);
        let known = Memo::new(move |_| watch.shown.with(Option::is_some));
        Effect::new(move |_| {
            // A visitor who may not see the booking gets no updates of it either.
            if known.get() {
                let open = subscribe(paths::MY_LIVE.to_owned(), &[], move |_, data| {
                    watch.on_message(&data);
                });
                Effect::new(move |_| connected.set(open.get()));
            }
        });
        let every = move || {
            let every = if connected.get() { RECHECK_EVERY } else { POLL_EVERY };
            // Money can be on its way for a booking that has ended meanwhile.
            (paying.get() || (pending.get() && watch.lapsed.get())).then_some(every)
        };
        use_interval(every, move || watch.ask());
        watch
    }

    /// A live update: something of the visitor's own has changed; without an id, anything may have.
    fn on_message(self, data: &str) {
        let id = self.id.try_get_untracked().unwrap_or_default();
        if data.contains(&id) || data.contains("\"booking\":null") {
            self.ask();
        }
    }

    fn ask(self) {
        let id = self.id.get_untracked();
        let asked = browser::now_ms();
        spawn_local(async move {
            if let Ok(state) = booking_state(id).await {
                self.apply(state, asked);
            }
        });
    }

    fn apply(self, answer: BookingUpdate, asked: f64) {
        #[allow(clippy::cast_precision_loss, reason = "exact until the year 287396")]
        let server = answer.now.timestamp_millis() as f64;
        self.offset.try_set(server - f64::midpoint(asked, browser::now_ms()));
        let shown = self.shown.try_get_untracked();
        if shown.is_some_and(|shown| shown != Some(answer.state)) {
            self.data.refetch();
        }
    }

    /// Fetches the booking again, after something was done to it here, and then says so.
    pub(super) fn reload(self, said: Option<FlashMessage>) {
        self.said.try_set(said);
        self.data.refetch();
    }
}

/// Remembers what the page shows, and announces a change of it.
pub(super) fn watch(view: &BookingView) {
    let Some(watch) = use_context::<Watch>() else { return };
    let now = view.state;
    let before = watch.shown.get_untracked();
    let opened = before.is_some_and(|before| before.exchange != now.exchange);
    // What waits for its difference says so itself.
    match watch.said.get_untracked() {
        Some(said) if now.exchange.is_none() || !opened => toast(said),
        _ => {}
    }
    watch.said.set(None);
    if before != Some(now) {
        watch.lapsed.set(false);
        watch.shown.set(Some(now));
        if before.is_some_and(|before| before.stage() != now.stage()) {
            watch.announcement.set(Some(view.badge.text.clone()));
        }
    }
}
