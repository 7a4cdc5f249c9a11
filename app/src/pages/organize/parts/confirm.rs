//! What asks before money moves, many people are written to, or something is gone: it says the
//! effect in numbers.

use crate::i18n::{OrganizeTexts, use_texts};
use leptos::prelude::*;

/// A question with its effects. Its children are the form that does it, with its button; the way
/// back stands below.
#[component]
pub fn Confirm(
    #[prop(into)] title: String,
    /// Each effect: what it is, and how much.
    effects: Vec<(String, String)>,
    /// What cannot be undone.
    #[prop(optional, into)]
    warning: Option<String>,
    /// Where it leads if it is not done.
    #[prop(into)]
    back: String,
    children: Children,
) -> impl IntoView {
    let lang = use_texts::<OrganizeTexts>();
    let effects = effects
        .into_iter()
        .map(|(what, amount)| {
            view! {
                <div>
                    <dt>{what}</dt>
                    <dd>{amount}</dd>
                </div>
            }
        })
        .collect_view();
    view! {
        <section class="confirm form-card" aria-labelledby="confirm-title">
            <h2 id="confirm-title">{title}</h2>
            <dl class="effects">{effects}</dl>
            {warning
                .map(|warning| {
                    view! {
                        <div class="alert">
                            <p>{warning}</p>
                        </div>
                    }
                })}
            {children()}
            <p>
                <a href=back>{lang.keep_as_it_is}</a>
            </p>
        </section>
    }
}
