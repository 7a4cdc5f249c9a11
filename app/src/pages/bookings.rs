//! One's own bookings.

mod waits;

use crate::components::{Cover, LoadProblem, PageSkeleton, Pagination, When};
use crate::i18n::{Lang, use_lang};
use crate::load::load;
use crate::server::bookings::bookings;
use crate::server::views::BookingRow;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use types::Page;
use types::bookings::{Booking, BookingStatus};
use types::payments::PaymentStatus;
use waits::Waits;

#[component]
pub fn BookingsPage() -> impl IntoView {
    let lang = use_lang();
    let query = use_query_map();
    let page = move || query.with(|query| query.get("page")).unwrap_or_default();
    let data = load(page, bookings);
    view! {
        <Title text=lang.nav_bookings />
        <Suspense fallback=|| {
            view! { <PageSkeleton /> }
        }>
            {move || Suspend::new(async move {
                match data.await {
                    Ok(page) => view! { <Rows page /> }.into_any(),
                    Err(error) => view! { <LoadProblem error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn Rows(page: Page<BookingRow>) -> impl IntoView {
    let lang = use_lang();
    let (number, pages) = (page.page, page.pages());
    if page.results.is_empty() {
        return view! {
            <section class="container bookings">
                <h1>{lang.nav_bookings}</h1>
            <Waits />
                <div class="empty">
                    <h2>{lang.no_bookings_title}</h2>
                    <p>{lang.no_bookings_text}</p>
                    <p class="actions">
                        <a class="button" href="/events">
                            {lang.browse_events}
                        </a>
                    </p>
                </div>
            </section>
        }
        .into_any();
    }
    let (cancelled, live): (Vec<_>, Vec<_>) =
        page.results.into_iter().partition(|row| row.booking.status == BookingStatus::Cancelled);
    let (past, mut upcoming): (Vec<_>, Vec<_>) = live.into_iter().partition(|row| row.event.ended);
    upcoming.sort_by_key(|row| row.event.start_date);
    view! {
        <section class="container bookings">
            <h1>{lang.nav_bookings}</h1>
            <Waits />
            <Section title=lang.upcoming rows=upcoming />
            <Section title=lang.past rows=past />
            <Section title=lang.cancelled_plural rows=cancelled />
            <Pagination page=number pages href=|page| format!("/bookings?page={page}") />
        </section>
    }
    .into_any()
}

#[component]
fn Section(title: &'static str, rows: Vec<BookingRow>) -> impl IntoView {
    if rows.is_empty() {
        return ().into_any();
    }
    let rows = rows
        .into_iter()
        .map(|row| {
            view! {
                <li>
                    <Row row />
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="bookings-group">
            <h2>{title}</h2>
            <ul role="list" class="booking-list">
                {rows}
            </ul>
        </section>
    }
    .into_any()
}

#[component]
fn Row(row: BookingRow) -> impl IntoView {
    let lang = use_lang();
    let BookingRow { booking, event } = row;
    let (class, status) = status(lang, &booking);
    let when = event.when(lang);
    view! {
        <article class="booking-row">
            <div class="booking-row-cover">
                <Cover id=event.id image=event.image.clone() />
            </div>
            <div class="booking-row-body">
                <p class="event-card-when">
                    <When start=event.start_date text=when />
                </p>
                <h3>
                    <a href=format!("/bookings/{}", booking.id)>{event.title.clone()}</a>
                </h3>
                <p class="muted">
                    {lang.tickets_count(booking.quantity.into())} " · "
                    {lang.price(booking.total_price, booking.currency)} " · "
                    {booking.reference.clone()}
                </p>
            </div>
            <span class=format!("badge {class}")>{status}</span>
        </article>
    }
}

/// A booking's state in a word, and how to colour it.
pub(super) fn status(lang: Lang, booking: &Booking) -> (&'static str, &'static str) {
    let paying =
        booking.payment.as_ref().is_some_and(|payment| payment.status == PaymentStatus::Pending);
    match booking.status {
        BookingStatus::Pending if paying => ("badge-few", lang.status_paying),
        BookingStatus::Pending => ("badge-few", lang.status_pending),
        BookingStatus::Confirmed => ("badge-ok", lang.status_confirmed),
        BookingStatus::Cancelled => ("badge-past", lang.status_cancelled),
    }
}
