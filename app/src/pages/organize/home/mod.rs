//! How all of an organizer's events are going: figures, what needs them, and the events.

mod attention;
mod guide;
mod lines;

use super::frame::{OrganizeFrame, Part};
use super::parts::{
    Announced, Announcer, Change, Empty, Figure, Figures, ListTools, ask_while_away, follow,
};
use crate::actions::workplace::home::{organized_events, organized_home};
use crate::browser;
use crate::components::{LoadProblem, PageSkeleton, Pagination};
use crate::i18n::{DashboardTexts, use_texts};
use crate::load::load;
use crate::paths;
use crate::session::use_current_user;
use attention::Attention;
use guide::Guide;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_query_map;
use lines::Lines;
use types::Page;
use types::accounts::Role;
use types::organizer::{EventLine, EventPhase, LiveSummary, OrganizerHome, OrganizerSummary};

#[component]
pub fn HomePage() -> impl IntoView {
    let lang = use_texts::<DashboardTexts>();
    let query = use_query_map();
    let asked = move |name: &'static str| query.with(|query| query.get(name)).unwrap_or_default();
    let phase = Memo::new(move |_| EventPhase::parse(&asked("phase")));
    view! {
        <OrganizeFrame
            title=lang.overview
            part=Part::Overview
            actions=move || view! { <NewEvent /> }
        >
            {move || match phase.get() {
                Some(phase) => {
                    let page = Memo::new(move |_| asked("page"));
                    view! { <OnePhase phase page /> }.into_any()
                }
                None => view! { <Everything /> }.into_any(),
            }}
        </OrganizeFrame>
    }
}

/// For who may make events: not everybody in a team does.
#[component]
fn NewEvent() -> impl IntoView {
    let lang = use_texts::<DashboardTexts>();
    let user = use_current_user();
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let organizes = user.get().await.is_some_and(|user| user.role != Role::Attendee);
                organizes
                    .then(|| {
                        view! {
                            <a class="button" href=paths::ORGANIZE_NEW_EVENT>
                                {lang.new_event}
                            </a>
                        }
                    })
            })}
        </Suspense>
    }
}

/// The list of one phase.
#[component]
fn OnePhase(phase: EventPhase, page: Memo<String>) -> impl IntoView {
    let lang = use_texts::<DashboardTexts>();
    let data = load(move || page.get(), move |page| organized_events(phase.to_string(), page));
    view! {
        <section class="organize-section">
            <p>
                <a href=paths::ORGANIZE>{lang.back_to_overview}</a>
            </p>
            <h2>{lang.phase_plural(phase)}</h2>
            <Transition fallback=|| {
                view! { <PageSkeleton /> }
            }>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(page) => view! { <PhasePage phase page /> }.into_any(),
                        Err(error) => view! { <LoadProblem error /> }.into_any(),
                    }
                })}
            </Transition>
        </section>
    }
}

#[component]
fn PhasePage(phase: EventPhase, page: Page<EventLine>) -> impl IntoView {
    let lang = use_texts::<DashboardTexts>();
    let (number, pages) = (page.page, page.pages());
    if page.results.is_empty() {
        return view! { <Empty title=lang.no_lines_title text=lang.no_lines_text /> }.into_any();
    }
    let href = move |page| paths::organize_phase(phase.as_str(), page);
    let count = lang.events_found(page.count);
    view! {
        <ListTools count />
        <Lines phase lines=page.results />
        <Pagination page=number pages href />
    }
    .into_any()
}

#[component]
fn Everything() -> impl IntoView {
    let data = load(|| (), |()| organized_home());
    view! {
        <Transition fallback=|| {
            view! { <PageSkeleton /> }
        }>
            {move || Suspend::new(async move {
                match data.await {
                    Ok(home) => view! { <Home home /> }.into_any(),
                    Err(error) => view! { <LoadProblem error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Home(home: OrganizerHome) -> impl IntoView {
    let lang = use_texts::<DashboardTexts>();
    let shown = RwSignal::new(home);
    let announcer = Announcer::silent();
    let ask = move || {
        spawn_local(async move {
            if let Ok(home) = organized_home().await {
                browser::keep_focus(move || {
                    shown.try_set(home);
                });
            }
        });
    };
    // The stream says what the figures are; what it has changed of the lists is asked for.
    let connected = follow(paths::ORGANIZER_LIVE.to_owned(), move |text| {
        let Ok(live) = crate::json::read::<LiveSummary>(text) else { return };
        let before = shown.try_update(|home| std::mem::replace(&mut home.summary, live.summary));
        let Some(before) = before else { return };
        let now = shown.with_untracked(|home| home.summary.clone());
        if now != before {
            announcer.say(lang.seats_sold_in_all(now.seats_sold));
            ask();
        }
    });
    ask_while_away(connected, ask);
    let summary = Memo::new(move |_| shown.with(|home| home.summary.clone()));
    let guide = Memo::new(move |_| shown.with(|home| home.guide.clone()));
    let attention = Memo::new(move |_| summary.with(|it| it.needs_attention.clone()));
    let none = Memo::new(move |_| summary.with(|it| it.events.all() == 0));
    let organizes = shown.with_untracked(|home| home.organizes);
    let (nothing, nothing_text) = if organizes {
        (lang.no_events_title, lang.no_events_text)
    } else {
        (lang.no_work_title, lang.no_work_text)
    };
    view! {
        {move || guide.get().map(|guide| view! { <Guide guide /> })}
        <Numbers summary />
        <Attention attention />
        {move || {
            (none.get() && guide.with(Option::is_none))
                .then(|| view! { <Empty title=nothing text=nothing_text /> })
        }}
        <Phase shown phase=EventPhase::Running of=|home| &home.running />
        <Phase shown phase=EventPhase::Upcoming of=|home| &home.upcoming />
        <Phase shown phase=EventPhase::Draft of=|home| &home.drafts />
        <Phase shown phase=EventPhase::Past of=|home| &home.past />
        <Announced announcer />
    }
}

/// The figures of all events together.
#[component]
fn Numbers(summary: Memo<OrganizerSummary>) -> impl IntoView {
    let lang = use_texts::<DashboardTexts>();
    let sold = Signal::derive(move || summary.with(|it| lang.number(it.seats_sold)));
    let change = Signal::derive(move || {
        summary.with(|it| Change {
            now: it.seats_sold_last_7_days,
            before: it.seats_sold_7_days_before,
        })
    });
    let money = move || {
        summary
            .with(|it| it.revenue.clone())
            .into_iter()
            .map(|line| {
                let net = lang.money(line.net, line.currency);
                let note = lang.gross_less(
                    &lang.money(line.gross, line.currency),
                    &lang.money(line.refunds, line.currency),
                );
                let books = Some(paths::ORGANIZE_REPORT.to_owned());
                view! { <Figure label=lang.revenue value=net note=note href=books testid="revenue" /> }
            })
            .collect_view()
    };
    let counts = [EventPhase::Running, EventPhase::Upcoming, EventPhase::Draft, EventPhase::Past]
        .map(|phase| {
            let count = Signal::derive(move || summary.with(|it| lang.number(it.events.of(phase))));
            let href = paths::organize_phase(phase.as_str(), 1);
            view! { <Figure label=lang.phase_plural(phase) value=count href=Some(href) /> }
        })
        .collect_view();
    view! {
        <Figures label=lang.figures>
            <Figure label=lang.seats_sold value=sold change=change testid="seats-sold" />
            {money}
            {counts}
        </Figures>
    }
}

/// One list of the page, with a link to all of it.
#[component]
fn Phase(
    shown: RwSignal<OrganizerHome>,
    phase: EventPhase,
    of: fn(&OrganizerHome) -> &Vec<EventLine>,
) -> impl IntoView {
    let lang = use_texts::<DashboardTexts>();
    let lines = Memo::new(move |_| shown.with(|home| of(home).clone()));
    let more = Memo::new(move |_| {
        let all = shown.with(|home| home.summary.events.of(phase));
        usize::try_from(all).is_ok_and(|all| all > lines.with(Vec::len))
    });
    move || {
        let lines = lines.get();
        if lines.is_empty() {
            return None;
        }
        let title = format!("phase-{phase}");
        let all = more.get().then(|| {
            view! {
                <p>
                    <a href=paths::organize_phase(phase.as_str(), 1)>{lang.show_all}</a>
                </p>
            }
        });
        Some(view! {
            <section class="organize-section" aria-labelledby=title.clone()>
                <h2 id=title.clone()>{lang.phase_plural(phase)}</h2>
                <Lines phase lines />
                {all}
            </section>
        })
    }
}
