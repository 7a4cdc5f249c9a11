//! The form that confirms a step: what it brings about, and the reason that the attendee will read.

use super::effect::{Line, Lines};
use super::{Of, OfBooking};
use crate::error::AppError;
use crate::forms::{FormAction, FormState};
use crate::i18n::{OrganizeBookingsTexts, use_texts};
use crate::pages::organize::confirm::{ConfirmForm, Reason};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use types::booking_actions::REASON_MAX;

#[component]
pub(super) fn ConfirmStep<S>(
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
    S::Output: Send + Sync + 'static,
{
    let lang = use_texts::<OrganizeBookingsTexts>();
    let reason = Reason {
        name: "reason",
        label: lang.reason,
        hint: lang.reason_hint,
        max: REASON_MAX,
        rows: "2",
    };
    view! {
        <Lines lines />
        <ConfirmForm action state reason label class testid="confirm-step">
            <OfBooking of />
            {children()}
        </ConfirmForm>
    }
}
