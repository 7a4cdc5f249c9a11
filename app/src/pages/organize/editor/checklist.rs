//! Publish check list: what is missing, each a link to its field.

use super::keeping::Keeping;
use super::section::ANCHORS;
use crate::components::{Icon, Shape};
use crate::i18n::{EditorTexts, use_texts};
use crate::paths;
use crate::web::fields;
use leptos::prelude::*;

/// The way through the form, and for a draft what it lacks.
#[component]
pub(super) fn Aside(keeping: Keeping, draft: bool) -> impl IntoView {
    let lang = use_texts::<EditorTexts>();
    let links = ANCHORS
        .map(|anchor| {
            view! {
                <li>
                    <a href=format!("#{anchor}") rel="external">
                        {lang.section(anchor)}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <div class="editor-aside">
            <nav class="editor-nav" aria-label=lang.sections>
                <ul role="list">{links}</ul>
            </nav>
            {draft.then(|| view! { <CheckList keeping /> })}
        </div>
    }
}

#[component]
fn CheckList(keeping: Keeping) -> impl IntoView {
    let lang = use_texts::<EditorTexts>();
    let items = move || {
        // What is wrong with the text of this moment stands in the way as well.
        let mut missing = keeping.missing.get();
        for problem in keeping.problems.get() {
            if !missing.iter().any(|it| it.field == problem.field) {
                missing.push(problem);
            }
        }
        if missing.is_empty() && keeping.event.try_with(String::is_empty) == Some(false) {
            return view! {
                <p class="ready">
                    <Icon shape=Shape::Check />
                    {lang.ready_to_publish}
                </p>
            }
            .into_any();
        }
        if missing.is_empty() {
            return view! { <p class="muted">{lang.check_list_new}</p> }.into_any();
        }
        let items = missing
            .into_iter()
            .map(|error| {
                let (field, text) = (error.field.clone(), lang.missing(&error));
                // An address is proved elsewhere.
                let (href, rel) = if field == "email" {
                    (paths::ACCOUNT.to_owned(), None)
                } else {
                    (format!("#{field}"), Some("external"))
                };
                view! {
                    <li>
                        <a href=href rel=rel on:click=move |_| fields::focus(&field)>
                            {text}
                        </a>
                    </li>
                }
            })
            .collect_view();
        view! {
            <ul class="check-list" role="list">
                {items}
            </ul>
        }
        .into_any()
    };
    view! {
        <section class="editor-check" aria-labelledby="check-title" id="check">
            <h2 id="check-title">{lang.before_publishing}</h2>
            {items}
        </section>
    }
}
