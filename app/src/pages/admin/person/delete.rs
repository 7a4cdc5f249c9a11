//! Deleting the account of somebody who asked for it.

use super::deeds::refused;
use crate::actions::admin::delete_user::{AdminDeleteUser, ENDPOINT};
use crate::forms::{FormAction, form_state, load_on_success};
use crate::i18n::{AdminPeopleTexts, use_texts};
use crate::pages::organize::confirm::{ConfirmForm, Reason};
use leptos::prelude::*;
use types::people::REASON_MAX;

#[component]
pub(super) fn Deletion(id: String) -> impl IntoView {
    let lang = use_texts::<AdminPeopleTexts>();
    let action = FormAction::<AdminDeleteUser>::new();
    let state = form_state(action, ENDPOINT);
    load_on_success(action);
    let reason = Reason {
        name: "reason",
        label: lang.delete_reason,
        hint: lang.delete_reason_hint,
        max: REASON_MAX,
        rows: "3",
    };
    view! {
        <details class="admin-step" open=refused(state) data-testid="delete-user">
            <summary>{lang.delete}</summary>
            <ConfirmForm
                action
                state
                reason
                label=lang.delete_yes
                class="button button-small"
                testid="delete-user-yes"
                form="admin-deed"
                novalidate=true
            >
                <input type="hidden" name="user" value=id />
                <p>{lang.delete_text}</p>
            </ConfirmForm>
        </details>
    }
}
