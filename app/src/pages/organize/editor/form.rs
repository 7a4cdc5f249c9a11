//! The form as a whole: its sections, what is kept of it, and its buttons.

use super::address::Address;
use super::autosave::KeptLine;
use super::basics::Basics;
use super::checklist::Aside;
use super::conflict::Conflict;
use super::consent::Consent;
use super::description::Description;
use super::keeping::{FORM, Keeping};
use super::notices::{BrowserCopy, Others, Unsaved};
use super::picture::Picture;
use super::place::Place;
use super::refunds::Refunds;
use super::sales::Sales;
use super::section::Section;
use super::times::Times;
use crate::actions::events::editor::save::{ENDPOINT, SaveEventForm};
use crate::actions::events::editor::views::{EditView, Saved};
use crate::browser;
use crate::components::toast;
use crate::error::AppError;
use crate::forms::{
    ActionForm, Before, FieldErrors, FlashMessage, FormAction, FormState, SubmitButton, form_state,
    submit_once,
};
use crate::i18n::{EditorTexts, use_texts};
use crate::load::Loaded;
use crate::paths;
use crate::web::fields;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use types::ErrorCode;
use types::effects::ChangeEffect;
use types::events::EventStatus;

#[component]
pub(super) fn EventFormView(view: EditView, data: Loaded<EditView>) -> impl IntoView {
    let lang = use_texts::<EditorTexts>();
    let conflict = view.is_conflict();
    let edit = view.edit.clone();
    let status = edit.as_ref().map(|edit| edit.status);
    if status == Some(EventStatus::Cancelled) {
        return view! { <p class="alert">{lang.cancelled_text}</p> }.into_any();
    }
    if conflict {
        return view! { <Conflict view data /> }.into_any();
    }
    let (id, version, missing, others) = match &edit {
        Some(edit) => {
            (edit.id.to_string(), edit.version, edit.missing.clone(), edit.others.clone())
        }
        None => (String::new(), 0, Vec::new(), Vec::new()),
    };
    let keeping = Keeping::new(id.clone(), version, missing, others);
    let draft = status.is_none_or(|status| status == EventStatus::Draft);
    let more = edit.as_ref().map(|edit| more(&edit.slug));
    let unsaved = edit.as_ref().is_some_and(|edit| !draft && edit.unsaved_from.is_some());
    view! {
        <div class="editor">
            <Aside keeping draft />
            <div class="editor-main">
                <BrowserCopy keeping shown=view.form.clone() />
                <Others keeping data />
                {unsaved.then(|| view! { <Unsaved event=id data /> })}
                <Fields view keeping draft />
                {more}
            </div>
        </div>
    }
    .into_any()
}

/// What else can be done with the event.
fn more(slug: &str) -> impl IntoView + use<> {
    let lang = use_texts::<EditorTexts>();
    view! {
        <p class="actions editor-more">
            <a class="button button-quiet button-small" href=paths::organize_duplicate(slug)>
                {lang.duplicate}
            </a>
            <a class="button button-quiet button-small" href=paths::organize_cancel(slug)>
                {lang.cancel_or_delete}
            </a>
        </p>
    }
}

/// The form itself.
#[component]
fn Fields(view: EditView, keeping: Keeping, draft: bool) -> impl IntoView {
    let lang = use_texts::<EditorTexts>();
    let action = FormAction::<SaveEventForm>::new();
    let state = sent(action, keeping);
    let EditView { edit, form, times, categories, venues, kinds, effect, key } = view;
    let slug = edit.as_ref().map(|edit| edit.slug.clone());
    let old = edit.as_ref().map(|edit| edit.old_slugs.clone()).unwrap_or_default();
    let taken = edit.as_ref().map_or(0, |edit| edit.seats_taken);
    let asked = use_consent(action, effect);
    let back = slug.as_deref().map(paths::organize_edit).unwrap_or_default();
    let tickets = slug.as_deref().map(paths::organize_tickets);
    let description = form.description.clone();
    let once = submit_once(state);
    let before: Before = Box::new(move |event| {
        once(event.clone());
        keeping.hold(&event);
    });
    let save = if draft { lang.save_draft } else { lang.save_changes };
    view! {
        <div
            class="editor-fields"
            on:input=move |_| keeping.touched()
            on:change=move |_| keeping.touched()
        >
            <ActionForm
                action
                attr:id=FORM
                attr:class="editor-form"
                attr:novalidate=true
                before=before
            >
                <input
                    type="hidden"
                    name="event"
                    prop:value=keeping.event
                    value=keeping.event.get_untracked()
                />
                <input
                    type="hidden"
                    name="version"
                    prop:value=move || keeping.version.get().to_string()
                    value=keeping.version.get_untracked().to_string()
                />
                <input type="hidden" name="key" value=key />
                // What the enter key does: it never publishes.
                <SubmitButton
                    pending=state.pending
                    label=save
                    class="visually-hidden"
                    by_enter=true
                />
                <FieldErrors state />
                <Basics state form=form.clone() categories />
                <Section anchor="about" title=lang.section_about>
                    <Description state text=description />
                </Section>
                <Times state form=form.clone() times />
                <Place state form=form.clone() venues />
                <Sales state form=form.clone() taken tickets kinds keeping />
                <Refunds state form=form.clone() />
                <Picture state form=form.clone() slug=slug.clone() keeping />
                <Address state form old />
                {move || {
                    let back = back.clone();
                    asked
                        .get()
                        .map(|effect| {
                            view! { <Consent state effect back close=move || asked.set(None) /> }
                        })
                }}
                <div class="editor-bar">
                    <KeptLine keeping />
                    <p class="actions">
                        {slug
                            .map(|slug| {
                                view! {
                                    <a
                                        class="button button-quiet"
                                        href=paths::organize_preview(&slug)
                                    >
                                        {lang.see_preview}
                                    </a>
                                }
                            })}
                        <SubmitButton
                            pending=state.pending
                            label=save
                            class=if draft { "button button-quiet" } else { "button" }
                            testid="save"
                        />
                        {draft
                            .then(|| {
                                view! {
                                    <SubmitButton
                                        pending=state.pending
                                        label=lang.publish
                                        sends=("then", "publish".to_owned())
                                        testid="publish"
                                    />
                                }
                            })}
                    </p>
                </div>
            </ActionForm>
        </div>
    }
}

/// The state of the form, with what came back although nothing failed.
fn sent(action: FormAction<SaveEventForm>, keeping: Keeping) -> FormState {
    let state = form_state(action, ENDPOINT);
    let value = action.value();
    let own = state.failure;
    let failure = Signal::derive(move || {
        let refused = value.try_with(|value| match value {
            Some(Ok(Saved::Refused { failure, .. })) => Some(failure.clone()),
            _ => own.try_get().flatten(),
        });
        refused.flatten()
    });
    Effect::new(move |_| match value.get() {
        None => {}
        Some(Ok(Saved::Done { slug, version, published, missing })) => {
            keeping.saved(version, missing);
            // What was just made is not made again.
            if keeping.event.with_untracked(String::is_empty) {
                keeping.event.set(slug.clone());
            }
            if !published {
                fields::replace_address(&paths::organize_edit(&slug));
            }
            toast(if published { FlashMessage::EventPublished } else { FlashMessage::EventSaved });
        }
        Some(Ok(Saved::Confirm { .. })) => {
            keeping.stopped();
            fields::focus("confirm");
        }
        Some(Ok(Saved::Refused { failure, version })) => {
            keeping.version.set(version);
            keeping.stopped();
            if failure.code == ErrorCode::ChangedMeanwhile {
                keeping.overtaken.set(true);
            }
            browser::focus_first_error();
        }
        Some(Ok(Saved::Elsewhere { path })) => {
            keeping.forget_copy();
            browser::load(&path);
        }
        // What could not be sent is kept by the browser, and tried again.
        Some(Err(AppError(_))) => keeping.touched(),
    });
    Effect::new(move |_| {
        if action.pending().get() {
            keeping.stop();
        }
    });
    // The form can be sent again after each answer.
    state.grouped("form").with_failure(failure).with_notes(keeping.problems.into()).again()
}

/// The effect that is asked about: what the server said just now, or what the page came with.
fn use_consent(
    action: FormAction<SaveEventForm>,
    effect: Option<ChangeEffect>,
) -> RwSignal<Option<ChangeEffect>> {
    let asks = use_query_map().with_untracked(|query| query.get("confirm").is_some());
    let asked = RwSignal::new(effect.filter(|_| asks));
    Effect::new(move |_| match action.value().get() {
        Some(Ok(Saved::Confirm { effect })) => asked.set(Some(effect)),
        Some(_) => asked.set(None),
        None => {}
    });
    asked
}
