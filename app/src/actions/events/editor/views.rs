//! View models of the form: what it shows beside the fields.

use crate::actions::zones::local_times::LocalTimes;
use serde::{Deserialize, Serialize};
use types::effects::ChangeEffect;
use types::event_form::{Editor, EventForm};
use types::events::EventStatus;
use types::ids::EventId;
use types::venues::Venue;
use types::{Failure, FieldError};

/// The form as its page is opened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EditView {
    /// None for an event that is still to be made.
    pub edit: Option<Edited>,
    /// What is in the fields: what was typed and not saved, else the event as it is.
    pub form: EventForm,
    /// What the times are in the zone.
    pub times: LocalTimes,
    /// Slugs and names.
    pub categories: Vec<(String, String)>,
    pub venues: Vec<Venue>,
    /// Its kinds of ticket, which have the prices; empty where it has one.
    pub kinds: Vec<KindLine>,
    /// What saving would do, where something was typed and not saved.
    pub effect: Option<ChangeEffect>,
    /// For the one draft that is made of an event that is still to be made.
    pub key: String,
}

/// A kind of ticket in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KindLine {
    pub name: String,
    /// Its price, its seats and whether it is on sale.
    pub note: String,
}

impl EditView {
    /// Both texts differ: somebody else has saved since this one was begun.
    pub fn is_conflict(&self) -> bool {
        let Some(edit) = &self.edit else { return false };
        edit.unsaved_from.is_some_and(|version| version != edit.version)
    }
}

/// An event whose form is open: what the form asks for, since all of an event takes much code to read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edited {
    pub id: EventId,
    pub slug: String,
    pub status: EventStatus,
    pub version: i32,
    /// The event as it is, in the words of the form.
    pub saved: EventForm,
    /// The version from which was made what was typed and not saved; none where nothing was.
    pub unsaved_from: Option<i32>,
    /// What keeps it from being published, by field.
    pub missing: Vec<FieldError>,
    /// Who else was here within the last minute.
    pub others: Vec<Editor>,
    /// Old addresses that lead here.
    pub old_slugs: Vec<String>,
    /// More seats than these are taken: the capacity cannot go below.
    pub seats_taken: i32,
}

#[cfg(feature = "ssr")]
impl From<types::event_form::EventEdit> for Edited {
    fn from(edit: types::event_form::EventEdit) -> Self {
        let event = edit.view.event;
        Self {
            id: event.id,
            slug: event.slug,
            status: event.status,
            version: edit.version,
            saved: edit.form,
            unsaved_from: edit.unsaved.map(|unsaved| unsaved.base_version),
            missing: edit.missing,
            others: edit.others,
            old_slugs: edit.old_slugs,
            seats_taken: edit.seats_taken,
        }
    }
}

/// What became of a form that was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Saved {
    Done {
        slug: String,
        version: i32,
        published: bool,
        /// What a draft still lacks.
        missing: Vec<FieldError>,
    },
    /// Nothing is saved yet: people would be told, or offered seats.
    Confirm { effect: ChangeEffect },
    /// It is kept as it was typed, with what is wrong with it.
    Refused { failure: Failure, version: i32 },
    /// The page to be loaded, which says more.
    Elsewhere { path: String },
}

/// What a change is confirmed by: its effect in a few letters. Another effect is asked about anew.
pub fn confirmation(effect: &ChangeEffect) -> String {
    let told = effect.told_of.join("+");
    format!("{told}.{}.{}", u8::from(effect.people_told > 0), effect.parties_offered)
}

/// Whether somebody must be asked before this is saved.
pub fn needs_consent(effect: &ChangeEffect) -> bool {
    let told = !effect.told_of.is_empty() && effect.people_told > 0;
    told || effect.may_cancel > 0 || effect.parties_offered > 0
}
