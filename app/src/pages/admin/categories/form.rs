//! The form of a category, to add one and to change one.

use super::Here;
use crate::actions::admin::save_category::{ENDPOINT, SaveCategory};
use crate::forms::{
    ActionForm, FieldErrors, FlashMessage, FormAction, SubmitButton, TextField, form_state,
    submit_once,
};
use crate::i18n::{AdminCategoriesTexts, use_texts};
use crate::pages::organize::confirm::{StepCard, leave_when_done};
use crate::paths;
use leptos::prelude::*;
use types::events::{AdminCategory, CATEGORY_NAME_MAX};

#[component]
pub(super) fn CategoryForm(
    /// None for a new one.
    #[prop(optional_no_strip)]
    category: Option<AdminCategory>,
    here: Here,
) -> impl IntoView {
    let lang = use_texts::<AdminCategoriesTexts>();
    let action = FormAction::<SaveCategory>::new();
    let state = form_state(action, ENDPOINT);
    leave_when_done(state, FlashMessage::Saved, true, move || {
        here.data.refetch();
        paths::ADMIN_CATEGORIES.to_owned()
    });
    let title = match &category {
        Some(category) => lang.edit_category(&category.name),
        None => lang.new_category.to_owned(),
    };
    let (id, name, name_ru, slug, position) = match category {
        Some(category) => (
            category.id.to_string(),
            category.name,
            category.name_ru.unwrap_or_default(),
            category.slug,
            category.position.to_string(),
        ),
        None => Default::default(),
    };
    view! {
        <StepCard
            id="form"
            title
            back=(paths::ADMIN_CATEGORIES.to_owned(), lang.back_to_categories)
            testid="category-form"
        >
            <ActionForm
                action
                attr:class="desk-form"
                attr:novalidate=true
                before=submit_once(state.again())
            >
                <FieldErrors state />
                <input type="hidden" name="id" value=id />
                <TextField
                    state
                    name="name"
                    label=lang.name
                    value=name
                    maxlength=CATEGORY_NAME_MAX
                />
                <TextField
                    state
                    name="name_ru"
                    label=lang.name_ru
                    hint=lang.name_ru_hint
                    value=name_ru
                    required=false
                    maxlength=CATEGORY_NAME_MAX
                />
                <TextField
                    state
                    name="slug"
                    label=lang.slug
                    hint=lang.slug_hint
                    value=slug
                    required=false
                    maxlength=CATEGORY_NAME_MAX
                    autocomplete="off"
                />
                <TextField
                    state
                    name="position"
                    label=lang.position
                    hint=lang.position_hint
                    value=position
                    required=false
                    inputmode="numeric"
                    maxlength=8
                />
                <SubmitButton
                    pending=state.pending
                    label=lang.save_category
                    class="button"
                    testid="save-category"
                />
            </ActionForm>
        </StepCard>
    }
}
