//! The form that confirms a step: what it brings about, and the reason that the attendee will read.

use super::effect::{Line, Lines};
use super::{Of, OfBooking};
use crate::error::AppError;
use crate::forms::{
    ActionForm, FieldErrors, FormAction, FormState, SubmitButton, TextArea, submit_once,
};
use crate::i18n::{OrganizeBookingsTexts, use_texts};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use types::booking_actions::REASON_MAX;

#[component]
pub(super) fn ConfirmForm<S>(
    action: FormAction<S>,
    state: FormState,
    of: Of,
    /// What happens, each with how much.
    lines: Vec<Line>,
    /// What the button does, in numbers.
    label: String,
    #[prop(default = "button button-stop")] class: &'static str,
    /// What was chosen, as hidden fields.
    children: Children,
) -> impl IntoView
where
    S: ServerFn<Error = AppError> + 'static,
    S::Output: Clone + Send + Sync + 'static,
{
    let lang = use_texts::<OrganizeBookingsTexts>();
    view! {
        <Lines lines />
        <ActionForm action attr:class="desk-form" before=submit_once(state)>
            <FieldErrors state />
            <OfBooking of />
            {children()}
            <TextArea
                state
                name="reason"
                label=lang.reason
                hint=lang.reason_hint
                rows="2"
                maxlength=REASON_MAX
                text=String::new()
                required=true
            />
            <SubmitButton pending=state.pending label class testid="confirm-step" />
        </ActionForm>
    }
}
