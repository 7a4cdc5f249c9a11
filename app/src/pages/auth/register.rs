//! Registration.

use super::next::use_next;
use crate::actions::auth::register::{ENDPOINT, Register};
use crate::components::Title;
use crate::forms::{
    ActionForm, FieldError, FieldErrors, FormAction, NewPasswordField, PasswordOwner, SubmitButton,
    TextField, form_state, load_on_success, submit_once,
};
use crate::i18n::{AuthTexts, use_texts};
use crate::paths;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use types::accounts::DISPLAY_NAME_MAX;

#[component]
pub fn RegisterPage() -> impl IntoView {
    let lang = use_texts::<AuthTexts>();
    let query = use_query_map();
    let (next, login) = use_next(paths::LOGIN, paths::login);
    let action = FormAction::<Register>::new();
    let state = form_state(action, ENDPOINT);
    load_on_success(action);
    let wanted = state.typed("role").or_else(|| query.with_untracked(|query| query.get("role")));
    let organizer = wanted.as_deref() == Some("organizer");
    view! {
        <Title text=lang.sign_up />
        <section class="container narrow form-page">
            <h1>{lang.register_title}</h1>
            <p class="muted">{lang.register_text}</p>
            <ActionForm action attr:class="form-card" before=submit_once(state)>
                <FieldErrors state />
                <input type="hidden" name="next" value=next />
                <TextField
                    state
                    name="display_name"
                    label=lang.display_name
                    autocomplete="name"
                    maxlength=DISPLAY_NAME_MAX
                />
                <TextField
                    state
                    name="email"
                    kind="email"
                    label=lang.email
                    autocomplete="username"
                    maxlength=254
                />
                <NewPasswordField
                    state
                    name="password"
                    label=lang.password
                    owner=PasswordOwner::Beside
                />
                <fieldset class="choices">
                    <legend>{lang.role_question}</legend>
                    <label class="choice">
                        <input type="radio" name="role" value="attendee" checked=!organizer />
                        <span>
                            <strong>{lang.role_attendee}</strong>
                            <span class="muted">{lang.role_attendee_text}</span>
                        </span>
                    </label>
                    <label class="choice">
                        <input type="radio" name="role" value="organizer" checked=organizer />
                        <span>
                            <strong>{lang.role_organizer}</strong>
                            <span class="muted">{lang.role_organizer_text}</span>
                        </span>
                    </label>
                    <FieldError state name="role" />
                </fieldset>
                <SubmitButton
                    pending=state.pending
                    label=lang.create_account
                    class="button button-wide"
                />
            </ActionForm>
            <p class="form-foot">{lang.have_account} " " <a href=login>{lang.log_in}</a></p>
        </section>
    }
}
