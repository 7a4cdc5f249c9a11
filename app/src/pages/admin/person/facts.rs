//! A list of what there is of a person.

use crate::actions::admin::person_views::PersonFact;
use crate::components::Words;
use crate::i18n::{AdminPeopleTexts, use_texts};
use leptos::prelude::*;

#[component]
pub(super) fn Facts(
    id: &'static str,
    title: &'static str,
    /// What is said where there is nothing.
    none: &'static str,
    facts: Vec<PersonFact>,
) -> impl IntoView {
    let list = if facts.is_empty() {
        view! { <p class="muted">{none}</p> }.into_any()
    } else {
        let facts = facts.into_iter().map(|fact| view! { <Fact fact /> }).collect_view();
        view! {
            <ul class="admin-facts" role="list">
                {facts}
            </ul>
        }
        .into_any()
    };
    view! {
        <section class="desk-card" aria-labelledby=id data-testid=id>
            <h3 id=id>{title}</h3>
            {list}
        </section>
    }
}

#[component]
pub(super) fn Fact(
    fact: PersonFact,
    /// What can be done with it.
    #[prop(optional)]
    deed: Option<AnyView>,
) -> impl IntoView {
    let lang = use_texts::<AdminPeopleTexts>();
    let PersonFact { text, href, note, at } = fact;
    let what = match href {
        Some(href) => view! {
            <a href=href>
                <Words text />
            </a>
        }
        .into_any(),
        None => view! { <Words text /> }.into_any(),
    };
    let at = at.map(|at| view! { <span class="muted">{lang.moment(&at)}</span> });
    view! {
        <li>
            <span>{what}</span>
            <span class="muted">
                <Words text=note />
            </span>
            {at}
            {deed}
        </li>
    }
}
