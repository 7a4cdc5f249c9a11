//! Who is let into the workplace. The services behind each page check it again.

use crate::actions::workplace::start_organizing::{
    ENDPOINT, StartOrganizing, may_start_organizing,
};
use crate::browser;
use crate::components::{LoadProblem, PageSkeleton, Title};
use crate::error::AppError;
use crate::forms::{ActionForm, FieldErrors, FormAction, SubmitButton, form_state, submit_once};
use crate::i18n::{OrganizeTexts, use_texts};
use crate::load::load;
use crate::paths;
use crate::session::use_current_user;
use leptos::prelude::*;
use types::ErrorCode;
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
    let user = use_current_user();
    view! {
        <Suspense fallback=|| {
            view! { <PageSkeleton /> }
        }>
            {move || {
                let children = children.clone();
                Suspend::new(async move {
                    match user.get().await {
                        Some(user) if user.organizes() => children(user.role != Role::Attendee),
                        Some(_) => view! { <NotYet /> }.into_any(),
                        None => {
                            let error = AppError::from(ErrorCode::Unauthenticated);
                            view! { <LoadProblem error /> }.into_any()
                        }
                    }
                })
            }}
        </Suspense>
    }
}

/// Somebody with an account that only attends.
#[component]
fn NotYet() -> impl IntoView {
    let lang = use_texts::<OrganizeTexts>();
    let action = FormAction::<StartOrganizing>::new();
    let open = load(|| (), |()| may_start_organizing());
    #[cfg(feature = "ssr")]
    crate::http::set_status(ErrorCode::Forbidden.status());
    view! {
        <Title text=lang.nav_organize />
        <section class="container problem">
            <h1>{lang.not_organizer_title}</h1>
            <p>{lang.not_organizer_text}</p>
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
        </section>
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
