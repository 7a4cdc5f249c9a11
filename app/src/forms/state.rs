//! Form state: pending, the failure, and the values that were typed.

use super::Flash;
use crate::error::AppError;
use leptos::ev::SubmitEvent;
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
}

impl FormState {
    /// What was typed into a field before the page was shown again.
    pub fn typed(&self, name: &str) -> Option<String> {
        self.typed.with_value(|typed| {
            typed.iter().find(|(field, _)| field == name).map(|(_, value)| value.clone())
        })
    }

    pub fn errors(&self, name: &'static str) -> Signal<Vec<FieldError>> {
        let failure = self.failure;
        Signal::derive(move || {
            failure.with(|failure| {
                failure
                    .iter()
                    .flat_map(|failure| &failure.fields)
                    .filter(|error| error.field == name)
                    .cloned()
                    .collect()
            })
        })
    }
}

/// Joins what the browser's code knows of a form with what a plain post left behind.
pub fn form_state<S>(action: ServerAction<S>, endpoint: &'static str) -> FormState
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
        value.with(|value| match value {
            Some(Err(AppError(failure))) => Some(failure.clone()),
            Some(Ok(_)) => None,
            None => before.try_get_value().flatten(),
        })
    });
    Effect::new(move |_| {
        // The page has been shown with it; another visit to this form starts afresh.
        if let Some(flash) = flash {
            flash.update_value(|flash| flash.form.clear());
        }
        if failure.with(Option::is_some) {
            crate::browser::focus_first_error();
        }
    });
    FormState {
        failure,
        pending: action.pending().into(),
        done: Signal::derive(move || value.with(|value| matches!(value, Some(Ok(_))))),
        typed: StoredValue::new(left.typed),
    }
}

/// Loads the page that a success leads to: whoever is logged in, or the language, may be another.
pub fn load_on_success<S>(action: ServerAction<S>)
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

/// A capturing submit listener: while an answer is on its way, and once it was good, another
/// click does nothing. The server would refuse or repeat it, but only after a moment of alarm.
pub fn submit_once(state: FormState) -> impl Fn(SubmitEvent) + Clone + Send + 'static {
    move |event| {
        match (state.pending.try_get_untracked(), state.done.try_get_untracked()) {
            (Some(false), Some(false)) => {}
            (Some(_), Some(_)) => event.prevent_default(),
            // The page is being made anew and this is the form of before: the browser posts it.
            _ => event.stop_immediate_propagation(),
        }
    }
}
