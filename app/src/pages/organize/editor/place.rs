//! Where it is: one of the organizer's venues or a new one, an online address, or both.

use super::section::Section;
use crate::browser;
use crate::forms::{FormState, TextField};
use crate::i18n::{EditorTexts, use_texts};
use crate::paths;
use crate::web::fields;
use leptos::prelude::*;
use leptos::web_sys::Event;
use types::event_form::EventForm;
use types::events::{LOCATION_MAX, URL_MAX};
use types::venues::Venue;

#[component]
pub(super) fn Place(state: FormState, form: EventForm, venues: Vec<Venue>) -> impl IntoView {
    let lang = use_texts::<EditorTexts>();
    let options = venues
        .iter()
        .map(|venue| view! { <option value=venue.name.clone()>{venue.address.clone()}</option> })
        .collect_view();
    let known = StoredValue::new(venues);
    let chosen = RwSignal::new(form.venue.clone());
    let venue_changed = move |event: Event| {
        let name = event_target_value(&event);
        // A venue that is known brings its address along.
        let address = known.with_value(|known| {
            let venue = known.iter().find(|venue| venue.name == name.trim());
            venue.map(|venue| venue.address.clone())
        });
        if let Some(address) = address.filter(|address| !address.is_empty()) {
            let now = browser::field_value("location").unwrap_or_default();
            let is_ours = known.with_value(|known| known.iter().any(|venue| venue.address == now));
            if now.trim().is_empty() || is_ours {
                fields::set("location", &address);
            }
        }
        chosen.set(name);
    };
    let about = move || {
        chosen.with(|name| {
            let name = name.trim();
            if name.is_empty() {
                return None;
            }
            let known = known.with_value(|known| {
                known.iter().find(|venue| venue.name == name).map(|venue| venue.id)
            });
            Some(match known {
                Some(id) => view! {
                    <a href=paths::organize_venue(&id) target="_blank" rel="external">
                        {lang.venue_open}
                    </a>
                }
                .into_any(),
                None => view! { {lang.venue_is_new} }.into_any(),
            })
        })
    };
    view! {
        <Section anchor="where" title=lang.section_where text=lang.section_where_text>
            <div on:change=venue_changed>
                <TextField
                    state
                    name="venue"
                    label=lang.venue
                    hint=lang.venue_hint
                    value=form.venue
                    list="venue-names"
                    maxlength=LOCATION_MAX
                    autocomplete="off"
                    required=false
                />
                <datalist id="venue-names">{options}</datalist>
                <p class="hint" role="status">
                    {about}
                </p>
            </div>
            <TextField
                state
                name="location"
                label=lang.location
                hint=lang.location_hint
                value=form.location
                maxlength=LOCATION_MAX
                autocomplete="off"
            />
            <TextField
                state
                name="online_meeting_url"
                kind="url"
                label=lang.online_address
                hint=lang.online_address_hint
                value=form.online_meeting_url
                maxlength=URL_MAX
                autocomplete="off"
                required=false
            />
        </Section>
    }
}
