//! What was paid, given off and given back, by currency.

use super::super::parts::{Figure, Figures};
use super::Live;
use crate::i18n::{DashboardTexts, use_texts};
use leptos::prelude::*;
use types::organizer::Figure as Counted;

#[component]
pub(super) fn Money(live: Live) -> impl IntoView {
    let lang = use_texts::<DashboardTexts>();
    let currencies = live.get(|it| it.revenue.iter().map(|line| line.currency).collect::<Vec<_>>());
    let lines = move || {
        currencies
            .get()
            .into_iter()
            .map(|currency| view! { <OneCurrency live currency /> })
            .collect_view()
    };
    // A free event has no money to show.
    let any = move || !currencies.with(Vec::is_empty);
    view! {
        <Show when=any>
            <section class="organize-section" aria-labelledby="money-title">
                <h2 id="money-title">{lang.money}</h2>
                {lines}
            </section>
        </Show>
    }
}

#[component]
fn OneCurrency(live: Live, currency: types::Currency) -> impl IntoView {
    let lang = use_texts::<DashboardTexts>();
    let amount = move |of: fn(&types::organizer::Revenue) -> rust_decimal::Decimal| {
        live.get(move |figures| {
            let line = figures.revenue.iter().find(|line| line.currency == currency);
            lang.money(line.map(of).unwrap_or_default(), currency)
        })
    };
    view! {
        <Figures label=format!("{}, {currency}", lang.money)>
            <Figure
                label=lang.gross
                value=amount(|it| it.gross)
                href=live.list(Counted::Gross)
                testid="gross"
            />
            <Figure
                label=lang.discounts
                value=amount(|it| it.discounts)
                href=live.list(Counted::Discounted)
                testid="discounts"
            />
            <Figure
                label=lang.refunds
                value=amount(|it| it.refunds)
                href=live.list(Counted::Refunded)
                testid="refunds"
            />
            <Figure
                label=lang.net
                value=amount(|it| it.net)
                href=live.list(Counted::Charged)
                testid="net"
            />
        </Figures>
    }
}
