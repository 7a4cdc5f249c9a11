//! Notice for an account whose e-mail address is not verified, with a button that resends the link.

use super::toast;
use crate::actions::auth::resend_verification::{ENDPOINT, ResendVerification};
use crate::forms::{ActionForm, FieldErrors, FlashMessage, FormAction, SubmitButton, form_state};
use crate::i18n::{AccountTexts, use_texts};
use crate::session::use_current_user;
use leptos::prelude::*;

/// Nothing for who has verified it, or is not logged in.
#[component]
pub fn VerifyNotice() -> impl IntoView {
    let user = use_current_user();
    let action = FormAction::<ResendVerification>::new();
    Effect::new(move |_| {
        if let Some(Ok(())) = action.value().get() {
            toast(FlashMessage::VerificationSent);
        }
    });
    view! {
        <Transition>
            {move || Suspend::new(async move {
                user.get()
                    .await
                    .filter(|user| !user.email_verified)
                    .map(|user| view! { <Unverified action email=user.email /> })
            })}
        </Transition>
    }
}

#[component]
fn Unverified(action: FormAction<ResendVerification>, email: String) -> impl IntoView {
    let lang = use_texts::<AccountTexts>();
    let state = form_state(action, ENDPOINT);
    view! {
        <section class="alert verify-notice" aria-labelledby="verify-notice-title">
            <h2 id="verify-notice-title">{lang.verify_notice_title}</h2>
            <p>{lang.verify_notice(&email)}</p>
            <ActionForm action>
                <FieldErrors state />
                <SubmitButton
                    pending=state.pending
                    label=lang.verify_resend
                    class="button button-quiet button-small"
                />
            </ActionForm>
        </section>
    }
}
