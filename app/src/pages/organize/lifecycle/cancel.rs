//! An event is cancelled, with what that costs said before and how far it is after; one of which
//! nothing was sold is deleted.

use super::super::frame::{EventFrame, EventTab, use_event_slug};
use super::progress::Progress;
use crate::actions::events::editor::cancel::{CancelEvent, CancelView, ENDPOINT, cancelling};
use crate::actions::events::editor::delete::{self, DeleteEvent};
use crate::components::{LoadProblem, PageSkeleton, toast};
use crate::forms::{
    ActionForm, FieldError, FieldErrors, FlashMessage, FormAction, SubmitButton, TextArea,
    form_state, submit_once,
};
use crate::i18n::{EditorTexts, use_texts};
use crate::load::{Loaded, load};
use crate::paths;
use leptos::prelude::*;
use types::effects::CancellationCost;
use types::events::{EventStatus, REASON_MAX};

#[component]
pub fn CancelPage() -> impl IntoView {
    let lang = use_texts::<EditorTexts>();
    let slug = use_event_slug();
    let data = load(move || slug.get(), cancelling);
    view! {
        <EventFrame slug tab=EventTab::Edit leaf=lang.cancel_or_delete>
            <Transition fallback=|| {
                view! { <PageSkeleton /> }
            }>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(view) => {
                            view! { <Ending view data slug=slug.get_untracked() /> }.into_any()
                        }
                        Err(error) => view! { <LoadProblem error /> }.into_any(),
                    }
                })}
            </Transition>
        </EventFrame>
    }
}

#[component]
fn Ending(view: CancelView, data: Loaded<CancelView>, slug: String) -> impl IntoView {
    let lang = use_texts::<EditorTexts>();
    if let Some(progress) = view.progress.clone() {
        let event = view.id.to_string();
        return view! { <Progress event progress data /> }.into_any();
    }
    let cannot = match view.status {
        EventStatus::Draft => Some(lang.cancel_draft),
        _ if view.ended => Some(lang.cancel_over),
        _ => None,
    };
    let id = view.id.to_string();
    let delete = view.deletable.then(|| view! { <Delete event=id.clone() /> });
    let cancel = match view.cost {
        Some(cost) => view! { <Cancel event=id cost key_=view.key data /> }.into_any(),
        None => view! { <p class="muted">{cannot}</p> }.into_any(),
    };
    view! {
        <div class="narrow form-page">
            {cancel} {delete} <p>
                <a href=paths::organize_edit(&slug)>{lang.back_to_form}</a>
            </p>
        </div>
    }
    .into_any()
}

#[component]
fn Cancel(
    event: String,
    cost: CancellationCost,
    key_: String,
    data: Loaded<CancelView>,
) -> impl IntoView {
    let lang = use_texts::<EditorTexts>();
    let action = FormAction::<CancelEvent>::new();
    let state = form_state(action, ENDPOINT);
    Effect::new(move |_| {
        if let Some(Ok(())) = action.value().get() {
            data.refetch();
        }
    });
    let lines = lang.cost(&cost).into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
    let errors = state.errors("agreed");
    let wrong = move || errors.with(|errors| !errors.is_empty());
    let agreed = state.typed("agreed").is_some_and(|agreed| !agreed.is_empty());
    view! {
        <section class="form-card" aria-labelledby="cancel-title">
            <h2 id="cancel-title">{lang.cancel_event}</h2>
            <p>{lang.cancel_event_text}</p>
            <ul class="costs" data-testid="costs">
                {lines}
            </ul>
            <ActionForm
                action
                attr:class="form-fields"
                attr:novalidate=true
                before=submit_once(state)
            >
                <FieldErrors state />
                <input type="hidden" name="event" value=event />
                <input type="hidden" name="key" value=key_ />
                <TextArea
                    state
                    name="reason"
                    label=lang.cancel_reason
                    hint=lang.cancel_reason_hint
                    rows="4"
                    maxlength=REASON_MAX
                    required=true
                    text=String::new()
                />
                <div class="field">
                    <label class="flag" for="agreed">
                        <input
                            id="agreed"
                            name="agreed"
                            type="checkbox"
                            value="yes"
                            checked=agreed
                            aria-invalid=move || wrong().then_some("true")
                            aria-describedby=move || wrong().then_some("agreed-error")
                        />
                        <span>{lang.cancel_agree(&cost)}</span>
                    </label>
                    <FieldError state name="agreed" />
                </div>
                <SubmitButton
                    pending=state.pending
                    label=lang.cancel_event
                    class="button button-stop"
                    testid="cancel-event"
                />
            </ActionForm>
        </section>
    }
}

#[component]
fn Delete(event: String) -> impl IntoView {
    let lang = use_texts::<EditorTexts>();
    let action = FormAction::<DeleteEvent>::new();
    let state = form_state(action, delete::ENDPOINT);
    Effect::new(move |_| {
        if let Some(Ok(())) = action.value().get() {
            toast(FlashMessage::EventDeleted);
        }
    });
    view! {
        <section class="form-card" aria-labelledby="delete-title">
            <h2 id="delete-title">{lang.delete_event}</h2>
            <p>{lang.delete_event_text}</p>
            <ActionForm action attr:class="form-fields" before=submit_once(state)>
                <FieldErrors state />
                <input type="hidden" name="event" value=event />
                <SubmitButton
                    pending=state.pending
                    label=lang.delete_event
                    class="button button-stop"
                    testid="delete-event"
                />
            </ActionForm>
        </section>
    }
}
