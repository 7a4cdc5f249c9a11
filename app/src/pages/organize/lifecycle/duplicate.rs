//! A copy of an event: what comes along, the new start, and every old and new date in one list
//! before anything is saved. What is asked for stands in the address.

use super::super::frame::{EventFrame, EventTab, use_event_slug};
use crate::actions::events::editor::duplicate::{
    CopyEvent, CopyForm, DuplicateView, ENDPOINT, copy_plan,
};
use crate::components::{LoadProblem, PageSkeleton, Words, toast};
use crate::forms::{
    ActionForm, FieldErrors, FlashMessage, FormAction, SubmitButton, form_state, submit_once,
};
use crate::i18n::{EditorTexts, use_texts};
use crate::load::load;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use types::effects::{DuplicatePlan, MovedDate};
use types::events::TITLE_MAX;
use types::zones::LocalTime;

#[component]
pub fn DuplicatePage() -> impl IntoView {
    let lang = use_texts::<EditorTexts>();
    let slug = use_event_slug();
    let query = use_query_map();
    let asked = move || {
        query.with(|query| {
            let get = |name: &str| query.get(name).unwrap_or_default();
            CopyForm {
                title: get("title"),
                start_date: get("start_date"),
                start_fold: get("start_fold"),
                sessions: get("sessions"),
                promotions: get("promotions"),
                team: get("team"),
            }
        })
    };
    let data = load(move || (slug.get(), asked()), |(slug, form)| copy_plan(slug, form));
    view! {
        <EventFrame slug tab=EventTab::Edit leaf=lang.duplicate>
            <Transition fallback=|| {
                view! { <PageSkeleton /> }
            }>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(view) => {
                            let form = untrack(asked);
                            view! { <Copying view form slug=slug.get_untracked() /> }.into_any()
                        }
                        Err(error) => view! { <LoadProblem error /> }.into_any(),
                    }
                })}
            </Transition>
        </EventFrame>
    }
}

#[component]
fn Copying(view: DuplicateView, form: CopyForm, slug: String) -> impl IntoView {
    let lang = use_texts::<EditorTexts>();
    let fresh = form.start_date.is_empty();
    let title = if form.title.is_empty() { view.title.clone() } else { form.title.clone() };
    let wrong = view.failure.as_ref().map(|failure| {
        let text = match failure.fields.first() {
            Some(error) => lang.field_error(error),
            None => lang.failure(failure),
        };
        view! {
            <p class="field-error" id="start_date-error">
                {text}
            </p>
        }
    });
    let is_wrong = wrong.is_some();
    let clock = view.time.clone().and_then(|time| clock(time, &form.start_fold));
    let was = lang.moment(&view.starts);
    let plan = view.plan.clone();
    view! {
        <div class="narrow">
            <p class="muted">{lang.duplicate_text}</p>
            <form method="get" class="form-card" id="copy-form">
                <div class="field">
                    <label for="title">{lang.title}</label>
                    <input
                        id="title"
                        name="title"
                        dir="auto"
                        value=title
                        maxlength=TITLE_MAX.to_string()
                        required
                    />
                </div>
                <div class="field">
                    <label for="start_date">{lang.new_start}</label>
                    <input
                        id="start_date"
                        name="start_date"
                        type="datetime-local"
                        value=form.start_date.clone()
                        required
                        aria-invalid=is_wrong.then_some("true")
                        aria-describedby=if is_wrong {
                            "start_date-error start_date-hint"
                        } else {
                            "start_date-hint"
                        }
                    />
                    <p class="hint" id="start_date-hint">
                        {lang.start_was(&was, &view.timezone.replace('_', " "))}
                    </p>
                    {wrong}
                    {clock}
                </div>
                <fieldset class="choices">
                    <legend>{lang.comes_along}</legend>
                    <p class="hint">{lang.always_along}</p>
                    <label class="choice">
                        <input
                            type="checkbox"
                            name="sessions"
                            value="yes"
                            checked=fresh || !form.sessions.is_empty()
                        />
                        <span>{lang.along_sessions}</span>
                    </label>
                    <label class="choice">
                        <input
                            type="checkbox"
                            name="promotions"
                            value="yes"
                            checked=!form.promotions.is_empty()
                        />
                        <span>{lang.along_promotions}</span>
                    </label>
                    {view
                        .may_team
                        .then(|| {
                            view! {
                                <label class="choice">
                                    <input
                                        type="checkbox"
                                        name="team"
                                        value="yes"
                                        checked=!form.team.is_empty()
                                    />
                                    <span>{lang.along_team}</span>
                                </label>
                            }
                        })}
                </fieldset>
                <button type="submit" class="button button-quiet">
                    {lang.show_dates}
                </button>
            </form>
            {plan
                .map(|plan| {
                    let (timezone, key_) = (view.timezone.clone(), view.key.clone());
                    view! { <Plan plan form=form.clone() slug timezone key_ /> }
                })}
        </div>
    }
}

/// Where the clocks change over the new start.
fn clock(time: LocalTime, fold: &str) -> Option<AnyView> {
    let lang = use_texts::<EditorTexts>();
    match time {
        LocalTime::One { .. } => None,
        LocalTime::Skipped { before, after } => {
            Some(view! { <p class="hint">{lang.clock_skips(before, after)}</p> }.into_any())
        }
        LocalTime::Twice { first, second } => {
            let (is_first, is_second) = (fold == "first", fold == "second");
            Some(
                view! {
                    <fieldset class="choices clock-change">
                        <legend>{lang.clock_doubles}</legend>
                        <label class="choice">
                            <input type="radio" name="start_fold" value="first" checked=is_first />
                            <span>{lang.first_of_two(&first.wall)}</span>
                        </label>
                        <label class="choice">
                            <input
                                type="radio"
                                name="start_fold"
                                value="second"
                                checked=is_second
                            />
                            <span>{lang.second_of_two(&second.wall)}</span>
                        </label>
                    </fieldset>
                }
                .into_any(),
            )
        }
    }
}

/// Every date as it is and as it will be, and the button that makes the copy.
#[component]
fn Plan(
    plan: DuplicatePlan,
    form: CopyForm,
    slug: String,
    timezone: String,
    key_: String,
) -> impl IntoView {
    let lang = use_texts::<EditorTexts>();
    let action = FormAction::<CopyEvent>::new();
    let state = form_state(action, ENDPOINT);
    let attempt = action.version();
    let key = move || format!("{key_}.{}", attempt.get());
    Effect::new(move |_| {
        if let Some(Ok(())) = action.value().get() {
            toast(FlashMessage::EventCopied);
        }
    });
    let rows = plan.dates.into_iter().map(|date| view! { <Moved date /> }).collect_view();
    let codes = plan
        .codes
        .into_iter()
        .map(|code| view! { <li>{code.before} " → " {code.after}</li> })
        .collect_view();
    let has_codes = !codes.is_empty();
    let team = plan
        .team
        .into_iter()
        .map(|member| {
            view! {
                <li>
                    <Words text=member.display_name />
                </li>
            }
        })
        .collect_view();
    let has_team = !team.is_empty();
    let fields = [
        ("title", form.title),
        ("start_date", form.start_date),
        ("start_fold", form.start_fold),
        ("sessions", form.sessions),
        ("promotions", form.promotions),
        ("team", form.team),
    ]
    .map(|(name, value)| {
        view! { <input type="hidden" name=format!("form[{name}]") value=value /> }
    })
    .collect_view();
    view! {
        // The table is the landmark: it is scrolled by keyboard.
        <section class="form-card">
            <h2 id="plan-title">{lang.dates_title}</h2>
            <div class="table-scroll" tabindex="0" role="region" aria-labelledby="plan-title">
                <table class="dates">
                    <thead>
                        <tr>
                            <th scope="col">{lang.date_of}</th>
                            <th scope="col">{lang.date_before}</th>
                            <th scope="col">{lang.date_after}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {has_codes
                .then(|| {
                    view! {
                        <div>
                            <p>{lang.codes_text}</p>
                            <ul>{codes}</ul>
                        </div>
                    }
                })}
            {has_team
                .then(|| {
                    view! {
                        <div>
                            <p>{lang.team_along}</p>
                            <ul>{team}</ul>
                        </div>
                    }
                })}
            <ActionForm action attr:class="form-fields" before=submit_once(state)>
                <FieldErrors state />
                <input type="hidden" name="event" value=slug />
                <input type="hidden" name="timezone" value=timezone />
                <input type="hidden" name="key" value=key />
                {fields}
                <SubmitButton pending=state.pending label=lang.make_copy testid="make-copy" />
            </ActionForm>
        </section>
    }
}

#[component]
fn Moved(date: MovedDate) -> impl IntoView {
    let lang = use_texts::<EditorTexts>();
    let note = date.note.map(|note| lang.clock_note(note));
    view! {
        <tr>
            <th scope="row">
                <Words text=date.name />
                <span class="muted">{lang.date_kind(date.kind)}</span>
            </th>
            <td data-label=lang.date_before>{lang.moment(&date.before_wall)}</td>
            <td data-label=lang
                .date_after>
                {lang.moment(&date.after_wall)}
                {note.map(|note| view! { <span class="muted note">{note}</span> })}
            </td>
        </tr>
    }
}
