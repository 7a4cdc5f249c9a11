//! Booking box of an event's page: seats left, price, and the form or why there is none.

use super::book_form::BookForm;
use super::waitlist::Waitlist;
use crate::actions::events::event_live::event_live;
use crate::i18n::{EventTexts, use_texts};
use crate::live::EventLive;
use crate::paths;
use crate::promo;
use crate::session::use_current_user;
use crate::timers::poll_while_disconnected;
use crate::via::{here, origin};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;
use types::events::{EventStatus, EventView};

const POLL_EVERY: Duration = Duration::from_secs(5);

#[component]
pub(super) fn BookingBox(view: EventView, key_: String) -> impl IntoView {
    let lang = use_texts::<EventTexts>();
    let event = view.event.clone();
    let seats = RwSignal::new(event.seats_available);
    let bookable = RwSignal::new(view.bookable);
    follow_seats(event.slug.clone(), seats, bookable);
    let user = use_current_user();
    let (via, promo) = (origin(), StoredValue::new(promo::given()));
    let rule = view.bookable.then(|| {
        if event.price.is_zero() {
            lang.free_cancel.to_owned()
        } else {
            lang.refund_rule(event.refund_policy)
        }
    });
    let view = StoredValue::new(view);
    let key = StoredValue::new(key_);
    let sold_out = Memo::new(move |_| seats.get() <= 0);
    let capacity = event.max_capacity;
    let slug = StoredValue::new(event.slug);
    view! {
        <div class="booking-box">
            <p class="booking-price">
                {lang.price(event.price, event.currency)}
                {(!event.price.is_zero())
                    .then(|| view! { <span class="muted">" " {lang.per_seat}</span> })}
            </p>
            {rule
                .map(|rule| {
                    view! {
                        <p class="booking-rule" data-testid="refund-rule">
                            {rule}
                        </p>
                    }
                })}
            <p class="seats" data-testid="seats-left" aria-live="polite">
                {move || {
                    if !bookable.get() {
                        None
                    } else if sold_out.get() {
                        Some(view! { <strong class="stop">{lang.sold_out}</strong> }.into_any())
                    } else {
                        let left = seats.get();
                        let few = left <= 10;
                        Some(
                            view! {
                                <span class:few=few>{lang.seats_left(left.into())}</span>
                                " "
                                <span class="muted">{lang.of_capacity(capacity.into())}</span>
                            }
                                .into_any(),
                        )
                    }
                }}
            </p>
            {move || bookable.get().then(|| view! { <Waitlist slug=slug.get_value() sold_out /> })}
            {move || {
                if !bookable.get() {
                    return view! { <Closed view=view.get_value() /> }.into_any();
                }
                view! {
                    <Suspense fallback=|| {
                        view! { <div class="skeleton skeleton-button" aria-hidden="true"></div> }
                    }>
                        {move || Suspend::new(async move {
                            if user.get().await.is_some() {
                                let (view, key_) = (view.get_value(), key.get_value());
                                view! { <BookForm view key_ seats sold_out /> }.into_any()
                            } else {
                                let path = view.with_value(|view| here(&view.event.slug, via));
                                let path = promo
                                    .with_value(|code| promo::carried(path, code.as_deref()));
                                view! { <LogInToBook path sold_out /> }.into_any()
                            }
                        })}
                    </Suspense>
                }
                    .into_any()
            }}
        </div>
    }
}

/// Why this event cannot be booked.
#[component]
fn Closed(view: EventView) -> impl IntoView {
    let lang = use_texts::<EventTexts>();
    let (title, text) = match view.event.status {
        EventStatus::Cancelled => (lang.event_cancelled, view.cancel_reason.unwrap_or_default()),
        _ if view.hidden => (lang.hidden, lang.hidden_text.to_owned()),
        EventStatus::Draft => (lang.draft, lang.draft_text.to_owned()),
        EventStatus::Published if view.ended => (lang.event_over, lang.event_over_text.to_owned()),
        EventStatus::Published => (lang.event_started, lang.event_started_text.to_owned()),
    };
    let more = paths::events_of_category(&view.event.category.slug);
    view! {
        <div class="booking-closed">
            <p>
                <strong>{title}</strong>
            </p>
            <p class="muted" dir="auto">
                {text}
            </p>
            <a class="button button-quiet button-wide" href=more>
                {lang.similar_events}
            </a>
        </div>
    }
}

#[component]
fn LogInToBook(path: String, sold_out: Memo<bool>) -> impl IntoView {
    let lang = use_texts::<EventTexts>();
    move || {
        (!sold_out.get()).then(|| {
            view! {
                <a class="button button-wide" href=paths::login(&path) data-testid="book-submit">
                    {lang.log_in_to_book}
                </a>
                <p class="booking-note">{lang.log_in_to_book_text}</p>
            }
        })
    }
}

/// Keeps the seats current by live updates, and by polling while those are not connected.
fn follow_seats(slug: String, seats: RwSignal<i32>, bookable: RwSignal<bool>) {
    let live = use_context::<EventLive>();
    Effect::new(move |_| {
        let counts = live.and_then(|live| live.counts.get());
        if let Some(counts) = counts.filter(|now| now.seats_available != seats.get_untracked()) {
            seats.set(counts.seats_available);
        }
    });
    let ask = move || {
        let slug = slug.clone();
        spawn_local(async move {
            if let Ok(live) = event_live(slug).await {
                if seats.try_get_untracked().is_some_and(|now| now != live.seats_available) {
                    seats.try_set(live.seats_available);
                }
                if bookable.try_get_untracked().is_some_and(|now| now != live.bookable) {
                    bookable.try_set(live.bookable);
                }
            }
        });
    };
    poll_while_disconnected(live, POLL_EVERY, move || bookable.get(), ask);
}
