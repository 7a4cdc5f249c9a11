//! E-mail change: the password is asked for, and the new address is verified first.

use crate::actions::account::change_email::{ChangeEmail, ENDPOINT};
use crate::components::toast;
use crate::forms::{
    ActionForm, FieldErrors, Flash, FlashMessage, FormAction, SubmitButton, TextField, form_state,
};
use crate::i18n::{AccountTexts, use_texts};
use leptos::prelude::*;
use types::accounts::PASSWORD_MAX;

#[component]
pub(super) fn Email(now: String) -> impl IntoView {
    let lang = use_texts::<AccountTexts>();
    let action = FormAction::<ChangeEmail>::new();
    let state = form_state(action, ENDPOINT);
    let before = use_context::<StoredValue<Flash>>().is_some_and(|flash| {
        flash.with_value(|f| f.message == Some(FlashMessage::EmailChangeAsked))
    });
    let asked = move || match action.value().get() {
        Some(result) => result.is_ok(),
        None => before,
    };
    Effect::new(move |_| {
        if let Some(Ok(())) = action.value().get() {
            toast(FlashMessage::EmailChangeAsked);
        }
    });
    view! {
        <section class="form-card" id="change-email" aria-labelledby="email-title">
            <h2 id="email-title">{lang.email_change}</h2>
            <p class="muted">{lang.email_now(&now)}</p>
            <p class="muted">{lang.email_change_text}</p>
            {move || {
                asked()
                    .then(|| {
                        view! {
                            <div class="alert alert-ok">
                                <p>{lang.email_change_asked_text}</p>
                            </div>
                        }
                    })
            }}
            <ActionForm action attr:class="form-fields">
                <FieldErrors state />
                <TextField
                    state
                    name="email"
                    kind="email"
                    label=lang.new_email
                    autocomplete="email"
                    maxlength=254
                />
                <TextField
                    state
                    name="email_password"
                    kind="password"
                    label=lang.current_password
                    autocomplete="current-password"
                    maxlength=PASSWORD_MAX
                    secret=true
                />
                <SubmitButton pending=state.pending label=lang.send_link />
            </ActionForm>
        </section>
    }
}
