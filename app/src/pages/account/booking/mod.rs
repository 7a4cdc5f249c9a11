//! One booking: the checkout while it waits for money, the tickets once it is confirmed.

mod accept;
mod cancel;
mod cancel_ticket;
mod change_ticket;
mod checkout;
mod deed;
mod ended;
mod exchange;
mod exchange_due;
mod promo;
mod summary;
mod tickets;
mod watch;

use crate::actions::bookings::booking::booking;
use crate::actions::bookings::views::BookingView;
use crate::components::{Cover, LoadProblem, PageSkeleton, Title, VerifyNotice, When, Words};
use crate::i18n::{MyBookingsTexts, use_texts};
use crate::load::{Loaded, load};
use crate::paths;
use cancel::Cancel;
use checkout::Checkout;
use ended::EndedBooking;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use tickets::Tickets;
use watch::{Watch, watch};

/// The booking of the page; fetched again when something happened to it.
type Data = Loaded<BookingView>;

#[component]
pub fn BookingPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id")).unwrap_or_default());
    let data: Data = load(move || id.get(), booking);
    let announcement = RwSignal::new(None::<String>);
    provide_context(Watch::new(id, data, announcement));
    view! {
        <p class="visually-hidden" role="status">
            {move || announcement.get()}
        </p>
        <Transition fallback=|| {
            view! { <PageSkeleton /> }
        }>
            {move || Suspend::new(async move {
                match data.await {
                    Ok(view) => {
                        watch(&view);
                        view! { <BookingArticle view /> }.into_any()
                    }
                    Err(error) => view! { <LoadProblem error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn BookingArticle(view: BookingView) -> impl IntoView {
    let lang = use_texts::<MyBookingsTexts>();
    let event = view.event.clone();
    let badge = view.badge.clone();
    let when = event.when(lang);
    let place = if event.is_online { lang.online.to_owned() } else { event.location.clone() };
    let (title, status) = (view.title.clone(), view.state.status.as_str());
    let cancel = view.cancel.clone().map(|cancelling| {
        let booking = view.id;
        view! { <Cancel booking cancelling /> }
    });
    let body = match (view.ended.clone(), view.due.clone(), view.summary.clone()) {
        (Some(ended), _, _) => view! { <EndedBooking view ended /> }.into_any(),
        (None, Some(due), Some(summary)) if due.exchange.is_none() => {
            view! { <Checkout view due summary /> }.into_any()
        }
        _ => view! { <Tickets view /> }.into_any(),
    };
    view! {
        <Title text=title.clone() />
        <article class="container booking" data-status=status>
            <header class="booking-head">
                <div class="booking-head-cover">
                    <Cover id=event.id image=event.image.clone() eager=true />
                </div>
                <div>
                    <p class="booking-head-line">
                        <span class=format!("badge {}", badge.class) data-testid="booking-status">
                            {badge.text}
                        </span>
                        <span class="muted">{title}</span>
                    </p>
                    <h1>
                        <a href=paths::event(&event.slug)>
                            <Words text=event.title.clone() />
                        </a>
                    </h1>
                    <p class="muted">
                        <When start=event.start_date text=when />
                        " · "
                        {event.span.start.zone.clone()}
                        " · "
                        <Words text=place />
                    </p>
                </div>
            </header>
            <VerifyNotice />
            {body}
            {cancel}
        </article>
    }
}
