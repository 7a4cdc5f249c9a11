//! What holders may do with their tickets, and until when.

use super::Here;
use crate::actions::tickets::save_rules::{ENDPOINT, SaveTicketRules};
use crate::components::toast;
use crate::forms::{
    ActionForm, FieldErrors, FlashMessage, FormAction, FormState, SubmitButton, TextField,
    form_state, submit_once,
};
use crate::i18n::{TicketRulesTexts, use_texts};
use leptos::prelude::*;
use types::ticket_rules::TicketRules;

#[component]
pub(super) fn Rules(
    slug: String,
    rules: TicketRules,
    /// Whether there is anything to exchange.
    typed: bool,
    here: Here,
) -> impl IntoView {
    let lang = use_texts::<TicketRulesTexts>();
    let action = FormAction::<SaveTicketRules>::new();
    let state = form_state(action, ENDPOINT).again();
    Effect::new(move |_| {
        if let Some(Ok(())) = action.value().get() {
            toast(FlashMessage::Saved);
            here.data.refetch();
        }
    });
    let exchanges = if typed {
        flag(state, "exchanges", rules.exchanges, (lang.rules_exchanges, lang.rules_exchanges_hint))
    } else {
        let value = rules.exchanges.then_some("true");
        value.map(|value| view! { <input type="hidden" name="exchanges" value=value /> }).into_any()
    };
    view! {
        <section class="desk-card" aria-labelledby="rules-title" data-testid="ticket-rules">
            <h3 id="rules-title">{lang.rules_title}</h3>
            <p class="muted">{lang.rules_text}</p>
            <ActionForm
                action
                attr:class="desk-form"
                attr:novalidate=true
                before=submit_once(state)
            >
                <FieldErrors state />
                <input type="hidden" name="slug" value=slug />
                {exchanges}
                <TextField
                    state
                    name="changes_close_hours"
                    label=lang.rules_hours
                    hint=lang.rules_hours_hint
                    value=rules.changes_close_hours.to_string()
                    inputmode="numeric"
                    maxlength=5
                    autocomplete="off"
                />
                {flag(
                    state,
                    "changes_closed",
                    rules.changes_closed,
                    (lang.rules_closed, lang.rules_closed_hint),
                )}
                <SubmitButton
                    pending=state.pending
                    label=lang.rules_save
                    class="button"
                    testid="save-rules"
                />
            </ActionForm>
        </section>
    }
}

/// A box to tick, with what it means.
fn flag(
    state: FormState,
    name: &'static str,
    on: bool,
    (label, hint): (&'static str, &'static str),
) -> AnyView {
    let checked = state.typed(name).map_or(on, |typed| typed == "true");
    let described = format!("{name}-hint");
    view! {
        <div>
            <label class="flag">
                <input
                    type="checkbox"
                    name=name
                    value="true"
                    checked=checked
                    aria-describedby=described.clone()
                />
                <span>{label}</span>
            </label>
            <p class="hint" id=described>
                {hint}
            </p>
        </div>
    }
    .into_any()
}
