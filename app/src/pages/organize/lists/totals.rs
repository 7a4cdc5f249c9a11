//! What the bookings that are found come to.

use crate::i18n::{OrganizeBookingsTexts, use_texts};
use leptos::prelude::*;
use types::event_bookings::BookingTotals;

#[component]
pub fn Totals(
    /// None: there are too many to sum them up for every page.
    totals: Option<BookingTotals>,
) -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    let Some(BookingTotals { seats, money }) = totals else {
        return view! {
            <p class="muted small" data-testid="totals">
                {lang.too_many_to_sum}
            </p>
        }
        .into_any();
    };
    let line = |name: &'static str, value: String, testid: &'static str| {
        view! {
            <div>
                <dt>{name}</dt>
                <dd data-testid=testid>{value}</dd>
            </div>
        }
    };
    let money = money
        .into_iter()
        .map(|sums| {
            let sum = |amount| lang.money(amount, sums.currency);
            let moved = |amount: rust_decimal::Decimal| !amount.is_zero();
            view! {
                {line(lang.gross, sum(sums.gross), "total-gross")}
                {moved(sums.discounts)
                    .then(|| line(lang.discounts, sum(-sums.discounts), "total-discounts"))}
                {moved(sums.refunds)
                    .then(|| line(lang.refunded, sum(-sums.refunds), "total-refunds"))}
                {line(lang.net, sum(sums.net), "total-net")}
            }
        })
        .collect_view();
    view! {
        <section aria-label=lang.totals data-testid="totals">
            <dl class="totals">
                {line(lang.fact_seats, lang.number(seats), "total-seats")} {money}
            </dl>
        </section>
    }
    .into_any()
}
