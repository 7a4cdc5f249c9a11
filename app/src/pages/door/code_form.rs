//! The code as it is typed; without JavaScript a plain form.

use super::desk::{Desk, Shown};
use super::settings::SettingsFields;
use crate::actions::door::scan::{DoorScan, ENDPOINT};
use crate::forms::{FieldError, FieldErrors, FormAction, form_state};
use crate::i18n::{DoorTexts, use_texts};
use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use types::check_ins::CODE_MAX;
use types::ids::CheckInId;

#[component]
pub(super) fn CodeForm(desk: Desk, next: CheckInId) -> impl IntoView {
    let lang = use_texts::<DoorTexts>();
    let state = form_state(FormAction::<DoorScan>::new(), ENDPOINT);
    let typed = state.typed("code").unwrap_or_default();
    let field = NodeRef::<html::Input>::new();
    Effect::new(move |before: Option<()>| {
        let code = desk.code.get();
        let Some(field) = field.get() else { return };
        if before.is_none() && code.is_empty() {
            // It was typed before the code was there.
            desk.code.set(field.value());
        } else if field.value() != code {
            field.set_value(&code);
        }
    });
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let code = desk.code.get_untracked().trim().to_owned();
        if !code.is_empty() {
            desk.scan(Shown::Code(code));
        }
    };
    view! {
        <form method="post" action=DoorScan::url() class="door-code" on:submit=send>
            <FieldErrors state />
            <SettingsFields desk posted=true />
            <input type="hidden" name="id" value=next.to_string() />
            <div class="field">
                <label for="code">{lang.code}</label>
                <div class="door-code-row">
                    <input
                        id="code"
                        name="code"
                        type="text"
                        maxlength=CODE_MAX.to_string()
                        autocomplete="off"
                        autocapitalize="off"
                        spellcheck="false"
                        enterkeyhint="go"
                        required
                        aria-describedby="code-error code-hint"
                        value=typed
                        node_ref=field
                        on:input:target=move |event| desk.code.set(event.target().value())
                    />
                    <button
                        type="submit"
                        class="button"
                        aria-disabled=move || desk.busy.get().then_some("true")
                    >
                        {move || if desk.busy.get() { lang.checking } else { lang.check }}
                    </button>
                </div>
                <FieldError state name="code" />
                <p class="hint" id="code-hint">
                    {lang.code_hint}
                </p>
            </div>
        </form>
    }
}
