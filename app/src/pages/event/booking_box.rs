//! Booking box of an event's page: seats left, price, and the form or why there is none.

use super::book_form::BookForm;
use super::kinds::Kinds;
use super::kinds_form::KindsForm;
use super::live_seats::LiveBox;
use super::purchase::Purchase;
use super::waitlist::Waitlist;
use crate::actions::events::tickets::TicketLine;
use crate::actions::events::views::AskedView;
use crate::i18n::{EventTexts, use_texts};
use crate::paths;
use crate::session::use_current_user;
use leptos::prelude::*;
use types::events::{EventStatus, EventView};

#[component]
pub(super) fn BookingBox(
    view: EventView,
    tickets: Vec<TicketLine>,
    asked: Option<AskedView>,
    key_: String,
) -> impl IntoView {
    let lang = use_texts::<EventTexts>();
    let event = view.event.clone();
    let seats = RwSignal::new(event.seats_available);
    let bookable = RwSignal::new(view.bookable);
    let slug = StoredValue::new(event.slug.clone());
    let several = view.typed;
    let kinds = Kinds { lines: RwSignal::new(tickets), currency: event.currency };
    let purchase = Purchase::new(event.slug.clone(), kinds, several, asked);
    let live = LiveBox { slug, seats, bookable, kinds, purchase };
    live.follow();
    purchase.follow();
    let highest = event.highest_price();
    let user = use_current_user();
    let rule = view.bookable.then(|| {
        if highest.is_zero() {
            lang.free_cancel.to_owned()
        } else {
            lang.refund_rule(event.refund_policy)
        }
    });
    let view = StoredValue::new(view);
    let key = StoredValue::new(key_);
    let sold_out = Memo::new(move |_| seats.get() <= 0 || kinds.is_sold_out());
    let capacity = event.max_capacity;
    view! {
        <div class="booking-box">
            <p class="booking-price">
                {lang.price_range(event.price, highest, event.currency)}
                {(!highest.is_zero())
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
                    } else if several {
                        None
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
            {move || {
                bookable.get().then(|| view! { <Waitlist slug=slug.get_value() sold_out kinds /> })
            }}
            {move || {
                if !bookable.get() {
                    return view! { <Closed view=view.get_value() /> }.into_any();
                }
                view! {
                    <Suspense fallback=|| {
                        view! { <div class="skeleton skeleton-button" aria-hidden="true"></div> }
                    }>
                        {move || Suspend::new(async move {
                            let signed_in = user.get().await.is_some();
                            let (view, key_) = (view.get_value(), key.get_value());
                            if several {
                                view! { <KindsForm view key_ live signed_in /> }.into_any()
                            } else {
                                view! { <BookForm view key_ live sold_out signed_in /> }.into_any()
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
