//! Bookings of the logged-in account.

mod waits;

use super::list::{Empty, rows};
use crate::actions::bookings::list::bookings;
use crate::actions::bookings::views::BookingRow;
use crate::components::{
    Cover, LoadProblem, PageSkeleton, Pagination, Title, VerifyNotice, When, Words,
};
use crate::i18n::{MyBookingsTexts, use_texts};
use crate::load::load;
use crate::paths;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use types::Page;
use waits::Waits;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tab {
    Upcoming,
    Past,
    Cancelled,
}

impl Tab {
    const ALL: [Self; 3] = [Self::Upcoming, Self::Past, Self::Cancelled];

    const fn name(self) -> &'static str {
        match self {
            Self::Upcoming => "upcoming",
            Self::Past => "past",
            Self::Cancelled => "cancelled",
        }
    }

    /// What is not a tab is the first one.
    fn parse(name: &str) -> Self {
        Self::ALL.into_iter().find(|tab| tab.name() == name).unwrap_or(Self::Upcoming)
    }

    fn title(self, lang: &MyBookingsTexts) -> &'static str {
        match self {
            Self::Upcoming => lang.upcoming,
            Self::Past => lang.past,
            Self::Cancelled => lang.cancelled_plural,
        }
    }

    fn href(self, page: u32) -> String {
        match (self, page) {
            (Self::Upcoming, 1) => paths::BOOKINGS.to_owned(),
            (tab, 1) => format!("{}?tab={}", paths::BOOKINGS, tab.name()),
            (tab, page) => format!("{}?tab={}&page={page}", paths::BOOKINGS, tab.name()),
        }
    }
}

#[component]
pub fn BookingsPage() -> impl IntoView {
    let lang = use_texts::<MyBookingsTexts>();
    let query = use_query_map();
    let tab =
        Memo::new(move |_| Tab::parse(&query.with(|query| query.get("tab")).unwrap_or_default()));
    let page = move || query.with(|query| query.get("page")).unwrap_or_default();
    let data =
        load(move || (tab.get().name().to_owned(), page()), |(tab, page)| bookings(tab, page));
    view! {
        <Title text=lang.nav_bookings />
        <Transition fallback=|| {
            view! { <PageSkeleton /> }
        }>
            {move || Suspend::new(async move {
                match data.await {
                    Ok(page) => {
                        view! {
                            <section class="container bookings">
                                <h1>{lang.nav_bookings}</h1>
                                <VerifyNotice />
                                <Waits />
                                <Tabs tab=tab.get_untracked() />
                                <Rows tab=tab.get_untracked() page />
                            </section>
                        }
                            .into_any()
                    }
                    Err(error) => view! { <LoadProblem error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

/// Links, so that each part has its own address.
#[component]
fn Tabs(tab: Tab) -> impl IntoView {
    let lang = use_texts::<MyBookingsTexts>();
    let links = Tab::ALL
        .map(|each| {
            let current = (each == tab).then_some("page");
            view! {
                <li>
                    <a href=each.href(1) aria-current=current>
                        {each.title(lang)}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <nav class="tabs" aria-label=lang.nav_bookings>
            <ul role="list">{links}</ul>
        </nav>
    }
}

#[component]
fn Rows(tab: Tab, page: Page<BookingRow>) -> impl IntoView {
    let lang = use_texts::<MyBookingsTexts>();
    let (number, pages) = (page.page, page.pages());
    if page.results.is_empty() {
        let (title, text) = match tab {
            Tab::Upcoming => (lang.no_upcoming_title, lang.no_bookings_text),
            Tab::Past => (lang.no_past_title, lang.no_past_text),
            Tab::Cancelled => (lang.no_cancelled_title, lang.no_cancelled_text),
        };
        return view! { <Empty title text browse=true /> }.into_any();
    }
    let list = rows("booking-list", page.results, |row| view! { <Row row /> });
    view! {
        <h2 class="visually-hidden">{tab.title(lang)}</h2>
        {list}
        <Pagination page=number pages href=move |page| tab.href(page) />
    }
    .into_any()
}

#[component]
fn Row(row: BookingRow) -> impl IntoView {
    let lang = use_texts::<MyBookingsTexts>();
    let BookingRow { id, badge, line, event } = row;
    let when = event.when(lang);
    view! {
        <article class="booking-row">
            <div class="booking-row-cover">
                <Cover id=event.id image=event.image.clone() />
            </div>
            <div class="booking-row-body">
                <p class="event-card-when">
                    <When start=event.start_date text=when />
                </p>
                <h3>
                    <a href=paths::booking(&id)>
                        <Words text=event.title.clone() />
                    </a>
                </h3>
                <p class="muted">{line}</p>
            </div>
            <span class=format!("badge {}", badge.class)>{badge.text}</span>
        </article>
    }
}
