//! An event's attendees, a row a ticket: who is expected, and who has come.

use super::bookings::{BookingFilters, FILTERS, KIND};
use super::frame::{EventTab, use_event_slug};
use super::lists::{Exports, Ignored, ListFrame, Nothing, StateTab, StateTabs};
use super::parts::{Address, Column, DataList, ListTools};
use crate::actions::organizing::attendees::organized_attendees;
use crate::actions::organizing::kinds::event_kinds;
use crate::actions::organizing::list_views::{AttendeeLine, AttendeesView};
use crate::components::{Pagination, Words};
use crate::i18n::{OrganizeBookingsTexts, use_texts};
use crate::load::load;
use crate::paths;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;

#[component]
pub fn AttendeesPage() -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    let (slug, query) = (use_event_slug(), use_query_map());
    let source = move || (slug.get(), query.with(ParamsMap::to_query_string));
    let data = load(source, |(slug, query)| organized_attendees(slug, query));
    let kinds = load(move || slug.get(), event_kinds);
    view! {
        <ListFrame
            slug
            query
            tab=EventTab::Attendees
            data
            search=lang.search_bookings
            filters=&FILTERS
            columns=columns(lang)
            show=|view, address, slug| view! { <Results view address slug /> }.into_any()
        >
            <BookingFilters query kinds />
        </ListFrame>
    }
}

fn columns(lang: &OrganizeBookingsTexts) -> Vec<Column> {
    vec![
        Column::text(lang.attendee_name).named("name").ordered("name"),
        Column::text(lang.ticket_code).named("code"),
        Column::text(lang.ticket_kind).extra(KIND),
        Column::text(lang.check_in).named("check_in"),
        Column::text(lang.booking).named("booking"),
        Column::text(lang.fact_booked).named("booked").ordered("booked_at"),
    ]
}

#[component]
fn Results(view: AttendeesView, address: Address, slug: String) -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    let AttendeesView { page, checked_in, expected, ignored, empty } = view;
    let now = address.get("checked_in").unwrap_or_default();
    let tab = |name: &'static str, value: &'static str, count: i64| StateTab {
        name,
        count,
        href: address.with("checked_in", value),
        current: now == value,
    };
    let tabs = vec![
        tab(lang.all, "", checked_in + expected),
        tab(lang.expected, "false", expected),
        tab(lang.checked_in_yes, "true", checked_in),
    ];
    let (number, pages) = (page.page, page.pages());
    let list = if page.results.is_empty() {
        let beyond = page.count > 0;
        view! { <Nothing empty beyond address=address.clone() slug=slug.clone() /> }.into_any()
    } else {
        let columns = columns(lang);
        let apart = address.columns().iter().any(|it| it == KIND);
        let rows = page.results.into_iter().map(|line| cells(lang, &slug, apart, line)).collect();
        let list = address.clone();
        view! {
            <DataList label=lang.tab_attendees columns rows address=address.clone() order="name" />
            <Pagination page=number pages href=move |page| list.page(page) />
        }
        .into_any()
    };
    view! {
        <Ignored ignored />
        <StateTabs label=lang.check_in tabs />
        <ListTools count=lang.attendees_found(page.count)>
            <Exports address slug file=paths::organize_attendees_file rows=page.count />
        </ListTools>
        {list}
    }
}

/// `apart`: the kind of the ticket has a column of its own.
fn cells(
    lang: &'static OrganizeBookingsTexts,
    slug: &str,
    apart: bool,
    line: AttendeeLine,
) -> Vec<AnyView> {
    let href = paths::organize_booking(slug, &line.booking);
    let (class, state) = lang.ticket_state(line.checked_in.as_ref(), None);
    let guest = line.complimentary.then(|| {
        view! { <span class="muted">{lang.complimentary}</span> }
    });
    let below = line.kind.clone().map(|kind| {
        view! {
            <span class="muted">
                <Words text=kind />
            </span>
        }
    });
    let buyer = line.buyer.map(|buyer| {
        view! {
            <bdi>{buyer}</bdi>
            " · "
        }
    });
    vec![
        view! {
            <a class="row-link" href=href>
                <Words text=line.name />
            </a>
            <span class="muted">
                {buyer} <bdi>{line.email}</bdi>
            </span>
        }
        .into_any(),
        view! {
            <code>{line.code}</code>
            {(!apart).then_some(below)}
        }
        .into_any(),
        line.kind.map(|kind| view! { <Words text=kind /> }).into_any(),
        view! { <span class=format!("badge {class}")>{state}</span> }.into_any(),
        view! {
            <span>
                <code>{line.reference}</code>
                {guest}
            </span>
        }
        .into_any(),
        lang.moment(&line.booked).into_any(),
    ]
}
