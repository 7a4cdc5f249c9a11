//! Putting another name on a ticket.

use super::super::Here;
use super::{Step, leave_when_done};
use crate::actions::organizing::booking_views::OrganizedBooking;
use crate::actions::organizing::rename::{ENDPOINT, RenameOrganizedTicket};
use crate::forms::{
    ActionForm, FieldErrors, FlashMessage, FormAction, SubmitButton, TextField, form_state,
    submit_once,
};
use crate::i18n::{OrganizeBookingsTexts, use_texts};
use leptos::prelude::*;
use types::booking_actions::ATTENDEE_NAME_MAX;

#[component]
pub(super) fn RenameStep(booking: OrganizedBooking) -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    let Some(here) = use_context::<Here>() else { return ().into_any() };
    let asked = here.query.with_untracked(|query| query.get("ticket")).unwrap_or_default();
    let found = booking
        .tickets
        .iter()
        .find(|ticket| ticket.cancelled.is_none() && ticket.id.to_string() == asked)
        .cloned();
    let Some(ticket) = found else { return ().into_any() };
    let action = FormAction::<RenameOrganizedTicket>::new();
    let state = form_state(action, ENDPOINT);
    leave_when_done(state, FlashMessage::Saved);
    view! {
        <Step title=lang.rename_ticket(&ticket.name)>
            <ActionForm action attr:class="desk-form" before=submit_once(state)>
                <FieldErrors state />
                <input type="hidden" name="slug" value=booking.slug />
                <input type="hidden" name="booking" value=booking.id.to_string() />
                <input type="hidden" name="ticket" value=ticket.id.to_string() />
                <TextField
                    state
                    name="attendee_name"
                    label=lang.attendee_name
                    hint=lang.rename_hint
                    value=ticket.name
                    maxlength=ATTENDEE_NAME_MAX
                    autocomplete="off"
                />
                <SubmitButton
                    pending=state.pending
                    label=lang.rename_now
                    class="button"
                    testid="confirm-step"
                />
            </ActionForm>
        </Step>
    }
    .into_any()
}
