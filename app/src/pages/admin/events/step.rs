//! The step that takes an event off the catalogue or puts it back, with a reason.

use super::Here;
use crate::actions::admin::events::AdminEventLine;
use crate::actions::admin::moderate_event::{ENDPOINT, ModerateEvent};
use crate::components::Words;
use crate::forms::{FlashMessage, FormAction, form_state};
use crate::i18n::{AdminEventsTexts, use_texts};
use crate::pages::organize::confirm::{ConfirmForm, Reason, StepCard, leave_when_done};
use leptos::prelude::*;
use types::moderation::REASON_MAX;

#[component]
pub(super) fn Step(event: AdminEventLine, here: Here) -> impl IntoView {
    let lang = use_texts::<AdminEventsTexts>();
    let action = FormAction::<ModerateEvent>::new();
    let state = form_state(action, ENDPOINT);
    leave_when_done(state, FlashMessage::Saved, true, move || {
        here.data.refetch();
        here.list().here()
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
    let reason = Reason {
        name: "reason",
        label: lang.reason,
        hint: lang.reason_hint,
        max: REASON_MAX,
        rows: "3",
    };
    view! {
        <StepCard
            id="step"
            title
            back=(here.list().here(), lang.back_to_events)
            testid="event-step"
        >
            {said}
            <p>{text}</p>
            <ConfirmForm action state reason label class testid="moderate-event">
                <input type="hidden" name="event" value=event.id.to_string() />
                <input type="hidden" name="deed" value=deed />
            </ConfirmForm>
        </StepCard>
    }
}
