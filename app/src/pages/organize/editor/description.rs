//! Description field: Markdown with a toolbar and the page's own rendering beside it. Without
//! JavaScript it is a plain field.

use super::toolbar::Command;
use crate::actions::events::editor::paste::paste_html;
use crate::actions::events::editor::text_preview::text_preview;
use crate::forms::{FormState, TextArea};
use crate::i18n::{EditorTexts, use_texts};
use crate::web::{paste, text_edit};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::{Event, EventTarget, HtmlTextAreaElement};
use std::time::Duration;
use types::events::DESCRIPTION_MAX;

/// After the last key.
const PAUSE: Duration = Duration::from_millis(400);
/// How near the limit its length is said.
const NEAR: usize = 2000;

#[component]
pub(super) fn Description(state: FormState, text: String) -> impl IntoView {
    let lang = use_texts::<EditorTexts>();
    let field = NodeRef::<leptos::html::Textarea>::new();
    // Only with scripts is it more than a field.
    let ready = RwSignal::new(false);
    Effect::new(move |_| ready.set(true));
    let length = RwSignal::new(text.chars().count());
    let shown = RwSignal::new(false);
    let html = RwSignal::new(String::new());
    let preview = move || preview_after(field, html);
    let on_input = move |_| {
        if let Some(field) = field.get_untracked() {
            length.set(field.value().chars().count());
        }
        if shown.get_untracked() {
            preview();
        }
    };
    let run = move |command: Command| {
        if let Some(field) = field.get_untracked() {
            let now = text_edit::selected(&field);
            text_edit::apply(
                &field,
                &now,
                &command.edit(&now, lang.markdown_word(command_name(command))),
            );
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let with = (event.ctrl_key() || event.meta_key()) && !event.alt_key() && !event.shift_key();
        let key = event.key().to_ascii_lowercase();
        let command = Command::ALL.into_iter().find(|command| command.key() == Some(&*key));
        if let Some(command) = command.filter(|_| with && event_is_in(field, &event)) {
            event.prevent_default();
            run(command);
        }
    };
    view! {
        <div
            class="markdown"
            class:with-preview=move || shown.get()
            on:input=on_input
            on:keydown=on_key
            on:paste=move |event| paste_into(field, &event)
        >
            {move || ready.get().then(|| view! { <Toolbar run shown preview /> })}
            <div class="markdown-panes">
                <TextArea
                    state
                    name="description"
                    label=lang.description
                    hint=lang.description_hint
                    rows="14"
                    node_ref=field
                    text
                />
                {move || {
                    shown
                        .get()
                        .then(|| {
                            view! {
                                <section
                                    class="markdown-preview"
                                    tabindex="0"
                                    aria-label=lang.preview_of_text
                                >
                                    <div class="prose" inner_html=move || html.get()></div>
                                </section>
                            }
                        })
                }}
            </div>
            <p class="hint" role="status">
                {move || {
                    let now = length.get();
                    (now + NEAR > DESCRIPTION_MAX).then(|| lang.length_of(now, DESCRIPTION_MAX))
                }}
            </p>
        </div>
    }
}

const fn command_name(command: Command) -> usize {
    command as usize
}

fn event_is_in(field: NodeRef<leptos::html::Textarea>, event: &KeyboardEvent) -> bool {
    let target = event.target();
    let field: Option<HtmlTextAreaElement> = field.get_untracked();
    match (target, field) {
        (Some(target), Some(field)) => {
            let field: &EventTarget = field.as_ref();
            target == *field
        }
        _ => false,
    }
}

/// The buttons, one stop of the tab key each.
#[component]
fn Toolbar(
    run: impl Fn(Command) + Copy + Send + Sync + 'static,
    shown: RwSignal<bool>,
    preview: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let lang = use_texts::<EditorTexts>();
    let buttons = Command::ALL
        .map(|command| {
            let (name, keys) = (lang.command(command_name(command)), command.key());
            let title = match keys {
                Some(key) => format!("{name} (Ctrl/⌘+{})", key.to_ascii_uppercase()),
                None => name.to_owned(),
            };
            view! {
                <button
                    type="button"
                    class=format!("tool tool-{}", command_name(command))
                    aria-label=name
                    title=title
                    on:click=move |_| run(command)
                >
                    <span aria-hidden="true">{command.sign()}</span>
                </button>
            }
        })
        .collect_view();
    view! {
        <div class="toolbar" role="group" aria-label=lang.toolbar aria-controls="description">
            {buttons}
            <button
                type="button"
                class="tool tool-wide"
                aria-pressed=move || shown.get().to_string()
                on:click=move |_| {
                    shown.update(|shown| *shown = !*shown);
                    preview();
                }
            >
                {lang.preview}
            </button>
        </div>
    }
}

/// Asks the server what the page would show, once nothing was typed for a moment.
fn preview_after(field: NodeRef<leptos::html::Textarea>, html: RwSignal<String>) {
    let value = move || field.try_get_untracked().flatten().map(|field| field.value());
    let Some(before) = value() else { return };
    set_timeout(
        move || {
            if value().as_ref() != Some(&before) {
                return;
            }
            spawn_local(async move {
                if let Ok(rendered) = text_preview(before.clone()).await
                    && value().as_ref() == Some(&before)
                {
                    html.try_set(rendered);
                }
            });
        },
        PAUSE,
    );
}

/// Formatting that is pasted becomes Markdown; where that fails, the plain text is pasted.
fn paste_into(field: NodeRef<leptos::html::Textarea>, event: &Event) {
    let Some((formatted, plain)) = paste::formatted(event) else { return };
    event.prevent_default();
    spawn_local(async move {
        let text = paste_html(formatted).await.ok().filter(|text| !text.is_empty());
        if let Some(field) = field.try_get_untracked().flatten() {
            text_edit::insert_at_selection(&field, &text.unwrap_or(plain));
        }
    });
}
