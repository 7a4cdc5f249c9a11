//! Personal data: export and account deletion.

use crate::actions::account::delete_account::{DeleteAccount, ENDPOINT};
use crate::forms::{
    ActionForm, FieldErrors, FormAction, SubmitButton, TextField, form_state, load_on_success,
    submit_once,
};
use crate::i18n::{AccountTexts, use_texts};
use crate::paths;
use leptos::prelude::*;
use types::accounts::PASSWORD_MAX;

#[component]
pub(super) fn MyData() -> impl IntoView {
    let lang = use_texts::<AccountTexts>();
    let action = FormAction::<DeleteAccount>::new();
    let state = form_state(action, ENDPOINT);
    load_on_success(action);
    let open = state.failure.get_untracked().is_some();
    view! {
        <section class="form-card" id="my-data" aria-labelledby="my-data-title">
            <h2 id="my-data-title">{lang.my_data}</h2>
            <p>{lang.export_text}</p>
            <p>
                <a
                    class="button button-quiet"
                    rel="external"
                    href=paths::ACCOUNT_EXPORT
                    download=""
                >
                    {lang.export_action}
                </a>
            </p>
            <details class="cancel" open=open>
                <summary>{lang.delete_account}</summary>
                <ActionForm action attr:class="cancel-form" before=submit_once(state)>
                    <FieldErrors state />
                    <p>
                        <strong>{lang.delete_account_warning}</strong>
                    </p>
                    <ul>
                        <li>{lang.delete_account_bookings}</li>
                        <li>{lang.delete_account_data}</li>
                        <li>{lang.delete_account_books}</li>
                    </ul>
                    <TextField
                        state
                        name="password"
                        kind="password"
                        label=lang.current_password_to_delete
                        autocomplete="current-password"
                        maxlength=PASSWORD_MAX
                        secret=true
                    />
                    <SubmitButton
                        pending=state.pending
                        label=lang.delete_account_confirm
                        class="button button-stop"
                    />
                </ActionForm>
            </details>
        </section>
    }
}
