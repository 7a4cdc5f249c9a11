//! The form that answers a review.

use super::Here;
use crate::actions::run::reply_review::{ENDPOINT, ReplyReview};
use crate::forms::{FlashMessage, FormAction, form_state};
use crate::i18n::{RunTexts, use_texts};
use crate::pages::organize::confirm::{ConfirmForm, Reason, leave_when_done};
use leptos::prelude::*;
use types::reviews::REPLY_MAX;

#[component]
pub(super) fn ReplyForm(id: String, here: Here) -> impl IntoView {
    let lang = use_texts::<RunTexts>();
    let action = FormAction::<ReplyReview>::new();
    let state = form_state(action, ENDPOINT);
    leave_when_done(state, FlashMessage::Saved, false, move || {
        here.data.refetch();
        here.list().here()
    });
    let reason = Reason {
        name: "text",
        label: lang.your_answer,
        hint: lang.your_answer_hint,
        max: REPLY_MAX,
        rows: "4",
    };
    view! {
        <ConfirmForm
            action
            state
            reason
            label=lang.publish_answer
            class="button"
            testid="publish-reply"
            form="review-form"
            focused=true
            beside=(here.list().here(), lang.cancel)
        >
            <input type="hidden" name="slug" value=here.slug.get_untracked() />
            <input type="hidden" name="review" value=id />
        </ConfirmForm>
    }
}
