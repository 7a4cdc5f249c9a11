//! Figures: a number with its name, which is a link to what it counts.

use crate::i18n::{OrganizeTexts, use_texts};
use leptos::prelude::*;

/// A row of figures; they stand as a list.
#[component]
pub fn Figures(#[prop(into)] label: String, children: Children) -> impl IntoView {
    view! {
        <ul class="figures" role="list" aria-label=label>
            {children()}
        </ul>
    }
}

/// How much a figure has changed against the time before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    pub now: i64,
    pub before: i64,
}

/// One figure. It is a link where there is a list of what it counts.
#[component]
pub fn Figure(
    #[prop(into)] label: String,
    #[prop(into)] value: Signal<String>,
    /// What more there is to know, in a line.
    #[prop(optional, into)]
    note: MaybeProp<String>,
    #[prop(optional, into)] change: Option<Signal<Change>>,
    #[prop(optional_no_strip, into)] href: Option<String>,
    #[prop(optional)] testid: Option<&'static str>,
) -> impl IntoView {
    let lang = use_texts::<OrganizeTexts>();
    let name = match href {
        Some(href) => view! { <a href=href>{label}</a> }.into_any(),
        None => label.into_any(),
    };
    let change = change.map(|change| {
        move || {
            let Change { now, before } = change.get();
            let is_up = now > before;
            // Nothing in two weeks is no news.
            (now != 0 || before != 0).then(|| {
                view! {
                    <p class="figure-change" class:is-up=is_up>
                        {lang.seven_days(now, before)}
                    </p>
                }
            })
        }
    });
    view! {
        <li class="figure" data-testid=testid>
            <p class="figure-label">{name}</p>
            <p class="figure-value">{move || value.get()}</p>
            {move || note.get().map(|note| view! { <p class="figure-note">{note}</p> })}
            {change}
        </li>
    }
}
