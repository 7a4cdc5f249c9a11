//! The step that takes an event off the catalogue or puts it back, with a reason.

use super::Here;
use crate::actions::admin::events::AdminEventLine;
use crate::actions::admin::moderate_event::{ENDPOINT, ModerateEvent};
use crate::components::{Words, toast};
use crate::forms::{
    ActionForm, FieldErrors, FlashMessage, FormAction, SubmitButton, TextArea, form_state,
    submit_once,
};
use crate::i18n::{AdminEventsTexts, use_texts};
use leptos::html;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use types::moderation::REASON_MAX;

#[component]
pub(super) fn Step(event: AdminEventLine, here: Here) -> impl IntoView {
    let lang = use_texts::<AdminEventsTexts>();
    let action = FormAction::<ModerateEvent>::new();
    let state = form_state(action, ENDPOINT);
    let navigate = use_navigate();
    Effect::new(move |_| {
        if let Some(Ok(())) = action.value().get() {
            toast(FlashMessage::Saved);
            here.data.refetch();
            let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
            navigate(&here.list().here(), options);
        }
    });
    let heading = NodeRef::<html::H2>::new();
    // Who came by a link within the app reads the step from its heading.
    Effect::new(move |_| {
        if let Some(heading) = heading.get() {
            let _ = heading.focus();
        }
    });
    let hidden = event.hidden.is_some();
    let (title, text, label, deed) = if hidden {
        (lang.restore_event(&event.title), lang.restore_text, lang.restore_now, "restore")
    } else {
        (lang.hide_event(&event.title), lang.hide_text, lang.hide_now, "hide")
    };
    let class = if hidden { "button" } else { "button button-stop" };
    let said = event.hidden.map(|hiding| {
        let answer = hiding.answer.as_deref().map(|answer| lang.organizer_says(answer));
        view! {
            <p>
                <Words text=lang.because(&hiding) />
            </p>
            {answer
                .map(|text| {
                    view! {
                        <p>
                            <Words text />
                        </p>
                    }
                })}
        }
    });
    view! {
        <section
            id="step"
            class="desk-card desk-step"
            aria-labelledby="step-title"
            data-testid="event-step"
        >
            <div class="desk-step-head">
                <h2 id="step-title" tabindex="-1" node_ref=heading>
                    <Words text=title />
                </h2>
                <a href=here.list().here()>{lang.back_to_events}</a>
            </div>
            {said}
            <p>{text}</p>
            <ActionForm action attr:class="desk-form" before=submit_once(state)>
                <FieldErrors state />
                <input type="hidden" name="event" value=event.id.to_string() />
                <input type="hidden" name="deed" value=deed />
                <TextArea
                    state
                    name="reason"
                    label=lang.reason
                    hint=lang.reason_hint
                    rows="3"
                    maxlength=REASON_MAX
                    required=true
                    text=String::new()
                />
                <SubmitButton pending=state.pending label class testid="moderate-event" />
            </ActionForm>
        </section>
    }
}
