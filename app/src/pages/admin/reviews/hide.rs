//! The form that hides a review, with a reason.

use super::Here;
use crate::actions::admin::hide_review::{ENDPOINT, HideReview};
use crate::components::toast;
use crate::forms::{
    ActionForm, FieldErrors, FlashMessage, FormAction, SubmitButton, TextArea, form_state,
    submit_once,
};
use crate::i18n::{AdminReviewsTexts, use_texts};
use leptos::html;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use types::reviews::HIDE_REASON_MAX;

#[component]
pub(super) fn HideForm(id: String, here: Here) -> impl IntoView {
    let lang = use_texts::<AdminReviewsTexts>();
    let action = FormAction::<HideReview>::new();
    let state = form_state(action, ENDPOINT);
    let navigate = use_navigate();
    Effect::new(move |_| {
        if let Some(Ok(())) = action.value().get() {
            toast(FlashMessage::Saved);
            here.data.refetch();
            let options = NavigateOptions { replace: true, scroll: false, ..Default::default() };
            navigate(&here.list().here(), options);
        }
    });
    let text = NodeRef::<html::Textarea>::new();
    // Who came by the link within the app goes on typing.
    Effect::new(move |_| {
        if let Some(text) = text.get() {
            let _ = text.focus();
        }
    });
    let back = here.list().here();
    view! {
        <ActionForm action attr:class="review-form" before=submit_once(state)>
            <FieldErrors state />
            <input type="hidden" name="review" value=id />
            <TextArea
                state
                name="reason"
                label=lang.reason
                hint=lang.reason_hint
                rows="3"
                maxlength=HIDE_REASON_MAX
                required=true
                node_ref=text
                text=String::new()
            />
            <div class="actions">
                <SubmitButton
                    pending=state.pending
                    label=lang.hide_now
                    class="button button-stop"
                    testid="hide-review"
                />
                <a class="button button-quiet" href=back>
                    {lang.not_now}
                </a>
            </div>
        </ActionForm>
    }
}
