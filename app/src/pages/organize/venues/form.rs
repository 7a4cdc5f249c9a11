//! The form of a venue, to add one and to change one.

use crate::actions::venues::save_venue::{ENDPOINT, SaveVenue};
use crate::components::toast;
use crate::forms::{
    ActionForm, FieldErrors, FlashMessage, FormAction, SubmitButton, TextArea, TextField,
    form_state, submit_once,
};
use crate::i18n::{EditorTexts, use_texts};
use leptos::prelude::*;
use types::events::LOCATION_MAX;
use types::venues::{ADDRESS_MAX, NOTES_MAX, Venue};

#[component]
pub(super) fn VenueForm(
    /// None for a new one.
    #[prop(optional_no_strip)]
    venue: Option<Venue>,
    /// For the one venue that the form adds.
    key_: String,
    saved: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let lang = use_texts::<EditorTexts>();
    let action = FormAction::<SaveVenue>::new();
    let state = form_state(action, ENDPOINT);
    Effect::new(move |_| {
        if let Some(Ok(())) = action.value().get() {
            toast(FlashMessage::VenueSaved);
            saved();
        }
    });
    let attempt = action.version();
    let key = move || format!("{key_}.{}", attempt.get());
    let (id, name, address, notes) = match venue {
        Some(venue) => (venue.id.to_string(), venue.name, venue.address, venue.notes),
        None => Default::default(),
    };
    let label = if id.is_empty() { lang.venue_add } else { lang.venue_save };
    view! {
        <ActionForm
            action
            attr:class="form-fields"
            attr:novalidate=true
            before=submit_once(state.again())
        >
            <FieldErrors state />
            <input type="hidden" name="id" value=id />
            <input type="hidden" name="key" value=key />
            <TextField state name="name" label=lang.venue_name value=name maxlength=LOCATION_MAX />
            <TextField
                state
                name="address"
                label=lang.venue_address
                value=address
                maxlength=ADDRESS_MAX
            />
            <TextArea
                state
                name="notes"
                label=lang.venue_notes
                hint=lang.venue_notes_hint
                rows="4"
                maxlength=NOTES_MAX
                text=notes
            />
            <SubmitButton pending=state.pending label testid="save-venue" />
        </ActionForm>
    }
}
