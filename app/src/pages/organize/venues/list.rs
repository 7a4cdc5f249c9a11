//! The organizer's venues.

use super::super::frame::{OrganizeFrame, Part};
use super::form::VenueForm;
use crate::actions::venues::list::{VenueList, venues};
use crate::components::{LoadProblem, PageSkeleton, Pagination, Words};
use crate::i18n::{EditorTexts, use_texts};
use crate::load::{Loaded, load};
use crate::paths;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

#[component]
pub fn VenuesPage() -> impl IntoView {
    let lang = use_texts::<EditorTexts>();
    let query = use_query_map();
    let page = move || {
        query.with(|query| query.get("page").and_then(|page| page.parse().ok()).unwrap_or(1_u32))
    };
    let data = load(page, venues);
    view! {
        <OrganizeFrame title=lang.venues part=Part::Venues>
            <Transition fallback=|| {
                view! { <PageSkeleton /> }
            }>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(list) => view! { <List list data /> }.into_any(),
                        Err(error) => view! { <LoadProblem error /> }.into_any(),
                    }
                })}
            </Transition>
        </OrganizeFrame>
    }
}

#[component]
fn List(list: VenueList, data: Loaded<VenueList>) -> impl IntoView {
    let lang = use_texts::<EditorTexts>();
    let VenueList { page, key } = list;
    let (number, pages) = (page.page, page.pages());
    let rows = page
        .results
        .into_iter()
        .map(|venue| {
            view! {
                <li>
                    <a href=paths::organize_venue(&venue.id)>
                        <Words text=venue.name />
                    </a>
                    <span>
                        <Words text=venue.address />
                    </span>
                    <span class="muted">{lang.used_by(venue.events_count)}</span>
                </li>
            }
        })
        .collect_view();
    let list = if rows.is_empty() {
        view! { <p class="muted">{lang.venues_empty}</p> }.into_any()
    } else {
        view! {
            <ul class="venues" role="list">
                {rows}
            </ul>
        }
        .into_any()
    };
    view! {
        <div class="narrow">
            <p class="muted">{lang.venues_text}</p>
            {list}
            <Pagination page=number pages href=|page| paths::page(paths::ORGANIZE_VENUES, page) />
            <section class="form-card" aria-labelledby="new-venue">
                <h2 id="new-venue">{lang.venue_new}</h2>
                <VenueForm venue=None key_=key saved=move || data.refetch() />
            </section>
        </div>
    }
}
