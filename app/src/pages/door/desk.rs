//! What the parts of the door share: how it is set, what is asked and what came of it.

use super::settings::Settings;
use crate::actions::door::scan::door_scan;
use crate::actions::door::undo::door_undo;
use crate::actions::door::views::{DoorSet, DoorView, NamedScan, ScanView};
use crate::browser;
use crate::error::AppError;
use crate::web::Kept;
use crate::web::alert::{Speaker, Tone};
use crate::web::new_id::new_id;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;
use types::check_ins::{CheckInRefusal, Direction};
use types::ids::{CheckInId, CheckInListId, TicketId};
use types::{ErrorCode, Failure};

/// How long an answer is waited for. It counts all the same if it comes later.
const PATIENCE: Duration = Duration::from_secs(8);
/// A code that stays in front of the camera is one scan.
const SAME_CODE_MS: f64 = 4_000.0;
/// Scans that the list shows.
const SHOWN: usize = 20;

/// The id of what says the result.
pub(super) const RESULT: &str = "door-result";

/// What somebody shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    Code(String),
    Ticket(TicketId),
}

/// A scan that was asked for: whoever asks again with its id asks for the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Asked {
    id: CheckInId,
    shown: Shown,
    list: Option<CheckInListId>,
    direction: Direction,
}

/// What the result's box says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Scan(ScanView),
    /// The server said no before it looked at a ticket.
    Refused(Failure),
    /// There was no answer.
    Silence,
}

#[derive(Clone, Copy)]
pub(super) struct Desk {
    pub(super) slug: StoredValue<String>,
    pub(super) settings: RwSignal<Settings>,
    pub(super) outcome: RwSignal<Option<Outcome>>,
    /// Goes up with each outcome: the same one twice is said twice.
    pub(super) said: RwSignal<u32>,
    pub(super) recent: RwSignal<Vec<ScanView>>,
    /// What is in the field of the code.
    pub(super) code: RwSignal<String>,
    pub(super) busy: RwSignal<bool>,
    /// The browser's code is there.
    pub(super) ready: RwSignal<bool>,
    asked: RwSignal<Option<Asked>>,
    seen: StoredValue<(String, f64)>,
    speaker: Kept<Speaker>,
}

impl Desk {
    pub(super) fn new(view: &DoorView, settings: Settings) -> Self {
        let outcome = match &view.scan {
            NamedScan::Found(scan) => Some(Outcome::Scan((**scan).clone())),
            NamedScan::None | NamedScan::Lost => None,
        };
        let known = |list: &CheckInListId| view.lists.iter().any(|it| it.id == *list);
        let settings = Settings { list: settings.list.filter(known), ..settings };
        Self {
            slug: StoredValue::new(view.slug.clone()),
            settings: RwSignal::new(settings),
            outcome: RwSignal::new(outcome),
            said: RwSignal::new(0),
            recent: RwSignal::new(view.recent.clone()),
            code: RwSignal::new(String::new()),
            busy: RwSignal::new(false),
            ready: RwSignal::new(false),
            asked: RwSignal::new(None),
            seen: StoredValue::new((String::new(), 0.0)),
            speaker: Kept::new_with_storage(Speaker::default()),
        }
    }

    /// Takes over what the device has kept, and unlocks the sound with the first touch.
    pub(super) fn keep_settings(self) {
        Effect::new(move |_| {
            let slug = self.slug.get_value();
            let plain = self.settings.with_untracked(|now| {
                now.list.is_none() && now.gate.is_empty() && now.direction == Direction::In
            });
            let mut kept = Settings::kept(&slug).unwrap_or_default();
            if !plain {
                let now = self.settings.get_untracked();
                kept =
                    Settings { list: now.list, gate: now.gate, direction: now.direction, ..kept };
            }
            if kept.device.is_empty() {
                kept.device = new_id().simple().to_string();
            }
            kept.keep(&slug);
            self.settings.set(kept);
            self.ready.set(true);
            let unlock = move || {
                self.speaker.try_update_value(Speaker::unlock);
            };
            let touched = window_event_listener(ev::pointerdown, move |_| unlock());
            let pressed = window_event_listener(ev::keydown, move |_| unlock());
            on_cleanup(move || {
                touched.remove();
                pressed.remove();
            });
        });
    }

    pub(super) fn set(self, change: impl FnOnce(&mut Settings)) {
        self.settings.update(change);
        let slug = self.slug.get_value();
        self.settings.with_untracked(|settings| settings.keep(&slug));
    }

    pub(super) fn direction(self) -> Direction {
        self.settings.with(|it| it.direction)
    }

    pub(super) fn gate(self) -> String {
        self.settings.with(|it| it.gate.clone())
    }

    /// What the camera sees: the same code is looked at once.
    pub(super) fn see(self, code: String) {
        if self.busy.get_untracked() {
            return;
        }
        let now = browser::now_ms();
        let before = self.seen.try_update_value(|seen| {
            let same = seen.0 == code && now - seen.1 < SAME_CODE_MS;
            *seen = (code.clone(), now);
            same
        });
        if before == Some(false) {
            self.scan(Shown::Code(code));
        }
    }

    /// Asks for a scan. What had no answer and is shown again is asked with the same id.
    pub(super) fn scan(self, shown: Shown) {
        if self.busy.get_untracked() {
            return;
        }
        if let Shown::Code(code) = &shown {
            self.code.set(code.clone());
        }
        let settings = self.settings.get_untracked();
        let (list, direction) = (settings.list, settings.direction);
        let new = Asked { id: CheckInId(new_id()), shown, list, direction };
        let asked = self.asked.get_untracked().filter(|before| {
            (&before.shown, before.list, before.direction) == (&new.shown, list, direction)
        });
        let asked = asked.unwrap_or(new);
        self.asked.set(Some(asked.clone()));
        self.busy.set(true);
        let id = asked.id;
        set_timeout(
            move || {
                if self.busy.try_get_untracked() == Some(true) && self.is_asked(id) {
                    self.silence();
                }
            },
            PATIENCE,
        );
        let slug = self.slug.get_value();
        let by_name = matches!(asked.shown, Shown::Ticket(_));
        spawn_local(async move {
            let (code, ticket) = match asked.shown {
                Shown::Code(code) => (code, String::new()),
                Shown::Ticket(ticket) => (String::new(), ticket.to_string()),
            };
            let list = list.map(|list| list.to_string()).unwrap_or_default();
            let direction = direction.as_str().to_owned();
            let Settings { gate, device, .. } = settings;
            let set = DoorSet { list, direction, gate, device };
            let answer = door_scan(slug, asked.id.to_string(), code, ticket, set).await;
            // Another scan was begun since this one was given up.
            if self.is_asked(asked.id) {
                self.hear(answer);
                if by_name {
                    browser::focus_id_if_lost(RESULT);
                }
            }
        });
    }

    fn is_asked(self, id: CheckInId) -> bool {
        self.asked.try_with_untracked(|asked| asked.as_ref().is_some_and(|it| it.id == id))
            == Some(true)
    }

    fn hear(self, answer: Result<ScanView, AppError>) {
        match answer {
            Err(AppError(failure)) if failure.code == ErrorCode::Unavailable => self.silence(),
            Err(AppError(failure)) => {
                self.asked.set(None);
                self.busy.set(false);
                self.say(Outcome::Refused(failure));
            }
            Ok(scan) => {
                self.asked.set(None);
                self.busy.set(false);
                self.code.set(String::new());
                self.recent.update(|recent| {
                    recent.retain(|before| before.id != scan.id);
                    recent.insert(0, scan.clone());
                    recent.truncate(SHOWN);
                });
                self.say(Outcome::Scan(scan));
            }
        }
    }

    /// Nobody knows what became of it: it stays asked.
    fn silence(self) {
        self.busy.set(false);
        self.say(Outcome::Silence);
    }

    fn say(self, outcome: Outcome) {
        let tone = match &outcome {
            Outcome::Scan(ScanView { refusal: None, .. }) => Tone::Good,
            Outcome::Scan(ScanView {
                refusal: Some(CheckInRefusal::AlreadyIn | CheckInRefusal::NotIn),
                ..
            }) => Tone::Attention,
            Outcome::Scan(_) | Outcome::Refused(_) | Outcome::Silence => Tone::Bad,
        };
        if !self.settings.with_untracked(|it| it.silent) {
            self.speaker.try_with_value(|speaker| speaker.play(tone));
        }
        self.outcome.set(Some(outcome));
        self.said.update(|said| *said += 1);
    }

    /// Takes a scan back.
    pub(super) fn undo(self, id: CheckInId) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        let slug = self.slug.get_value();
        spawn_local(async move {
            let answer = door_undo(slug, id.to_string(), DoorSet::default()).await;
            self.busy.try_set(false);
            match answer {
                Ok(scan) => {
                    self.recent.try_update(|recent| {
                        for line in recent.iter_mut().filter(|line| line.id == scan.id) {
                            *line = scan.clone();
                        }
                    });
                    self.outcome.try_set(Some(Outcome::Scan(scan)));
                }
                Err(AppError(failure)) => {
                    self.outcome.try_set(Some(Outcome::Refused(failure)));
                }
            }
            self.said.try_update(|said| *said += 1);
            browser::focus_id_if_lost(RESULT);
        });
    }
}
