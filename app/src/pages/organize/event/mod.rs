//! One event, live: its seats, its money, and who comes from where.

mod door;
mod funnel;
mod kinds;
mod links;
mod money;
mod origins;
mod sales;
mod seats;
mod waitlist;

use super::frame::{EventFrame, EventTab, use_event_slug};
use super::parts::{Announced, Announcer, SeatBar, ask_while_away, follow};
use crate::actions::workplace::dashboard::{DashboardView, dashboard, dashboard_figures};
use crate::actions::workplace::event::organized_event;
use crate::browser;
use crate::components::{LoadProblem, PageSkeleton};
use crate::error::AppResult;
use crate::i18n::{DashboardTexts, use_texts};
use crate::load::load;
use crate::paths;
use door::Door;
use funnel::Steps;
use kinds::Kinds;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_query_map;
use money::Money;
use origins::Origins;
use sales::Sales;
use seats::Seats;
use types::organizer::{EventFigures, EventPhase, Figure as Counted};
use types::team::EventRight;
use types::workplace::{EventHead, EventLink};
use waitlist::Waitlist;

#[component]
pub fn EventPage() -> impl IntoView {
    let slug = use_event_slug();
    let query = use_query_map();
    let compare = Memo::new(move |_| query.with(|it| it.get("compare")).unwrap_or_default());
    let data = load(move || (slug.get(), compare.get()), overview);
    view! {
        <EventFrame slug tab=EventTab::Overview>
            <Transition fallback=|| {
                view! { <PageSkeleton /> }
            }>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok((head, Some(view))) => {
                            view! { <Dashboard view others=head.others /> }.into_any()
                        }
                        Ok((head, None)) => view! { <SeatsAlone head /> }.into_any(),
                        Err(error) => view! { <LoadProblem error /> }.into_any(),
                    }
                })}
            </Transition>
        </EventFrame>
    }
}

/// The event's head, and its figures for who may know of them.
async fn overview(
    (slug, compare): (String, String),
) -> AppResult<(EventHead, Option<DashboardView>)> {
    let head = organized_event(slug.clone()).await?;
    let figures =
        if head.may(EventRight::Bookings) { Some(dashboard(slug, compare).await?) } else { None };
    Ok((head, figures))
}

/// What a member of the team sees who has nothing to do with the event's people and money.
#[component]
fn SeatsAlone(head: EventHead) -> impl IntoView {
    let lang = use_texts::<DashboardTexts>();
    let seats = head.seats;
    view! {
        <section class="organize-section" aria-labelledby="seats-title">
            <h2 id="seats-title" data-testid="sold">
                {lang.sold_of(seats.confirmed.into(), seats.capacity.into())}
            </h2>
            <SeatBar seats=Signal::stored(seats) />
            <p class="muted">{lang.seats_alone}</p>
        </section>
    }
}

/// The figures that move, and the event that they are of.
#[derive(Clone, Copy)]
struct Live {
    figures: RwSignal<EventFigures>,
    slug: StoredValue<String>,
}

impl Live {
    fn get<T>(self, of: impl Fn(&EventFigures) -> T + Send + Sync + 'static) -> Signal<T>
    where
        T: PartialEq + Send + Sync + 'static,
    {
        Memo::new(move |_| self.figures.with(&of)).into()
    }

    /// The list that a figure counts.
    fn list(self, counted: Counted) -> String {
        self.slug.with_value(|slug| counted.page(slug))
    }
}

#[component]
fn Dashboard(view: DashboardView, others: Vec<EventLink>) -> impl IntoView {
    let lang = use_texts::<DashboardTexts>();
    let DashboardView { dashboard, base_url } = view;
    let event = dashboard.event.clone();
    let draft = dashboard.figures.phase == EventPhase::Draft;
    let missing = dashboard.missing.clone();
    let slug = StoredValue::new(event.slug.clone());
    let live = Live { figures: RwSignal::new(dashboard.figures.clone()), slug };
    let announcer = Announcer::silent();
    let show = move |now: EventFigures| {
        if live.figures.try_with_untracked(|shown| shown.seats != now.seats) == Some(true) {
            let seats = now.seats;
            announcer.say(lang.figures_moved(seats.confirmed.into(), seats.capacity.into()));
        }
        browser::keep_focus(move || {
            live.figures.try_set(now);
        });
    };
    let connected = follow(paths::dashboard_live(&event.id), move |text| {
        if let Ok(now) = crate::json::read::<EventFigures>(text) {
            show(now);
        }
    });
    ask_while_away(connected, move || {
        spawn_local(async move {
            let Some(slug) = slug.try_get_value() else { return };
            if let Ok(now) = dashboard_figures(slug).await {
                show(now);
            }
        });
    });
    view! {
        {draft.then(|| view! { <Draft missing slug=event.slug.clone() /> })}
        <Seats live connected />
        <Money live />
        <Kinds live />
        <Sales live dashboard=dashboard.clone() others />
        <Steps live />
        <Origins live base_url />
        <Waitlist live days=dashboard.waitlist_days.clone() />
        <Door live />
        <Announced announcer />
    }
}

/// What keeps the event from being seen.
#[component]
fn Draft(missing: Vec<String>, slug: String) -> impl IntoView {
    let lang = use_texts::<DashboardTexts>();
    let text = if missing.is_empty() {
        lang.draft_ready.to_owned()
    } else {
        lang.lacks(&lang.missing(&missing))
    };
    view! {
        <section class="alert" aria-labelledby="draft-title">
            <h2 id="draft-title">{lang.draft_title}</h2>
            <p>{text}</p>
            <p>
                <a href=paths::organize_edit(&slug)>{lang.edit_event}</a>
            </p>
        </section>
    }
}
