//! The books of an event and of all events: totals, months, days, and the lines that they are made of.

mod files;
mod lines;
mod period;
mod sums;

use crate::actions::run::report::{ReportView, load_report};
use crate::components::{LoadProblem, PageSkeleton};
use crate::i18n::{ReportTexts, use_texts};
use crate::load::{Loaded, load};
use crate::pages::organize::frame::{EventFrame, EventTab, OrganizeFrame, Part, use_event_slug};
use crate::pages::organize::parts::{Address, Empty};
use crate::paths;
use files::Files;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;
use lines::Lines;
use period::Period;
use sums::Sums;

/// The books of one event.
#[component]
pub fn EventReportPage() -> impl IntoView {
    let lang = use_texts::<ReportTexts>();
    let (slug, query) = (use_event_slug(), use_query_map());
    let source = move || (slug.get(), query.with(ParamsMap::to_query_string));
    let data = load(source, |(slug, query)| load_report(slug, query));
    let path = Signal::derive(move || slug.with(|slug| paths::organize_event_report(slug)));
    view! {
        <EventFrame slug tab=EventTab::Report>
            <h2 class="visually-hidden">{lang.tab_report}</h2>
            <Loading data path query of_all=false />
        </EventFrame>
    }
}

/// The books of all events.
#[component]
pub fn ReportPage() -> impl IntoView {
    let lang = use_texts::<ReportTexts>();
    let query = use_query_map();
    let source = move || query.with(ParamsMap::to_query_string);
    let data = load(source, |query| load_report(String::new(), query));
    let path = Signal::stored(paths::ORGANIZE_REPORT.to_owned());
    view! {
        <OrganizeFrame title=lang.books_of_all part=Part::Report>
            <h2 class="visually-hidden">{lang.tab_report}</h2>
            <p class="muted">{lang.of_one_event}</p>
            <Loading data path query of_all=true />
        </OrganizeFrame>
    }
}

#[component]
fn Loading(
    data: Loaded<ReportView>,
    path: Signal<String>,
    query: Memo<ParamsMap>,
    of_all: bool,
) -> impl IntoView {
    view! {
        <Transition fallback=|| {
            view! { <PageSkeleton /> }
        }>
            {move || Suspend::new(async move {
                match data.await {
                    Ok(view) => {
                        let address = Address::new(path.get_untracked(), query.get_untracked());
                        view! { <Report view path address of_all /> }.into_any()
                    }
                    Err(error) => view! { <LoadProblem error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Report(view: ReportView, path: Signal<String>, address: Address, of_all: bool) -> impl IntoView {
    let lang = use_texts::<ReportTexts>();
    let state = if view.closed { lang.closed } else { lang.still_open };
    let zone = lang.days_counted_in(&view.timezone);
    let change_zone = of_all.then(|| {
        view! {
            " "
            <a href=paths::ACCOUNT>{lang.change_zone}</a>
        }
    });
    let without = (view.without_money > 0).then(|| {
        view! {
            <p class="muted" data-testid="without-money">
                {lang.without_money(view.without_money)}
            </p>
        }
    });
    let books = if view.totals.is_empty() {
        view! { <Empty title=lang.nothing_title text=lang.nothing_text /> }.into_any()
    } else {
        let (totals, months, days) =
            (view.totals.clone(), view.months.clone(), view.day_lines.clone());
        view! {
            <Sums id="totals" title=lang.totals first=lang.currency sums=totals />
            <Sums id="months" title=lang.by_month first=lang.month sums=months />
            <Sums id="days" title=lang.by_day first=lang.day sums=days />
            <Lines view=view.clone() address of_all />
            <Files lines=view.line_files.clone() days=view.day_files.clone() />
        }
        .into_any()
    };
    view! {
        <Period view=view.clone() path />
        <section class="report" data-testid="report">
            <h3>{lang.books_from_to(&view.days.0, &view.days.1)}</h3>
            <p class="muted">{state}</p>
            <p class="muted">{zone} {change_zone}</p>
            {without}
            {books}
        </section>
    }
}
