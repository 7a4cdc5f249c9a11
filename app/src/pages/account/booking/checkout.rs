//! Checkout: paying for held seats, or for what a ticket is exchanged for.

use super::Watch;
use super::accept::Accept;
use super::deed::deed;
use super::promo::PromoForm;
use super::summary::OrderSummary;
use crate::actions::bookings::views::{BookingView, Due, Summary};
use crate::actions::payments::pay::{ENDPOINT, Pay};
use crate::components::Countdown;
use crate::forms::{ActionForm, FieldError, FieldErrors, SubmitButton, submit_once};
use crate::i18n::{MyBookingsTexts, use_texts};
use chrono::{DateTime, Utc};
use leptos::prelude::*;
use types::payments::PaymentMethod;
use types::validation::card_digits;

#[component]
pub(super) fn Checkout(view: BookingView, due: Due, summary: Summary) -> impl IntoView {
    let promo = (!view.paying()).then(|| (view.id, view.promo_code.clone()));
    view! {
        <div class="checkout">
            <div class="checkout-main">
                <ToPay view due />
            </div>
            <OrderSummary summary>
                {promo.map(|(booking, code)| view! { <PromoForm booking code /> })}
            </OrderSummary>
        </div>
    }
}

/// What is held and how long still, and the form that pays for it, or how its payment is going.
#[component]
pub(super) fn ToPay(view: BookingView, due: Due) -> impl IntoView {
    if view.paying() {
        return view! { <Paying /> }.into_any();
    }
    let hold = due.until.map(|until| view! { <Hold label=due.held until now=view.now /> });
    let body = match due.pay {
        Some(pay) => view! { <PayForm view pay failed=due.failed /> }.into_any(),
        None => view! { <Accept booking=view.id seats=view.state.quantity /> }.into_any(),
    };
    view! {
        {hold}
        {body}
    }
    .into_any()
}

/// How long something is still held. Once that is over, the page asks what has become of it.
#[component]
fn Hold(label: String, until: DateTime<Utc>, now: DateTime<Utc>) -> impl IntoView {
    let watch = use_context::<Watch>();
    let lapse = move |left: i64| {
        if let Some(watch) = watch
            && left <= 0
            && watch.lapsed.try_get_untracked() == Some(false)
        {
            watch.lapsed.try_set(true);
        }
    };
    view! {
        <Countdown
            until
            now
            label
            testid="hold-countdown"
            offset=watch.map(|watch| watch.offset)
            urgent=120
            on_tick=lapse
        />
    }
}

/// A constant, since `view!` takes a literal for an attribute of the document.
pub(super) const REFRESH: &str = "<meta http-equiv=\"refresh\" content=\"3\">";

/// The payment is with the provider. Without JavaScript the page asks again by itself.
#[component]
fn Paying() -> impl IntoView {
    let lang = use_texts::<MyBookingsTexts>();
    view! {
        <div class="paying" aria-busy="true">
            <span class="paying-mark" aria-hidden="true"></span>
            <div>
                <h2>{lang.paying_title}</h2>
                <p class="muted">{lang.paying_text}</p>
            </div>
            <noscript inner_html=REFRESH></noscript>
        </div>
    }
}

#[component]
fn PayForm(view: BookingView, pay: String, failed: Option<String>) -> impl IntoView {
    let lang = use_texts::<MyBookingsTexts>();
    let (action, state) = deed::<Pay>(ENDPOINT, None);
    let paypal = state.typed("method").as_deref() == Some(PaymentMethod::MockPaypal.as_str());
    let attempt = action.version();
    let base = view.key;
    let key = move || format!("{base}.{}", attempt.get());
    view! {
        {failed
            .map(|failed| {
                view! {
                    <div class="alert alert-error" role="alert">
                        <p>
                            <strong>{lang.payment_failed_title}</strong>
                        </p>
                        <p>{failed}</p>
                    </div>
                }
            })}
        <ActionForm action attr:class="form-card pay-form" before=submit_once(state)>
            <h2>{lang.payment}</h2>
            <FieldErrors state />
            <input type="hidden" name="booking" value=view.id.to_string() />
            <input type="hidden" name="key" value=key />
            <fieldset class="choices choices-row">
                <legend>{lang.pay_with}</legend>
                <label class="choice">
                    <input
                        type="radio"
                        name="method"
                        value=PaymentMethod::MockCard.as_str()
                        checked=!paypal
                    />
                    <span>
                        <strong>{lang.card}</strong>
                    </span>
                </label>
                <label class="choice">
                    <input
                        type="radio"
                        name="method"
                        value=PaymentMethod::MockPaypal.as_str()
                        checked=paypal
                    />
                    <span>
                        <strong>"PayPal"</strong>
                    </span>
                </label>
            </fieldset>
            <CardField state demo=view.demo />
            <SubmitButton
                pending=state.pending
                label=pay
                class="button button-wide"
                testid="pay-submit"
            />
            <p class="booking-note">{lang.pay_note}</p>
        </ActionForm>
    }
}

/// The card number; a typing error is shown once the field is left.
#[component]
fn CardField(state: crate::forms::FormState, demo: bool) -> impl IntoView {
    let lang = use_texts::<MyBookingsTexts>();
    let typed = RwSignal::new(String::new());
    let left = RwSignal::new(false);
    let errors = state.errors("card_number");
    let wrong = move || errors.with(|errors| !errors.is_empty());
    let slip = move || {
        let digits = typed.with(|text| text.chars().filter(char::is_ascii_digit).count());
        left.get() && digits >= 12 && typed.with(|text| card_digits(text).is_none())
    };
    let described = move || {
        let mut ids = Vec::new();
        if wrong() {
            ids.push("card_number-error");
        } else if slip() {
            ids.push("card_number-slip");
        }
        if demo {
            ids.push("card_number-demo");
        }
        (!ids.is_empty()).then(|| ids.join(" "))
    };
    // The number may have been typed before this code was loaded.
    let on_blur = move |event: leptos::ev::FocusEvent| {
        typed.set(event_target_value(&event));
        left.set(true);
    };
    view! {
        <div class="field card-field">
            <label for="card_number">{lang.card_number}</label>
            <input
                id="card_number"
                name="card_number"
                type="text"
                inputmode="numeric"
                autocomplete="cc-number"
                maxlength="30"
                placeholder="0000 0000 0000 0000"
                aria-invalid=move || (wrong() || slip()).then_some("true")
                aria-describedby=described
                on:input=move |event| typed.set(event_target_value(&event))
                on:blur=on_blur
            />
            <FieldError state name="card_number" />
            {move || {
                (slip() && !wrong())
                    .then(|| {
                        view! {
                            <p class="field-error" id="card_number-slip">
                                {lang.card_slip}
                            </p>
                        }
                    })
            }}
            {demo
                .then(|| {
                    view! {
                        <div class="demo-hint" id="card_number-demo">
                            <p>{lang.demo_cards}</p>
                            <ul role="list">
                                <li>
                                    <code>"4111 1111 1111 1111"</code>
                                    " "
                                    {lang.demo_card_good}
                                </li>
                                <li>
                                    <code>"4000 0000 0000 0002"</code>
                                    " "
                                    {lang.demo_card_bad}
                                </li>
                            </ul>
                        </div>
                    }
                })}
        </div>
    }
}
