//! Refund rule, and how attendees will read it.

use super::section::{Choice, Section};
use crate::forms::{FormState, TextField};
use crate::i18n::{EditorTexts, use_texts};
use leptos::prelude::*;
use types::RefundPolicy;
use types::event_form::EventForm;

/// Hours before the start that are offered; another value an event has is offered too.
const HOURS: [i32; 8] = [0, 24, 48, 72, 168, 336, 720, 2160];

#[component]
pub(super) fn Refunds(state: FormState, form: EventForm) -> impl IntoView {
    let lang = use_texts::<EditorTexts>();
    let own = form.refund_full_until_hours.trim().parse::<i32>().ok();
    let mut hours = HOURS.to_vec();
    if let Some(own) = own.filter(|own| !HOURS.contains(own) && *own >= 0) {
        hours.insert(HOURS.partition_point(|hours| *hours < own), own);
    }
    let offered = hours.into_iter().map(|hours| (hours.to_string(), lang.full_until(hours.into())));
    let never = (String::new(), lang.full_never.to_owned());
    let options: Vec<_> = offered.chain([never]).collect();
    let until = RwSignal::new(form.refund_full_until_hours.clone());
    let percent = RwSignal::new(form.refund_late_percent.clone());
    let rule = move || {
        let late_percent = percent.with(|text| text.trim().parse().unwrap_or_default());
        let full_until_hours = until.with(|text| text.trim().parse().ok());
        (0..=100)
            .contains(&late_percent)
            .then(|| lang.refund_rule(RefundPolicy { full_until_hours, late_percent }))
    };
    view! {
        <Section anchor="refunds" title=lang.section_refunds text=lang.section_refunds_text>
            <div class="field-row">
                <div on:change=move |event| until.set(event_target_value(&event))>
                    <Choice
                        state
                        name="refund_full_until_hours"
                        label=lang.refund_full
                        value=form.refund_full_until_hours
                        options
                        errors_of="refund_policy.full_until_hours"
                    />
                </div>
                <div on:input=move |event| percent.set(event_target_value(&event))>
                    <TextField
                        state
                        name="refund_late_percent"
                        label=lang.refund_after
                        value=form.refund_late_percent
                        inputmode="numeric"
                        maxlength=3
                        errors_of="refund_policy.late_percent"
                    />
                </div>
            </div>
            <p class="sentence">
                <span class="muted">{lang.attendees_read} " "</span>
                {rule}
            </p>
        </Section>
    }
}
