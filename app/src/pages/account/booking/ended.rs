//! Cancelled or expired booking: why it ended, and what can be done next.

use super::checkout::REFRESH;
use crate::actions::bookings::views::{BookingView, Ended};
use crate::i18n::{MyBookingsTexts, use_texts};
use crate::paths;
use leptos::prelude::*;

#[component]
pub(super) fn EndedBooking(view: BookingView, ended: Ended) -> impl IntoView {
    let lang = use_texts::<MyBookingsTexts>();
    let paying = view.paying();
    let again = view.event.bookable.then(|| {
        view! {
            <a class="button" href=paths::event(&view.event.slug)>
                {lang.book_again}
            </a>
        }
    });
    view! {
        <div class="ended">
            <h2>{ended.title}</h2>
            <p>{ended.text}</p>
            {ended.money.map(|money| view! { <p data-testid="money-back">{money}</p> })}
            {paying.then(|| view! { <noscript inner_html=REFRESH></noscript> })}
            <p class="actions">
                {again} <a class="button button-quiet" href=paths::EVENTS>
                    {lang.browse_events}
                </a>
            </p>
        </div>
    }
}
