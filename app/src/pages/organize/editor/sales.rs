//! Seats and price: what is sold. Where the event has kinds of ticket of its own, they have the prices.

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
) -> impl IntoView {
    let lang = use_texts::<EditorTexts>();
    let currencies = CURRENCIES.map(|code| (code.to_owned(), code.to_owned())).to_vec();
    let waitlist = [("true", lang.waitlist_open), ("false", lang.waitlist_closed)]
        .map(|(value, name)| (value.to_owned(), name.to_owned()))
        .to_vec();
    let capacity_hint =
        if taken > 0 { lang.seats_taken(taken.into()) } else { lang.capacity_hint.to_owned() };
    let unsold = state.errors("ticket_types");
    let link = move |text: &'static str| match tickets {
        Some(href) => view! {
            <p>
                <a id="ticket_types" href=href>
                    {text}
                </a>
            </p>
        }
        .into_any(),
        None => view! { <p class="hint">{lang.kinds_after_draft}</p> }.into_any(),
    };
    let (price, link) = if kinds.is_empty() {
        let field = view! {
            <TextField
                state
                name="price"
                label=lang.price_of_seat
                hint=lang.price_hint
                value=form.price
                inputmode="decimal"
                maxlength=16
            />
        };
        (field.into_any(), link(lang.several_kinds))
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
        let kept = view! {
            <div class="field">
                <input id="price" type="hidden" name=state.posted("price") value=form.price />
                <p>{lang.kinds_have_prices}</p>
                <ul data-testid="kinds">{lines}</ul>
                {move || {
                    (unsold.try_with(|unsold| !unsold.is_empty()) == Some(true))
                        .then(|| view! { <p class="field-error">{lang.never_sold}</p> })
                }}
            </div>
        };
        (kept.into_any(), link(lang.to_tickets))
    };
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
            {link}
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
