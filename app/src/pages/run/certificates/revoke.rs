//! The step that takes a certificate back for good, with a reason.

use super::Here;
use crate::actions::run::certificates::CertificateLine;
use crate::actions::run::revoke_certificate::{ENDPOINT, RevokeCertificate};
use crate::forms::{FlashMessage, FormAction, form_state};
use crate::i18n::{RunTexts, use_texts};
use crate::pages::organize::confirm::{ConfirmForm, Reason, StepCard, leave_when_done};
use leptos::prelude::*;
use types::certificates::REVOKE_REASON_MAX;

#[component]
pub(super) fn RevokeStep(certificate: CertificateLine, here: Here) -> impl IntoView {
    let lang = use_texts::<RunTexts>();
    let action = FormAction::<RevokeCertificate>::new();
    let state = form_state(action, ENDPOINT);
    leave_when_done(state, FlashMessage::Saved, true, move || {
        here.data.refetch();
        here.list().here()
    });
    let reason = Reason {
        name: "reason",
        label: lang.reason,
        hint: lang.revoke_reason_hint,
        max: REVOKE_REASON_MAX,
        rows: "3",
    };
    view! {
        <StepCard
            id="revoke"
            title=lang.revoke_of(&certificate.name)
            back=(here.list().here(), lang.back_to_certificates)
            testid="revoke-step"
            below=true
        >
            <p>{lang.revoke_text}</p>
            <ConfirmForm action state reason label=lang.revoke_now testid="confirm-revoke">
                <input type="hidden" name="slug" value=here.slug.get_untracked() />
                <input type="hidden" name="number" value=certificate.number />
            </ConfirmForm>
        </StepCard>
    }
}
