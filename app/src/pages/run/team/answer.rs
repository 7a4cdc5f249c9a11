//! An invitation: who invites, what to and as what; accepted or declined. Looking at it uses nothing
//! up, for mail programs open links ahead of their reader.

use crate::actions::team::accept_invitation::{self, AcceptInvitation};
use crate::actions::team::decline_invitation::{self, DeclineInvitation};
use crate::actions::team::invitation::{InvitationShown, invitation};
use crate::components::{LoadProblem, PageSkeleton, Title};
use crate::forms::{
    ActionForm, FieldErrors, FormAction, SubmitButton, form_state, load_on_success, submit_once,
};
use crate::i18n::{TeamTexts, use_texts};
use crate::load::load;
use crate::paths;
use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::hooks::use_params_map;
use types::ErrorCode;

#[component]
pub fn InvitationPage() -> impl IntoView {
    let lang = use_texts::<TeamTexts>();
    let params = use_params_map();
    let key = Memo::new(move |_| params.with(|params| params.get("key")).unwrap_or_default());
    let data = load(move || key.get(), invitation);
    view! {
        <Title text=lang.invitation_title />
        // The secret must not leave with a link.
        <Meta name="referrer" content="same-origin" />
        <Transition fallback=|| {
            view! { <PageSkeleton /> }
        }>
            {move || {
                let key = key.get();
                Suspend::new(async move {
                    match data.await {
                        Ok(shown) => view! { <Shown shown key /> }.into_any(),
                        Err(error) if error.0.code == ErrorCode::NotFound => {
                            view! { <Gone /> }.into_any()
                        }
                        Err(error) => view! { <LoadProblem error /> }.into_any(),
                    }
                })
            }}
        </Transition>
    }
}

#[component]
fn Shown(shown: InvitationShown, key: String) -> impl IntoView {
    let lang = use_texts::<TeamTexts>();
    let InvitationShown { invitation, ends } = shown;
    let here = paths::invitation(&key);
    let next = match (invitation.for_caller, invitation.verified) {
        (None, _) => view! {
            <p>{lang.log_in_first}</p>
            <p class="actions">
                <a class="button" href=paths::login(&here)>
                    {lang.log_in}
                </a>
                <a class="button button-quiet" href=paths::register(&here)>
                    {lang.sign_up}
                </a>
            </p>
        }
        .into_any(),
        (Some(false), _) => view! {
            <p role="status">{lang.for_another}</p>
            <p class="actions">
                <a class="button" href=paths::login(&here)>
                    {lang.other_account}
                </a>
            </p>
        }
        .into_any(),
        (Some(true), false) => view! { <p role="status">{lang.verify_first} " " <a href=paths::ACCOUNT>{lang.nav_account}</a></p> }
        .into_any(),
        (Some(true), true) => view! { <Accept key=key.clone() /> }.into_any(),
    };
    view! {
        <section class="container narrow form-page">
            <h1>{lang.invitation_title}</h1>
            <p class="team-asks">{lang.asks(&invitation)}</p>
            <p>{lang.as_what(invitation.role)}</p>
            <p class="muted">{lang.ends(&lang.moment(&ends))}</p>
            <div class="form-card">{next} <Decline key /></div>
        </section>
    }
}

#[component]
fn Accept(key: String) -> impl IntoView {
    let lang = use_texts::<TeamTexts>();
    let action = FormAction::<AcceptInvitation>::new();
    let state = form_state(action, accept_invitation::ENDPOINT);
    // What the reader may see has changed, and with it the header.
    load_on_success(action);
    view! {
        <ActionForm action before=submit_once(state)>
            <FieldErrors state />
            <input type="hidden" name="link" value=key />
            <SubmitButton
                pending=state.pending
                label=lang.accept
                class="button button-wide"
                testid="accept"
            />
        </ActionForm>
    }
}

#[component]
fn Decline(key: String) -> impl IntoView {
    let lang = use_texts::<TeamTexts>();
    let action = FormAction::<DeclineInvitation>::new();
    let state = form_state(action, decline_invitation::ENDPOINT);
    load_on_success(action);
    view! {
        <ActionForm action before=submit_once(state)>
            <FieldErrors state />
            <input type="hidden" name="link" value=key />
            <SubmitButton
                pending=state.pending
                label=lang.decline
                class="button button-quiet button-wide"
                testid="decline"
            />
        </ActionForm>
    }
}

#[component]
fn Gone() -> impl IntoView {
    let lang = use_texts::<TeamTexts>();
    #[cfg(feature = "ssr")]
    crate::http::set_status(ErrorCode::NotFound.status());
    view! {
        <section class="container problem">
            <h1>{lang.invitation_gone}</h1>
            <p>{lang.invitation_gone_text}</p>
            <p class="actions">
                <a class="button" href=paths::HOME>
                    {lang.home}
                </a>
            </p>
        </section>
    }
}
