//! The form of a category, to add one and to change one.

use super::Here;
use crate::actions::admin::save_category::{ENDPOINT, SaveCategory};
use crate::components::toast;
use crate::forms::{
    ActionForm, FieldErrors, FlashMessage, FormAction, SubmitButton, TextField, form_state,
    submit_once,
};
use crate::i18n::{AdminCategoriesTexts, use_texts};
use crate::paths;
use leptos::html;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
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
    let navigate = use_navigate();
    Effect::new(move |_| {
        if let Some(Ok(())) = action.value().get() {
            toast(FlashMessage::Saved);
            here.data.refetch();
            let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
            navigate(paths::ADMIN_CATEGORIES, options);
        }
    });
    let heading = NodeRef::<html::H2>::new();
    // Who came by a link within the app reads the form from its heading.
    Effect::new(move |_| {
        if let Some(heading) = heading.get() {
            let _ = heading.focus();
        }
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
        <section
            id="form"
            class="desk-card desk-step"
            aria-labelledby="form-title"
            data-testid="category-form"
        >
            <div class="desk-step-head">
                <h2 id="form-title" tabindex="-1" node_ref=heading>
                    {title}
                </h2>
                <a href=paths::ADMIN_CATEGORIES>{lang.back_to_categories}</a>
            </div>
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
        </section>
    }
}
