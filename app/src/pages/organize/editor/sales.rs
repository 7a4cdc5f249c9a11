//! Seats and price: what is sold. Where the event has kinds of ticket of its own, they have the prices.

use super::keeping::Keeping;
use super::kinds::Kinds;
use super::section::{Choice, Section};
use crate::actions::events::editor::views::KindLine;
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
    /// The page of its kinds of ticket; an event that is still to be made has none.
    #[prop(optional_no_strip)]
    tickets: Option<String>,
    /// They have the prices.
    kinds: Vec<KindLine>,
    keeping: Keeping,
) -> impl IntoView {
    let lang = use_texts::<EditorTexts>();
    let currencies = CURRENCIES.map(|code| (code.to_owned(), code.to_owned())).to_vec();
    let waitlist = [("true", lang.waitlist_open), ("false", lang.waitlist_closed)]
        .map(|(value, name)| (value.to_owned(), name.to_owned()))
        .to_vec();
    let are_taken = taken > 0;
    let capacity_hint =
        if are_taken { lang.seats_taken(taken.into()) } else { lang.capacity_hint.to_owned() };
    let unsold = state.errors("ticket_types");
    let listed = !kinds.is_empty();
    let price = if kinds.is_empty() {
        view! {
            <TextField
                state
                name="price"
                label=lang.price_of_seat
                hint=lang.price_hint
                value=form.price
                inputmode="decimal"
                maxlength=16
            />
        }
        .into_any()
    } else {
        let lines = kinds
            .into_iter()
            .map(|kind| {
                view! {
                    <li>
                        <strong>
                            <bdi>{kind.name}</bdi>
                        </strong>
                        " "
                        <span class="muted">{kind.note}</span>
                    </li>
                }
            })
            .collect_view();
        view! {
            <div class="field">
                <input id="price" type="hidden" name=state.posted("price") value=form.price />
                <p>{lang.kinds_have_prices}</p>
                <ul data-testid="kinds">{lines}</ul>
            </div>
        }
        .into_any()
    };
    let link = tickets.clone().filter(|_| listed);
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
                {price}
                <Choice
                    state
                    name="currency"
                    label=lang.currency
                    value=form.currency
                    options=currencies
                />
            </div>
            {link
                .map(|href| {
                    view! {
                        <p>
                            <a id="ticket_types" href=href>
                                {lang.to_tickets}
                            </a>
                        </p>
                    }
                })}
            <Kinds state typed=form.ticket_types listed taken=are_taken tickets keeping />
            {move || {
                unsold
                    .try_with(|unsold| unsold.first().map(|error| lang.missing(error)))
                    .flatten()
                    .map(|text| view! { <p class="field-error">{text}</p> })
            }}
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
