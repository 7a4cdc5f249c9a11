//! Seats left, the price, and the way to book.

use super::waitlist::Waitlist;
use crate::app::CurrentUser;
use crate::browser;
use crate::forms::{FieldError, FieldErrors, TextField, form_state, once};
use crate::i18n::use_lang;
use crate::live::EventLive;
use crate::paths;
use crate::server::book::{Book, ENDPOINT};
use crate::server::event_live::event_live;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos::task::spawn_local;
use rust_decimal::Decimal;
use std::time::Duration;
use types::bookings::QUANTITY_MAX;
use types::events::{EventStatus, EventView};
use types::promotions::CODE_MAX;

const LIVE_EVERY: Duration = Duration::from_secs(5);

#[component]
pub(super) fn BookingBox(view: EventView, key_: String) -> impl IntoView {
    let lang = use_lang();
    let event = view.event.clone();
    let seats = RwSignal::new(event.seats_available);
    let bookable = RwSignal::new(view.bookable);
    live(event.slug.clone(), seats, bookable);
    let user = use_context::<CurrentUser>();
    let rule = if event.price.is_zero() {
        view.bookable.then(|| lang.free_cancel.to_owned())
    } else {
        Some(lang.refund_rule(event.refund_policy))
    };
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
                if sold_out.get() {
                    return ().into_any();
                }
                view! {
                    <Suspense fallback=|| {
                        view! { <div class="skeleton skeleton-button" aria-hidden="true"></div> }
                    }>
                        {move || Suspend::new(async move {
                            let known = match user {
                                Some(user) => user.await.is_ok_and(|user| user.is_some()),
                                None => false,
                            };
                            if known {
                                view! {
                                    <BookForm view=view.get_value() key_=key.get_value() seats />
                                }
                                    .into_any()
                            } else {
                                let path = view.with_value(|view| paths::event(&view.event.slug));
                                view! {
                                    <a
                                        class="button button-wide"
                                        href=paths::login(&path)
                                        data-testid="book-submit"
                                    >
                                        {lang.log_in_to_book}
                                    </a>
                                    <p class="booking-note">{lang.log_in_to_book_text}</p>
                                }
                                    .into_any()
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
    let lang = use_lang();
    let (title, text) = match view.event.status {
        EventStatus::Cancelled => (lang.event_cancelled, view.cancel_reason.unwrap_or_default()),
        EventStatus::Draft => (lang.draft, lang.draft_text.to_owned()),
        EventStatus::Published if view.ended => (lang.event_over, lang.event_over_text.to_owned()),
        EventStatus::Published => (lang.event_started, lang.event_started_text.to_owned()),
    };
    let more = format!("/events?category={}", paths::encode(&view.event.category.slug));
    view! {
        <div class="booking-closed">
            <p>
                <strong>{title}</strong>
            </p>
            <p class="muted">{text}</p>
            <a class="button button-quiet button-wide" href=more>
                {lang.similar_events}
            </a>
        </div>
    }
}

#[component]
fn BookForm(view: EventView, key_: String, seats: RwSignal<i32>) -> impl IntoView {
    let lang = use_lang();
    let event = view.event;
    let action = ServerAction::<Book>::new();
    let state = form_state(action, ENDPOINT);
    let before: i64 = state.typed("quantity").and_then(|text| text.parse().ok()).unwrap_or(1);
    let quantity = RwSignal::new(before);
    let typed_code = state.typed("promo_code").filter(|code| !code.is_empty());
    let (price, currency) = (event.price, event.currency);
    let total = move || price * Decimal::from(quantity.get());
    let most = Memo::new(move |_| i64::from(seats.get()).clamp(1, QUANTITY_MAX));
    // A refusal is an answer too, so another try is another request.
    let attempt = action.version();
    let key = move || format!("{key_}.{}.{}", attempt.get(), quantity.get());
    let quantity_errors = state.errors("quantity");
    let wrong = move || quantity_errors.with(|errors| !errors.is_empty());
    let busy = move || state.pending.get();
    view! {
        <ActionForm action attr:class="booking-form" on:submit:capture=once(state)>
            <FieldErrors state />
            <input type="hidden" name="event" value=event.id.to_string() />
            <input type="hidden" name="key" value=key />
            <div class="field field-inline">
                <label for="quantity">{lang.how_many}</label>
                <select
                    id="quantity"
                    name="quantity"
                    aria-invalid=move || wrong().then_some("true")
                    aria-describedby=move || wrong().then_some("quantity-error")
                    on:change=move |event| {
                        quantity.set(event_target_value(&event).parse().unwrap_or(1));
                    }
                >
                    {(1..=QUANTITY_MAX)
                        .map(|n| {
                            view! {
                                <option
                                    value=n.to_string()
                                    selected=n == before
                                    disabled=move || most.get() < n
                                >
                                    {n}
                                </option>
                            }
                        })
                        .collect_view()}
                </select>
                <FieldError state name="quantity" />
            </div>
            {(!price.is_zero())
                .then(|| {
                    let open = typed_code.is_some();
                    view! {
                        <details class="promo" open=open>
                            <summary>{lang.have_promo_code}</summary>
                            <TextField
                                state
                                name="promo_code"
                                label=lang.promo_code
                                hint=lang.promo_code_hint
                                autocomplete="off"
                                required=false
                                maxlength=CODE_MAX
                            />
                        </details>
                    }
                })}
            <button
                type="submit"
                class="button button-wide"
                data-testid="book-submit"
                aria-disabled=move || busy().to_string()
            >
                {move || {
                    if busy() {
                        lang.one_moment.to_owned()
                    } else {
                        lang.book_seats(&lang.price(total(), currency))
                    }
                }}
            </button>
            <p class="booking-note">
                {if price.is_zero() { lang.free_booking_text } else { lang.paid_booking_text }}
            </p>
        </ActionForm>
    }
}

/// The seats as the server tells them; while it does not, asks every few seconds.
fn live(slug: String, seats: RwSignal<i32>, bookable: RwSignal<bool>) {
    let live = use_context::<EventLive>();
    Effect::new(move |_| {
        let counts = live.and_then(|live| live.counts.get());
        if let Some(counts) = counts.filter(|now| now.seats_available != seats.get_untracked()) {
            seats.set(counts.seats_available);
        }
    });
    Effect::new(move |_| {
        if !bookable.get() || live.is_some_and(|live| live.connected.get()) {
            return;
        }
        let slug = slug.clone();
        let ask = move || {
            if !browser::is_visible() {
                return;
            }
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
        if let Ok(timer) = set_interval_with_handle(ask, LIVE_EVERY) {
            on_cleanup(move || timer.clear());
        }
    });
}
