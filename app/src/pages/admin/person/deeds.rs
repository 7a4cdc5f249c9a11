//! What an admin can do for a person: each says what it brings about before it is done.

use super::delete::Deletion;
use crate::actions::admin::change_role::{self, AdminChangeRole};
use crate::actions::admin::end_sessions::{self, AdminEndSessions};
use crate::actions::admin::password_reset::{self, AdminPasswordReset};
use crate::actions::admin::person_views::PersonView;
use crate::actions::admin::set_access::{self, AdminSetAccess};
use crate::components::toast;
use crate::error::AppError;
use crate::forms::{
    ActionForm, FieldErrors, FlashMessage, FormAction, FormState, SubmitButton, form_state,
    submit_once,
};
use crate::i18n::{AdminPeopleTexts, use_texts};
use crate::load::Loaded;
use crate::paths;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use types::accounts::Role;

#[component]
pub(super) fn Deeds(person: PersonView, data: Loaded<PersonView>) -> impl IntoView {
    let lang = use_texts::<AdminPeopleTexts>();
    let id = person.id.to_string();
    let reset = (!person.disabled).then(|| view! { <PasswordReset id=id.clone() data /> });
    let delete = (!person.own && !person.disabled).then(|| view! { <Deletion id=id.clone() /> });
    view! {
        <section class="desk-card" aria-labelledby="deeds">
            <h3 id="deeds">{lang.deeds}</h3>
            <ChangeRole id=id.clone() role=person.role data />
            {reset}
            <EndSessions id=id.clone() data />
            <Access id=id.clone() disabled=person.disabled data />
            <Export id=id.clone() />
            {delete}
        </section>
    }
}

/// Says that it was done, and shows the person as they are now.
fn when_done<S>(action: FormAction<S>, message: FlashMessage, data: Loaded<PersonView>)
where
    S: ServerFn<Error = AppError, Output = ()> + Clone + Send + Sync + 'static,
{
    let value = action.value();
    Effect::new(move |_| {
        if value.with(|value| matches!(value, Some(Ok(())))) {
            toast(message);
            data.refetch();
        }
    });
}

/// Without JavaScript: what was refused is open, so that one reads why.
pub(super) fn refused(state: FormState) -> bool {
    state.failure.with_untracked(Option::is_some)
}

#[component]
fn ChangeRole(id: String, role: Role, data: Loaded<PersonView>) -> impl IntoView {
    let lang = use_texts::<AdminPeopleTexts>();
    let action = FormAction::<AdminChangeRole>::new();
    let state = form_state(action, change_role::ENDPOINT);
    when_done(action, FlashMessage::Saved, data);
    let options = Role::ALL
        .map(|each| {
            view! {
                <option value=each.as_str() selected=each == role>
                    {lang.role_name(each)}
                </option>
            }
        })
        .collect_view();
    view! {
        <ActionForm action attr:class="admin-deed" before=submit_once(state.again())>
            <FieldErrors state />
            <input type="hidden" name="user" value=id />
            <label for="role">{lang.role}</label>
            <select id="role" name="role" aria-describedby="role-hint">
                {options}
            </select>
            <p id="role-hint" class="muted">
                {lang.role_text}
            </p>
            <SubmitButton
                pending=state.pending
                label=lang.change_role
                class="button button-quiet button-small"
                testid="change-role"
            />
        </ActionForm>
    }
}

#[component]
fn Access(id: String, disabled: bool, data: Loaded<PersonView>) -> impl IntoView {
    let lang = use_texts::<AdminPeopleTexts>();
    let action = FormAction::<AdminSetAccess>::new();
    let state = form_state(action, set_access::ENDPOINT);
    when_done(action, FlashMessage::Saved, data);
    let (name, text) =
        if disabled { (lang.enable, lang.enable_text) } else { (lang.disable, lang.disable_text) };
    view! {
        <details class="admin-step" open=refused(state) data-testid="access">
            <summary>{name}</summary>
            <ActionForm action attr:class="admin-deed" before=submit_once(state.again())>
                <FieldErrors state />
                <input type="hidden" name="user" value=id />
                <input type="hidden" name="disabled" value=(!disabled).to_string() />
                <p>{text}</p>
                <SubmitButton pending=state.pending label=name class="button button-small" />
            </ActionForm>
        </details>
    }
}

#[component]
fn EndSessions(id: String, data: Loaded<PersonView>) -> impl IntoView {
    let lang = use_texts::<AdminPeopleTexts>();
    let action = FormAction::<AdminEndSessions>::new();
    let state = form_state(action, end_sessions::ENDPOINT);
    when_done(action, FlashMessage::Saved, data);
    view! {
        <details class="admin-step" open=refused(state) data-testid="end-sessions">
            <summary>{lang.end_sessions}</summary>
            <ActionForm action attr:class="admin-deed" before=submit_once(state.again())>
                <FieldErrors state />
                <input type="hidden" name="user" value=id />
                <p>{lang.end_sessions_text}</p>
                <SubmitButton
                    pending=state.pending
                    label=lang.end_sessions
                    class="button button-small"
                />
            </ActionForm>
        </details>
    }
}

#[component]
fn PasswordReset(id: String, data: Loaded<PersonView>) -> impl IntoView {
    let lang = use_texts::<AdminPeopleTexts>();
    let action = FormAction::<AdminPasswordReset>::new();
    let state = form_state(action, password_reset::ENDPOINT);
    when_done(action, FlashMessage::MailQueued, data);
    view! {
        <ActionForm action attr:class="admin-deed" before=submit_once(state.again())>
            <FieldErrors state />
            <input type="hidden" name="user" value=id />
            <p class="muted">{lang.send_reset_text}</p>
            <SubmitButton
                pending=state.pending
                label=lang.send_reset
                class="button button-quiet button-small"
                testid="send-reset"
            />
        </ActionForm>
    }
}

/// A plain form: its answer is a file.
#[component]
fn Export(id: String) -> impl IntoView {
    let lang = use_texts::<AdminPeopleTexts>();
    view! {
        <details class="admin-step">
            <summary>{lang.export}</summary>
            <form class="admin-deed" method="post" action=paths::admin_export(&id)>
                <p>{lang.export_text}</p>
                <button type="submit" class="button button-small">
                    {lang.export}
                </button>
            </form>
        </details>
    }
}
