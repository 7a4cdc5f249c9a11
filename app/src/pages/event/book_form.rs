//! Booking form: number of seats, an optional promo code, and the button.

use crate::actions::bookings::book::{Book, ENDPOINT};
use crate::error::AppError;
use crate::forms::{
    ActionForm, FieldError, FieldErrors, FormAction, FormState, SubmitButton, TextField,
    form_state, submit_once,
};
use crate::i18n::{EventTexts, use_texts};
use crate::promo;
use crate::via::origin;
use leptos::prelude::*;
use rust_decimal::Decimal;
use types::bookings::QUANTITY_MAX;
use types::events::EventView;
use types::promotions::CODE_MAX;

fn chosen_in(value: &str) -> i64 {
    value.parse().unwrap_or(1)
}

/// What was refused stays to be read when the last seat has gone.
#[component]
pub(super) fn BookForm(
    view: EventView,
    key_: String,
    seats: RwSignal<i32>,
    sold_out: Memo<bool>,
) -> impl IntoView {
    let lang = use_texts::<EventTexts>();
    let (event, price, currency) =
        (view.event.id.to_string(), view.event.price, view.event.currency);
    let event = StoredValue::new(event);
    // How many one person may have, where the organizer chose it.
    let each = view.event.max_per_person;
    let action = FormAction::<Book>::new();
    let state = form_state(action, ENDPOINT);
    let answer = action.value();
    Effect::new(move |_| {
        // A refusal for want of seats is news of them, and may come before any other.
        let left = answer.with(|answer| match answer {
            Some(Err(AppError(failure))) => failure.seats_available,
            _ => None,
        });
        if let Some(left) = left {
            seats.set(left);
        }
    });
    let before = state.typed("quantity").map_or(1, |text| chosen_in(&text));
    let quantity = RwSignal::new(before);
    let select = NodeRef::<leptos::html::Select>::new();
    // What was chosen before this code was there counts too.
    select.on_load(move |select| quantity.set(chosen_in(&select.value())));
    let total = move || price * Decimal::from(quantity.get());
    // A disabled option is not sent: what was chosen stays, and is refused with what is left.
    let at_once = each.map_or(QUANTITY_MAX, i64::from).min(QUANTITY_MAX);
    let most = Memo::new(move |_| i64::from(seats.get()).clamp(1, at_once));
    // A refusal is an answer too, so another try is another request.
    let attempt = action.version();
    let key_ = StoredValue::new(key_);
    let key = move || format!("{}.{}.{}", key_.get_value(), attempt.get(), quantity.get());
    let via = origin();
    let quantity_errors = state.errors("quantity");
    let wrong = move || quantity_errors.with(|errors| !errors.is_empty());
    let form = move || {
        let chosen = quantity.get_untracked();
        view! {
            <ActionForm action attr:class="booking-form" before=submit_once(state)>
                <input type="hidden" name="event" value=event.get_value() />
                <input type="hidden" name="key" value=key />
                {via.map(|via| view! { <input type="hidden" name="via" value=via.to_string() /> })}
                <div class="field field-inline">
                    <label for="quantity">{lang.how_many}</label>
                    <select
                        id="quantity"
                        name="quantity"
                        aria-invalid=move || wrong().then_some("true")
                        aria-describedby=move || wrong().then_some("quantity-error")
                        node_ref=select
                        on:change=move |event| quantity.set(chosen_in(&event_target_value(&event)))
                    >
                        {(1..=QUANTITY_MAX)
                            .map(|n| {
                                view! {
                                    <option
                                        value=n.to_string()
                                        selected=n == chosen
                                        disabled=move || most.get() < n && quantity.get() != n
                                    >
                                        {n}
                                    </option>
                                }
                            })
                            .collect_view()}
                    </select>
                    <FieldError state name="quantity" />
                </div>
                {(!price.is_zero()).then(|| view! { <PromoField state /> })}
                <SubmitButton
                    pending=state.pending
                    label=move || lang.book_seats(&lang.price(total(), currency))
                    class="button button-wide"
                    testid="book-submit"
                />
                <PerPerson each />
                <p class="booking-note">
                    {if price.is_zero() { lang.free_booking_text } else { lang.paid_booking_text }}
                </p>
            </ActionForm>
        }
    };
    view! {
        <FieldErrors state />
        {move || (!sold_out.get()).then(form)}
    }
}

/// A promo code, which a link may have filled in.
#[component]
pub(super) fn PromoField(state: FormState) -> impl IntoView {
    let lang = use_texts::<EventTexts>();
    let given = promo::given();
    let typed = state.typed("promo_code").or_else(|| given.clone());
    let open = typed.is_some_and(|code| !code.is_empty());
    view! {
        <details class="promo" open=open>
            <summary>{lang.have_promo_code}</summary>
            <TextField
                state
                name="promo_code"
                label=lang.promo_code
                hint=lang.promo_code_hint
                value=given.unwrap_or_default()
                autocomplete="off"
                required=false
                maxlength=CODE_MAX
            />
        </details>
    }
}

/// How many seats one person may have, where the organizer chose it.
#[component]
pub(super) fn PerPerson(each: Option<i32>) -> impl IntoView {
    let lang = use_texts::<EventTexts>();
    each.map(|most| {
        view! {
            <p class="booking-note" data-testid="per-person">
                {lang.seats_each(most.into())}
            </p>
        }
    })
}
