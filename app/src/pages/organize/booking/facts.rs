//! What is known of a booking besides its money.

use crate::actions::organizing::booking_views::OrganizedBooking;
use crate::i18n::{OrganizeBookingsTexts, use_texts};
use leptos::prelude::*;
use types::Wall;

#[component]
pub(super) fn Facts(booking: OrganizedBooking) -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    let at = |time: &Wall| lang.moment(time);
    let why = booking.cancel_reason.map(|reason| lang.cancel_reason(reason).to_owned());
    let complimentary = booking.complimentary.then(|| lang.complimentary.to_owned());
    let facts = [
        (lang.fact_seats, Some(lang.number(booking.quantity.into()))),
        (lang.tickets, booking.kinds.clone()),
        (lang.fact_booked, Some(at(&booking.booked))),
        (lang.fact_held_until, booking.held_until.as_ref().map(at)),
        (lang.fact_confirmed, booking.confirmed.as_ref().map(at)),
        (lang.fact_cancelled, booking.cancelled.as_ref().map(at)),
        (lang.fact_why, why),
        (lang.fact_kind, complimentary),
        (lang.fact_promo_code, booking.promo_code.clone()),
        (lang.fact_origin, booking.origin.clone()),
        (lang.fact_exchange, booking.exchange.clone()),
        (lang.fact_refund_until, booking.full_refund_until.as_ref().map(at)),
    ];
    let rows = facts
        .into_iter()
        .filter_map(|(name, value)| {
            let value = value?;
            Some(view! {
                <div>
                    <dt>{name}</dt>
                    <dd>
                        <bdi>{value}</bdi>
                    </dd>
                </div>
            })
        })
        .collect_view();
    view! {
        <section class="desk-card" aria-labelledby="facts-title">
            <h3 id="facts-title">{lang.about_booking}</h3>
            <dl class="facts">{rows}</dl>
        </section>
    }
}
