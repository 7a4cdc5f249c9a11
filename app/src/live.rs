//! Hearing of changes as they happen (Server-Sent Events), while somebody looks at the page. Where
//! that does not work, `connected` stays false and the page asks now and then instead.

use crate::paths;
use leptos::prelude::*;
use types::ids::EventId;
use types::live::LiveCounts;

/// An event as it is now; provided to everything on its page.
#[derive(Clone, Copy, Debug)]
pub struct EventLive {
    /// None until the first word from the server.
    pub counts: RwSignal<Option<LiveCounts>>,
    /// Goes up whenever the counts or something of the visitor's own has changed.
    pub version: RwSignal<u32>,
    pub connected: RwSignal<bool>,
}

/// Hears what happens to an event; `changed` is called when its organizer has changed it.
pub fn provide_event_live(event: EventId, changed: impl Fn() + 'static) -> EventLive {
    let (counts, version) = (RwSignal::new(None), RwSignal::new(0));
    let path = paths::event_live(&event);
    let connected = hear(path, &["changed", "mine"], move |name, data| {
        if name == "message" {
            let Ok(now) = serde_json::from_slice::<LiveCounts>(data.as_bytes()) else { return };
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

/// Opens a stream and says whether it is open. `heard` gets each message's name (`message` where it
/// has none, else one of `names`) and its data.
pub fn hear(
    path: String,
    names: &'static [&'static str],
    heard: impl Fn(&'static str, String) + 'static,
) -> RwSignal<bool> {
    let connected = RwSignal::new(false);
    #[cfg(feature = "hydrate")]
    stream::keep_open(path, names, std::rc::Rc::new(heard), connected);
    #[cfg(not(feature = "hydrate"))]
    let _ = (path, names, heard);
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

    type Heard = Rc<dyn Fn(&'static str, String)>;

    struct Stream {
        path: String,
        names: &'static [&'static str],
        heard: Heard,
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
        heard: Heard,
        connected: RwSignal<bool>,
    ) {
        let (open, failures) = (RefCell::new(None), Cell::new(0));
        let stream = Rc::new(Stream { path, names, heard, connected, open, failures });
        let weak = Rc::downgrade(&stream);
        // Everything else knows it weakly: with its owner it is gone.
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
                self.tell(false);
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
                stream.tell(true);
            });
            listen("error", |stream, _, _| stream.failed());
            for name in std::iter::once(&"message").chain(self.names) {
                listen(name, |stream, name, event| {
                    let data = event.dyn_ref::<MessageEvent>().and_then(|it| it.data().as_string());
                    (stream.heard)(name, data.unwrap_or_default());
                });
            }
            *self.open.borrow_mut() = Some(Open { source, _handlers: handlers });
        }

        /// Said only when it changes: whoever asks instead would start to wait anew each time.
        fn tell(&self, open: bool) {
            if self.connected.try_get_untracked() == Some(!open) {
                self.connected.try_set(open);
            }
        }

        /// The browser tries again by itself, unless the server has refused.
        fn failed(self: &Rc<Self>) {
            self.tell(false);
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
