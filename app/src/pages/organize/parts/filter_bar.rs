//! The filters of a list as one GET form: without JavaScript it loads a page, with it every choice
//! and every pause in typing shows at once.

use super::address::{KEPT, value};
use super::get_form::get_form;
use crate::components::{Icon, Shape};
use crate::i18n::{OrganizeTexts, use_texts};
use leptos::ev::{Event, SubmitEvent};
use leptos::prelude::*;
use leptos::web_sys::HtmlElement;
use leptos_router::params::ParamsMap;
use std::time::Duration;

/// After the last key.
const PAUSE: Duration = Duration::from_millis(250);

/// The search field, which `/` leads to, and beside it the filters.
#[component]
pub fn FilterBar(
    /// The list's own address, without parameters.
    #[prop(into)]
    action: Signal<String>,
    query: Memo<ParamsMap>,
    /// What can be searched for, as the search field's name; none where nothing can be.
    #[prop(optional_no_strip)]
    search: Option<&'static str>,
    /// The names of the filters, besides `search`: where one is on, they are shown.
    #[prop(default = &[])]
    filters: &'static [&'static str],
    /// [`super::FilterSelect`] and [`super::FilterText`].
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let lang = use_texts::<OrganizeTexts>();
    let form = NodeRef::<leptos::html::Form>::new();
    let show = get_form(form, action);
    let typed = StoredValue::new(0_u32);
    let on_input = {
        let show = show.clone();
        move |_: Event| {
            typed.update_value(|typed| *typed += 1);
            let now = typed.get_value();
            let show = show.clone();
            set_timeout(
                move || {
                    if typed.try_get_value() == Some(now) {
                        show(true);
                    }
                },
                PAUSE,
            );
        }
    };
    let on_submit = {
        let show = show.clone();
        move |event: SubmitEvent| {
            event.prevent_default();
            typed.update_value(|typed| *typed += 1);
            show(false);
        }
    };
    let on_change = move |event: Event| {
        typed.update_value(|typed| *typed += 1);
        // The search field has been shown while it was typed into.
        if event_target::<HtmlElement>(&event).id() != SEARCH {
            show(false);
        }
    };
    let asked = move || query.with(|query| value(query, "search")).unwrap_or_default();
    let count =
        move || query.with(|query| filters.iter().filter(|it| value(query, it).is_some()).count());
    let open = count() > 0;
    // What is no filter stays as it is.
    let kept = move || {
        let kept = query
            .get()
            .into_iter()
            .filter(|(name, value)| KEPT.contains(&name.as_ref()) && !value.trim().is_empty());
        kept.map(
            |(name, value)| view! { <input type="hidden" name=name.to_string() value=value /> },
        )
        .collect_view()
    };
    let more = children.map(|children| {
        view! {
            <details class="filters-more" open=open>
                <summary>
                    <Icon shape=Shape::Filter />
                    {lang.filters}
                    {move || {
                        let count = count();
                        (count > 0).then(|| view! { <span class="count">{count}</span> })
                    }}
                    <Icon shape=Shape::Chevron />
                </summary>
                <div class="filters-grid">{children()}</div>
            </details>
        }
    });
    let top = search.map(|search| {
        view! {
            <div class="filter-bar-top">
                <div class="filter-search">
                    <label class="visually-hidden" for=SEARCH>
                        {search}
                    </label>
                    <Icon shape=Shape::Search />
                    <input
                        id=SEARCH
                        type="search"
                        name="search"
                        dir="auto"
                        maxlength="200"
                        placeholder=search
                        autocomplete="off"
                        data-search
                        value=query
                            .with_untracked(|query| value(query, "search"))
                            .unwrap_or_default()
                        prop:value=asked
                        on:input=on_input
                    />
                </div>
                <button type="submit" class="button button-quiet">
                    {lang.search}
                </button>
            </div>
        }
    });
    view! {
        <form
            class="filter-bar"
            method="get"
            action=move || action.get()
            role="search"
            aria-label=lang.filters
            node_ref=form
            on:submit=on_submit
            on:change=on_change
        >
            {top}
            {more}
            {kept}
        </form>
    }
}

const SEARCH: &str = "list-search";
