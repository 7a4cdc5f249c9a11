//! Deleting a session: asked first, with what it takes along.

use crate::actions::sessions::delete_session::{DeleteSession, ENDPOINT};
use crate::components::toast;
use crate::forms::{
    ActionForm, FieldErrors, FlashMessage, FormAction, SubmitButton, form_state, submit_once,
};
use crate::i18n::{AgendaTexts, use_texts};
use leptos::prelude::*;
use types::ids::SessionId;

#[component]
pub(super) fn Remove(slug: String, id: SessionId, picks: i64) -> impl IntoView {
    let lang = use_texts::<AgendaTexts>();
    let action = FormAction::<DeleteSession>::new();
    let state = form_state(action, ENDPOINT);
    Effect::new(move |_| {
        if let Some(Ok(())) = action.value().get() {
            toast(FlashMessage::Saved);
        }
    });
    view! {
        <details class="desk-more" data-testid="delete-session">
            <summary>{lang.delete_session}</summary>
            <ActionForm action attr:class="desk-form" before=submit_once(state)>
                <FieldErrors state />
                <p>{lang.picked_by(picks)}</p>
                <input type="hidden" name="slug" value=slug />
                <input type="hidden" name="session" value=id.to_string() />
                <SubmitButton
                    pending=state.pending
                    label=lang.delete_yes
                    class="button button-stop"
                    testid="delete-yes"
                />
            </ActionForm>
        </details>
    }
}
