//! The filters as one GET form: without JavaScript it loads a page, with it every choice shows at
//! once. The fields follow the address, so that the back button moves them too.

use super::chips;
use crate::browser;
use crate::components::{Icon, SearchBox, Shape, show_form, show_query};
use crate::i18n::{PublicTexts, use_texts};
use crate::load::Loaded;
use crate::paths;
use leptos::ev::{Event, SubmitEvent};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::params::ParamsMap;
use types::events::Category;

type Query = Memo<ParamsMap>;

fn value(query: Query, name: &'static str) -> String {
    query.with(|query| chips::value(query, name)).unwrap_or_default()
}

fn value_now(query: Query, name: &'static str) -> String {
    query.with_untracked(|query| chips::value(query, name)).unwrap_or_default()
}

#[component]
pub(super) fn Filters(query: Query, categories: Loaded<Vec<Category>>) -> impl IntoView {
    let lang = use_texts::<PublicTexts>();
    let form = NodeRef::<leptos::html::Form>::new();
    let options = NavigateOptions { scroll: false, ..NavigateOptions::default() };
    // What was chosen before this code was there, and before the fields follow the address again.
    let hydrating = Owner::current_shared_context().is_some_and(|page| page.during_hydration());
    if hydrating && let Some(query) = browser::changed_query("form.filters") {
        let show = show_query(options.clone());
        Effect::new(move |_| show(&query));
    }
    let show_form = show_form(options);
    let show = move || {
        if let Some(form) = form.get_untracked() {
            show_form(&form);
        }
    };
    let on_submit = {
        let show = show.clone();
        move |event: SubmitEvent| {
            event.prevent_default();
            show();
        }
    };
    let on_change = move |_: Event| show();
    let asked = Signal::derive(move || value(query, "search"));
    let open = query.with_untracked(|query| chips::count(query) > 0);
    view! {
        <form
            class="filters"
            method="get"
            action=paths::EVENTS
            role="search"
            aria-label=lang.filter_events
            node_ref=form
            on:submit=on_submit
            on:change=on_change
        >
            <div class="filters-top">
                <div class="filters-search">
                    <SearchBox id="search" value=asked />
                </div>
                <button type="submit" class="button">
                    {lang.search}
                </button>
            </div>
            <details class="filters-more" open=open>
                <summary>
                    <Icon shape=Shape::Filter />
                    {lang.filters}
                    {move || {
                        let count = query.with(chips::count);
                        (count > 0).then(|| view! { <span class="count">{count}</span> })
                    }}
                    <Icon shape=Shape::Chevron />
                </summary>
                <div class="filters-grid">
                    <div class="field">
                        <label for="category">{lang.category}</label>
                        <Suspense fallback=|| {
                            view! { <div class="skeleton skeleton-input" aria-hidden="true"></div> }
                        }>
                            {move || Suspend::new(async move {
                                let categories = categories.await.unwrap_or_default();
                                view! { <CategorySelect query categories /> }
                            })}
                        </Suspense>
                    </div>
                    <TextFilter query name="location" label=lang.place />
                    <TextFilter query name="start_after" label=lang.from kind="date" />
                    <TextFilter query name="start_before" label=lang.until kind="date" />
                    <TextFilter
                        query
                        name="price_min"
                        label=lang.price_at_least
                        inputmode="decimal"
                    />
                    <TextFilter
                        query
                        name="price_max"
                        label=lang.price_at_most
                        inputmode="decimal"
                    />
                    <Ordering query />
                    <div class="filters-flags">
                        <Flag query name="online" label=lang.online />
                        <Flag query name="is_free" label=lang.free />
                        <Flag query name="available" label=lang.seats_free />
                    </div>
                </div>
                <Organizer query />
            </details>
        </form>
    }
}

/// An organizer's events are reached by a link; a search keeps to them.
#[component]
fn Organizer(query: Query) -> impl IntoView {
    move || {
        let organizer = value(query, "organizer");
        (!organizer.is_empty())
            .then(|| view! { <input type="hidden" name="organizer" value=organizer /> })
    }
}

#[component]
fn CategorySelect(query: Query, categories: Vec<Category>) -> impl IntoView {
    let lang = use_texts::<PublicTexts>();
    let chosen = value_now(query, "category");
    let options = categories
        .into_iter()
        .map(|category| {
            let slug = StoredValue::new(category.slug.clone());
            let is_chosen = move || slug.with_value(|slug| value(query, "category") == *slug);
            view! {
                <option
                    value=category.slug.clone()
                    selected=category.slug == chosen
                    prop:selected=is_chosen
                >
                    {category.name}
                </option>
            }
        })
        .collect_view();
    view! {
        <select id="category" name="category">
            <option value="" prop:selected=move || value(query, "category").is_empty()>
                {lang.all_categories}
            </option>
            {options}
        </select>
    }
}

/// What a field can hold: a browser complains of a day that is none.
fn fitting(kind: &str, value: String) -> String {
    let fits = kind != "date" || (value.len() == 10 && chips::parse_day(&value).is_some());
    if fits { value } else { String::new() }
}

#[component]
fn TextFilter(
    query: Query,
    name: &'static str,
    label: &'static str,
    #[prop(default = "text")] kind: &'static str,
    #[prop(optional)] inputmode: Option<&'static str>,
) -> impl IntoView {
    view! {
        <div class="field">
            <label for=name>{label}</label>
            <input
                id=name
                name=name
                type=kind
                inputmode=inputmode
                maxlength="100"
                value=fitting(kind, value_now(query, name))
                prop:value=move || fitting(kind, value(query, name))
                autocomplete="off"
            />
        </div>
    }
}

#[component]
fn Flag(query: Query, name: &'static str, label: &'static str) -> impl IntoView {
    view! {
        <label class="flag">
            <input
                type="checkbox"
                name=name
                value="true"
                checked=value_now(query, name) == "true"
                prop:checked=move || value(query, name) == "true"
            />
            <span>{label}</span>
        </label>
    }
}

#[component]
fn Ordering(query: Query) -> impl IntoView {
    let lang = use_texts::<PublicTexts>();
    let chosen = value_now(query, "ordering");
    let options = [
        ("", lang.order_default),
        ("start_date", lang.order_soonest),
        ("-start_date", lang.order_latest),
        ("price", lang.order_cheapest),
        ("-price", lang.order_dearest),
        ("-created_at", lang.order_newest),
        ("created_at", lang.order_oldest),
        ("-average_rating", lang.order_best),
        ("average_rating", lang.order_worst),
        ("relevance", lang.order_relevance),
    ]
    .map(|(order, name)| {
        view! {
            <option
                value=order
                selected=chosen == order
                prop:selected=move || value(query, "ordering") == order
            >
                {name}
            </option>
        }
    })
    .collect_view();
    view! {
        <div class="field">
            <label for="ordering">{lang.order_by}</label>
            <select id="ordering" name="ordering">
                {options}
            </select>
        </div>
    }
}
