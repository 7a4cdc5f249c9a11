//! How a category goes: merged into another one, or deleted where no event is in it.

use super::Here;
use crate::actions::admin::delete_category::DeleteCategory;
use crate::actions::admin::merge_category::MergeCategory;
use crate::actions::admin::{delete_category, merge_category};
use crate::forms::{
    ActionForm, FieldError, FieldErrors, FlashMessage, FormAction, FormState, SubmitButton,
    form_state, submit_once,
};
use crate::i18n::{AdminCategoriesTexts, use_texts};
use crate::pages::organize::confirm::leave_when_done;
use crate::paths;
use leptos::prelude::*;
use types::events::AdminCategory;

/// Leads back to the list of what is left.
fn leave(state: FormState, here: Here) {
    leave_when_done(state, FlashMessage::Saved, true, move || {
        here.data.refetch();
        paths::ADMIN_CATEGORIES.to_owned()
    });
}

#[component]
pub(super) fn Merge(id: String, others: Vec<AdminCategory>, here: Here) -> impl IntoView {
    let lang = use_texts::<AdminCategoriesTexts>();
    let action = FormAction::<MergeCategory>::new();
    let state = form_state(action, merge_category::ENDPOINT);
    leave(state, here);
    let typed = state.typed("into").unwrap_or_default();
    let options = others
        .into_iter()
        .map(|other| {
            let selected = other.slug == typed;
            view! {
                <option value=other.slug selected=selected>
                    {other.name}
                </option>
            }
        })
        .collect_view();
    view! {
        <section class="desk-card" aria-labelledby="merge-title" data-testid="merge-category">
            <h2 id="merge-title">{lang.merge_title}</h2>
            <p>{lang.merge_text}</p>
            <ActionForm
                action
                attr:class="desk-form"
                attr:novalidate=true
                before=submit_once(state.again())
            >
                <FieldErrors state />
                <input type="hidden" name="id" value=id />
                <div class="field">
                    <label for="into">{lang.merge_into}</label>
                    <select id="into" name="into">
                        <option value="">{lang.choose_one}</option>
                        {options}
                    </select>
                    <FieldError state name="into" />
                </div>
                <SubmitButton
                    pending=state.pending
                    label=lang.merge_now
                    class="button button-stop"
                    testid="merge-now"
                />
            </ActionForm>
        </section>
    }
}

#[component]
pub(super) fn Delete(id: String, here: Here) -> impl IntoView {
    let lang = use_texts::<AdminCategoriesTexts>();
    let action = FormAction::<DeleteCategory>::new();
    let state = form_state(action, delete_category::ENDPOINT);
    leave(state, here);
    view! {
        <section class="desk-card" aria-labelledby="delete-title">
            <h2 id="delete-title">{lang.delete_title}</h2>
            <p>{lang.delete_text}</p>
            <ActionForm action attr:class="desk-form" before=submit_once(state)>
                <FieldErrors state />
                <input type="hidden" name="id" value=id />
                <SubmitButton
                    pending=state.pending
                    label=lang.delete_now
                    class="button button-stop"
                    testid="delete-category"
                />
            </ActionForm>
        </section>
    }
}
