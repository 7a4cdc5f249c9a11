//! Password change: the current password is asked for.

use crate::actions::account::change_password::{ChangePassword, ENDPOINT};
use crate::forms::{
    ActionForm, FieldErrors, FormAction, NewPasswordField, PasswordOwner, SubmitButton, TextField,
    form_state, load_on_success, submit_once,
};
use crate::i18n::{AccountTexts, use_texts};
use leptos::prelude::*;
use types::accounts::{PASSWORD_MAX, User};

#[component]
pub(super) fn Password(user: User) -> impl IntoView {
    let lang = use_texts::<AccountTexts>();
    let owner = PasswordOwner::Known { email: user.email, display_name: user.display_name };
    let action = FormAction::<ChangePassword>::new();
    let state = form_state(action, ENDPOINT);
    load_on_success(action);
    view! {
        <section class="form-card" id="change-password" aria-labelledby="password-title">
            <h2 id="password-title">{lang.password_change}</h2>
            <p class="muted">{lang.password_change_text}</p>
            <ActionForm action attr:class="form-fields" before=submit_once(state)>
                <FieldErrors state />
                <TextField
                    state
                    name="current_password"
                    kind="password"
                    label=lang.current_password
                    autocomplete="current-password"
                    maxlength=PASSWORD_MAX
                    secret=true
                />
                <NewPasswordField state name="new_password" label=lang.new_password owner=owner />
                <SubmitButton pending=state.pending label=lang.save_password />
            </ActionForm>
        </section>
    }
}
