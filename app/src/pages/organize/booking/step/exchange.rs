//! Exchanging a ticket for one of another kind: which, and how much goes back.

use super::super::Here;
use super::chooser::OffersChooser;
use super::confirm::ConfirmStep;
use super::effect::{Effects, money, told};
use super::{Of, Step, leave_when_done};
use crate::actions::bookings::views::ExchangeChoice;
use crate::actions::organizing::booking_views::OrganizedBooking;
use crate::actions::organizing::exchange::{ENDPOINT, ExchangeOrganizedTicket};
use crate::forms::{FlashMessage, FormAction, form_state};
use crate::i18n::{OrganizeBookingsTexts, use_texts};
use leptos::prelude::*;

#[component]
pub(super) fn ExchangeStep(booking: OrganizedBooking) -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    let Some(here) = use_context::<Here>() else { return ().into_any() };
    let query = here.query;
    let typed =
        move |name: &'static str| query.with_untracked(|query| query.get(name)).unwrap_or_default();
    let asked = typed("ticket");
    let Some(name) = booking
        .tickets
        .iter()
        .find(|ticket| ticket.may_be_exchanged() && ticket.id.to_string() == asked)
        .map(|ticket| ticket.name.clone())
    else {
        return ().into_any();
    };
    let action = FormAction::<ExchangeOrganizedTicket>::new();
    let state = form_state(action, ENDPOINT);
    leave_when_done(state, FlashMessage::Saved);
    let wanted = move |name: &'static str| query.with(|query| query.get(name)).unwrap_or_default();
    let currency = booking.money.currency.as_str().to_owned();
    let of = Of::new(booking);
    let choices = move |offers: Vec<ExchangeChoice>| {
        view! {
            <input type="hidden" name="ticket" value=typed("ticket") />
            <Kinds offers chosen=typed("to") />
            <Refund currency=currency.clone() typed=typed("refund") />
        }
        .into_any()
    };
    view! {
        <Step title=lang.exchange_ticket_of(&name)>
            <OffersChooser
                step="exchange"
                offers=here.exchanges
                none=lang.nothing_to_exchange_for()
                choices
            />
            <Effects
                here
                confirm=move |effect| {
                    let back = lang.money(effect.refund, effect.currency);
                    let back = (!effect.refund.is_zero()).then_some(back);
                    let label = lang.exchange_now(back.as_deref());
                    let [refund, left] = money(lang, &effect);
                    let lines = vec![refund, left, Some(told(lang, &effect))];
                    view! {
                        <ConfirmStep action state of lines label class="button">
                            <input type="hidden" name="ticket" value=move || wanted("ticket") />
                            <input type="hidden" name="to" value=move || wanted("to") />
                            <input type="hidden" name="refund" value=move || wanted("refund") />
                        </ConfirmStep>
                    }
                }
            />
        </Step>
    }
    .into_any()
}

#[component]
fn Kinds(offers: Vec<ExchangeChoice>, chosen: String) -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    let choices = offers
        .into_iter()
        .map(|offer| {
            let (checked, closed) = (offer.id == chosen, !offer.open);
            view! {
                <label class="choice">
                    <input type="radio" name="to" value=offer.id checked=checked disabled=closed />
                    <span>{offer.text}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="choices">
            <legend>{lang.exchange_for()}</legend>
            {choices}
        </fieldset>
    }
}

#[component]
fn Refund(currency: String, typed: String) -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    view! {
        <div class="field desk-amount">
            <label for="exchange-refund">{lang.exchange_refund()} " (" {currency} ")"</label>
            <input
                id="exchange-refund"
                name="refund"
                type="text"
                inputmode="decimal"
                autocomplete="off"
                maxlength="20"
                value=typed
                aria-describedby="exchange-refund-hint"
            />
            <p class="hint" id="exchange-refund-hint">
                {lang.exchange_refund_hint()}
            </p>
        </div>
    }
}
