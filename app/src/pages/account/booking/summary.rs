//! Order summary: seats, price, refunds and the refund rule.

use crate::actions::bookings::views::BookingView;
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
    let each = money(booking.unit_price);
    let subtotal = booking.unit_price * Decimal::from(booking.quantity);
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
                <div>
                    <dt>{lang.seats_times(booking.quantity.into(), &each)}</dt>
                    <dd>{money(subtotal)}</dd>
                </div>
                {(!booking.discount.is_zero())
                    .then(|| {
                        view! {
                            <div data-testid="discount">
                                <dt>{discount}</dt>
                                <dd>{money(-booking.discount)}</dd>
                            </div>
                        }
                    })}
                <div class="summary-total" data-testid="total">
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
