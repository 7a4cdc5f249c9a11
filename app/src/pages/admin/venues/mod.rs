//! Everybody's venues, and which of them are used.

use super::frame::{AdminFrame, AdminPart};
use crate::actions::admin::venues::{AdminVenueLine, load_admin_venues};
use crate::components::{LoadProblem, PageSkeleton, Pagination, Words};
use crate::i18n::{AdminPlacesTexts, use_texts};
use crate::load::load;
use crate::pages::organize::parts::{Address, Column, DataList, Empty, FilterBar, FilterSelect};
use crate::paths;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;
use types::Page;

#[component]
pub fn VenuesPage() -> impl IntoView {
    let lang = use_texts::<AdminPlacesTexts>();
    let query = use_query_map();
    let part = move |name| query.with(|query| query.get(name)).unwrap_or_default();
    let data = load(
        move || (part("search"), part("used"), part("page")),
        |(search, used, page)| load_admin_venues(search, used, page),
    );
    let options = StoredValue::new(
        [("true", lang.used), ("false", lang.unused)]
            .map(|(value, text)| (value.to_owned(), text.to_owned()))
            .to_vec(),
    );
    view! {
        <AdminFrame part=AdminPart::Venues title=lang.part_venues>
            <FilterBar
                query
                action=paths::ADMIN_VENUES
                search=Some(lang.search_venues)
                filters=&["used"]
            >
                <FilterSelect
                    query
                    name="used"
                    label=lang.use_of_it
                    any=lang.used_or_not
                    options=options.get_value()
                />
            </FilterBar>
            <Transition fallback=|| {
                view! { <PageSkeleton /> }
            }>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(page) => view! { <List page query /> }.into_any(),
                        Err(error) => view! { <LoadProblem error /> }.into_any(),
                    }
                })}
            </Transition>
        </AdminFrame>
    }
}

#[component]
fn List(page: Page<AdminVenueLine>, query: Memo<ParamsMap>) -> impl IntoView {
    let lang = use_texts::<AdminPlacesTexts>();
    if page.results.is_empty() {
        return view! { <Empty title=lang.no_venues_title text=lang.no_venues_text /> }.into_any();
    }
    let columns = vec![
        Column::text(lang.venue),
        Column::text(lang.address),
        Column::text(lang.organizer),
        Column::number(lang.events_here),
    ];
    let (number, pages) = (page.page, page.pages());
    let rows = page.results.into_iter().map(|venue| row(lang, venue)).collect();
    let address = Address::new(paths::ADMIN_VENUES, query.get_untracked());
    let list = address.clone();
    view! {
        <DataList label=lang.part_venues columns rows address />
        <Pagination page=number pages href=move |page| list.page(page) />
    }
    .into_any()
}

fn row(lang: &'static AdminPlacesTexts, venue: AdminVenueLine) -> Vec<AnyView> {
    let organizer = venue.organizer.to_string();
    let events = Address::new(paths::ADMIN_EVENTS, ParamsMap::new()).with("organizer", &organizer);
    vec![
        view! {
            <a href=paths::organize_venue(&venue.id)>
                <Words text=venue.name />
            </a>
        }
        .into_any(),
        view! { <Words text=venue.address /> }.into_any(),
        view! {
            <a href=events>
                <Words text=venue.organizer_name />
            </a>
        }
        .into_any(),
        lang.number(venue.events_count).into_any(),
    ]
}
