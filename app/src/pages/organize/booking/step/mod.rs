//! A step: something that is about to be done with the booking. What it brings about is said in
//! numbers before it is confirmed. Its choices stand in the address, so it works without JavaScript.

mod cancel;
mod chooser;
mod confirm;
mod effect;
mod exchange;
mod refund;
mod relocate;
mod rename;

use super::Here;
use super::returning::HEADING;
use crate::actions::organizing::booking_views::OrganizedBooking;
use crate::forms::{FlashMessage, FormState};
use crate::i18n::{OrganizeBookingsTexts, use_texts};
use crate::pages::organize::confirm as asked;
use cancel::CancelStep;
use exchange::ExchangeStep;
use leptos::prelude::*;
use refund::RefundStep;
use relocate::RelocateStep;
use rename::RenameStep;

/// The step that the address asks for, if the booking allows it.
#[component]
pub(super) fn StepCard(booking: OrganizedBooking) -> impl IntoView {
    let Some(here) = use_context::<Here>() else { return ().into_any() };
    let step = here.step();
    (move || {
        let booking = booking.clone();
        let may = booking.may;
        match step.get().as_str() {
            "cancel" if may.cancel => view! { <CancelStep booking /> }.into_any(),
            "refund" if may.refund => view! { <RefundStep booking /> }.into_any(),
            "move" if may.relocate => view! { <RelocateStep booking /> }.into_any(),
            "exchange" if may.exchange => view! { <ExchangeStep booking /> }.into_any(),
            "rename" if may.rename => view! { <RenameStep booking /> }.into_any(),
            _ => ().into_any(),
        }
    })
    .into_any()
}

/// The card around a step, with the way back.
#[component]
fn Step(#[prop(into)] title: String, children: Children) -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    let back = use_context::<Here>().map(Here::path).unwrap_or_default();
    view! {
        <asked::StepCard id="step" title back=(back, lang.step_back) testid="step" below=true>
            {children()}
        </asked::StepCard>
    }
}

/// What names the booking in a form, and the key that makes a double click one request.
#[derive(Clone, Copy)]
struct Of(StoredValue<(String, String, String)>);

impl Of {
    fn new(booking: OrganizedBooking) -> Self {
        Self(StoredValue::new((booking.slug, booking.id.to_string(), booking.key)))
    }
}

#[component]
fn OfBooking(of: Of) -> impl IntoView {
    let (slug, id, key) = of.0.get_value();
    view! {
        <input type="hidden" name="slug" value=slug />
        <input type="hidden" name="booking" value=id />
        <input type="hidden" name="key" value=key />
    }
}

/// Once it is done: says so, leaves the step and shows the booking as it is now.
fn leave_when_done(state: FormState, message: FlashMessage) {
    let Some(here) = use_context::<Here>() else { return };
    asked::leave_when_done(state, message, true, move || {
        here.again(format!("#{HEADING}"));
        here.path()
    });
}
