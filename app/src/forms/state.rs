//! Form state: pending, the failure, and the values that were typed. An answer may come while its page is
//! being left and its signals are gone: what is derived of them is then as of a form without an answer.

use super::{Before, Flash, FormAction};
use crate::error::AppError;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use types::{Failure, FieldError};

#[derive(Clone, Copy)]
pub struct FormState {
    pub failure: Signal<Option<Failure>>,
    pub pending: Signal<bool>,
    /// What was asked for is done; the page is about to change.
    pub done: Signal<bool>,
    typed: StoredValue<Vec<(String, String)>>,
    /// The struct that its fields are sent as, if they are those of one.
    group: Option<&'static str>,
    /// What is said of its fields beside the refusal, such as of a form that was only kept.
    noted: Option<Signal<Vec<FieldError>>>,
}

impl FormState {
    /// Its fields are sent as those of a struct: `group[name]`.
    #[must_use]
    pub fn grouped(self, group: &'static str) -> Self {
        Self { group: Some(group), ..self }
    }

    /// With what is said of its fields although nothing was refused.
    #[must_use]
    pub fn with_notes(self, noted: Signal<Vec<FieldError>>) -> Self {
        Self { noted: Some(noted), ..self }
    }

    /// With what else it may be refused for than its action's own error.
    #[must_use]
    pub fn with_failure(self, failure: Signal<Option<Failure>>) -> Self {
        Self { failure, ..self }
    }

    /// It can be sent again after a good answer: the page stays.
    #[must_use]
    pub fn again(self) -> Self {
        Self { done: Signal::stored(false), ..self }
    }

    /// The name that a field is sent by.
    pub fn posted(&self, name: &str) -> String {
        self.group.map_or_else(|| name.to_owned(), |group| in_group(group, name))
    }

    /// What was typed into a field before the page was shown again.
    pub fn typed(&self, name: &str) -> Option<String> {
        self.typed.with_value(|typed| {
            typed.iter().find(|(field, _)| field == name).map(|(_, value)| value.clone())
        })
    }

    pub fn errors(&self, name: &str) -> Signal<Vec<FieldError>> {
        self.errors_of(name.to_owned())
    }

    /// The same of a field whose name is made.
    pub fn errors_of(&self, name: String) -> Signal<Vec<FieldError>> {
        let (failure, noted) = (self.failure, self.noted);
        let of_it = move |errors: &[FieldError]| -> Vec<FieldError> {
            errors.iter().filter(|error| error.field == name).cloned().collect()
        };
        Signal::derive(move || {
            let refused = failure.try_with(|failure| {
                failure.as_ref().map(|failure| of_it(&failure.fields)).unwrap_or_default()
            });
            match (refused, noted) {
                (Some(refused), Some(noted)) if refused.is_empty() => {
                    noted.try_with(|noted| of_it(noted)).unwrap_or_default()
                }
                (refused, _) => refused.unwrap_or_default(),
            }
        })
    }
}

/// The name that a field of a struct is sent by: `rows[0][name]` of `form` is `form[rows][0][name]`.
pub fn in_group(group: &str, name: &str) -> String {
    let (first, rest) = name.split_at(name.find('[').unwrap_or(name.len()));
    format!("{group}[{first}]{rest}")
}

/// Joins what the browser's code knows of a form with what a plain post left behind.
pub fn form_state<S>(action: FormAction<S>, endpoint: &'static str) -> FormState
where
    S: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    S::Output: Clone + Send + Sync + 'static,
{
    let flash = use_context::<StoredValue<Flash>>();
    let left = flash
        .map(|flash| flash.get_value())
        .filter(|flash| flash.form == endpoint)
        .unwrap_or_default();
    let before = StoredValue::new(left.failure);
    let value = action.value();
    let failure = Signal::derive(move || {
        let refused = value.try_with(|value| match value {
            Some(Err(AppError(failure))) => Some(failure.clone()),
            Some(Ok(_)) => None,
            None => before.try_get_value().flatten(),
        });
        refused.flatten()
    });
    Effect::new(move |_| {
        // The page has been shown with it; another visit to this form starts afresh.
        if let Some(flash) = flash {
            flash.update_value(|flash| flash.form.clear());
        }
        if failure.try_with(Option::is_some) == Some(true) {
            crate::browser::focus_first_error();
        }
    });
    FormState {
        failure,
        pending: action.pending().into(),
        done: Signal::derive(move || {
            value.try_with(|value| matches!(value, Some(Ok(_)))) == Some(true)
        }),
        typed: StoredValue::new(left.typed),
        group: None,
        noted: None,
    }
}

/// Loads the page that a success leads to: whoever is logged in, or the language, may be another.
pub fn load_on_success<S>(action: FormAction<S>)
where
    S: ServerFn<Output = String, Error = AppError> + Clone + Send + Sync + 'static,
{
    let value = action.value();
    Effect::new(move |_| {
        if let Some(Ok(path)) = value.get() {
            crate::browser::load(&path);
        }
    });
}

/// While an answer is on its way, and once it was good, another click does nothing: the server would
/// refuse or repeat it, but only after a moment of alarm. What a button shows elsewhere is the browser's.
pub fn submit_once(state: FormState) -> Before {
    Box::new(move |event| {
        if crate::browser::shown_elsewhere(&event) {
            event.stop_immediate_propagation();
            return;
        }
        match (state.pending.try_get_untracked(), state.done.try_get_untracked()) {
            (Some(false), Some(false)) => {}
            (Some(_), Some(_)) => event.prevent_default(),
            // The page is being made anew and this is the form of before: the browser posts it.
            _ => event.stop_immediate_propagation(),
        }
    })
}
