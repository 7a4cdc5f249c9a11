//! The queue: what waits, runs and was given up; trying again and giving up.

use super::super::frame::{AdminFrame, AdminPart};
use super::{Trouble, when_done};
use crate::actions::admin::discard_job::{self, AdminDiscardJob};
use crate::actions::admin::jobs::{JobRow, JobsView, admin_jobs};
use crate::actions::admin::retry_job::{self, AdminRetryJob};
use crate::components::{LoadProblem, PageSkeleton, Pagination};
use crate::forms::{
    ActionForm, FieldErrors, FlashMessage, FormAction, FormState, SubmitButton, form_state,
    submit_once,
};
use crate::i18n::{AdminUpkeepTexts, use_texts};
use crate::load::load;
use crate::pages::organize::confirm::{ConfirmForm, Reason};
use crate::pages::organize::lists::{StateTab, StateTabs};
use crate::pages::organize::parts::{Address, Column, DataList};
use crate::paths;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use types::upkeep::{DISCARD_REASON_MAX, JobState};

/// One action for all forms of a kind, so that a refusal is said once.
#[derive(Clone, Copy)]
struct Deeds {
    retry: FormAction<AdminRetryJob>,
    retrying: FormState,
    discard: FormAction<AdminDiscardJob>,
    discarding: FormState,
}

#[component]
pub fn JobsPage() -> impl IntoView {
    let lang = use_texts::<AdminUpkeepTexts>();
    let query = use_query_map();
    let asked = move |name: &'static str| query.with(|query| query.get(name)).unwrap_or_default();
    // Whichever job is about to be given up, the list is the same.
    let source = Memo::new(move |_| (asked("state"), asked("page")));
    let data = load(move || source.get(), |(state, page)| admin_jobs(state, page));
    let retry = FormAction::<AdminRetryJob>::new();
    let retrying = form_state(retry, retry_job::ENDPOINT);
    let discard = FormAction::<AdminDiscardJob>::new();
    let discarding = form_state(discard, discard_job::ENDPOINT);
    when_done(retry, FlashMessage::Saved, data);
    when_done(discard, FlashMessage::Saved, data);
    let deeds = Deeds { retry, retrying, discard, discarding };
    let giving_up = move || {
        let job: Option<i64> = asked("give-up").parse().ok();
        job.map(|job| view! { <GiveUp job deeds back=paths::ADMIN_JOBS /> })
    };
    view! {
        <AdminFrame part=AdminPart::Jobs title=lang.part_jobs>
            <FieldErrors state=retrying />
            {giving_up}
            <Transition fallback=|| {
                view! { <PageSkeleton /> }
            }>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(view) => {
                            let mut shown = query.get_untracked();
                            shown.remove("give-up");
                            let address = Address::new(paths::ADMIN_JOBS, shown);
                            view! { <Found view address deeds /> }.into_any()
                        }
                        Err(error) => view! { <LoadProblem error /> }.into_any(),
                    }
                })}
            </Transition>
        </AdminFrame>
    }
}

fn state_name(lang: &AdminUpkeepTexts, state: JobState) -> (&'static str, &'static str) {
    match state {
        JobState::Waiting => ("badge badge-few", lang.waiting),
        JobState::Later => ("badge badge-past", lang.later),
        JobState::Running => ("badge badge-ok", lang.running),
        JobState::Failed => ("badge badge-stop", lang.failed),
    }
}

#[component]
fn Found(view: JobsView, address: Address, deeds: Deeds) -> impl IntoView {
    let lang = use_texts::<AdminUpkeepTexts>();
    let JobsView { page, queue, oldest } = view;
    let (number, pages) = (page.page, page.pages());
    let asked = address.get("state").unwrap_or_default();
    let count = |state| match state {
        JobState::Waiting => queue.waiting,
        JobState::Later => queue.later,
        JobState::Running => queue.running,
        JobState::Failed => queue.failed,
    };
    let all = StateTab {
        name: lang.all,
        count: JobState::ALL.map(count).into_iter().sum(),
        href: address.with("state", ""),
        current: asked.is_empty(),
    };
    let each = JobState::ALL.map(|state| StateTab {
        name: state_name(lang, state).1,
        count: count(state),
        href: address.with("state", state.as_str()),
        current: asked == state.as_str(),
    });
    let tabs = std::iter::once(all).chain(each).collect();
    let oldest = oldest.map(|at| {
        view! { <p class="muted">{lang.oldest} " " {lang.moment(&at)}</p> }
    });
    let list = if page.results.is_empty() {
        view! { <p class="muted">{lang.nothing_here}</p> }.into_any()
    } else {
        let columns = vec![
            Column::text(lang.job),
            Column::text(lang.state),
            Column::text(lang.tries),
            Column::text(lang.due),
            Column::text(lang.action),
        ];
        let here = address.clone();
        let rows = page.results.into_iter().map(|job| cells(job, &here, deeds)).collect();
        let list = address.clone();
        view! {
            <DataList label=lang.part_jobs columns rows address />
            <Pagination page=number pages href=move |page| list.page(page) />
        }
        .into_any()
    };
    view! {
        <StateTabs label=lang.state tabs />
        {oldest}
        {list}
    }
}

fn cells(job: JobRow, address: &Address, deeds: Deeds) -> Vec<AnyView> {
    let lang = use_texts::<AdminUpkeepTexts>();
    let (class, state) = state_name(lang, job.state);
    let idle = job.state != JobState::Running;
    let name = job.key.clone().unwrap_or_else(|| job.kind.clone());
    let deeds = idle.then(|| {
        let id = job.id.to_string();
        let again = format!("{}: {name}", lang.try_again);
        let give_up = format!("{}: {name}", lang.give_up);
        let giving_up = address.with_here("give-up", &id);
        view! {
            <ActionForm
                action=deeds.retry
                attr:class="desk-form"
                before=submit_once(deeds.retrying.again())
            >
                <input type="hidden" name="job" value=id />
                <SubmitButton
                    pending=deeds.retrying.pending
                    label=lang.try_again
                    class="button button-quiet button-small"
                    testid="retry-job"
                    name=Some(again)
                />
            </ActionForm>
            <a href=giving_up aria-label=give_up>
                {lang.give_up}
            </a>
        }
    });
    let lost = (!job.found_again && idle)
        .then(|| view! { <span class="muted">{lang.not_found_again}</span> });
    vec![
        view! {
            <bdi>{job.kind}</bdi>
            <span class="muted">
                <bdi>{job.key}</bdi>
            </span>
            <Trouble error=job.last_error />
            {lost}
        }
        .into_any(),
        view! { <span class=class>{state}</span> }.into_any(),
        format!("{}/{}", job.attempts, job.max_attempts).into_any(),
        lang.moment(&job.due).into_any(),
        deeds.into_any(),
    ]
}

/// The form that takes a job out of the queue, with what that does and does not end.
#[component]
fn GiveUp(job: i64, deeds: Deeds, back: &'static str) -> impl IntoView {
    let lang = use_texts::<AdminUpkeepTexts>();
    let Deeds { discard: action, discarding: state, .. } = deeds;
    let reason = Reason {
        name: "reason",
        label: lang.give_up_reason,
        hint: lang.found_again,
        max: DISCARD_REASON_MAX,
        rows: "2",
    };
    view! {
        <section class="desk-card" aria-labelledby="give-up" data-testid="give-up">
            <h2 id="give-up">{lang.give_up} " " {job}</h2>
            <ConfirmForm
                action
                state=state.again()
                reason
                label=lang.give_up
                testid="discard-job"
                beside=(back.to_owned(), lang.all)
            >
                <input type="hidden" name="job" value=job.to_string() />
            </ConfirmForm>
        </section>
    }
}
