//! The form that hides a review, with a reason.

use super::Here;
use crate::actions::admin::hide_review::{ENDPOINT, HideReview};
use crate::forms::{FlashMessage, FormAction, form_state};
use crate::i18n::{AdminReviewsTexts, use_texts};
use crate::pages::organize::confirm::{ConfirmForm, Reason, leave_when_done};
use leptos::prelude::*;
use types::reviews::HIDE_REASON_MAX;

#[component]
pub(super) fn HideForm(id: String, here: Here) -> impl IntoView {
    let lang = use_texts::<AdminReviewsTexts>();
    let action = FormAction::<HideReview>::new();
    let state = form_state(action, ENDPOINT);
    leave_when_done(state, FlashMessage::Saved, false, move || {
        here.data.refetch();
        here.list().here()
    });
    let reason = Reason {
        name: "reason",
        label: lang.reason,
        hint: lang.reason_hint,
        max: HIDE_REASON_MAX,
        rows: "3",
    };
    view! {
        <ConfirmForm
            action
            state
            reason
            label=lang.hide_now
            testid="hide-review"
            form="review-form"
            focused=true
            beside=(here.list().here(), lang.not_now)
        >
            <input type="hidden" name="review" value=id />
        </ConfirmForm>
    }
}
