//! Verify an e-mail address with the link's token. Looking at the page uses nothing up, for mail
//! programs open links ahead of their reader: the button does it.

use crate::actions::auth::verify_email::{ENDPOINT, VerifyEmail};
use crate::components::Title;
use crate::forms::{
    ActionForm, FieldErrors, FormAction, SubmitButton, form_state, load_on_success, submit_once,
};
use crate::i18n::{AuthTexts, use_texts};
use crate::paths;
use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::hooks::use_query_map;

#[component]
pub fn VerifyEmailPage() -> impl IntoView {
    let lang = use_texts::<AuthTexts>();
    let query = use_query_map();
    let token = move || query.with(|query| query.get("token")).unwrap_or_default();
    let action = FormAction::<VerifyEmail>::new();
    let state = form_state(action, ENDPOINT);
    load_on_success(action);
    view! {
        <Title text=lang.verify_title />
        // The token must not leave with a link.
        <Meta name="referrer" content="same-origin" />
        <section class="container narrow form-page">
            <h1>{lang.verify_title}</h1>
            <p class="muted">{lang.verify_text}</p>
            <ActionForm action attr:class="form-card" before=submit_once(state)>
                <FieldErrors state />
                <input type="hidden" name="token" value=token />
                <SubmitButton
                    pending=state.pending
                    label=lang.verify_action
                    class="button button-wide"
                />
            </ActionForm>
            <p class="form-foot">
                <a href=paths::ACCOUNT>{lang.verify_ask_new_link}</a>
            </p>
        </section>
    }
}
