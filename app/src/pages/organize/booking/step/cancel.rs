//! Cancelling the booking or some of its tickets: which, and what goes back.

use super::super::Here;
use super::chooser::Chooser;
use super::confirm::ConfirmStep;
use super::effect::{Effects, freed, money, told};
use super::{Of, Step, leave_when_done};
use crate::actions::organizing::booking_views::{OrganizedBooking, TicketLine};
use crate::actions::organizing::cancel::{CancelOrganizedBooking, ENDPOINT};
use crate::forms::{FlashMessage, FormAction, form_state};
use crate::i18n::{OrganizeBookingsTexts, use_texts};
use leptos::prelude::*;
use types::booking_actions::RefundChoice;

#[component]
pub(super) fn CancelStep(booking: OrganizedBooking) -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    let Some(here) = use_context::<Here>() else { return ().into_any() };
    let action = FormAction::<CancelOrganizedBooking>::new();
    let state = form_state(action, ENDPOINT);
    leave_when_done(state, FlashMessage::BookingCancelled);
    let open: Vec<TicketLine> = booking
        .tickets
        .iter()
        .filter(|ticket| ticket.cancelled.is_none() && ticket.checked_in.is_none())
        .cloned()
        .collect();
    let chosen = here.query.with_untracked(|query| query.get_all("ticket")).unwrap_or_default();
    let tickets = (open.len() > 1).then(|| view! { <TicketChoice tickets=open chosen /> });
    let refund = here.query.with_untracked(|query| query.get("refund"));
    let refund = refund.and_then(|it| RefundChoice::parse(&it)).unwrap_or(RefundChoice::Rule);
    let paid = !booking.money.net.is_zero();
    let refunds = paid.then(|| view! { <RefundChoices chosen=refund /> });
    let choices = tickets.is_some() || paid;
    let chooser = choices.then(|| view! { <Chooser step="cancel">{tickets} {refunds}</Chooser> });
    let query = here.query;
    let wanted = move |name: &'static str| query.with(|query| query.get(name)).unwrap_or_default();
    let tickets = move || query.with(|query| query.get_all("ticket")).unwrap_or_default().join(",");
    let of = Of::new(booking);
    view! {
        <Step title=lang
            .do_cancel>
            {chooser}
            <Effects
                here
                confirm=move |effect| {
                    let back = lang.money(effect.refund, effect.currency);
                    let back = (!effect.refund.is_zero()).then_some(back);
                    let label = lang.cancel_now(effect.seats_freed.into(), back.as_deref());
                    let [freed, offered] = freed(lang, &effect);
                    let [refund, left] = money(lang, &effect);
                    let lines = vec![freed, offered, refund, left, Some(told(lang, &effect))];
                    view! {
                        <ConfirmStep action state of lines label>
                            <input type="hidden" name="tickets" value=tickets />
                            <input type="hidden" name="refund" value=move || wanted("refund") />
                        </ConfirmStep>
                    }
                }
            />
        </Step>
    }
    .into_any()
}

/// Which tickets: all of them, unless some are chosen.
#[component]
fn TicketChoice(tickets: Vec<TicketLine>, chosen: Vec<String>) -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    let choices = tickets
        .into_iter()
        .map(|ticket| {
            let id = ticket.id.to_string();
            let checked = chosen.is_empty() || chosen.contains(&id);
            view! {
                <label class="flag">
                    <input type="checkbox" name="ticket" value=id checked=checked />
                    <span>
                        <bdi>{ticket.name}</bdi>
                        " "
                        <code>{ticket.code}</code>
                    </span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="choices">
            <legend>{lang.which_tickets}</legend>
            {choices}
        </fieldset>
    }
}

#[component]
fn RefundChoices(chosen: RefundChoice) -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    let choices = RefundChoice::ALL
        .map(|choice| {
            view! {
                <label class="choice">
                    <input
                        type="radio"
                        name="refund"
                        value=choice.as_str()
                        checked=choice == chosen
                    />
                    <span>{lang.refund_choice(choice)}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="choices choices-row">
            <legend>{lang.what_goes_back}</legend>
            {choices}
        </fieldset>
    }
}
