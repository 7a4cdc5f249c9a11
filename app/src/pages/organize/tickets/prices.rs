//! Prices that hold for a while: those there are, and room for more.

use crate::actions::tickets::list::StepLine;
use crate::actions::tickets::save_type::step_field;
use crate::forms::{FieldError, FormState, RowField};
use crate::i18n::{TicketsTexts, use_texts};
use leptos::prelude::*;
use types::ticket_types::STEPS_MAX;

/// Empty rows below those that are filled in: more come when they are saved.
const ROOM: usize = 2;

#[component]
pub(super) fn Prices(state: FormState, steps: Vec<StepLine>) -> impl IntoView {
    let lang = use_texts::<TicketsTexts>();
    let typed = (0..STEPS_MAX)
        .rposition(|at| state.typed(&step_field(at, "price")).is_some())
        .map_or(0, |last| last + 1);
    let count = typed.max(steps.len() + ROOM).min(STEPS_MAX);
    let open = typed > 0 || !steps.is_empty();
    let mut steps = steps.into_iter();
    let field = move |at, name, label, (kind, inputmode), value| {
        let name = step_field(at, name);
        view! { <RowField state name label kind inputmode maxlength=16 value /> }
    };
    let rows = (0..count)
        .map(|at| {
            let step = steps.next();
            let price = step.as_ref().map(|step| step.price.to_string());
            let first = step.as_ref().and_then(|step| step.first);
            let until = step.map(|step| step.until_field);
            let first = first.map(|first| first.to_string());
            view! {
                <fieldset class="price-step">
                    <legend class="visually-hidden">{lang.step_number(at + 1)}</legend>
                    {field(at, "price", lang.price, ("text", "decimal"), price)}
                    {field(at, "until", lang.step_until, ("datetime-local", ""), until)}
                    {field(at, "first", lang.step_first, ("text", "numeric"), first)}
                </fieldset>
            }
        })
        .collect_view();
    view! {
        <details class="desk-more" open=open data-testid="price-steps">
            <summary>{lang.steps}</summary>
            <div class="price-steps">
                <p class="muted">{lang.steps_text}</p>
                {rows}
                <FieldError state name="price_steps" />
            </div>
        </details>
    }
}
