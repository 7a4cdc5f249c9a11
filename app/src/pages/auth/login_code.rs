//! The second step of logging in: the code of the authenticator.

use super::next::use_next;
use crate::actions::auth::login_code::{ENDPOINT, LoginCode};
use crate::components::Title;
use crate::forms::{
    ActionForm, FieldErrors, FormAction, SubmitButton, TextField, form_state, load_on_success,
    submit_once,
};
use crate::i18n::{AuthTexts, use_texts};
use crate::paths;
use leptos::prelude::*;
use types::sign_in::CODE_MAX;

#[component]
pub fn LoginCodePage() -> impl IntoView {
    let lang = use_texts::<AuthTexts>();
    let (next, login) = use_next(paths::LOGIN, paths::login);
    let action = FormAction::<LoginCode>::new();
    let state = form_state(action, ENDPOINT);
    load_on_success(action);
    view! {
        <Title text=lang.log_in />
        <section class="container narrow form-page">
            <h1>{lang.code_title}</h1>
            <p class="muted">{lang.code_text}</p>
            <ActionForm action attr:class="form-card" before=submit_once(state)>
                <FieldErrors state />
                <input type="hidden" name="next" value=next />
                <TextField
                    state
                    name="code"
                    label=lang.code
                    hint=lang.code_hint
                    autocomplete="one-time-code"
                    maxlength=CODE_MAX
                    secret=true
                />
                <SubmitButton pending=state.pending label=lang.log_in class="button button-wide" />
            </ActionForm>
            <p class="form-foot">{lang.code_late} " " <a href=login>{lang.code_again}</a></p>
        </section>
    }
}
