//! Two texts of one event, side by side: somebody else has saved since this one was begun, and
//! neither is overwritten unseen.

use crate::actions::events::editor::fields::{Difference, differences};
use crate::actions::events::editor::resolve::{ENDPOINT, MergeEventForm};
use crate::actions::events::editor::views::EditView;
use crate::components::Words;
use crate::forms::{ActionForm, FieldErrors, FormAction, SubmitButton, form_state, submit_once};
use crate::i18n::{EditorTexts, use_texts};
use crate::load::Loaded;
use leptos::prelude::*;

#[component]
pub(super) fn Conflict(view: EditView, data: Loaded<EditView>) -> impl IntoView {
    let lang = use_texts::<EditorTexts>();
    let action = FormAction::<MergeEventForm>::new();
    let state = form_state(action, ENDPOINT);
    Effect::new(move |_| {
        if let Some(Ok(_)) = action.value().get() {
            data.refetch();
        }
    });
    let edit = view.edit?;
    let found = differences(&edit.saved, &view.form);
    let fields = found.into_iter().map(|difference| view! { <Pair difference /> }).collect_view();
    let (id, version) = (edit.id.to_string(), edit.version.to_string());
    Some(view! {
        <section class="conflict" aria-labelledby="conflict-title">
            <div class="alert" role="status">
                <h2 id="conflict-title" tabindex="-1">
                    {lang.conflict_title}
                </h2>
                <p>{lang.conflict_text}</p>
            </div>
            <ActionForm action attr:class="form-fields" before=submit_once(state)>
                <FieldErrors state />
                <input type="hidden" name="event" value=id />
                <input type="hidden" name="version" value=version />
                {fields}
                <SubmitButton pending=state.pending label=lang.conflict_take />
            </ActionForm>
        </section>
    })
}

/// One field with both texts.
#[component]
fn Pair(difference: Difference) -> impl IntoView {
    let lang = use_texts::<EditorTexts>();
    let Difference { field, saved, mine } = difference;
    let side = move |value: &'static str, label: &'static str, text: String| {
        let id = format!("pick-{field}-{value}");
        let of = id.clone();
        let shown = if text.is_empty() {
            view! { <span class="muted">{lang.nothing}</span> }.into_any()
        } else {
            view! { <Words text /> }.into_any()
        };
        view! {
            <label class="choice conflict-side" for=of>
                <input id=id type="radio" name=format!("picks[{field}]") value=value required />
                <span>
                    <strong>{label}</strong>
                    <span class="conflict-text">{shown}</span>
                </span>
            </label>
        }
    };
    view! {
        <fieldset class="choices conflict-pair">
            <legend>{lang.field_name(field)}</legend>
            {side("saved", lang.conflict_saved, saved)}
            {side("mine", lang.conflict_mine, mine)}
        </fieldset>
    }
}
