//! An agenda in and out: a file of another program is chosen or pasted, what it would change is shown
//! before it does, and the agenda is given to other programs.

mod form;
mod preview;
mod tables;

use super::frame::{EventFrame, EventTab, use_event_slug};
use crate::actions::sessions::schedule::{ScheduleOutcome, ScheduleView, load_schedule};
use crate::components::{LoadProblem, PageSkeleton};
use crate::i18n::{ScheduleTexts, use_texts};
use crate::load::load;
use crate::paths;
use form::{Before, ScheduleForm};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use preview::{PreviewStep, WrongSeats};

#[component]
pub fn AgendaImportPage() -> impl IntoView {
    let lang = use_texts::<ScheduleTexts>();
    let (slug, query) = (use_event_slug(), use_query_map());
    let asked = move |name: &'static str| query.with(|query| query.get(name)).unwrap_or_default();
    let data = load(
        move || (slug.get(), asked("file"), asked("capacity")),
        |(slug, file, capacity)| load_schedule(slug, file, capacity),
    );
    let done = move || {
        let count = |name| asked(name).parse::<i64>().ok();
        let counts =
            [count("added")?, count("changed")?, count("removed")?, count("refused_count")?];
        Some(lang.imported(counts))
    };
    view! {
        <EventFrame slug tab=EventTab::Agenda leaf=lang.import_title>
            <div class="desk">
                <header class="desk-head">
                    <h2 id="import-title">{lang.import_agenda}</h2>
                    <p class="muted">{lang.import_text}</p>
                </header>
                {move || {
                    done()
                        .map(|text| {
                            view! {
                                <div class="alert alert-ok" role="status" data-testid="imported">
                                    <p>{text}</p>
                                </div>
                            }
                        })
                }}
                <Transition fallback=|| {
                    view! { <PageSkeleton /> }
                }>
                    {move || Suspend::new(async move {
                        match data.await {
                            Ok(view) => {
                                let (file, capacity) = untrack(|| (
                                    asked("file"),
                                    asked("capacity"),
                                ));
                                let refused = untrack(|| asked("refused"));
                                let slug = slug.get_untracked();
                                view! { <Step view slug file capacity refused /> }.into_any()
                            }
                            Err(error) => view! { <LoadProblem error /> }.into_any(),
                        }
                    })}
                </Transition>
                <Export slug />
            </div>
        </EventFrame>
    }
}

/// The form, or what importing the file that was sent would do.
#[component]
fn Step(
    view: ScheduleView,
    slug: String,
    file: String,
    capacity: String,
    refused: String,
) -> impl IntoView {
    let lang = use_texts::<ScheduleTexts>();
    let seats = if capacity.is_empty() { view.capacity.to_string() } else { capacity };
    let refused = lang.upload_refused(&refused).map(str::to_owned);
    let before = match view.sent.map(|sent| (sent.name, sent.outcome)) {
        None => Before { problem: refused, text: String::new() },
        Some((_, ScheduleOutcome::Gone)) => {
            Before { problem: Some(lang.file_gone.to_owned()), text: String::new() }
        }
        Some((_, ScheduleOutcome::Broken(problem, text))) => {
            Before { problem: Some(form::told(lang, problem)), text }
        }
        Some((_, ScheduleOutcome::Capacity(error))) => {
            return view! { <WrongSeats error slug file seats /> }.into_any();
        }
        Some((name, ScheduleOutcome::Preview(preview))) => {
            return view! { <PreviewStep preview=*preview name slug file seats /> }.into_any();
        }
    };
    view! { <ScheduleForm slug seats before /> }.into_any()
}

#[component]
fn Export(slug: Memo<String>) -> impl IntoView {
    let lang = use_texts::<ScheduleTexts>();
    view! {
        <section class="desk-card" aria-labelledby="export-title">
            <h3 id="export-title">{lang.export_agenda}</h3>
            <p class="muted">{lang.export_text}</p>
            <p class="desk-actions">
                <a
                    class="button button-quiet"
                    href=move || paths::schedule_json(&slug.get())
                    rel="external"
                    download
                    data-testid="export-json"
                >
                    {lang.export_json}
                </a>
                " "
                <a
                    class="button button-quiet"
                    href=move || paths::agenda_ics(&slug.get())
                    rel="external"
                    download
                >
                    {lang.export_ics}
                </a>
            </p>
        </section>
    }
}
