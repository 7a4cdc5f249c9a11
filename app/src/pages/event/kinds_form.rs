//! Buying form of an event with several kinds of ticket.

use super::book_form::{BuyForm, CodeField, PerPerson};
use super::kinds::{Choice, KindList, chosen_in};
use super::live_seats::LiveBox;
use super::sums::SumsShown;
use crate::actions::bookings::book::{Book, CHOICE, ENDPOINT, seats_of};
use crate::forms::{FormAction, form_state};
use crate::i18n::{EventTexts, use_texts};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use std::fmt::Write as _;
use types::FieldProblem;
use types::events::EventView;

#[component]
pub(super) fn KindsForm(
    view: EventView,
    key_: String,
    live: LiveBox,
    signed_in: bool,
) -> impl IntoView {
    let lang = use_texts::<EventTexts>();
    let purchase = live.purchase;
    let (kinds, chosen) = (purchase.kinds, purchase.chosen);
    let action = FormAction::<Book>::new();
    let state = form_state(action, ENDPOINT).with_notes(purchase.noted());
    let answer = action.value();
    Effect::new(move |_| {
        // A refusal is news of what is left.
        if answer.with(|answer| matches!(answer, Some(Err(_)))) {
            live.ask();
        }
    });
    // What was typed before the page was shown again, or is asked for in its address.
    let query = use_query_map();
    let typed = kinds.lines.with_untracked(|lines| {
        let seats = lines.iter().filter_map(|line| {
            let field = seats_of(&line.id);
            let asked = || query.with_untracked(|query| query.get(&field));
            let seats = chosen_in(&state.typed(&field).or_else(asked)?);
            (seats > 0).then_some((line.id, seats))
        });
        seats.collect::<Vec<_>>()
    });
    chosen.set(typed);
    let choice = Choice { state, chosen };
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
    let currency = kinds.currency;
    let errors = state.errors(CHOICE);
    let wrong = move || {
        errors.with(|errors| {
            errors.first().map(|error| match error.problem {
                FieldProblem::Required => lang.choose_one.to_owned(),
                _ => lang.field_error(error),
            })
        })
    };
    let label = move || match (sum.get(), purchase.now()) {
        ((0, _), _) => lang.book.to_owned(),
        (_, Some(sums)) => lang.book_seats(&lang.price(sums.total, currency)),
        ((_, cost), None) => lang.book_seats(&lang.price(cost, currency)),
    };
    let each = view.event.max_per_person;
    let most = view.event.highest_price();
    let on_sale = Memo::new(move |_| kinds.is_on_sale());
    let empty = Memo::new(move |_| kinds.lines.with(Vec::is_empty));
    // Of a price that nobody sees, nothing is said.
    let priced = move || {
        !most.is_zero() || kinds.lines.with(|lines| lines.iter().any(|it| !it.price.is_zero()))
    };
    let slug = view.event.slug.clone();
    view! {
        <BuyForm
            action
            state
            slug
            event=view.event.id.to_string()
            key_=Signal::derive(key)
            label=Signal::derive(label)
            open=Signal::derive(move || on_sale.get())
            signed_in
            purchase
        >
            {move || {
                empty
                    .get()
                    .then(|| {
                        view! {
                            <p class="muted" data-testid="only-by-code">
                                {lang.only_by_code()}
                            </p>
                        }
                    })
            }}
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
            <CodeField state purchase />
            <SumsShown purchase seats=Signal::derive(move || sum.get()) />
            <PerPerson each />
            <p class="booking-note">
                {move || if priced() { lang.paid_booking_text } else { lang.free_booking_text }}
            </p>
        </BuyForm>
    }
}
