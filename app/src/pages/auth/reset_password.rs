//! Password reset, second step: set a new password with the link's token.

use crate::actions::auth::confirm_password_reset::{ConfirmPasswordReset, ENDPOINT};
use crate::components::Title;
use crate::forms::{
    ActionForm, FieldErrors, FormAction, NewPasswordField, PasswordOwner, SubmitButton, form_state,
    load_on_success, submit_once,
};
use crate::i18n::{AuthTexts, use_texts};
use crate::paths;
use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::hooks::use_query_map;

#[component]
pub fn ResetPasswordPage() -> impl IntoView {
    let lang = use_texts::<AuthTexts>();
    let query = use_query_map();
    let token = move || query.with(|query| query.get("token")).unwrap_or_default();
    let action = FormAction::<ConfirmPasswordReset>::new();
    let state = form_state(action, ENDPOINT);
    load_on_success(action);
    view! {
        <Title text=lang.reset_title />
        // The token must not leave with a link.
        <Meta name="referrer" content="same-origin" />
        <section class="container narrow form-page">
            <h1>{lang.reset_title}</h1>
            <p class="muted">{lang.reset_text}</p>
            <ActionForm action attr:class="form-card" before=submit_once(state)>
                <FieldErrors state />
                <input type="hidden" name="token" value=token />
                <NewPasswordField
                    state
                    name="password"
                    label=lang.new_password
                    owner=PasswordOwner::Nobody
                />
                <SubmitButton
                    pending=state.pending
                    label=lang.save_password
                    class="button button-wide"
                />
            </ActionForm>
            <p class="form-foot">
                <a href=paths::FORGOT_PASSWORD>{lang.ask_new_link}</a>
            </p>
        </section>
    }
}
