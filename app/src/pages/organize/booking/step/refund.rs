//! Giving back a sum although the booking stays as it is.

use super::super::Here;
use super::chooser::Chooser;
use super::confirm::ConfirmStep;
use super::effect::{Effects, money, told};
use super::{Of, Step, leave_when_done};
use crate::actions::organizing::booking_views::OrganizedBooking;
use crate::actions::organizing::refund::{ENDPOINT, RefundOrganizedBooking};
use crate::forms::{FlashMessage, FormAction, form_state};
use crate::i18n::{OrganizeBookingsTexts, use_texts};
use leptos::prelude::*;

#[component]
pub(super) fn RefundStep(booking: OrganizedBooking) -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    let Some(here) = use_context::<Here>() else { return ().into_any() };
    let action = FormAction::<RefundOrganizedBooking>::new();
    let state = form_state(action, ENDPOINT);
    leave_when_done(state, FlashMessage::Refunded);
    let query = here.query;
    let typed = query.with_untracked(|query| query.get("amount")).unwrap_or_default();
    let amount = move || query.with(|query| query.get("amount")).unwrap_or_default();
    let most = lang.refund_at_most(&lang.money(booking.money.net, booking.money.currency));
    let currency = booking.money.currency.as_str().to_owned();
    let of = Of::new(booking);
    view! {
        <Step title=lang.do_refund>
            <Chooser step="refund">
                <div class="field desk-amount">
                    <label for="amount">{lang.refund_sum} " (" {currency} ")"</label>
                    <input
                        id="amount"
                        name="amount"
                        type="text"
                        inputmode="decimal"
                        autocomplete="off"
                        maxlength="20"
                        value=typed
                        aria-describedby="amount-hint"
                    />
                    <p class="hint" id="amount-hint">
                        {most}
                    </p>
                </div>
            </Chooser>
            <Effects
                here
                confirm=move |effect| {
                    let label = lang.refund_now(&lang.money(effect.refund, effect.currency));
                    let [refund, left] = money(lang, &effect);
                    let seats = Some((lang.effect_seats, lang.effect_unchanged.to_owned()));
                    let lines = vec![refund, left, seats, Some(told(lang, &effect))];
                    view! {
                        <ConfirmStep action state of lines label>
                            <input type="hidden" name="amount" value=amount />
                        </ConfirmStep>
                    }
                }
            />
        </Step>
    }
    .into_any()
}
