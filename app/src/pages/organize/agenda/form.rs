//! The form of a session: a new one, or one that is there.

use super::desk::words;
use super::remove::Remove;
use crate::actions::sessions::editor::{AgendaView, Beside};
use crate::actions::sessions::save_session::{BESIDE, ENDPOINT, SaveSession, SessionSaved};
use crate::actions::sessions::session_form::{SessionView, load_session};
use crate::components::{LoadProblem, PageSkeleton, toast};
use crate::forms::{
    ActionForm, FieldError, FieldErrors, FlashMessage, FormAction, FormState, SubmitButton,
    TextArea, TextField, form_state, submit_once,
};
use crate::i18n::{AgendaTexts, use_texts};
use crate::json;
use crate::load::load;
use crate::pages::organize::frame::{EventFrame, EventTab, use_event_slug};
use crate::paths;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use types::agenda::tracks;
use types::sessions::{DESCRIPTION_MAX, LINE_MAX, SPEAKERS_MAX, TITLE_MAX};

#[component]
pub fn SessionPage() -> impl IntoView {
    let lang = use_texts::<AgendaTexts>();
    let (slug, params) = (use_event_slug(), use_params_map());
    let id = Memo::new(move |_| params.with(|params| params.get("session")).unwrap_or_default());
    let data = load(move || (slug.get(), id.get()), |(slug, id)| load_session(slug, id));
    let leaf = move || {
        let is_new = id.with(|id| id == "new");
        Some(if is_new { lang.new_session } else { lang.edit_session }.to_owned())
    };
    view! {
        <EventFrame slug tab=EventTab::Agenda leaf=Signal::derive(leaf)>
            <Transition fallback=|| {
                view! { <PageSkeleton /> }
            }>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(view) => view! { <SessionForm view /> }.into_any(),
                        Err(error) => view! { <LoadProblem error /> }.into_any(),
                    }
                })}
            </Transition>
        </EventFrame>
    }
}

#[component]
fn SessionForm(view: SessionView) -> impl IntoView {
    let lang = use_texts::<AgendaTexts>();
    let back = paths::organize_agenda(&view.agenda.slug);
    if view.agenda.is_cancelled {
        return view! {
            <p class="alert">{lang.agenda_cancelled}</p>
            <p>
                <a href=back>{lang.back_to_agenda}</a>
            </p>
        }
        .into_any();
    }
    let title = if view.id.is_some() { lang.edit_session } else { lang.new_session };
    let remove = view.id.map(|id| {
        view! { <Remove slug=view.agenda.slug.clone() id picks=view.picks /> }
    });
    view! {
        <section class="desk-card desk-step" aria-labelledby="form-title">
            <div class="desk-step-head">
                <h2 id="form-title">{title}</h2>
                <a href=back>{lang.back_to_agenda}</a>
            </div>
            <Fields view />
            {remove}
        </section>
    }
    .into_any()
}

#[component]
fn Fields(view: SessionView) -> impl IntoView {
    let lang = use_texts::<AgendaTexts>();
    let action = FormAction::<SaveSession>::new();
    let (state, beside) = sent(action);
    let (rooms, tracks) = (view.agenda.rooms(), tracks(&view.agenda.sessions));
    let id = view.id.map(|id| id.to_string()).unwrap_or_default();
    view! {
        <ActionForm action attr:class="desk-form" attr:novalidate=true before=submit_once(state)>
            <FieldErrors state />
            <InTheWay state beside agenda=view.agenda.clone() />
            <FieldError state name="sessions" />
            <input type="hidden" name="slug" value=view.agenda.slug.clone() />
            <input type="hidden" name="id" value=id />
            <input type="hidden" name="version" value=view.version.to_string() />
            <input type="hidden" name="key" value=view.key />
            <TextField
                state
                name="title"
                label=lang.session_title
                value=view.title
                maxlength=TITLE_MAX
            />
            <div class="field-row">
                <TextField
                    state
                    name="start_time"
                    label=lang.starts_at
                    kind="datetime-local"
                    value=view.start
                />
                <TextField
                    state
                    name="end_time"
                    label=lang.ends_at
                    hint=lang.by_event_clock
                    kind="datetime-local"
                    value=view.end
                />
            </div>
            <TextField
                state
                name="room"
                label=lang.room
                value=view.room
                list="rooms"
                maxlength=LINE_MAX
                autocomplete="off"
            />
            <Known id="rooms" names=rooms />
            <TextField
                state
                name="track"
                label=lang.track
                hint=lang.track_hint
                value=view.track
                list="tracks"
                required=false
                maxlength=LINE_MAX
                autocomplete="off"
            />
            <Known id="tracks" names=tracks />
            <TextField
                state
                name="speaker_name"
                label=lang.speaker
                hint=lang.speaker_hint
                value=view.speaker
                required=false
                maxlength=SPEAKERS_MAX
                autocomplete="off"
            />
            <TextField
                state
                name="capacity"
                label=lang.seats
                value=view.capacity
                inputmode="numeric"
                maxlength=12
                autocomplete="off"
            />
            <TextArea
                state
                name="description"
                label=lang.about
                hint=lang.about_hint
                rows="6"
                maxlength=DESCRIPTION_MAX
                text=view.description
            />
            <SubmitButton pending=state.pending label=lang.save_session testid="save-session" />
        </ActionForm>
    }
}

/// Names to choose from.
#[component]
fn Known(id: &'static str, names: Vec<String>) -> impl IntoView {
    let options = names.into_iter().map(|name| view! { <option value=name></option> });
    view! { <datalist id=id>{options.collect_view()}</datalist> }
}

/// What stands in the way of the session, and the way to replace what somebody else has saved.
#[component]
fn InTheWay(state: FormState, beside: Signal<Option<Beside>>, agenda: AgendaView) -> impl IntoView {
    let lang = use_texts::<AgendaTexts>();
    let agenda = StoredValue::new(agenda);
    move || {
        let beside = beside.get()?;
        let text = agenda.with_value(|agenda| words(lang, &beside, agenda));
        let over = beside.changed.map(|now| {
            view! {
                <SubmitButton
                    pending=state.pending
                    label=lang.save_over
                    class="button button-quiet"
                    sends=("over", now.version.to_string())
                    testid="save-over"
                />
            }
        });
        Some(view! {
            <div class="alert alert-error" data-testid="in-the-way">
                <p>{text}</p>
                {over}
            </div>
        })
    }
}

/// The state of the form, with what came back beside a refusal.
fn sent(action: FormAction<SaveSession>) -> (FormState, Signal<Option<Beside>>) {
    let state = form_state(action, ENDPOINT);
    let value = action.value();
    let left = StoredValue::new(state.typed(BESIDE).and_then(|text| json::read(&text).ok()));
    let beside = Signal::derive(move || {
        value.with(|value| match value {
            Some(Ok(SessionSaved::Refused { beside, .. })) => Some((**beside).clone()),
            Some(_) => None,
            None => left.try_get_value().flatten(),
        })
    });
    let own = state.failure;
    let failure = Signal::derive(move || {
        value.with(|value| match value {
            Some(Ok(SessionSaved::Refused { failure, .. })) => Some(failure.clone()),
            _ => own.get(),
        })
    });
    Effect::new(move |_| match value.get() {
        Some(Ok(SessionSaved::Done)) => toast(FlashMessage::Saved),
        Some(Ok(SessionSaved::Refused { .. })) => crate::browser::focus_first_error(),
        _ => {}
    });
    (state.with_failure(failure).again(), beside)
}
