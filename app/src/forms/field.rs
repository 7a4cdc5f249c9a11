//! A labelled field with its hint and its errors.

use super::FormState;
use crate::i18n::use_lang;
use leptos::prelude::*;

/// The summary above a form, announced when it appears. Holds the focus where no field is wrong.
#[component]
pub fn FieldErrors(state: FormState) -> impl IntoView {
    let lang = use_lang();
    move || {
        state.failure.try_get().flatten().map(|failure| {
            view! {
                <div class="alert alert-error" role="alert" tabindex="-1" data-error-summary>
                    <p>{lang.failure(&failure)}</p>
                </div>
            }
        })
    }
}

/// `<label>`, `<input>` and what is wrong with it.
#[component]
pub fn TextField(
    state: FormState,
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(default = "text")] kind: &'static str,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] value: Option<String>,
    #[prop(optional)] autocomplete: Option<&'static str>,
    #[prop(optional)] inputmode: Option<&'static str>,
    #[prop(optional)] placeholder: Option<&'static str>,
    #[prop(optional)] list: Option<&'static str>,
    #[prop(default = true)] required: bool,
    #[prop(optional)] minlength: Option<usize>,
    #[prop(optional)] maxlength: Option<usize>,
    /// Where its errors are said under another name.
    #[prop(optional)]
    errors_of: Option<&'static str>,
    /// Never given back to the page, and never asked of the state.
    #[prop(optional)]
    secret: bool,
) -> impl IntoView {
    let lang = use_lang();
    let told = errors_of.unwrap_or(name);
    let errors = state.errors(told);
    let wrong = move || errors.try_with(|errors| !errors.is_empty()) == Some(true);
    let value = if secret { None } else { state.typed(name).or(value) };
    let hint_id = hint.is_some().then(|| format!("{name}-hint"));
    let described = {
        let hint_id = hint_id.clone();
        move || {
            let error_id = wrong().then(|| format!("{told}-error"));
            match (error_id, hint_id.clone()) {
                (Some(error), Some(hint)) => Some(format!("{error} {hint}")),
                (error, hint) => error.or(hint),
            }
        }
    };
    view! {
        <div class="field">
            <label for=name>
                {label}
                {(!required)
                    .then(|| {
                        view! {
                            " "
                            <span class="optional">{lang.optional}</span>
                        }
                    })}
            </label>
            <input
                id=name
                name=state.posted(name)
                type=kind
                dir=(kind == "text").then_some("auto")
                value=value
                required=required
                autocomplete=autocomplete
                inputmode=inputmode
                placeholder=placeholder
                list=list
                minlength=minlength.map(|n| n.to_string())
                maxlength=maxlength.map(|n| n.to_string())
                aria-invalid=move || wrong().then_some("true")
                aria-describedby=described
            />
            {hint
                .map(|hint| {
                    view! {
                        <p class="hint" id=hint_id>
                            {hint}
                        </p>
                    }
                })}
            <FieldError state name=told />
        </div>
    }
}

/// What is wrong with one field, named by `{name}-error`.
#[component]
pub fn FieldError(state: FormState, #[prop(into)] name: String) -> impl IntoView {
    let lang = use_lang();
    let errors = state.errors_of(name.clone());
    move || {
        errors.with(|errors| {
            errors.first().map(|error| {
                view! {
                    <p class="field-error" id=format!("{name}-error")>
                        {lang.field_error(error)}
                    </p>
                }
            })
        })
    }
}
