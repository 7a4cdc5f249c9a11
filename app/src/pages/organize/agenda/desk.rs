//! The sessions on the grid as they are moved: what is in the way is told at once, and what is let go is
//! saved at once, from the version that was seen.

use crate::actions::sessions::editor::{AgendaView, Beside};
use crate::actions::sessions::move_session::{Moved, move_session};
use crate::i18n::{AgendaTexts, use_texts};
use crate::load::Loaded;
use leptos::prelude::*;
use leptos::task::spawn_local;
use types::agenda::{AgendaSession, Clash, Place, clashes};
use types::ids::SessionId;

/// What outlives a reload of the sessions.
#[derive(Clone, Copy)]
pub(super) struct Board {
    data: Loaded<AgendaView>,
    /// The last word about a move, read out.
    pub(super) said: RwSignal<String>,
    /// Somebody else has changed what is shown.
    pub(super) stale: RwSignal<bool>,
    /// Where the session that was moved last came from.
    pub(super) undo: RwSignal<Option<(SessionId, Place)>>,
}

impl Board {
    pub(super) fn new(data: Loaded<AgendaView>) -> Self {
        Self {
            data,
            said: RwSignal::new(String::new()),
            stale: RwSignal::new(false),
            undo: RwSignal::new(None),
        }
    }
}

/// A session on its way.
#[derive(Clone)]
pub(super) struct Moving {
    pub(super) id: SessionId,
    pub(super) from: Place,
    pub(super) to: Place,
    /// By keys, until it is said that it stays there.
    pub(super) by_key: bool,
}

#[derive(Clone, Copy)]
pub(super) struct Desk {
    pub(super) board: Board,
    pub(super) view: StoredValue<AgendaView>,
    pub(super) sessions: RwSignal<Vec<AgendaSession>>,
    pub(super) moving: RwSignal<Option<Moving>>,
    saving: RwSignal<bool>,
    lang: &'static AgendaTexts,
}

impl Desk {
    pub(super) fn new(board: Board, view: AgendaView) -> Self {
        Self {
            board,
            sessions: RwSignal::new(view.sessions.clone()),
            view: StoredValue::new(view),
            moving: RwSignal::new(None),
            saving: RwSignal::new(false),
            lang: use_texts(),
        }
    }

    /// A session as it is shown now.
    pub(super) fn shown(self, id: SessionId) -> Option<AgendaSession> {
        let session = self.sessions.with(|all| all.iter().find(|it| it.id == id).cloned());
        let to =
            self.moving.with(|it| it.as_ref().filter(|it| it.id == id).map(|it| it.to.clone()));
        session.map(|session| match to {
            Some(place) => AgendaSession { place, ..session },
            None => session,
        })
    }

    /// Whether a session is on its way, and by keys.
    pub(super) fn moves(self, id: SessionId) -> Option<bool> {
        self.moving.with(|it| it.as_ref().filter(|it| it.id == id).map(|it| it.by_key))
    }

    /// What is in the way of the session that is being moved.
    pub(super) fn clashes(self, id: SessionId) -> Vec<Clash> {
        let Some(session) = self.shown(id) else { return Vec::new() };
        let event = self.view.with_value(|view| (view.start, view.end));
        self.sessions.with(|all| clashes(&session, all, event))
    }

    /// Begins to move a session; not while the move before is being saved.
    pub(super) fn begin(self, id: SessionId, by_key: bool) -> bool {
        if self.saving.get_untracked() {
            self.board.said.set(self.lang.one_at_a_time.to_owned());
            return false;
        }
        let Some(session) = untrack(|| self.shown(id)) else { return false };
        let from = session.place;
        self.moving.set(Some(Moving { id, to: from.clone(), from, by_key }));
        self.say("");
        true
    }

    /// Moves it on, and tells where that is and what is in the way there.
    pub(super) fn go(self, to: impl FnOnce(&Moving) -> Place) {
        let mut went = false;
        self.moving.update(|moving| {
            if let Some(moving) = moving {
                let next = to(moving);
                went = next != moving.to;
                moving.to = next;
            }
        });
        if went {
            self.say("");
        }
    }

    pub(super) fn cancel(self) {
        if self.moving.with_untracked(Option::is_some) {
            self.moving.set(None);
            self.board.said.set(self.lang.taken_back.to_owned());
        }
    }

    /// Saves it where it is now. What is in the way keeps it from that: with keys one goes on from
    /// there, a pointer has let it go.
    pub(super) fn settle(self) {
        let Some(Moving { id, from, to, by_key }) = self.moving.get_untracked() else { return };
        if from == to {
            self.moving.set(None);
            return;
        }
        if !untrack(|| self.clashes(id)).is_empty() {
            self.say(self.lang.not_moved);
            if !by_key {
                self.moving.set(None);
            }
            return;
        }
        self.save(id, to);
    }

    /// Puts the session that was moved last back.
    pub(super) fn take_back(self) {
        if let Some((id, place)) = self.board.undo.get_untracked() {
            self.save(id, place);
        }
    }

    /// Shows what is there now.
    pub(super) fn reload(self) {
        self.board.stale.set(false);
        self.board.undo.set(None);
        self.board.said.set(String::new());
        self.board.data.refetch();
    }

    /// The place of the session that is being moved and what is in the way, after a word.
    fn say(self, first: &str) {
        let Some(id) = self.moving.with_untracked(|it| it.as_ref().map(|it| it.id)) else { return };
        let Some(session) = untrack(|| self.shown(id)) else { return };
        let found = untrack(|| self.clashes(id));
        let text = self.view.with_value(|view| {
            let clock = &view.clock;
            let place = self.lang.place(&session.title, &session.place, clock);
            let others = self.sessions.get_untracked();
            let clashes = self.lang.all_clashes(&found, &others, clock);
            format!("{first} {place}. {clashes}")
        });
        self.board.said.set(text.trim().to_owned());
    }

    fn save(self, id: SessionId, to: Place) {
        let before = self.sessions.with_untracked(|all| all.iter().find(|it| it.id == id).cloned());
        let Some(before) = before else { return self.reload() };
        let sent = move_session(
            self.view.with_value(|view| view.slug.clone()),
            id.to_string(),
            before.version,
            to.room.clone(),
            to.start.timestamp(),
            to.end.timestamp(),
        );
        // Shown at once, and put back where it was refused.
        self.put(AgendaSession { place: to, ..before.clone() });
        self.moving.set(None);
        self.saving.set(true);
        spawn_local(async move {
            let answer = sent.await;
            if self.saving.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(Moved::Done { version }) => {
                    let _ = self.sessions.try_update(|all| {
                        let session = all.iter_mut().find(|it| it.id == id);
                        if let Some(session) = session {
                            session.version = version;
                        }
                    });
                    self.board.undo.try_set(Some((id, before.place)));
                    self.board.said.try_set(self.lang.move_saved.to_owned());
                }
                Ok(Moved::Refused(beside)) => {
                    self.put(before);
                    self.board.said.try_set(self.refused(&beside));
                    self.board.stale.try_set(true);
                }
                Err(error) => {
                    self.put(before);
                    let text = self.lang.failure(&error.0);
                    self.board.said.try_set(format!("{} {text}", self.lang.not_moved));
                }
            }
        });
    }

    fn refused(self, beside: &Beside) -> String {
        let text = self.view.with_value(|view| words(self.lang, beside, view));
        format!("{} {text}", self.lang.not_moved)
    }

    fn put(self, session: AgendaSession) {
        let _ = self.sessions.try_update(|all| {
            if let Some(there) = all.iter_mut().find(|it| it.id == session.id) {
                *there = session;
            }
        });
    }
}

/// Why a session was not saved, in words.
pub(super) fn words(lang: &AgendaTexts, beside: &Beside, view: &AgendaView) -> String {
    match &beside.changed {
        Some(now) => lang.overtaken(beside.by.as_deref(), now, &view.clock),
        None => lang.all_clashes(&beside.clashes, &beside.others, &view.clock),
    }
}
