//! The team's note on a booking.

use super::Here;
use crate::actions::organizing::booking_views::OrganizedBooking;
use crate::actions::organizing::note::{ENDPOINT, NoteBooking};
use crate::components::toast;
use crate::forms::{
    ActionForm, FieldErrors, FlashMessage, FormAction, SubmitButton, TextArea, form_state,
    submit_once,
};
use crate::i18n::{OrganizeBookingsTexts, use_texts};
use leptos::prelude::*;
use types::booking_actions::NOTE_MAX;

#[component]
pub(super) fn Note(booking: OrganizedBooking) -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    let action = FormAction::<NoteBooking>::new();
    let state = form_state(action, ENDPOINT);
    let here = use_context::<Here>();
    Effect::new(move |_| {
        if let (Some(Ok(())), Some(here)) = (action.value().get(), here) {
            toast(FlashMessage::Saved);
            here.again("[data-testid=save-note]");
        }
    });
    view! {
        <section class="desk-card" aria-labelledby="note-title">
            <h3 id="note-title">{lang.note_title}</h3>
            <ActionForm action attr:class="desk-form" before=submit_once(state)>
                <FieldErrors state />
                <input type="hidden" name="slug" value=booking.slug />
                <input type="hidden" name="booking" value=booking.id.to_string() />
                <TextArea
                    state
                    name="note"
                    label=lang.note_label
                    hint=lang.note_hint
                    rows="4"
                    maxlength=NOTE_MAX
                    text=booking.note
                />
                <SubmitButton
                    pending=state.pending
                    label=lang.note_save
                    class="button button-quiet button-small"
                    testid="save-note"
                />
            </ActionForm>
        </section>
    }
}
