//! The form of a message: who gets it, what it says, when it goes; how it looks, and a copy to oneself.
//! Preview and copy are posted into a frame of the page by the browser, so nothing that was typed is
//! lost, with JavaScript and without.

use super::audience::AudienceStep;
use crate::actions::organizing::kinds::event_kinds;
use crate::actions::run::messages::form::{MessageForm, load_message_form};
use crate::actions::run::messages::reach::message_reach;
use crate::actions::run::messages::write::{ENDPOINT, WriteMessage};
use crate::components::{LoadProblem, PageSkeleton};
use crate::forms::{
    ActionForm, FieldError, FieldErrors, FormAction, FormState, SubmitButton, TextArea, TextField,
    form_state, submit_once,
};
use crate::i18n::{MessagesTexts, use_texts};
use crate::load::load;
use crate::pages::organize::frame::{EventFrame, EventTab, use_event_slug};
use crate::pages::organize::parts::Address;
use crate::paths;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use types::messages::{BODY_MAX, SUBJECT_MAX};

/// The frame's name, which the buttons post to.
const FRAME: &str = "message-preview";

#[component]
pub fn NewMessagePage() -> impl IntoView {
    let lang = use_texts::<MessagesTexts>();
    let (slug, query) = (use_event_slug(), use_query_map());
    let edit = Memo::new(move |_| query.with(|query| query.get("edit")).unwrap_or_default());
    let audience = Memo::new(move |_| {
        let mut query = query.get();
        query.remove("edit");
        Address::new("", query).here().trim_start_matches('?').to_owned()
    });
    // Whatever is filtered, the form stays as it is, with what was typed.
    let form = load(move || (slug.get(), edit.get()), |(slug, edit)| load_message_form(slug, edit));
    let reach =
        load(move || (slug.get(), audience.get()), |(slug, query)| message_reach(slug, query));
    let kinds = load(move || slug.get(), event_kinds);
    let action = Signal::derive(move || paths::organize_new_message(&slug.get(), ""));
    let leaf =
        move || if edit.with(String::is_empty) { lang.write_message } else { lang.change_message };
    view! {
        <EventFrame slug tab=EventTab::Messages leaf=Signal::derive(move || leaf().to_owned())>
            <h2 class="visually-hidden">{leaf}</h2>
            <AudienceStep action query kinds reach />
            <Transition fallback=|| {
                view! { <PageSkeleton /> }
            }>
                {move || Suspend::new(async move {
                    match form.await {
                        Ok(form) => view! { <Written form slug audience /> }.into_any(),
                        Err(error) => view! { <LoadProblem error /> }.into_any(),
                    }
                })}
            </Transition>
        </EventFrame>
    }
}

#[component]
fn Written(form: MessageForm, slug: Memo<String>, audience: Memo<String>) -> impl IntoView {
    let lang = use_texts::<MessagesTexts>();
    let action = FormAction::<WriteMessage>::new();
    let state = form_state(action, ENDPOINT);
    if !form.verified {
        return view! {
            <div class="alert" data-testid="not-verified">
                <p>{lang.not_verified}</p>
            </div>
        }
        .into_any();
    }
    let answers =
        form.reply_to.map_or_else(|| lang.no_answers.to_owned(), |to| lang.answers_go_to(&to));
    let limit = form.left.map(|left| {
        view! {
            <p class="hint" data-testid="left-today">
                {lang.left_today(left)}
            </p>
        }
    });
    let label = if form.id.is_empty() { lang.send } else { lang.save_message };
    let slug = slug.get_untracked();
    view! {
        <section class="desk-card" aria-labelledby="message-title">
            <h3 id="message-title">{lang.what_it_says}</h3>
            <ActionForm action attr:class="desk-form" before=submit_once(state)>
                <FieldErrors state />
                <input type="hidden" name="slug" value=slug.clone() />
                <input type="hidden" name="id" value=form.id />
                <input type="hidden" name="key" value=form.key />
                <input type="hidden" name="audience" value=move || audience.get() />
                <TextField
                    state
                    name="subject"
                    label=lang.subject
                    hint=lang.subject_hint
                    value=form.subject
                    maxlength=SUBJECT_MAX
                    autocomplete="off"
                />
                <TextArea
                    state
                    name="body"
                    label=lang.body
                    hint=lang.body_hint
                    rows="10"
                    maxlength=BODY_MAX
                    text=form.body
                    required=true
                />
                <p class="hint">{answers}</p>
                <Kind state news=form.news />
                <When state later=form.later send_at=form.send_at />
                {limit}
                <Looks slug />
                <SubmitButton pending=state.pending label class="button" testid="send-message" />
            </ActionForm>
        </section>
    }
    .into_any()
}

/// A choice of two by radio buttons; the second is `is` where that was chosen before.
#[component]
fn Choice(
    state: FormState,
    name: &'static str,
    legend: &'static str,
    options: [(&'static str, &'static str); 2],
    second: bool,
) -> impl IntoView {
    let second = state.typed(name).map_or(second, |typed| typed == options[1].0);
    let choices = options
        .into_iter()
        .zip([!second, second])
        .map(|((value, text), checked)| {
            view! {
                <label class="choice">
                    <input type="radio" name=name value=value checked=checked />
                    <span>{text}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="choices">
            <legend>{legend}</legend>
            {choices}
            <FieldError state name />
        </fieldset>
    }
}

#[component]
fn Kind(state: FormState, news: bool) -> impl IntoView {
    let lang = use_texts::<MessagesTexts>();
    let options = [("booking", lang.about_booking), ("news", lang.about_news)];
    view! { <Choice state name="kind" legend=lang.kind options second=news /> }
}

#[component]
fn When(state: FormState, later: bool, send_at: String) -> impl IntoView {
    let lang = use_texts::<MessagesTexts>();
    let options = [("now", lang.now), ("later", lang.later)];
    view! {
        <Choice state name="when" legend=lang.when_to_send options second=later />
        <TextField
            state
            name="send_at"
            label=lang.send_at
            hint=lang.send_at_hint
            kind="datetime-local"
            value=send_at
            required=false
        />
    }
}

/// How it looks, light and dark, and a copy to oneself: buttons of the form whose answers the frame
/// shows.
#[component]
fn Looks(slug: String) -> impl IntoView {
    let lang = use_texts::<MessagesTexts>();
    let preview = paths::organize_message_preview(&slug);
    let button = |label: &'static str, address: String, theme: &'static str| {
        view! {
            <button
                class="button button-quiet button-small"
                name="theme"
                value=theme
                formaction=address
                formtarget=FRAME
            >
                {label}
            </button>
        }
    };
    view! {
        <section aria-labelledby="preview-title" class="message-looks">
            <h4 id="preview-title">{lang.preview}</h4>
            <p class="hint">{lang.preview_text}</p>
            <p class="actions">
                {button(lang.preview_light, preview.clone(), "light")}
                {button(lang.preview_dark, preview, "dark")}
                {button(lang.test_to_me, paths::organize_message_test(&slug), "light")}
            </p>
            <iframe name=FRAME title=lang.preview class="message-frame" sandbox=""></iframe>
        </section>
    }
}
