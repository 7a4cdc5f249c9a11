//! Log-in.

use super::next::use_next;
use crate::actions::auth::login::{ENDPOINT, Login};
use crate::components::Title;
use crate::forms::{
    ActionForm, FieldErrors, FormAction, SubmitButton, TextField, form_state, load_on_success,
    submit_once,
};
use crate::i18n::{AuthTexts, use_texts};
use crate::paths;
use leptos::prelude::*;

#[component]
pub fn LoginPage() -> impl IntoView {
    let lang = use_texts::<AuthTexts>();
    let (next, register) = use_next(paths::REGISTER, paths::register);
    let action = FormAction::<Login>::new();
    let state = form_state(action, ENDPOINT);
    load_on_success(action);
    view! {
        <Title text=lang.log_in />
        <section class="container narrow form-page">
            <h1>{lang.login_title}</h1>
            <p class="muted">{lang.login_text}</p>
            <ActionForm action attr:class="form-card" before=submit_once(state)>
                <FieldErrors state />
                <input type="hidden" name="next" value=next />
                <TextField
                    state
                    name="email"
                    kind="email"
                    label=lang.email
                    autocomplete="username"
                    maxlength=254
                />
                <TextField
                    state
                    name="password"
                    kind="password"
                    label=lang.password
                    autocomplete="current-password"
                    secret=true
                />
                <SubmitButton pending=state.pending label=lang.log_in class="button button-wide" />
                <p class="form-links">
                    <a href=paths::FORGOT_PASSWORD>{lang.forgot_password}</a>
                </p>
            </ActionForm>
            <p class="form-foot">{lang.no_account} " " <a href=register>{lang.sign_up}</a></p>
        </section>
    }
}
