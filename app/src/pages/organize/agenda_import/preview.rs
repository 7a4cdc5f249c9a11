//! What an import would do, session by session, and the button that does it.

use super::form::Seats;
use crate::actions::sessions::import_schedule::{ENDPOINT, ImportSchedule};
use crate::actions::sessions::schedule::{ChangeLine, SchedulePreview};
use crate::forms::{ActionForm, FieldErrors, FormAction, SubmitButton, form_state, submit_once};
use crate::i18n::{ScheduleTexts, use_texts};
use crate::paths;
use leptos::prelude::*;
use types::FieldError;
use types::schedule::RefusedSession;

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

#[component]
pub(super) fn PreviewStep(
    preview: SchedulePreview,
    name: String,
    slug: String,
    file: String,
    seats: String,
) -> impl IntoView {
    let lang = use_texts::<ScheduleTexts>();
    let names = [lang.adds, lang.alters, lang.removes, lang.stays, lang.leaves_out];
    let facts = names.into_iter().zip(preview.counts).map(|(what, amount)| {
        view! {
            <div>
                <dt>{what}</dt>
                <dd>{lang.number(count(amount))}</dd>
            </div>
        }
    });
    let facts = facts.collect_view();
    let nothing = preview.lines.is_empty();
    let lost = (preview.picks_lost > 0).then(|| {
        view! {
            <div class="alert alert-error" role="alert" data-testid="picks-lost">
                <p>{lang.picks_go(preview.picks_lost)}</p>
            </div>
        }
    });
    let refused = (!preview.refused.is_empty()).then(|| {
        view! { <Refused refused=preview.refused.clone() more=preview.more_refused /> }
    });
    let title = if name.is_empty() { lang.pasted.to_owned() } else { name };
    let again = paths::organize_agenda_import(&slug);
    let (lines, more, seen) = (preview.lines, preview.more, preview.seen);
    view! {
        <section class="desk-card desk-step" aria-labelledby="file-title" data-testid="preview">
            <div class="desk-step-head">
                <h3 id="file-title">
                    <bdi>{title}</bdi>
                </h3>
                <a href=again>{lang.other_file}</a>
            </div>
            <p class="muted">{lang.nothing_yet}</p>
            <dl class="effects">{facts}</dl>
            {lost}
            {refused}
            {if nothing {
                view! {
                    <p class="alert" data-testid="changes-nothing">
                        {lang.changes_nothing}
                    </p>
                }
                    .into_any()
            } else {
                view! {
                    <Lines lines more />
                    <SeatsForm slug=slug.clone() file=file.clone() seats=seats.clone() />
                    <Confirm slug file seats seen />
                }
                    .into_any()
            }}
        </section>
    }
}

#[component]
fn Lines(lines: Vec<ChangeLine>, more: usize) -> impl IntoView {
    let lang = use_texts::<ScheduleTexts>();
    let rows = lines
        .into_iter()
        .map(|line| {
            let when = lang.span_short(&line.span);
            let picks = (line.picks > 0).then(|| lang.picked_by(line.picks));
            let fields = line
                .fields
                .into_iter()
                .map(|(field, was, is)| {
                    let or_nothing = |text: String| {
                        if text.is_empty() { lang.nothing_before.to_owned() } else { text }
                    };
                    view! {
                        <li>
                            {lang.session_field(&field)} ": " <del>
                                <bdi>{or_nothing(was)}</bdi>
                            </del> " → " <ins>
                                <bdi>{or_nothing(is)}</bdi>
                            </ins>
                        </li>
                    }
                })
                .collect_view();
            view! {
                <tr data-change=line.kind.as_str()>
                    <th scope="row">
                        <bdi>{line.title}</bdi>
                    </th>
                    <td>
                        <bdi>{line.room}</bdi>
                        ", "
                        {when}
                    </td>
                    <td>
                        {lang.change_kind(line.kind)}
                        {picks.map(|picks| view! { <span class="muted">", " {picks}</span> })}
                        <ul class="session-changes" role="list">
                            {fields}
                        </ul>
                    </td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="desk-scroll" tabindex="0" role="region" aria-label=lang.what_changes>
            <table class="sample" data-testid="changes">
                <caption>{lang.what_changes}</caption>
                <thead>
                    <tr>
                        <th scope="col">{lang.session}</th>
                        <th scope="col">{lang.room_and_time}</th>
                        <th scope="col">{lang.changes_column}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {(more > 0).then(|| view! { <p class="muted">{lang.more_lines(count(more))}</p> })}
    }
}

#[component]
fn Refused(refused: Vec<RefusedSession>, more: usize) -> impl IntoView {
    let lang = use_texts::<ScheduleTexts>();
    let rows = refused
        .into_iter()
        .map(|session| {
            let why = lang.refusal(&session);
            view! {
                <tr data-reason=session.reason.as_str()>
                    <th scope="row">
                        <bdi>{session.title}</bdi>
                    </th>
                    <td>{why}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="desk-scroll" tabindex="0" role="region" aria-label=lang.left_out_title>
            <table class="sample" data-testid="refused">
                <caption>{lang.left_out_title}</caption>
                <thead>
                    <tr>
                        <th scope="col">{lang.session}</th>
                        <th scope="col">{lang.why}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {(more > 0).then(|| view! { <p class="muted">{lang.more_lines(count(more))}</p> })}
        <p class="muted">{lang.left_out_text}</p>
    }
}

/// Another number of seats, in the address.
#[component]
fn SeatsForm(
    slug: String,
    file: String,
    seats: String,
    #[prop(optional_no_strip)] wrong: Option<String>,
) -> impl IntoView {
    let lang = use_texts::<ScheduleTexts>();
    view! {
        <form method="get" action=paths::organize_agenda_import(&slug) class="desk-form">
            <input type="hidden" name="file" value=file />
            <Seats seats wrong />
            <button type="submit" class="button button-quiet">
                {lang.look_again}
            </button>
        </form>
    }
}

/// A number of seats that is none.
#[component]
pub(super) fn WrongSeats(
    error: FieldError,
    slug: String,
    file: String,
    seats: String,
) -> impl IntoView {
    let lang = use_texts::<ScheduleTexts>();
    let wrong = Some(lang.field_error(&error));
    view! {
        <section class="desk-card" aria-labelledby="import-title">
            <SeatsForm slug file seats wrong />
        </section>
    }
}

#[component]
fn Confirm(slug: String, file: String, seats: String, seen: String) -> impl IntoView {
    let lang = use_texts::<ScheduleTexts>();
    let action = FormAction::<ImportSchedule>::new();
    let state = form_state(action, ENDPOINT);
    let again = paths::organize_agenda_look(&slug, &file, &seats);
    view! {
        <ActionForm action attr:class="desk-form" before=submit_once(state)>
            <FieldErrors state />
            {move || {
                state
                    .failure
                    .with(Option::is_some)
                    .then(|| {
                        view! {
                            <p>
                                <a href=again.clone() rel="external">
                                    {lang.look_again}
                                </a>
                            </p>
                        }
                    })
            }}
            <p class="hint">{lang.told_who_picked}</p>
            <input type="hidden" name="slug" value=slug />
            <input type="hidden" name="file" value=file />
            <input type="hidden" name="capacity" value=seats />
            <input type="hidden" name="seen" value=seen />
            <SubmitButton
                pending=state.pending
                label=lang.do_import
                class="button"
                testid="do-import"
            />
        </ActionForm>
    }
}
