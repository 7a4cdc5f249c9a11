//! A field of one of several rows, whose name is made with the number of its row.

use super::{FieldError, FormState};
use leptos::prelude::*;

/// `<label>`, `<input>` and what is wrong with it. Of what is typed into a row nothing is required by
/// itself: an empty row is none.
#[component]
pub fn RowField(
    state: FormState,
    name: String,
    label: &'static str,
    kind: &'static str,
    /// The keyboard of a phone; empty: that of the kind.
    inputmode: &'static str,
    maxlength: usize,
    #[prop(optional_no_strip)] value: Option<String>,
) -> impl IntoView {
    let value = state.typed(&name).or(value);
    let errors = state.errors_of(name.clone());
    let wrong = move || errors.try_with(|errors| !errors.is_empty()) == Some(true);
    let described = format!("{name}-error");
    view! {
        <div class="field">
            <label for=name.clone()>{label}</label>
            <input
                id=name.clone()
                name=state.posted(&name)
                type=kind
                dir=(kind == "text").then_some("auto")
                value=value
                inputmode=Some(inputmode).filter(|it| !it.is_empty())
                autocomplete="off"
                maxlength=maxlength.to_string()
                aria-invalid=move || wrong().then_some("true")
                aria-describedby=move || wrong().then(|| described.clone())
            />
            <FieldError state name />
        </div>
    }
}
