//! Buying form: number of seats, an optional promo code, and the button.

use super::live_seats::LiveBox;
use super::purchase::Purchase;
use super::sums::SumsShown;
use crate::actions::bookings::book::{Book, ENDPOINT};
use crate::browser;
use crate::error::AppError;
use crate::forms::{
    ActionForm, FieldError, FieldErrors, FormAction, FormState, SubmitButton, TextField,
    form_state, submit_once,
};
use crate::i18n::{EventTexts, use_texts};
use crate::paths;
use crate::promo::{self, FIELD as CODE};
use crate::via::{here, origin};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
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
    live: LiveBox,
    sold_out: Memo<bool>,
    signed_in: bool,
) -> impl IntoView {
    let lang = use_texts::<EventTexts>();
    let (seats, purchase) = (live.seats, live.purchase);
    let (price, currency) = (view.event.price, view.event.currency);
    let (event, slug) = (view.event.id.to_string(), view.event.slug.clone());
    // How many one person may have, where the organizer chose it.
    let each = view.event.max_per_person;
    let action = FormAction::<Book>::new();
    let state = form_state(action, ENDPOINT).with_notes(purchase.noted());
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
    let query = use_query_map();
    let asked = || query.with_untracked(|query| query.get("quantity"));
    let before = state.typed("quantity").or_else(asked).map_or(1, |text| chosen_in(&text));
    let quantity = purchase.quantity;
    quantity.set(before);
    let select = NodeRef::<leptos::html::Select>::new();
    // What was chosen before this code was there counts too.
    select.on_load(move |select| quantity.set(chosen_in(&select.value())));
    let total = move || {
        let plain = price * Decimal::from(quantity.get());
        purchase.now().map_or(plain, |sums| sums.total)
    };
    // A disabled option is not sent: what was chosen stays, and is refused with what is left.
    let at_once = each.map_or(QUANTITY_MAX, i64::from).min(QUANTITY_MAX);
    let most = Memo::new(move |_| i64::from(seats.get()).clamp(1, at_once));
    // A refusal is an answer too, so another try is another request.
    let attempt = action.version();
    let key_ = StoredValue::new(key_);
    let key = move || format!("{}.{}.{}", key_.get_value(), attempt.get(), quantity.get());
    let quantity_errors = state.errors("quantity");
    let wrong = move || quantity_errors.with(|errors| !errors.is_empty());
    let sums = Signal::derive(move || {
        let known = purchase.now().is_some();
        if known { (quantity.get(), total()) } else { (0, Decimal::ZERO) }
    });
    view! {
        <BuyForm
            action
            state
            slug
            event
            key_=Signal::derive(key)
            label=Signal::derive(move || lang.book_seats(&lang.price(total(), currency)))
            open=Signal::derive(move || !sold_out.get())
            signed_in
            purchase
        >
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
                                    selected=n == before
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
            {(!price.is_zero()).then(|| view! { <CodeField state purchase /> })}
            <SumsShown purchase seats=sums />
            <PerPerson each />
            <p class="booking-note">
                {if price.is_zero() { lang.free_booking_text } else { lang.paid_booking_text }}
            </p>
        </BuyForm>
    }
}

/// The form around what is chosen: it books, or for who is not logged in leads there. Without scripts its
/// other button asks the page for what the seats would cost.
#[component]
pub(super) fn BuyForm(
    action: FormAction<Book>,
    state: FormState,
    slug: String,
    event: String,
    key_: Signal<String>,
    label: Signal<String>,
    /// Whether there is something to be had.
    open: Signal<bool>,
    signed_in: bool,
    purchase: Purchase,
    children: ChildrenFn,
) -> impl IntoView {
    let lang = use_texts::<EventTexts>();
    let via = origin();
    let page = paths::event(&slug);
    let children = StoredValue::new(children);
    let shown = Memo::new(move |_| purchase.typed || open.get());
    if !signed_in {
        let given = promo::given();
        let back = move || {
            let code = purchase.code.get().or_else(|| given.clone());
            paths::login(&promo::carried(here(&slug, via), code.as_deref()))
        };
        let back = Signal::derive(back);
        return view! {
            {move || {
                shown
                    .get()
                    .then(|| {
                        view! {
                            <form method="get" action=page.clone() class="booking-form">
                                <Origin />
                                {children.with_value(|children| children())}
                            </form>
                        }
                    })
            }}
            {move || {
                open.get()
                    .then(|| {
                        view! {
                            <a class="button button-wide" href=back data-testid="book-submit">
                                {lang.log_in_to_book}
                            </a>
                            <p class="booking-note">{lang.log_in_to_book_text}</p>
                        }
                    })
            }}
        }
        .into_any();
    }
    let event = StoredValue::new(event);
    view! {
        <FieldErrors state />
        {move || {
            shown
                .get()
                .then(|| {
                    view! {
                        <ActionForm action attr:class="booking-form" before=submit_once(state)>
                            <input type="hidden" name="event" value=event.get_value() />
                            <input type="hidden" name="key" value=key_ />
                            <Origin />
                            // What the enter key does: the first button of the form.
                            {move || {
                                open.get()
                                    .then(|| {
                                        view! {
                                            <SubmitButton
                                                pending=state.pending
                                                label=lang.book
                                                class="visually-hidden"
                                                sends=("enter", "1".to_owned())
                                                by_enter=true
                                            />
                                        }
                                    })
                            }}
                            {children.with_value(|children| children())}
                            {move || {
                                open.get()
                                    .then(|| {
                                        view! {
                                            <SubmitButton
                                                pending=state.pending
                                                label=move || label.get()
                                                class="button button-wide"
                                                testid="book-submit"
                                            />
                                        }
                                    })
                            }}
                        </ActionForm>
                    }
                })
        }}
    }
    .into_any()
}

/// Where the link that led here was put.
#[component]
fn Origin() -> impl IntoView {
    origin().map(|via| view! { <input type="hidden" name="via" value=via.to_string() /> })
}

/// A promo code, which a link may have filled in, and the button that asks what it brings.
#[component]
pub(super) fn CodeField(state: FormState, purchase: Purchase) -> impl IntoView {
    let lang = use_texts::<EventTexts>();
    let given = promo::given();
    let typed = state.typed(CODE).or_else(|| given.clone());
    let open = typed.is_some_and(|code| !code.is_empty());
    let page = purchase.page();
    let held_up = move || {
        purchase.held_up().map(|failure| {
            view! {
                <p class="field-error" role="alert">
                    {lang.failure(&failure)}
                </p>
            }
        })
    };
    view! {
        <details
            class="promo"
            open=open
            on:keydown=move |event| {
                if event.key() == "Enter" && browser::is_typing(&event) {
                    event.prevent_default();
                    purchase.apply();
                }
            }
        >
            <summary>{lang.have_promo_code}</summary>
            <TextField
                state
                name=CODE
                label=lang.promo_code
                hint=lang.promo_code_hint
                value=given.unwrap_or_default()
                autocomplete="off"
                required=false
                maxlength=CODE_MAX
            />
            {held_up}
            <button
                type="submit"
                formmethod="get"
                formaction=page
                formnovalidate=true
                class="button button-quiet button-small"
                data-testid="apply-code"
                on:click=move |event| {
                    event.prevent_default();
                    purchase.apply();
                }
            >
                {lang.apply_code()}
            </button>
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
