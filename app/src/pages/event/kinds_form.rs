//! Booking form of an event with several kinds of ticket.

use super::kinds::{Choice, KindList, Kinds, chosen_in};
use super::live_seats::LiveBox;
use crate::actions::bookings::book::{Book, CHOICE, ENDPOINT, seats_of};
use crate::forms::{ActionForm, FieldErrors, FormAction, SubmitButton, form_state, submit_once};
use crate::i18n::{EventTexts, use_texts};
use crate::via::origin;
use leptos::prelude::*;
use std::fmt::Write as _;
use types::FieldProblem;
use types::events::EventView;

use super::book_form::{PerPerson, PromoField};

#[component]
pub(super) fn KindsForm(
    view: EventView,
    key_: String,
    kinds: Kinds,
    live: LiveBox,
) -> impl IntoView {
    let lang = use_texts::<EventTexts>();
    let action = FormAction::<Book>::new();
    let state = form_state(action, ENDPOINT);
    let answer = action.value();
    Effect::new(move |_| {
        // A refusal is news of what is left.
        if answer.with(|answer| matches!(answer, Some(Err(_)))) {
            live.ask();
        }
    });
    let typed = kinds.lines.with_untracked(|lines| {
        let seats = lines.iter().filter_map(|line| {
            let seats = chosen_in(&state.typed(&seats_of(&line.id))?);
            (seats > 0).then_some((line.id, seats))
        });
        seats.collect::<Vec<_>>()
    });
    let choice = Choice { state, chosen: RwSignal::new(typed) };
    let sum = Memo::new(move |_| choice.sum(kinds));
    let attempt = action.version();
    let key_ = StoredValue::new(key_);
    // Another choice is another request, and so is another try.
    let key = move || {
        let mut key = format!("{}.{}", key_.get_value(), attempt.get());
        let chosen = choice.chosen.get();
        let places = kinds.lines.with(|lines| lines.iter().map(|it| it.id).collect::<Vec<_>>());
        for (place, id) in places.into_iter().enumerate() {
            if let Some((_, seats)) = chosen.iter().find(|(kind, _)| *kind == id) {
                let _ = write!(key, ".{place}x{seats}");
            }
        }
        key
    };
    let via = origin();
    let currency = kinds.currency;
    let most = view.event.highest_price();
    let errors = state.errors(CHOICE);
    let wrong = move || {
        errors.with(|errors| {
            errors.first().map(|error| match error.problem {
                FieldProblem::Required => lang.choose_one.to_owned(),
                _ => lang.field_error(error),
            })
        })
    };
    let label = move || match sum.get() {
        (0, _) => lang.book.to_owned(),
        (_, cost) => lang.book_seats(&lang.price(cost, currency)),
    };
    let total = move || {
        let (seats, cost) = sum.get();
        (seats > 0).then(|| lang.seats_for(seats, &lang.price(cost, currency)))
    };
    let each = view.event.max_per_person;
    let on_sale = Memo::new(move |_| kinds.is_on_sale());
    view! {
        <FieldErrors state />
        <ActionForm action attr:class="booking-form" before=submit_once(state)>
            <input type="hidden" name="event" value=view.event.id.to_string() />
            <input type="hidden" name="key" value=key />
            {via.map(|via| view! { <input type="hidden" name="via" value=via.to_string() /> })}
            <KindList kinds choice />
            {move || {
                wrong()
                    .map(|text| {
                        view! {
                            <p class="field-error" id="items-error">
                                {text}
                            </p>
                        }
                    })
            }}
            {move || {
                on_sale
                    .get()
                    .then(|| {
                        view! {
                            {(!most.is_zero()).then(|| view! { <PromoField state /> })}
                            <p class="kinds-total" data-testid="kinds-total" role="status">
                                {total}
                            </p>
                            <SubmitButton
                                pending=state.pending
                                label=label
                                class="button button-wide"
                                testid="book-submit"
                            />
                            <PerPerson each />
                            <p class="booking-note">
                                {if most.is_zero() {
                                    lang.free_booking_text
                                } else {
                                    lang.paid_booking_text
                                }}
                            </p>
                        }
                    })
            }}
        </ActionForm>
    }
}
