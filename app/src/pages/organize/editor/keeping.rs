//! Keeping the form while it is typed: at once in this browser, and after a moment on the server.
//! What the server has not got stays in the browser, and is offered when the form is opened again.

use crate::actions::events::editor::autosave::KeepEventForm;
use crate::actions::events::editor::fields::filled;
use crate::browser::now_ms;
use crate::error::AppError;
use crate::forms::in_group;
use crate::paths;
use crate::transport;
use crate::web;
use crate::web::fields::{self, Held, Typed};
use crate::web::storage;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos::task::spawn_local;
use std::time::Duration;
use types::event_form::{Autosaved, Editor, EventForm};
use types::{ErrorCode, FieldError};

/// The id of the form.
pub(super) const FORM: &str = "event-form";
/// After the last key.
const PAUSE: Duration = Duration::from_millis(1500);
/// Before it is tried again when the server was not there.
const AGAIN: Duration = Duration::from_secs(10);

/// Where the newest text is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kept {
    /// Nothing was typed since the page was opened, or nothing is known of it.
    Untouched,
    /// On its way to the server, or about to be.
    Saving,
    /// On the server, since then by this device's clock.
    Saved(i64),
    /// In this browser alone, and why.
    Here(Why),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    Offline,
    LoggedOut,
    Untitled,
    Refused(ErrorCode),
}

/// A text that this browser keeps: the form as it would be posted, and when it was typed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct KeptText {
    pub form: EventForm,
    pub version: i32,
    pub at: i64,
}

impl KeptText {
    fn parse(kept: &str) -> Option<Self> {
        let (at, typed) = kept.split_once(' ')?;
        let typed = Typed::parse(typed)?;
        let version = typed.get("version").and_then(|it| it.parse().ok()).unwrap_or_default();
        Some(Self { form: form_of(&typed), version, at: at.parse().ok()? })
    }
}

fn form_of(typed: &Typed) -> EventForm {
    filled(&|name| typed.get(&in_group("form", name)))
}

/// Milliseconds since 1970 by this device's clock, whole ones: to read and write fractions is code
/// that the browser would fetch.
#[allow(clippy::cast_possible_truncation, reason = "an as of floats saturates")]
pub(super) fn clock() -> i64 {
    now_ms() as i64
}

#[derive(Clone, Copy)]
pub(super) struct Keeping {
    /// The event's id; empty as long as there is none.
    pub event: RwSignal<String>,
    pub version: RwSignal<i32>,
    pub kept: RwSignal<Kept>,
    pub missing: RwSignal<Vec<FieldError>>,
    /// What is wrong with what was kept.
    pub problems: RwSignal<Vec<FieldError>>,
    pub others: RwSignal<Vec<Editor>>,
    /// Somebody else has saved meanwhile.
    pub overtaken: RwSignal<bool>,
    turn: StoredValue<u32>,
    busy: StoredValue<bool>,
    held: web::Kept<Option<Held>>,
}

impl Keeping {
    pub(super) fn new(
        event: String,
        version: i32,
        missing: Vec<FieldError>,
        others: Vec<Editor>,
    ) -> Self {
        Self {
            event: RwSignal::new(event),
            version: RwSignal::new(version),
            kept: RwSignal::new(Kept::Untouched),
            missing: RwSignal::new(missing),
            problems: RwSignal::new(Vec::new()),
            others: RwSignal::new(others),
            overtaken: RwSignal::new(false),
            turn: StoredValue::new(0),
            busy: StoredValue::new(false),
            held: web::Kept::new_with_storage(None),
        }
    }

    /// The name of the copy in this browser.
    fn name(self) -> String {
        let event = self.event.get_untracked();
        format!("event-form:{}", if event.is_empty() { "new" } else { &event })
    }

    /// What this browser keeps and the server has not got, if it differs from what is shown.
    pub(super) fn copy(self, shown: &EventForm) -> Option<KeptText> {
        let copy = KeptText::parse(&storage::kept(&self.name())?)?;
        if copy.form == *shown {
            self.forget_copy();
            return None;
        }
        Some(copy)
    }

    pub(super) fn forget_copy(self) {
        storage::forget(&self.name());
    }

    /// Something was typed.
    pub(super) fn touched(self) {
        self.turn.update_value(|turn| *turn += 1);
        let Some(typed) = Typed::of(FORM) else { return };
        storage::keep(&self.name(), &format!("{} {}", clock(), typed.text()));
        let blank = |name| typed.get(name).is_none_or(|it| it.trim().is_empty());
        if blank("event") && blank("form[title]") {
            self.kept.set(Kept::Here(Why::Untitled));
            return;
        }
        // What is said of an earlier text must not be read as said of this one.
        if matches!(self.kept.get_untracked(), Kept::Saved(_)) {
            self.kept.set(Kept::Saving);
        }
        self.later(PAUSE);
    }

    fn later(self, pause: Duration) {
        let turn = self.turn.get_value();
        set_timeout(
            move || {
                if self.turn.try_get_value() == Some(turn) {
                    self.send();
                }
            },
            pause,
        );
    }

    /// Whether its button has to wait: what is on its way changes the version.
    pub(super) fn hold(self, event: &SubmitEvent) {
        if self.busy.get_value() && !event.default_prevented() {
            self.held.set_value(Some(fields::hold(event)));
        }
    }

    /// The form is being saved by its button: what was about to be kept need not be.
    pub(super) fn stop(self) {
        self.turn.update_value(|turn| *turn += 1);
    }

    /// Its button saved nothing.
    pub(super) fn stopped(self) {
        if self.kept.get_untracked() == Kept::Saving {
            self.kept.set(Kept::Untouched);
        }
    }

    /// The form was saved; it is of this version now, and lacks this.
    pub(super) fn saved(self, version: i32, missing: Vec<FieldError>) {
        self.version.set(version);
        self.missing.set(missing);
        self.problems.set(Vec::new());
        self.kept.set(Kept::Saved(clock()));
        self.forget_copy();
    }

    fn send(self) {
        if self.busy.get_value() {
            // What is on its way may make the draft: two would be two drafts.
            self.later(PAUSE);
            return;
        }
        let Some(typed) = Typed::of(FORM) else { return };
        let form = typed.text();
        self.busy.set_value(true);
        self.kept.set(Kept::Saving);
        let turn = self.turn.get_value();
        spawn_local(async move {
            let answer = transport::post(KeepEventForm::PATH, form).await;
            if self.busy.try_update_value(|busy| *busy = false).is_none() {
                // The page is gone; the copy in the browser stays if the server has not got it.
                return;
            }
            let newest = self.turn.get_value() == turn;
            match answer {
                Ok(kept) => self.take(kept, newest),
                Err(AppError(failure)) => self.fail(failure.code),
            }
            if let Some(held) = self.held.try_update_value(Option::take).flatten() {
                // Once the form has the version that came back.
                set_timeout(move || held.send(FORM), Duration::ZERO);
            }
        });
    }

    fn take(self, now: Autosaved, newest: bool) {
        if newest {
            self.forget_copy();
        }
        if self.event.get_untracked().is_empty() {
            self.forget_copy();
            self.event.set(now.event.to_string());
            fields::replace_address(&paths::organize_edit(&now.slug));
        }
        if !now.changed_meanwhile {
            self.version.set(now.version);
        }
        self.overtaken.set(now.changed_meanwhile);
        self.missing.set(now.missing);
        self.problems.set(now.problems);
        self.others.set(now.others);
        self.kept.set(if newest { Kept::Saved(clock()) } else { Kept::Saving });
        if !newest {
            self.later(PAUSE);
        }
    }

    fn fail(self, code: ErrorCode) {
        let why = match code {
            ErrorCode::Unauthenticated | ErrorCode::TokenInvalid => Why::LoggedOut,
            ErrorCode::Unavailable | ErrorCode::Internal | ErrorCode::TooManyRequests => {
                self.later(AGAIN);
                Why::Offline
            }
            code => Why::Refused(code),
        };
        self.kept.set(Kept::Here(why));
    }
}
