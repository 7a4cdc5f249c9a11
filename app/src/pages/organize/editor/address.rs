//! The address of the event's page; old ones keep leading there.

use super::section::Section;
use crate::forms::{FormState, TextField};
use crate::i18n::{EditorTexts, use_texts};
use crate::paths;
use leptos::prelude::*;
use types::event_form::EventForm;
use types::events::SLUG_MAX;

#[component]
pub(super) fn Address(state: FormState, form: EventForm, old: Vec<String>) -> impl IntoView {
    let lang = use_texts::<EditorTexts>();
    let old = (!old.is_empty()).then(|| {
        let links = old
            .into_iter()
            .map(|slug| {
                view! {
                    <li>
                        <code>{paths::event(&slug)}</code>
                    </li>
                }
            })
            .collect_view();
        view! {
            <div>
                <p class="hint">{lang.old_addresses}</p>
                <ul class="old-addresses">{links}</ul>
            </div>
        }
    });
    view! {
        <Section anchor="address" title=lang.section_address>
            <TextField
                state
                name="slug"
                label=lang.address_of_page
                hint=lang.address_hint
                value=form.slug
                maxlength=SLUG_MAX
                required=false
            />
            {old}
        </Section>
    }
}
