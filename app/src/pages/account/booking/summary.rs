//! Order summary: seats, price, refunds and the refund rule.

use crate::actions::bookings::views::BookingView;
use crate::components::Words;
use crate::i18n::{MyBookingsTexts, use_texts};
use leptos::prelude::*;
use rust_decimal::Decimal;

#[component]
pub(super) fn Summary(
    view: BookingView,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let lang = use_texts::<MyBookingsTexts>();
    let booking = view.booking;
    let currency = booking.currency;
    let money = move |amount: Decimal| lang.money(amount, currency);
    let line = move |what: String, quantity: i32, each: Decimal| {
        view! {
            <div data-testid="summary-line">
                <dt>
                    <Words text=what />
                </dt>
                <dd>{money(each * Decimal::from(quantity))}</dd>
            </div>
        }
    };
    // Of an event with one kind of ticket there is one line.
    let lines = if booking.items.is_empty() {
        let seats = lang.seats_times(booking.quantity.into(), &money(booking.unit_price));
        vec![line(seats, booking.quantity, booking.unit_price)]
    } else {
        let items = booking.items.iter().map(|item| {
            let what = lang.item_times(item.quantity, &item.name, &money(item.unit_price));
            line(what, item.quantity, item.unit_price)
        });
        items.collect()
    };
    let discount = match &booking.promo_code {
        Some(code) => lang.discount_with(code),
        None => lang.discount.to_owned(),
    };
    let refunded = booking.payment.as_ref().map(|payment| payment.refunded).unwrap_or_default();
    let deadline =
        view.refund_until.map(|until| lang.refund_deadline(&lang.moment(&until), view.refund_over));
    let moved = view.moved_refund_until.map(|until| lang.moved_refund(&lang.moment(&until)));
    let rule = (!booking.total_price.is_zero()).then(|| lang.refund_rule(booking.refund_policy));
    view! {
        <section class="summary" aria-labelledby="summary-title">
            <h2 id="summary-title">{lang.summary}</h2>
            <dl>
                {lines}
                {(!booking.discount.is_zero())
                    .then(|| {
                        view! {
                            <div data-testid="discount">
                                <dt>{discount}</dt>
                                <dd>{money(-booking.discount)}</dd>
                            </div>
                        }
                    })} <div class="summary-total" data-testid="total">
                    <dt>{lang.total}</dt>
                    <dd>{money(booking.total_price)}</dd>
                </div>
                {(!refunded.is_zero())
                    .then(|| {
                        view! {
                            <div data-testid="refunded">
                                <dt>{lang.refunded_so_far}</dt>
                                <dd>{money(refunded)}</dd>
                            </div>
                        }
                    })}
            </dl>
            {children.map(|children| children())}
            {moved
                .filter(|_| !booking.total_price.is_zero())
                .map(|moved| {
                    view! {
                        <p class="summary-rule" data-testid="moved-refund">
                            <strong>{moved}</strong>
                        </p>
                    }
                })}
            {rule
                .map(|rule| {
                    view! {
                        <p class="summary-rule" data-testid="refund-rule">
                            {rule}
                            {deadline
                                .map(|deadline| {
                                    view! {
                                        " "
                                        <span class="refund-deadline">{deadline}</span>
                                    }
                                })}
                        </p>
                    }
                })}
        </section>
    }
}
