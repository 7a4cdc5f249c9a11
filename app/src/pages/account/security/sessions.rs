//! Where the account is logged in: the devices, and what ends one or all others.

use crate::actions::account::end_sessions::{
    ENDPOINT, EndOtherSessions, EndSession, OTHERS_ENDPOINT,
};
use crate::actions::account::security::SessionLine;
use crate::forms::{ActionForm, FieldErrors, FormAction, FormState, SubmitButton, form_state};
use crate::i18n::{SecurityTexts, use_texts};
use crate::pages::account::list::rows;
use leptos::prelude::*;

/// Its forms; made with the page.
#[derive(Clone, Copy)]
pub(super) struct SessionForms {
    one: (FormAction<EndSession>, FormState),
    others: (FormAction<EndOtherSessions>, FormState),
}

impl SessionForms {
    pub(super) fn new() -> Self {
        let one = FormAction::<EndSession>::new();
        let others = FormAction::<EndOtherSessions>::new();
        Self {
            one: (one, form_state(one, ENDPOINT)),
            others: (others, form_state(others, OTHERS_ENDPOINT)),
        }
    }

    pub(super) fn version(self) -> usize {
        self.one.0.version().get() + self.others.0.version().get()
    }
}

#[component]
pub(super) fn Sessions(lines: Vec<SessionLine>, forms: SessionForms) -> impl IntoView {
    let lang = use_texts::<SecurityTexts>();
    let others = lines.iter().any(|line| !line.current);
    let (action, state) = forms.others;
    view! {
        <section class="form-card" id="sessions" aria-labelledby="sessions-title">
            <h2 id="sessions-title">{lang.sessions_title}</h2>
            <p>{if others { lang.sessions_text } else { lang.only_this }}</p>
            <FieldErrors state=forms.one.1 />
            <FieldErrors state />
            {rows("inbox-list", lines, move |line| view! { <Line line forms /> })}
            {others
                .then(|| {
                    view! {
                        <ActionForm action>
                            <SubmitButton
                                pending=state.pending
                                label=lang.end_others
                                class="button button-stop"
                            />
                        </ActionForm>
                    }
                })}
        </section>
    }
}

#[component]
fn Line(line: SessionLine, forms: SessionForms) -> impl IntoView {
    let lang = use_texts::<SecurityTexts>();
    let device = if line.device.is_empty() { lang.unknown_device.to_owned() } else { line.device };
    let (action, name) = (forms.one.0, lang.end_of(&device));
    let ending = {
        let (pending, sent) = (action.pending(), action.sent());
        let this = format!("id={}", line.id);
        Signal::derive(move || {
            pending.get() && sent.with(|sent| sent.as_deref() == Some(this.as_str()))
        })
    };
    view! {
        <article class="inbox-line" class:is-unread=line.current>
            <div>
                <h3>{device}</h3>
                {line.current.then(|| view! { <p>{lang.this_one}</p> })}
                <p class="muted">{lang.used(&line.started, &line.last_seen)}</p>
            </div>
            {(!line.current)
                .then(|| {
                    view! {
                        <ActionForm action>
                            <input type="hidden" name="id" value=line.id />
                            <SubmitButton
                                pending=ending
                                label=lang.end
                                class="button button-quiet button-small"
                                name=name
                            />
                        </ActionForm>
                    }
                })}
        </article>
    }
}
