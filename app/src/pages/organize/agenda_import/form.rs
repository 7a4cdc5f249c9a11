//! Sending an agenda: a plain form, with and without JavaScript. What was pasted is there again where
//! it could not be read.

use crate::actions::sessions::import_schedule::{ENDPOINT, ImportSchedule};
use crate::actions::sessions::schedule::ScheduleProblem;
use crate::forms::{FormAction, TextArea, form_state};
use crate::i18n::{ScheduleTexts, use_texts};
use crate::paths;
use leptos::prelude::*;
use types::events::CAPACITY_MAX;
use types::{FieldError, FieldProblem};

/// What is wrong with what was sent before, and its text.
pub(super) struct Before {
    pub(super) problem: Option<String>,
    pub(super) text: String,
}

pub(super) fn told(lang: &ScheduleTexts, problem: ScheduleProblem) -> String {
    match problem {
        ScheduleProblem::Malformed(line, column) => lang.malformed(line, column),
        ScheduleProblem::NoSchedule => lang.no_schedule.to_owned(),
        ScheduleProblem::Empty => lang.schedule_empty.to_owned(),
        ScheduleProblem::TooLarge => lang.schedule_too_large.to_owned(),
    }
}

#[component]
pub(super) fn ScheduleForm(slug: String, seats: String, before: Before) -> impl IntoView {
    let lang = use_texts::<ScheduleTexts>();
    // The area's parts need a state; the form itself is no server function.
    let state = form_state(FormAction::<ImportSchedule>::new(), ENDPOINT);
    let Before { problem, text } = before;
    // Said beside the text where that is what could not be read.
    let wrong = (problem.is_some() && !text.is_empty()).then(|| FieldError {
        field: "schedule".to_owned(),
        problem: FieldProblem::Invalid,
        limit: None,
    });
    let state = state.with_notes(Signal::stored(wrong.into_iter().collect()));
    let problem = problem.map(|problem| {
        view! {
            <div class="alert alert-error" role="alert" data-testid="unreadable">
                <p>
                    <strong>{lang.not_json_title}</strong>
                </p>
                <p>{problem}</p>
            </div>
        }
    });
    view! {
        <section class="desk-card" id="schedule-form" aria-labelledby="import-title">
            {problem}
            <form
                method="post"
                enctype="multipart/form-data"
                action=paths::organize_agenda_file(&slug)
                class="desk-form"
            >
                <div class="field">
                    <label for="file">
                        {lang.schedule_file} " " <span class="optional">{lang.optional}</span>
                    </label>
                    <input
                        id="file"
                        name="file"
                        type="file"
                        accept=".json,application/json"
                        aria-describedby="file-hint"
                    />
                    <p class="hint" id="file-hint">
                        {lang.schedule_hint}
                    </p>
                </div>
                <TextArea
                    state
                    name="schedule"
                    label=lang.schedule_paste
                    hint=lang.schedule_paste_hint
                    rows="8"
                    text
                />
                <Seats seats />
                <button type="submit" class="button" data-testid="send-schedule">
                    {lang.schedule_look}
                </button>
            </form>
        </section>
    }
}

/// The number of seats of sessions that are new.
#[component]
pub(super) fn Seats(
    seats: String,
    #[prop(optional_no_strip)] wrong: Option<String>,
) -> impl IntoView {
    let lang = use_texts::<ScheduleTexts>();
    let is_wrong = wrong.is_some();
    let described = if is_wrong { "capacity-error capacity-hint" } else { "capacity-hint" };
    view! {
        <div class="field">
            <label for="capacity">{lang.schedule_capacity}</label>
            <input
                id="capacity"
                name="capacity"
                type="number"
                inputmode="numeric"
                min="1"
                max=CAPACITY_MAX.to_string()
                value=seats
                aria-describedby=described
                aria-invalid=is_wrong.then_some("true")
            />
            {wrong
                .map(|text| {
                    view! {
                        <p class="field-error" id="capacity-error" role="alert">
                            {text}
                        </p>
                    }
                })}
            <p class="hint" id="capacity-hint">
                {lang.schedule_capacity_hint}
            </p>
        </div>
    }
}
