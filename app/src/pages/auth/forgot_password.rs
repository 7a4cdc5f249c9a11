//! Password reset, first step: request the link.

use crate::actions::auth::request_password_reset::{ENDPOINT, RequestPasswordReset};
use crate::components::{Title, toast};
use crate::forms::{
    ActionForm, FieldErrors, Flash, FlashMessage, FormAction, SubmitButton, TextField, form_state,
};
use crate::i18n::{AuthTexts, use_texts};
use crate::paths;
use leptos::prelude::*;

#[component]
pub fn ForgotPasswordPage() -> impl IntoView {
    let lang = use_texts::<AuthTexts>();
    let action = FormAction::<RequestPasswordReset>::new();
    let state = form_state(action, ENDPOINT);
    let before = use_context::<StoredValue<Flash>>()
        .is_some_and(|flash| flash.with_value(|f| f.message == Some(FlashMessage::ResetMailSent)));
    let sent = move || match action.value().get() {
        Some(result) => result.is_ok(),
        None => before,
    };
    Effect::new(move |_| {
        if let Some(Ok(())) = action.value().get() {
            toast(FlashMessage::ResetMailSent);
        }
    });
    view! {
        <Title text=lang.forgot_title />
        <section class="container narrow form-page">
            <h1>{lang.forgot_title}</h1>
            <p class="muted">{lang.forgot_text}</p>
            {move || {
                sent()
                    .then(|| {
                        view! {
                            <div class="alert alert-ok">
                                <p>{lang.reset_sent_text}</p>
                            </div>
                        }
                    })
            }}
            <ActionForm action attr:class="form-card">
                <FieldErrors state />
                <TextField
                    state
                    name="email"
                    kind="email"
                    label=lang.email
                    autocomplete="username"
                    maxlength=254
                />
                <SubmitButton
                    pending=state.pending
                    label=lang.send_link
                    class="button button-wide"
                />
            </ActionForm>
            <p class="form-foot">
                <a href=paths::LOGIN>{lang.back_to_login}</a>
            </p>
        </section>
    }
}
