//! Said on every page about an event that an admin took off the catalogue: why, and what is answered.

use crate::actions::workplace::answer_hiding::{AnswerHiding, ENDPOINT};
use crate::components::{Words, toast};
use crate::forms::{FlashMessage, FormAction, form_state};
use crate::i18n::{OrganizeTexts, use_texts};
use crate::load::Loaded;
use crate::pages::organize::confirm::{ConfirmForm, Reason};
use leptos::prelude::*;
use types::moderation::{ANSWER_MAX, EventHiding};
use types::workplace::EventHead;

#[component]
pub(super) fn HiddenNotice(
    hiding: EventHiding,
    slug: String,
    may_answer: bool,
    head: Loaded<EventHead>,
) -> impl IntoView {
    let lang = use_texts::<OrganizeTexts>();
    let EventHiding { reason, answer, .. } = hiding;
    let label = if answer.is_some() { lang.answer_again } else { lang.answer_admins };
    let said = answer.map(|text| {
        view! {
            <p>
                <strong>{lang.you_answered}</strong>
                " "
                <Words text />
            </p>
        }
    });
    let form = may_answer.then(|| view! { <AnswerForm slug label head /> });
    view! {
        <section
            class="alert alert-error"
            aria-labelledby="hidden-title"
            data-testid="hidden-event"
        >
            <h2 id="hidden-title">{lang.hidden_title}</h2>
            <p>{lang.hidden_text}</p>
            <p>
                <strong>{lang.admins_write}</strong>
                " "
                <Words text=reason />
            </p>
            {said}
            {form}
        </section>
    }
}

#[component]
fn AnswerForm(slug: String, label: &'static str, head: Loaded<EventHead>) -> impl IntoView {
    let lang = use_texts::<OrganizeTexts>();
    let action = FormAction::<AnswerHiding>::new();
    let state = form_state(action, ENDPOINT);
    Effect::new(move |_| {
        if let Some(Ok(())) = action.value().get() {
            toast(FlashMessage::Saved);
            head.refetch();
        }
    });
    let reason = Reason {
        name: "text",
        label: lang.your_answer_to_admins,
        hint: lang.answer_hint,
        max: ANSWER_MAX,
        rows: "3",
    };
    let open = state.typed("text").is_some();
    view! {
        <details class="hidden-answer" open=open>
            <summary>{label}</summary>
            <ConfirmForm
                action
                state=state.again()
                reason
                label=lang.send_answer
                class="button"
                testid="answer-hiding"
            >
                <input type="hidden" name="slug" value=slug />
            </ConfirmForm>
        </details>
    }
}
