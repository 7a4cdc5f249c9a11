//! Deleting the account of somebody who asked for it.

use super::deeds::refused;
use crate::actions::admin::delete_user::{AdminDeleteUser, ENDPOINT};
use crate::forms::{
    ActionForm, FieldErrors, FormAction, SubmitButton, TextArea, form_state, load_on_success,
    submit_once,
};
use crate::i18n::{AdminPeopleTexts, use_texts};
use leptos::prelude::*;
use types::people::REASON_MAX;

#[component]
pub(super) fn Deletion(id: String) -> impl IntoView {
    let lang = use_texts::<AdminPeopleTexts>();
    let action = FormAction::<AdminDeleteUser>::new();
    let state = form_state(action, ENDPOINT);
    load_on_success(action);
    view! {
        <details class="admin-step" open=refused(state) data-testid="delete-user">
            <summary>{lang.delete}</summary>
            <ActionForm
                action
                attr:class="admin-deed"
                attr:novalidate=true
                before=submit_once(state)
            >
                <FieldErrors state />
                <input type="hidden" name="user" value=id />
                <p>{lang.delete_text}</p>
                <TextArea
                    state
                    name="reason"
                    label=lang.delete_reason
                    hint=lang.delete_reason_hint
                    rows="3"
                    maxlength=REASON_MAX
                    required=true
                    text=String::new()
                />
                <SubmitButton
                    pending=state.pending
                    label=lang.delete_yes
                    class="button button-small"
                />
            </ActionForm>
        </details>
    }
}
