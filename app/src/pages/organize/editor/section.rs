//! A part of the form: an anchor, a heading, its fields; and the fields that are no text.

use crate::forms::{FieldError, FormState};
use crate::i18n::use_lang;
use leptos::prelude::*;

/// The parts of the form in their order; the anchor of each.
pub(super) const ANCHORS: [&str; 8] =
    ["basics", "about", "when", "where", "seats", "refunds", "picture", "address"];

#[component]
pub(super) fn Section(
    anchor: &'static str,
    title: &'static str,
    #[prop(optional)] text: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    let heading = format!("{anchor}-title");
    let labelled = heading.clone();
    view! {
        <section class="editor-section" id=anchor aria-labelledby=labelled>
            <div class="editor-section-head">
                <h2 id=heading>{title}</h2>
                {text.map(|text| view! { <p class="muted">{text}</p> })}
            </div>
            <div class="form-fields">{children()}</div>
        </section>
    }
}

/// A choice of few: value and text of each.
#[component]
pub(in crate::pages::organize) fn Choice(
    state: FormState,
    name: &'static str,
    label: &'static str,
    #[prop(into)] value: String,
    options: Vec<(String, String)>,
    #[prop(optional)] hint: Option<&'static str>,
    #[prop(default = true)] required: bool,
    /// Where its errors are said under another name.
    #[prop(optional)]
    errors_of: Option<&'static str>,
) -> impl IntoView {
    let lang = use_lang();
    let told = errors_of.unwrap_or(name);
    let errors = state.errors(told);
    let wrong = move || errors.try_with(|errors| !errors.is_empty()) == Some(true);
    let described = move || match (wrong(), hint.is_some()) {
        (true, true) => Some(format!("{told}-error {name}-hint")),
        (true, false) => Some(format!("{told}-error")),
        (false, true) => Some(format!("{name}-hint")),
        (false, false) => None,
    };
    let options = options
        .into_iter()
        .map(|(each, text)| {
            let selected = each == value;
            view! {
                <option value=each selected=selected>
                    {text}
                </option>
            }
        })
        .collect_view();
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
            <select
                id=name
                name=state.posted(name)
                aria-invalid=move || wrong().then_some("true")
                aria-describedby=described
            >
                {options}
            </select>
            {hint
                .map(|hint| {
                    view! {
                        <p class="hint" id=format!("{name}-hint")>
                            {hint}
                        </p>
                    }
                })}
            <FieldError state name=told />
        </div>
    }
}
