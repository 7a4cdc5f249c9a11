//! Who is let into the workplace. The services behind each page check it again.

use super::open::{Closed, Gate};
use crate::actions::workplace::start_organizing::{
    ENDPOINT, StartOrganizing, may_start_organizing,
};
use crate::browser;
use crate::forms::{ActionForm, FieldErrors, FormAction, SubmitButton, form_state, submit_once};
use crate::i18n::{OrganizeTexts, use_texts};
use crate::load::load;
use crate::paths;
use leptos::prelude::*;
use types::accounts::Role;

/// Its children for who organizes or is in a team; the way there for everybody else.
#[component]
pub(super) fn Guard<F>(
    /// Told whether the caller may make events.
    children: F,
) -> impl IntoView
where
    F: Fn(bool) -> AnyView + Clone + Send + Sync + 'static,
{
    view! {
        <Gate let:user>
            {if user.organizes() {
                children(user.role != Role::Attendee)
            } else {
                view! { <NotYet /> }.into_any()
            }}
        </Gate>
    }
}

/// Somebody with an account that only attends.
#[component]
fn NotYet() -> impl IntoView {
    let lang = use_texts::<OrganizeTexts>();
    let action = FormAction::<StartOrganizing>::new();
    let open = load(|| (), |()| may_start_organizing());
    view! {
        <Closed name=lang.nav_organize title=lang.not_organizer_title text=lang.not_organizer_text>
            <Suspense>
                {move || Suspend::new(async move {
                    if open.await.unwrap_or_default() {
                        view! { <Start action /> }.into_any()
                    } else {
                        view! { <p>{lang.ask_an_admin}</p> }.into_any()
                    }
                })}
            </Suspense>
            <p>
                <a href=paths::EVENTS>{lang.browse_events}</a>
            </p>
        </Closed>
    }
}

#[component]
fn Start(action: FormAction<StartOrganizing>) -> impl IntoView {
    let lang = use_texts::<OrganizeTexts>();
    let state = form_state(action, ENDPOINT);
    Effect::new(move |_| {
        // Who one is has changed, and with it the header.
        if let Some(Ok(path)) = action.value().get() {
            browser::load(&path);
        }
    });
    view! {
        <ActionForm action before=submit_once(state)>
            <FieldErrors state />
            <SubmitButton pending=state.pending label=lang.start_organizing />
        </ActionForm>
    }
}
