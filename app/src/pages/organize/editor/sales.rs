//! Seats and price: what is sold. A component of its own, so that kinds of tickets can take its
//! place.

use super::section::{Choice, Section};
use crate::forms::{FormState, TextField};
use crate::i18n::{EditorTexts, use_texts};
use leptos::prelude::*;
use types::event_form::EventForm;
use types::money::CURRENCIES;

#[component]
pub(super) fn Sales(
    state: FormState,
    form: EventForm,
    /// Seats that are taken: the capacity cannot go below.
    taken: i32,
) -> impl IntoView {
    let lang = use_texts::<EditorTexts>();
    let currencies = CURRENCIES.map(|code| (code.to_owned(), code.to_owned())).to_vec();
    let waitlist = [("true", lang.waitlist_open), ("false", lang.waitlist_closed)]
        .map(|(value, name)| (value.to_owned(), name.to_owned()))
        .to_vec();
    let capacity_hint =
        if taken > 0 { lang.seats_taken(taken.into()) } else { lang.capacity_hint.to_owned() };
    view! {
        <Section anchor="seats" title=lang.section_seats>
            <div class="field-row">
                <TextField
                    state
                    name="max_capacity"
                    label=lang.capacity
                    hint=capacity_hint
                    value=form.max_capacity
                    inputmode="numeric"
                    maxlength=12
                />
                <TextField
                    state
                    name="max_per_person"
                    label=lang.per_person
                    hint=lang.per_person_hint
                    value=form.max_per_person
                    inputmode="numeric"
                    maxlength=12
                    required=false
                />
            </div>
            <div class="field-row">
                <TextField
                    state
                    name="price"
                    label=lang.price_of_seat
                    hint=lang.price_hint
                    value=form.price
                    inputmode="decimal"
                    maxlength=16
                />
                <Choice
                    state
                    name="currency"
                    label=lang.currency
                    value=form.currency
                    options=currencies
                />
            </div>
            <Choice
                state
                name="waitlist_open"
                label=lang.waitlist
                value=form.waitlist_open
                options=waitlist
            />
        </Section>
    }
}
