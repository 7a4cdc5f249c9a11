//! An event's bookings: searched, filtered and sorted by the address, which is also the address of
//! the list as a file.

mod kinds;

use super::frame::{EventTab, use_event_slug};
use super::lists::{Exports, Ignored, ListFrame, Nothing, StateTab, StateTabs, Totals};
use super::parts::{Address, Column, DataList, FilterSelect, FilterText, ListTools};
use crate::actions::organizing::bookings::organized_bookings;
use crate::actions::organizing::kinds::event_kinds;
use crate::actions::organizing::list_views::{BookingLine, BookingsView};
use crate::components::{Pagination, Words};
use crate::i18n::{OrganizeBookingsTexts, use_texts};
use crate::load::{Loaded, load};
use crate::paths;
pub(in crate::pages) use kinds::KIND;
use kinds::KindFilter;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;
use types::event_bookings::{ChannelFilter, PaymentFilter, StatusFilter};
use types::ticket_types::TicketTypeRef;

/// What the list can be narrowed by, besides the search.
pub(in crate::pages) const FILTERS: [&str; 10] = [
    "status",
    "payment_status",
    "promo_code",
    "origin",
    "channel",
    KIND,
    "ever_confirmed",
    "checked_in",
    "booked_after",
    "booked_before",
];

#[component]
pub fn BookingsPage() -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    let (slug, query) = (use_event_slug(), use_query_map());
    let source = move || (slug.get(), query.with(ParamsMap::to_query_string));
    let data = load(source, |(slug, query)| organized_bookings(slug, query));
    let kinds = load(move || slug.get(), event_kinds);
    view! {
        <ListFrame
            slug
            query
            tab=EventTab::Bookings
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
        Column::text(lang.booking).named("booking"),
        Column::text(lang.booked_by).named("name").ordered("name"),
        Column::text(lang.state).named("state"),
        Column::number(lang.fact_seats).named("seats"),
        Column::text(lang.ticket_kind).extra(KIND),
        Column::number(lang.check_in).named("check_in"),
        Column::number(lang.total).named("total").ordered("total_price"),
        Column::text(lang.payment).extra("payment"),
        Column::text(lang.fact_promo_code).extra("promo_code"),
        Column::text(lang.fact_kind).extra("channel"),
        Column::text(lang.fact_origin).extra("origin"),
        Column::text(lang.fact_booked).named("booked").ordered("booked_at"),
    ]
}

/// The fields that both lists share.
#[component]
pub(in crate::pages) fn BookingFilters(
    query: Memo<ParamsMap>,
    /// Of the event, loaded with the page.
    kinds: Loaded<Vec<TicketTypeRef>>,
) -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    let states = StatusFilter::ALL
        .map(|state| (state.as_str().to_owned(), lang.status_filter(state).to_owned()));
    let payments = PaymentFilter::ALL
        .map(|state| (state.as_str().to_owned(), lang.payment_filter(state).to_owned()));
    let channels = ChannelFilter::ALL
        .map(|channel| (channel.as_str().to_owned(), lang.channel_filter(channel).to_owned()));
    let confirmed = [("true", lang.yes), ("false", lang.no)]
        .map(|(value, name)| (value.to_owned(), name.to_owned()));
    let seen = [("true", lang.checked_in_yes), ("false", lang.checked_in_no)]
        .map(|(value, name)| (value.to_owned(), name.to_owned()));
    view! {
        <FilterSelect query name="status" label=lang.state any=lang.any options=states.into() />
        <FilterSelect
            query
            name="payment_status"
            label=lang.payment
            any=lang.any
            options=payments.into()
        />
        <FilterText query name="promo_code" label=lang.fact_promo_code maxlength=40 />
        <FilterText query name="origin" label=lang.fact_origin maxlength=60 />
        <FilterSelect
            query
            name="channel"
            label=lang.fact_kind
            any=lang.any
            options=channels.into()
        />
        <FilterSelect
            query
            name="ever_confirmed"
            label=lang.ever_confirmed
            any=lang.any
            options=confirmed.into()
        />
        <FilterSelect
            query
            name="checked_in"
            label=lang.check_in
            any=lang.any
            options=seen.into()
        />
        <KindFilter query kinds />
        <FilterText query name="booked_after" label=lang.booked_from kind="date" />
        <FilterText query name="booked_before" label=lang.booked_until kind="date" />
    }
}

#[component]
fn Results(view: BookingsView, address: Address, slug: String) -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    let BookingsView { page, counts, totals, ignored, empty } = view;
    let now = address.get("status").and_then(|state| StatusFilter::parse(&state));
    let tabs = [
        None,
        Some(StatusFilter::Confirmed),
        Some(StatusFilter::Pending),
        Some(StatusFilter::Cancelled),
    ]
    .map(|state| StateTab {
        name: state.map_or(lang.all, |state| lang.status_filter(state)),
        count: counts.of(state),
        href: address.with("status", state.map_or("", StatusFilter::as_str)),
        current: state == now,
    });
    let (number, pages, count) = (page.page, page.pages(), page.count);
    let list = if page.results.is_empty() {
        let beyond = count > 0;
        view! { <Nothing empty beyond address=address.clone() slug=slug.clone() /> }.into_any()
    } else {
        let columns = columns(lang);
        let apart = address.columns().iter().any(|it| it == KIND);
        let rows = page.results.into_iter().map(|line| cells(lang, &slug, apart, line)).collect();
        let list = address.clone();
        view! {
            <DataList
                label=lang.tab_bookings
                columns
                rows
                address=address.clone()
                order="-booked_at"
            />
            <Pagination page=number pages href=move |page| list.page(page) />
        }
        .into_any()
    };
    view! {
        <Ignored ignored />
        <StateTabs label=lang.state tabs=tabs.into() />
        <ListTools count=lang
            .bookings_found(
                count,
            )>
            {(count > 0)
                .then(|| {
                    let form = paths::organize_new_message(&slug, "");
                    // Beside the form stands a frame, which comes with a page that is loaded.
                    view! {
                        <a
                            class="button button-quiet button-small"
                            href=address.file(form)
                            rel="external"
                            data-testid="message-these"
                        >
                            {lang.message_these}
                        </a>
                    }
                })} <Exports address slug file=paths::organize_bookings_file rows=count />
        </ListTools>
        {(count > 0).then(|| view! { <Totals totals /> })}
        {list}
    }
}

/// `apart`: the kinds of ticket have a column of their own.
fn cells(
    lang: &'static OrganizeBookingsTexts,
    slug: &str,
    apart: bool,
    line: BookingLine,
) -> Vec<AnyView> {
    let href = paths::organize_booking(slug, &line.id);
    let (class, state) = lang.booking_state(line.status, line.offered, line.payment);
    let total = if line.complimentary {
        lang.complimentary.to_owned()
    } else {
        lang.money(line.total, line.currency)
    };
    let refunded = (!line.refunded.is_zero()).then(|| {
        let text = lang.refunded_of(&lang.money(line.refunded, line.currency));
        view! { <span class="muted">{text}</span> }
    });
    let payment = line.payment.map(|payment| {
        let (class, state) = lang.payment_state(payment);
        view! { <span class=format!("badge {class}")>{state}</span> }
    });
    let channel = lang.channel_filter(line.channel());
    let below = line.kinds.clone().map(|kinds| {
        view! {
            <span class="muted">
                <Words text=kinds />
            </span>
        }
    });
    let seen = lang.seen_of(line.checked_in, line.quantity.into());
    vec![
        view! {
            <a class="row-link" href=href>
                <code>{line.reference}</code>
            </a>
        }
        .into_any(),
        view! {
            <span>
                <Words text=line.name />
                <span class="muted">
                    <bdi>{line.email}</bdi>
                </span>
            </span>
        }
        .into_any(),
        view! { <span class=format!("badge {class}")>{state}</span> }.into_any(),
        view! {
            <span>{lang.number(line.quantity.into())}</span>
            {(!apart).then_some(below)}
        }
        .into_any(),
        line.kinds.map(|kinds| view! { <Words text=kinds /> }).into_any(),
        seen.into_any(),
        view! { <span>{total} {refunded}</span> }.into_any(),
        payment.into_any(),
        line.promo_code.map(|code| view! { <code>{code}</code> }).into_any(),
        channel.into_any(),
        line.origin.map(|origin| view! { <bdi>{origin}</bdi> }).into_any(),
        lang.moment(&line.booked).into_any(),
    ]
}
