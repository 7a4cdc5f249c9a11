//! Tabs of a list: links that set one filter, each with how much it finds.

use crate::i18n::{OrganizeBookingsTexts, use_texts};
use leptos::prelude::*;

pub struct StateTab {
    pub name: &'static str,
    pub count: i64,
    pub href: String,
    pub current: bool,
}

#[component]
pub fn StateTabs(label: &'static str, tabs: Vec<StateTab>) -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    let links = tabs
        .into_iter()
        .map(|tab| {
            view! {
                <li>
                    <a href=tab.href aria-current=tab.current.then_some("true")>
                        {tab.name}
                        " "
                        <span class="count">{lang.number(tab.count)}</span>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <nav class="tabs list-tabs" aria-label=label>
            <ul role="list">{links}</ul>
        </nav>
    }
}
