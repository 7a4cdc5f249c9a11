//! Title, category and language of the text.

use super::section::{Choice, Section};
use crate::forms::{FormState, TextField};
use crate::i18n::{EditorTexts, use_texts};
use leptos::prelude::*;
use types::Locale;
use types::event_form::EventForm;
use types::events::TITLE_MAX;

#[component]
pub(super) fn Basics(
    state: FormState,
    form: EventForm,
    categories: Vec<(String, String)>,
) -> impl IntoView {
    let lang = use_texts::<EditorTexts>();
    let none = (String::new(), lang.choose.to_owned());
    let categories: Vec<_> = std::iter::once(none).chain(categories).collect();
    let own_name = |locale: Locale| (locale.as_str().to_owned(), locale.own_name().to_owned());
    let by_itself = (String::new(), lang.language_by_text.to_owned());
    let languages: Vec<_> = std::iter::once(by_itself).chain(Locale::ALL.map(own_name)).collect();
    view! {
        <Section anchor="basics" title=lang.section_basics>
            <TextField
                state
                name="title"
                label=lang.title
                hint=lang.title_hint
                value=form.title
                maxlength=TITLE_MAX
            />
            <div class="field-row">
                <Choice
                    state
                    name="category"
                    label=lang.category
                    value=form.category
                    options=categories
                />
                <Choice
                    state
                    name="language"
                    label=lang.text_language
                    hint=lang.text_language_hint
                    value=form.language
                    options=languages
                />
            </div>
        </Section>
    }
}
