//! An event's history: everything that was done to it and its bookings, by whom, when and why.

mod list;

pub use list::HistoryList;

use super::frame::{EventTab, use_event_slug};
use super::lists::{Ignored, ListFrame};
use super::parts::{Address, Empty, FilterSelect, FilterText, ListTools};
use crate::actions::organizing::history::organized_history;
use crate::actions::organizing::history_views::HistoryView;
use crate::components::Pagination;
use crate::i18n::{OrganizeBookingsTexts, use_texts};
use crate::load::load;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;
use types::history::ObjectKind;

/// What the list can be narrowed by.
const FILTERS: [&str; 4] = ["object", "actor", "from", "to"];
/// Kinds of object that have to do with an event.
const KINDS: [ObjectKind; 10] = [
    ObjectKind::Event,
    ObjectKind::Booking,
    ObjectKind::Payment,
    ObjectKind::Ticket,
    ObjectKind::WaitlistEntry,
    ObjectKind::Mail,
    ObjectKind::Session,
    ObjectKind::Promotion,
    ObjectKind::Certificate,
    ObjectKind::Review,
];

#[component]
pub fn HistoryPage() -> impl IntoView {
    let (slug, query) = (use_event_slug(), use_query_map());
    let source = move || (slug.get(), query.with(ParamsMap::to_query_string));
    let data = load(source, |(slug, query)| organized_history(slug, query));
    view! {
        <ListFrame
            slug
            query
            tab=EventTab::History
            data
            filters=&FILTERS
            show=|view, address, slug| view! { <Results view address slug /> }.into_any()
        >
            <HistoryFilters query />
        </ListFrame>
    }
}

#[component]
fn HistoryFilters(query: Memo<ParamsMap>) -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    let kinds = KINDS.map(|kind| (kind.as_str().to_owned(), lang.object_kind(kind).to_owned()));
    view! {
        <FilterSelect query name="object" label=lang.history_of any=lang.any options=kinds.into() />
        <FilterText query name="from" label=lang.since kind="date" />
        <FilterText query name="to" label=lang.until kind="date" />
        // For whom no choice shows by itself.
        <button type="submit" class="button button-quiet button-small">
            {lang.show}
        </button>
    }
}

#[component]
fn Results(view: HistoryView, address: Address, slug: String) -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    let HistoryView { page, ignored } = view;
    let (number, pages, count) = (page.page, page.pages(), page.count);
    let list = if page.results.is_empty() {
        view! {
            <Empty title=lang.nothing_found_title text=lang.nothing_found_text>
                <a class="button" href=address.cleared()>
                    {lang.clear_filters}
                </a>
            </Empty>
        }
        .into_any()
    } else {
        view! {
            <HistoryList lines=page.results slug />
            <Pagination page=number pages href=move |page| address.page(page) />
        }
        .into_any()
    };
    view! {
        <Ignored ignored />
        <ListTools count=lang.entries_found(count) />
        {list}
    }
}
