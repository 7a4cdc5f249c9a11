//! Live updates by Server-Sent Events, while the page is visible. Where they do not arrive,
//! `connected` stays false and the page polls instead.

use crate::paths;
use leptos::prelude::*;
use types::ids::EventId;
use types::live::LiveCounts;

/// The live state of an event; provided to everything on its page.
#[derive(Clone, Copy, Debug)]
pub struct EventLive {
    /// None until the first word from the server.
    pub counts: RwSignal<Option<LiveCounts>>,
    /// Goes up whenever the counts or something of the visitor's own has changed.
    pub version: RwSignal<u32>,
    pub connected: RwSignal<bool>,
}

/// Subscribes to an event; `changed` is called when its organizer has changed it.
pub fn provide_event_live(event: EventId, changed: impl Fn() + 'static) -> EventLive {
    let (counts, version) = (RwSignal::new(None), RwSignal::new(0));
    let path = paths::event_live(&event);
    let connected = subscribe(path, &["changed", "mine"], move |name, data| {
        if name == "message" {
            let Ok(now) = crate::json::read::<LiveCounts>(&data) else { return };
            counts.try_set(Some(now));
        } else if name == "changed" {
            changed();
        }
        version.try_update(|version| *version += 1);
    });
    let live = EventLive { counts, version, connected };
    provide_context(live);
    live
}

/// Opens a stream and says whether it is connected. `on_message` gets each message's name (`message`
/// where it has none, else one of `names`) and its data.
pub fn subscribe(
    path: String,
    names: &'static [&'static str],
    on_message: impl Fn(&'static str, String) + 'static,
) -> RwSignal<bool> {
    let connected = RwSignal::new(false);
    #[cfg(feature = "hydrate")]
    stream::keep_open(path, names, std::rc::Rc::new(on_message), connected);
    #[cfg(not(feature = "hydrate"))]
    let _ = (path, names, on_message);
    connected
}

#[cfg(feature = "hydrate")]
mod stream {
    use crate::browser;
    use leptos::ev;
    use leptos::prelude::*;
    use std::cell::{Cell, RefCell};
    use std::rc::{Rc, Weak};
    use std::time::Duration;
    use wasm_bindgen::JsCast;
    use wasm_bindgen::closure::Closure;
    use web_sys::{Event, EventSource, MessageEvent};

    /// Pauses grow up to this, in seconds.
    const PAUSE_MAX: f64 = 60.0;

    type OnMessage = Rc<dyn Fn(&'static str, String)>;

    struct Stream {
        path: String,
        names: &'static [&'static str],
        on_message: OnMessage,
        connected: RwSignal<bool>,
        open: RefCell<Option<Open>>,
        failures: Cell<i32>,
    }

    /// Closed when it is dropped.
    struct Open {
        source: EventSource,
        _handlers: Vec<Closure<dyn FnMut(Event)>>,
    }

    impl Drop for Open {
        fn drop(&mut self) {
            self.source.close();
        }
    }

    pub(super) fn keep_open(
        path: String,
        names: &'static [&'static str],
        on_message: OnMessage,
        connected: RwSignal<bool>,
    ) {
        let (open, failures) = (RefCell::new(None), Cell::new(0));
        let stream = Rc::new(Stream { path, names, on_message, connected, open, failures });
        let weak = Rc::downgrade(&stream);
        // Everything else knows it weakly: with its owner it is gone.
        #[allow(clippy::disallowed_methods, reason = "only browsers come here")]
        let kept = StoredValue::new_local(stream);
        Effect::new(move |_| {
            kept.with_value(Stream::follow);
            let weak = weak.clone();
            let seen = window_event_listener(ev::visibilitychange, move |_| {
                if let Some(stream) = weak.upgrade() {
                    stream.follow();
                }
            });
            on_cleanup(move || seen.remove());
        });
    }

    impl Stream {
        /// Open while the page is seen: a browser has few connections to a server, and tabs in the
        /// background would use them up.
        fn follow(self: &Rc<Self>) {
            if !browser::is_visible() {
                self.open.take();
                self.set_connected(false);
            } else if self.open.borrow().is_none() {
                self.start();
            }
        }

        fn start(self: &Rc<Self>) {
            let Ok(source) = EventSource::new(&self.path) else { return };
            let mut handlers = Vec::new();
            let mut listen = |name: &'static str, act: fn(&Rc<Self>, &'static str, &Event)| {
                let weak: Weak<Self> = Rc::downgrade(self);
                let handler = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
                    if let Some(stream) = weak.upgrade() {
                        act(&stream, name, &event);
                    }
                });
                let function = handler.as_ref().unchecked_ref();
                let _ = source.add_event_listener_with_callback(name, function);
                handlers.push(handler);
            };
            listen("open", |stream, _, _| {
                stream.failures.set(0);
                stream.set_connected(true);
            });
            listen("error", |stream, _, _| stream.failed());
            for name in std::iter::once(&"message").chain(self.names) {
                listen(name, |stream, name, event| {
                    let data = event.dyn_ref::<MessageEvent>().and_then(|it| it.data().as_string());
                    (stream.on_message)(name, data.unwrap_or_default());
                });
            }
            *self.open.borrow_mut() = Some(Open { source, _handlers: handlers });
        }

        /// Set only when it changes: each change starts the timer of the polling anew.
        fn set_connected(&self, open: bool) {
            if self.connected.try_get_untracked() == Some(!open) {
                self.connected.try_set(open);
            }
        }

        /// The browser tries again by itself, unless the server has refused.
        fn failed(self: &Rc<Self>) {
            self.set_connected(false);
            let refused = self
                .open
                .borrow()
                .as_ref()
                .is_some_and(|open| open.source.ready_state() == EventSource::CLOSED);
            if !refused {
                return;
            }
            let failures = self.failures.get() + 1;
            self.failures.set(failures);
            // Not everybody at the same moment.
            let pause = 2_f64.powi(failures).min(PAUSE_MAX) * (0.5 + js_sys::Math::random() / 2.0);
            let weak = Rc::downgrade(self);
            set_timeout(
                move || {
                    if let Some(stream) = weak.upgrade() {
                        stream.open.take();
                        stream.follow();
                    }
                },
                Duration::from_secs_f64(pause),
            );
        }
    }
}
