//! Where an account is logged in; each session is ended by itself.

use super::facts::Fact;
use crate::actions::admin::end_session::{AdminEndSession, ENDPOINT};
use crate::actions::admin::person_views::{PersonSessionLine, PersonView};
use crate::components::toast;
use crate::forms::{
    ActionForm, FieldErrors, FlashMessage, FormAction, FormState, SubmitButton, form_state,
    submit_once,
};
use crate::i18n::{AdminPeopleTexts, use_texts};
use crate::load::Loaded;
use leptos::prelude::*;

/// The one action of all sessions; made with the page.
#[derive(Clone, Copy)]
pub(super) struct Ending {
    action: FormAction<AdminEndSession>,
    state: FormState,
}

impl Ending {
    pub(super) fn new(data: Loaded<PersonView>) -> Self {
        let action = FormAction::<AdminEndSession>::new();
        let state = form_state(action, ENDPOINT);
        Effect::new(move |_| {
            if let Some(Ok(())) = action.value().get() {
                toast(FlashMessage::Saved);
                data.refetch();
            }
        });
        Self { action, state }
    }
}

#[component]
pub(super) fn Sessions(
    user: String,
    sessions: Vec<PersonSessionLine>,
    ending: Ending,
) -> impl IntoView {
    let lang = use_texts::<AdminPeopleTexts>();
    let list = if sessions.is_empty() {
        view! { <p class="muted">{lang.no_sessions}</p> }.into_any()
    } else {
        let line = |line: PersonSessionLine| {
            let PersonSessionLine { id, fact } = line;
            let user = user.clone();
            let name = format!("{}: {}, {}", lang.end_session, fact.text, fact.note);
            let end = view! {
                <ActionForm action=ending.action before=submit_once(ending.state.again())>
                    <input type="hidden" name="user" value=user />
                    <input type="hidden" name="session" value=id.to_string() />
                    <SubmitButton
                        pending=ending.state.pending
                        label=lang.end_session
                        name
                        class="button button-quiet button-small"
                        testid="end-session"
                    />
                </ActionForm>
            };
            view! { <Fact fact deed=end.into_any() /> }
        };
        let lines = sessions.into_iter().map(line).collect_view();
        view! {
            <ul class="admin-facts" role="list">
                {lines}
            </ul>
        }
        .into_any()
    };
    view! {
        <section class="desk-card" aria-labelledby="sessions" data-testid="sessions">
            <h3 id="sessions">{lang.sessions}</h3>
            <FieldErrors state=ending.state />
            {list}
        </section>
    }
}
