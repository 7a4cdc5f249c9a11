//! The step that takes a certificate back for good, with a reason.

use super::Here;
use crate::actions::run::certificates::CertificateLine;
use crate::actions::run::revoke_certificate::{ENDPOINT, RevokeCertificate};
use crate::components::toast;
use crate::forms::{
    ActionForm, FieldErrors, FlashMessage, FormAction, SubmitButton, TextArea, form_state,
    submit_once,
};
use crate::i18n::{RunTexts, use_texts};
use leptos::html;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use types::certificates::REVOKE_REASON_MAX;

#[component]
pub(super) fn RevokeStep(certificate: CertificateLine, here: Here) -> impl IntoView {
    let lang = use_texts::<RunTexts>();
    let action = FormAction::<RevokeCertificate>::new();
    let state = form_state(action, ENDPOINT);
    let navigate = use_navigate();
    Effect::new(move |_| {
        if let Some(Ok(())) = action.value().get() {
            toast(FlashMessage::Saved);
            here.data.refetch();
            let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
            navigate(&here.list().here(), options);
        }
    });
    let heading = NodeRef::<html::H3>::new();
    // Who came by a link within the app reads the step from its heading.
    Effect::new(move |_| {
        if let Some(heading) = heading.get() {
            let _ = heading.focus();
        }
    });
    view! {
        <section
            id="revoke"
            class="desk-card desk-step"
            aria-labelledby="revoke-title"
            data-testid="revoke-step"
        >
            <div class="desk-step-head">
                <h3 id="revoke-title" tabindex="-1" node_ref=heading>
                    {lang.revoke_of(&certificate.name)}
                </h3>
                <a href=here.list().here()>{lang.back_to_certificates}</a>
            </div>
            <p>{lang.revoke_text}</p>
            <ActionForm action attr:class="desk-form" before=submit_once(state)>
                <FieldErrors state />
                <input type="hidden" name="slug" value=here.slug.get_untracked() />
                <input type="hidden" name="number" value=certificate.number />
                <TextArea
                    state
                    name="reason"
                    label=lang.reason
                    hint=lang.revoke_reason_hint
                    rows="3"
                    maxlength=REVOKE_REASON_MAX
                    required=true
                    text=String::new()
                />
                <SubmitButton
                    pending=state.pending
                    label=lang.revoke_now
                    class="button button-stop"
                    testid="confirm-revoke"
                />
            </ActionForm>
        </section>
    }
}
