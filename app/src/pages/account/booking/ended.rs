//! Cancelled or expired booking: why it ended, and what can be done next.

use super::checkout::REFRESH;
use crate::actions::bookings::views::BookingView;
use crate::i18n::{MyBookingsTexts, use_texts};
use crate::paths;
use leptos::prelude::*;
use types::bookings::CancelReason;
use types::payments::PaymentStatus;

#[component]
pub(super) fn Ended(view: BookingView) -> impl IntoView {
    let lang = use_texts::<MyBookingsTexts>();
    let booking = view.booking;
    let payment = booking.payment.as_ref();
    let paying = payment.is_some_and(|payment| payment.status == PaymentStatus::Pending);
    let (title, text) = match booking.cancel_reason {
        Some(CancelReason::Expired) if paying => {
            (lang.ended_expired, lang.ended_expired_paying_text)
        }
        Some(CancelReason::Expired) => (lang.ended_expired, lang.ended_expired_text),
        Some(CancelReason::EventCancelled) => (lang.ended_event, lang.ended_event_text),
        Some(CancelReason::PaymentRefunded) => (lang.ended_refunded, lang.ended_refunded_text),
        Some(CancelReason::OfferDeclined) => (lang.ended_declined, lang.ended_declined_text),
        Some(CancelReason::ByOrganizer) => (lang.ended_by_organizer, lang.ended_by_organizer_text),
        Some(CancelReason::ByAttendee) | None => (lang.ended_by_you, lang.ended_by_you_text),
    };
    let money = payment.and_then(|payment| match payment.status {
        PaymentStatus::Refunded => {
            Some(lang.money_is_back(&lang.money(payment.refunded, payment.currency)))
        }
        PaymentStatus::Completed => Some(lang.ended_nothing_back.to_owned()),
        PaymentStatus::Pending => Some(lang.ended_paying.to_owned()),
        PaymentStatus::Failed => None,
    });
    let again = view.event.bookable.then(|| {
        view! {
            <a class="button" href=paths::event(&view.event.slug)>
                {lang.book_again}
            </a>
        }
    });
    view! {
        <div class="ended">
            <h2>{title}</h2>
            <p>{text}</p>
            {money.map(|money| view! { <p data-testid="money-back">{money}</p> })}
            {paying.then(|| view! { <noscript inner_html=REFRESH></noscript> })}
            <p class="actions">
                {again} <a class="button button-quiet" href=paths::EVENTS>
                    {lang.browse_events}
                </a>
            </p>
        </div>
    }
}
