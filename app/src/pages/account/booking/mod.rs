//! One booking: the checkout while it waits for money, the tickets once it is confirmed.

mod accept;
mod cancel;
mod cancel_ticket;
mod change_ticket;
mod checkout;
mod ended;
mod exchange;
mod promo;
mod summary;
mod tickets;
mod watch;

use super::bookings::status;
use crate::actions::bookings::booking::booking;
use crate::actions::bookings::views::BookingView;
use crate::components::{Cover, LoadProblem, PageSkeleton, Title, VerifyNotice, When, Words};
use crate::i18n::{MyBookingsTexts, use_texts};
use crate::load::{Loaded, load};
use crate::paths;
use cancel::Cancel;
use checkout::Checkout;
use ended::Ended;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use tickets::Tickets;
use types::bookings::BookingStatus;
use watch::{Watch, watch};

/// The booking of the page; fetched again when something happened to it.
type Data = Loaded<BookingView>;

#[component]
pub fn BookingPage() -> impl IntoView {
    let lang = use_texts::<MyBookingsTexts>();
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id")).unwrap_or_default());
    let data: Data = load(move || id.get(), booking);
    let announcement = RwSignal::new(None::<&'static str>);
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
                        watch(&view, lang);
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
    let booking = view.booking.clone();
    let event = view.event.clone();
    let (class, text) = status(lang, &booking);
    let when = event.when(lang);
    let place = if event.is_online { lang.online.to_owned() } else { event.location.clone() };
    let title = lang.booking_title(&booking.reference);
    let body = match booking.status {
        BookingStatus::Pending => view! { <Checkout view=view.clone() /> }.into_any(),
        BookingStatus::Confirmed => view! { <Tickets view=view.clone() /> }.into_any(),
        BookingStatus::Cancelled => view! { <Ended view=view.clone() /> }.into_any(),
    };
    view! {
        <Title text=title.clone() />
        <article class="container booking" data-status=booking.status.as_str()>
            <header class="booking-head">
                <div class="booking-head-cover">
                    <Cover id=event.id image=event.image.clone() eager=true />
                </div>
                <div>
                    <p class="booking-head-line">
                        <span class=format!("badge {class}") data-testid="booking-status">
                            {text}
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
            <Cancel view />
        </article>
    }
}
