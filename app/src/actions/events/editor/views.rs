//! View models of the form: what it shows beside the fields.

use crate::actions::zones::local_times::LocalTimes;
use serde::{Deserialize, Serialize};
use types::effects::ChangeEffect;
use types::event_form::{EventEdit, EventForm};
use types::events::Category;
use types::venues::Venue;
use types::{Failure, FieldError};

/// The form as its page is opened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EditView {
    /// None for an event that is still to be made.
    pub edit: Option<EventEdit>,
    /// What is in the fields: what was typed and not saved, else the event as it is.
    pub form: EventForm,
    /// What the times are in the zone.
    pub times: LocalTimes,
    pub categories: Vec<Category>,
    pub venues: Vec<Venue>,
    /// It has kinds of ticket of its own, which have the prices.
    pub has_kinds: bool,
    /// What saving would do, where something was typed and not saved.
    pub effect: Option<ChangeEffect>,
    /// For the one draft that is made of an event that is still to be made.
    pub key: String,
}

impl EditView {
    /// Both texts differ: somebody else has saved since this one was begun.
    pub fn is_conflict(&self) -> bool {
        let Some(edit) = &self.edit else { return false };
        edit.unsaved.as_ref().is_some_and(|unsaved| unsaved.base_version != edit.version)
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
