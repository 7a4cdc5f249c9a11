//! Catalogue: all events, with filters that live in the address.

mod chips;
mod filters;

use crate::actions::events::catalogue::events;
use crate::actions::events::views::CatalogueView;
use crate::components::{CardSkeletons, EventGrid, LoadProblem, Pagination, Title};
use crate::i18n::{PublicTexts, use_texts};
use crate::load::load;
use crate::paths;
use chips::Chips;
use filters::Filters;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;
use types::events::Category;

#[component]
pub fn CataloguePage() -> impl IntoView {
    let lang = use_texts::<PublicTexts>();
    let query = use_query_map();
    let data = load(move || query.with(ParamsMap::to_query_string), events);
    let categories = load(|| (), |()| crate::actions::events::categories::categories());
    view! {
        <Title text=lang.nav_events />
        <section class="container catalogue">
            <h1>{lang.catalogue_title}</h1>
            <Filters query categories />
            <Transition fallback=|| {
                view! { <CardSkeletons count=9 /> }
            }>
                {move || Suspend::new(async move {
                    let known = categories.await.unwrap_or_default();
                    match data.await {
                        Ok(view) => {
                            let query = query.get_untracked();
                            #[cfg(feature = "ssr")] describe(lang, &query, &known);
                            view! { <Results view query categories=known /> }.into_any()
                        }
                        Err(error) => view! { <LoadProblem error /> }.into_any(),
                    }
                })}
            </Transition>
        </section>
    }
}

#[component]
fn Results(view: CatalogueView, query: ParamsMap, categories: Vec<Category>) -> impl IntoView {
    let lang = use_texts::<PublicTexts>();
    let CatalogueView { page, capped, meant, without, ignored } = view;
    let (count, number, pages) = (page.count, page.page, page.pages());
    let list = if page.results.is_empty() {
        let (filtered, beyond) = (chips::any(&query), count != 0);
        view! { <Empty filtered beyond /> }.into_any()
    } else {
        view! { <EventGrid events=page.results /> }.into_any()
    };
    let asked = chips::value(&query, "search").unwrap_or_default();
    let base = query.clone();
    let href = move |number: u32| {
        let mut query = base.clone();
        query.replace("page", number.to_string());
        paths::EVENTS.to_owned() + &query.to_query_string()
    };
    view! {
        {ignored
            .map(|_| {
                view! {
                    <div class="alert" role="status">
                        <p>{lang.filters_ignored}</p>
                    </div>
                }
            })}
        <div class="catalogue-summary">
            <p class="result-count" role="status" data-testid="result-count">
                {lang.events_or_more(count, capped)}
            </p>
            <Chips query categories />
        </div>
        {(!without.is_empty())
            .then(|| {
                view! {
                    <p class="meant" role="status" data-testid="without">
                        {lang.nothing_has_all(&without)}
                    </p>
                }
            })}
        {meant.map(|meant| view! { <DidYouMean meant asked /> })}
        <h2 class="visually-hidden">{lang.results}</h2>
        {list}
        <Pagination page=number pages href />
    }
}

/// Tells search engines what this list is.
#[cfg(feature = "ssr")]
fn describe(lang: &PublicTexts, query: &ParamsMap, categories: &[Category]) {
    let slug = chips::value(query, "category");
    let category = categories.iter().find(|category| slug.as_deref() == Some(&*category.slug));
    let category = category.map(|category| (&*category.slug, &*category.name));
    let of_category = usize::from(category.is_some());
    let searched = chips::value(query, "search").is_some();
    let other = ["page", "ordering"].iter().any(|name| chips::value(query, name).is_some());
    let filtered = searched || other || chips::count(query) > of_category;
    crate::ssr::page_meta::catalogue(lang, category, filtered);
}

/// The search was taken for another one, which can be asked for in its own right.
#[component]
fn DidYouMean(meant: String, asked: String) -> impl IntoView {
    let lang = use_texts::<PublicTexts>();
    let short: String = asked.chars().take(60).collect();
    let href = paths::events_matching(&meant);
    view! {
        <p class="meant" data-testid="meant">
            {lang.nothing_for(&short)}
            " "
            {lang.meant}
            " "
            <a href=href>
                <strong>{meant}</strong>
            </a>
        </p>
    }
}

/// Nothing was found: say what to do about it.
#[component]
fn Empty(
    filtered: bool,
    /// There are events, but fewer pages of them.
    beyond: bool,
) -> impl IntoView {
    let lang = use_texts::<PublicTexts>();
    let (title, text) = if beyond {
        (lang.empty_page_title, lang.empty_page_text)
    } else if filtered {
        (lang.empty_title, lang.empty_text)
    } else {
        (lang.no_events_yet, lang.no_events_text)
    };
    view! {
        <div class="empty">
            <h2>{title}</h2>
            <p>{text}</p>
            <p class="actions">
                {(filtered || beyond)
                    .then(|| {
                        view! {
                            <a class="button" href=paths::EVENTS>
                                {lang.clear_filters}
                            </a>
                        }
                    })} <a class="button button-quiet" href=paths::HOME>
                    {lang.home}
                </a>
            </p>
        </div>
    }
}
