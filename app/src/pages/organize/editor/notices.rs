//! What is said above the form: a text that this browser keeps, one that was not saved, and who else
//! is here.

use super::keeping::{Keeping, KeptText, clock};
use crate::actions::events::editor::discard::DiscardEventForm;
use crate::actions::events::editor::fields::each;
use crate::actions::events::editor::views::EditView;
use crate::forms::{ActionForm, FormAction, SubmitButton};
use crate::i18n::{EditorTexts, isolated, use_texts};
use crate::load::Loaded;
use crate::web::fields;
use leptos::prelude::*;
use types::event_form::EventForm;

/// A text that only this browser has.
#[component]
pub(super) fn BrowserCopy(keeping: Keeping, shown: EventForm) -> impl IntoView {
    let lang = use_texts::<EditorTexts>();
    let copy = RwSignal::new(None::<KeptText>);
    Effect::new(move |_| copy.set(keeping.copy(&shown)));
    let take = move |_| {
        if let Some(taken) = copy.get_untracked() {
            // It was made from what was there then: what is newer must not go unseen.
            if taken.version < keeping.version.get_untracked() {
                keeping.version.set(taken.version);
            }
            each(&taken.form, &fields::set);
            keeping.touched();
        }
        copy.set(None);
        fields::focus("title");
    };
    let drop = move |_| {
        keeping.forget_copy();
        copy.set(None);
        fields::focus("title");
    };
    view! {
        <div class="editor-notice" role="status">
            {move || {
                copy.get()
                    .map(|copy| {
                        view! {
                            <div class="alert" data-testid="browser-copy">
                                <p>
                                    {lang.browser_copy(&copy.form.title)} " "
                                    {lang.saved_ago(clock() - copy.at)}
                                </p>
                                <p class="actions">
                                    <button type="button" class="button button-small" on:click=take>
                                        {lang.browser_copy_take}
                                    </button>
                                    <button
                                        type="button"
                                        class="button button-quiet button-small"
                                        on:click=drop
                                    >
                                        {lang.browser_copy_drop}
                                    </button>
                                </p>
                            </div>
                        }
                    })
            }}
        </div>
    }
}

/// What was typed into the form of a published event and not saved.
#[component]
pub(super) fn Unsaved(event: String, data: Loaded<EditView>) -> impl IntoView {
    let lang = use_texts::<EditorTexts>();
    let action = FormAction::<DiscardEventForm>::new();
    Effect::new(move |_| {
        if let Some(Ok(())) = action.value().get() {
            data.refetch();
        }
    });
    view! {
        <div class="editor-notice">
            <div class="alert" data-testid="unsaved">
                <p>{lang.unsaved_text}</p>
                <ActionForm action>
                    <input type="hidden" name="event" value=event />
                    <SubmitButton
                        pending=action.pending()
                        label=lang.unsaved_discard
                        class="button button-quiet button-small"
                    />
                </ActionForm>
            </div>
        </div>
    }
}

/// Who else has the form open; and whether they have saved.
#[component]
pub(super) fn Others(keeping: Keeping, data: Loaded<EditView>) -> impl IntoView {
    let lang = use_texts::<EditorTexts>();
    let names = move || {
        keeping.others.with(|others| {
            let names = others.iter().map(|editor| isolated(&editor.display_name).into_owned());
            names.collect::<Vec<_>>().join(", ")
        })
    };
    view! {
        <div class="editor-notice" role="status">
            {move || {
                let names = names();
                (!names.is_empty())
                    .then(|| {
                        view! {
                            <p class="alert" data-testid="others">
                                {lang.others_here(&names)}
                            </p>
                        }
                    })
            }}
            {move || {
                keeping
                    .overtaken
                    .get()
                    .then(|| {
                        view! {
                            <div class="alert" data-testid="overtaken">
                                <p>{lang.overtaken}</p>
                                <button
                                    type="button"
                                    class="button button-small"
                                    on:click=move |_| data.refetch()
                                >
                                    {lang.compare}
                                </button>
                            </div>
                        }
                    })
            }}
        </div>
    }
}
