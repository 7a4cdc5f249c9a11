//! What the chosen seats come to: price, discount and what is to be paid.

use super::purchase::Purchase;
use crate::i18n::{EventTexts, use_texts};
use leptos::prelude::*;
use rust_decimal::Decimal;

/// `seats`: how many, and what they cost by the prices beside them, as long as nothing better is known.
#[component]
pub(super) fn SumsShown(purchase: Purchase, seats: Signal<(i64, Decimal)>) -> impl IntoView {
    let lang = use_texts::<EventTexts>();
    let currency = purchase.kinds.currency;
    let lines = move || {
        let (count, cost) = seats.get();
        if count == 0 {
            return None;
        }
        let Some(sums) = purchase.now() else {
            return Some(
                view! { <p class="kinds-total">{lang.seats_for(count, &lang.price(cost, currency))}</p> }
                    .into_any(),
            );
        };
        let money = |amount| lang.money(amount, currency);
        let off = (!sums.discount.is_zero()).then(|| {
            let code = purchase.code.get().unwrap_or_default();
            let off = format!("−{}", money(sums.discount));
            view! {
                <dt>{lang.seats(count)}</dt>
                <dd>{money(sums.subtotal)}</dd>
                <dt data-testid="quote-code">{lang.discount_by(&code)}</dt>
                <dd data-testid="quote-discount">{off}</dd>
            }
        });
        let label = if off.is_some() { lang.to_pay().to_owned() } else { lang.seats(count) };
        let total = lang.price(sums.total, currency);
        Some(
            view! {
                <dl class="quote">
                    {off} <dt>{label}</dt> <dd data-testid="quote-total">
                        <strong>{total}</strong>
                    </dd>
                </dl>
            }
            .into_any(),
        )
    };
    view! {
        <div data-testid="kinds-total" role="status">
            {lines}
        </div>
    }
}
