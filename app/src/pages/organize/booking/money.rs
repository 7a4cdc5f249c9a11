//! A booking's money, line by line: what it costs, what was charged, what went back, and what is left.

use crate::actions::bookings::views::Amount;
use crate::actions::organizing::booking_views::{OrganizedBooking, PaymentLine};
use crate::i18n::{OrganizeBookingsTexts, use_texts};
use leptos::prelude::*;
use rust_decimal::Decimal;
use types::Currency;
use types::event_bookings::TransactionKind;

#[component]
pub(super) fn Money(booking: OrganizedBooking) -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    let money = booking.money;
    let currency = money.currency;
    let seats = booking.kinds.clone().unwrap_or_else(|| {
        lang.seats_at(booking.quantity.into(), &lang.money(money.unit_price, currency))
    });
    let code = booking.promo_code.as_deref();
    let discount = (!money.discount.is_zero()).then(|| {
        let label = code.map_or(lang.discount.to_owned(), |code| lang.discount_with(code));
        view! { <Row label amount=-money.discount currency /> }
    });
    let payments = booking
        .payments
        .into_iter()
        .map(|payment| view! { <Payment payment currency /> })
        .collect_view();
    view! {
        <section class="desk-card" aria-labelledby="money-title" data-testid="money">
            <h3 id="money-title">{lang.money_title}</h3>
            <table class="ledger">
                <caption class="visually-hidden">{lang.money_title}</caption>
                <thead class="visually-hidden">
                    <tr>
                        <th scope="col">{lang.ledger_line}</th>
                        <th scope="col">{lang.amount}</th>
                    </tr>
                </thead>
                <tbody>
                    <Row label=seats amount=money.price currency />
                    {discount}
                    <Row label=lang.total amount=money.total currency strong=true />
                </tbody>
                {payments}
                <tbody>
                    <Row label=lang.charged amount=money.charged currency />
                    <Row label=lang.refunded amount=-money.refunded currency />
                    <Row label=lang.net amount=money.net currency strong=true testid="net" />
                </tbody>
            </table>
        </section>
    }
}

#[component]
fn Row(
    #[prop(into)] label: String,
    #[prop(optional)] note: Option<String>,
    amount: Decimal,
    currency: Currency,
    #[prop(optional)] strong: bool,
    #[prop(optional)] testid: Option<&'static str>,
) -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    // There is no nothing below nothing.
    let amount = if amount.is_zero() { Decimal::ZERO } else { amount };
    view! {
        <tr class:ledger-strong=strong data-testid=testid>
            <th scope="row">
                <bdi>{label}</bdi>
                {note.map(|note| view! { <span class="muted ledger-note">{note}</span> })}
            </th>
            <td>{lang.money(amount, currency)}</td>
        </tr>
    }
}

/// An attempt to pay: its state, and what moved.
#[component]
fn Payment(payment: PaymentLine, currency: Currency) -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    let (class, state) = lang.payment_state(payment.status);
    let card = payment.card_last4.map(|last4| format!("•••• {last4}"));
    let mut how = card.unwrap_or_else(|| lang.payment_method(payment.method).to_owned());
    if payment.exchange {
        how = format!("{}: {how}", lang.fact_exchange);
    }
    let Amount(asked) = payment.amount;
    let asked = lang.money(asked, currency);
    let lines = payment
        .ledger
        .into_iter()
        .map(|line| {
            let (label, amount) = match line.kind {
                TransactionKind::Charge => (lang.charge.to_owned(), line.amount),
                TransactionKind::Refund => (lang.refund_because(&line.reason), -line.amount),
            };
            view! { <Row label note=lang.moment(&line.at) amount currency /> }
        })
        .collect_view();
    view! {
        <tbody class="ledger-payment">
            <tr>
                <th colspan="2" scope="rowgroup">
                    {how}
                    " · "
                    {asked}
                    " · "
                    <span class=format!("badge {class}")>{state}</span>
                    <span class="muted ledger-note">
                        {lang.moment(&payment.started)} " · " <code>{payment.reference}</code>
                    </span>
                </th>
            </tr>
            {lines}
        </tbody>
    }
}
