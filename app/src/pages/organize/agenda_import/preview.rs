//! What an import would do in numbers, and the button that does it.

use super::form::Seats;
use super::tables::{Lines, Refused, count};
use crate::actions::sessions::import_schedule::{ENDPOINT, ImportSchedule};
use crate::actions::sessions::schedule::SchedulePreview;
use crate::forms::{ActionForm, FieldErrors, FormAction, SubmitButton, form_state, submit_once};
use crate::i18n::{ScheduleTexts, use_texts};
use crate::paths;
use leptos::prelude::*;
use types::FieldError;

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
