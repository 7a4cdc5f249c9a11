//! The form that answers a review.

use super::Here;
use crate::actions::run::reply_review::{ENDPOINT, ReplyReview};
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
use types::reviews::REPLY_MAX;

#[component]
pub(super) fn ReplyForm(id: String, here: Here) -> impl IntoView {
    let lang = use_texts::<RunTexts>();
    let action = FormAction::<ReplyReview>::new();
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
            <input type="hidden" name="slug" value=here.slug.get_untracked() />
            <input type="hidden" name="review" value=id />
            <TextArea
                state
                name="text"
                label=lang.your_answer
                hint=lang.your_answer_hint
                rows="4"
                maxlength=REPLY_MAX
                required=true
                node_ref=text
                text=String::new()
            />
            <div class="actions">
                <SubmitButton
                    pending=state.pending
                    label=lang.publish_answer
                    class="button"
                    testid="publish-reply"
                />
                <a class="button button-quiet" href=back>
                    {lang.cancel}
                </a>
            </div>
        </ActionForm>
    }
}
