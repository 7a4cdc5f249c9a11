//! Front page.

use crate::actions::events::home::home;
use crate::actions::events::views::{EventCard, HomeView};
use crate::components::{
    CardSkeletons, EventGrid, Icon, LoadProblem, SearchBox, Shape, Title, Words, search_submit,
};
use crate::i18n::{PublicTexts, use_texts};
use crate::load::load;
use crate::paths;
use leptos::prelude::*;
use types::events::Category;

#[component]
pub fn HomePage() -> impl IntoView {
    let lang = use_texts::<PublicTexts>();
    let data = load(|| (), |()| home());
    #[cfg(feature = "ssr")]
    crate::ssr::page_meta::home(lang);
    view! {
        <Title text="" />
        <section class="hero">
            <div class="container hero-inner">
                <div>
                    <h1>{lang.hero_title}</h1>
                    <p class="hero-text">{lang.hero_text}</p>
                    <form
                        class="hero-search"
                        method="get"
                        action=paths::EVENTS
                        role="search"
                        on:submit=search_submit()
                    >
                        <SearchBox id="hero-search" />
                        <button type="submit" class="button">
                            {lang.search}
                        </button>
                    </form>
                    <ul class="hero-links" role="list">
                        <li>
                            <a href=paths::FREE_EVENTS>{lang.free_events}</a>
                        </li>
                        <li>
                            <a href=paths::ONLINE_EVENTS>{lang.online_events}</a>
                        </li>
                        <li>
                            <a href=paths::NEWEST_EVENTS>{lang.newest_events}</a>
                        </li>
                    </ul>
                </div>
                <HeroArt />
            </div>
        </section>
        <Suspense fallback=|| {
            view! {
                <div class="container section">
                    <CardSkeletons />
                </div>
            }
        }>
            {move || Suspend::new(async move {
                match data.await {
                    Ok(view) => view! { <Highlights view /> }.into_any(),
                    Err(error) => view! { <LoadProblem error /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

#[component]
fn Highlights(view: HomeView) -> impl IntoView {
    let lang = use_texts::<PublicTexts>();
    let HomeView { running, soonest, free, online, newest, categories, count, capped, zone, near } =
        view;
    let all = if capped { lang.see_all.to_owned() } else { lang.all_events(count) };
    view! {
        <Categories categories />
        <Row
            title=lang.running_now
            href=paths::EVENTS
            more=lang.see_all.to_owned()
            events=running
        />
        <Row title=lang.starts_soon href=paths::EVENTS more=all events=soonest empty=true />
        <Near zone near />
        <Row
            title=lang.free_events
            href=paths::FREE_EVENTS
            more=lang.see_all.to_owned()
            events=free
        />
        <Row
            title=lang.from_anywhere
            href=paths::ONLINE_EVENTS
            more=lang.see_all.to_owned()
            events=online
        />
        <Row
            title=lang.newest_events
            href=paths::NEWEST_EVENTS
            more=lang.see_all.to_owned()
            events=newest
        />
        <section class="container section">
            <div class="invite">
                <div>
                    <h2>{lang.invite_title}</h2>
                    <p>{lang.invite_text}</p>
                </div>
                <a class="button button-on-accent" href=paths::REGISTER_ORGANIZER>
                    {lang.invite_action}
                </a>
            </div>
        </section>
    }
}

#[component]
fn Categories(categories: Vec<Category>) -> impl IntoView {
    let lang = use_texts::<PublicTexts>();
    if categories.is_empty() {
        return ().into_any();
    }
    let links = categories
        .into_iter()
        .map(|category| {
            let href = paths::events_of_category(&category.slug);
            view! {
                <li>
                    <a class="chip" href=href>
                        <Words text=category.name />
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <nav class="container section categories" aria-labelledby="categories-title">
            <h2 id="categories-title">{lang.by_category}</h2>
            <ul class="chips" role="list">
                {links}
            </ul>
        </nav>
    }
    .into_any()
}

/// What happens in the visitor's own time zone: as the account has it, else as the browser does.
/// The visitor is not asked for a location.
#[component]
fn Near(zone: Option<String>, near: Vec<EventCard>) -> impl IntoView {
    let lang = use_texts::<PublicTexts>();
    let known = zone.is_some();
    let zone = RwSignal::new(zone.unwrap_or_default());
    let near = RwSignal::new(near);
    Effect::new(move |_| {
        if known {
            return;
        }
        let Some(here) = crate::browser::viewer_zone() else { return };
        leptos::task::spawn_local(async move {
            if let Ok(events) = crate::actions::events::near::near(here.clone()).await {
                zone.try_set(here);
                near.try_set(events);
            }
        });
    });
    move || {
        let events = near.get();
        (!events.is_empty()).then(|| {
            view! {
                <section class="container section" data-testid="near">
                    <div class="section-head">
                        <h2>{lang.in_your_zone(&zone.get())}</h2>
                    </div>
                    <EventGrid events />
                </section>
            }
        })
    }
}

#[component]
fn Row(
    title: &'static str,
    href: &'static str,
    more: String,
    events: Vec<EventCard>,
    /// Whether an empty row says so; otherwise it is left out.
    #[prop(optional)]
    empty: bool,
) -> impl IntoView {
    let lang = use_texts::<PublicTexts>();
    if events.is_empty() && !empty {
        return ().into_any();
    }
    let body = if events.is_empty() {
        view! {
            <div class="empty">
                <p>{lang.no_events_yet}</p>
            </div>
        }
        .into_any()
    } else {
        view! { <EventGrid events /> }.into_any()
    };
    view! {
        <section class="container section">
            <div class="section-head">
                <h2>{title}</h2>
                <a class="more" href=href>
                    {more}
                    <Icon shape=Shape::ArrowRight />
                </a>
            </div>
            {body}
        </section>
    }
    .into_any()
}

/// People, seats and a stage, as shapes.
#[component]
fn HeroArt() -> impl IntoView {
    view! {
        <svg class="hero-art" viewBox="0 0 480 480" aria-hidden="true">
            <path d="M0 160A160 160 0 0 1 160 0V160z" fill="#0d6b57" />
            <circle cx="240" cy="80" r="80" fill="#f2c14e" />
            <path d="M320 0H480A160 160 0 0 1 320 160z" fill="#1b2a4e" />
            <path d="M0 160H160A160 160 0 0 1 0 320z" fill="#e0662b" />
            <rect x="160" y="160" width="160" height="160" fill="#0b3d3a" />
            <circle cx="240" cy="240" r="48" fill="#fbfbf9" />
            <path d="M320 160H480V320A160 160 0 0 1 320 160z" fill="#12806a" />
            <circle cx="80" cy="400" r="80" fill="#a4286a" />
            <circle cx="80" cy="400" r="32" fill="#ffd8c2" />
            <path d="M160 480A160 160 0 0 1 320 320V480z" fill="#f2c14e" />
            <path d="M320 320A160 160 0 0 1 480 480H320z" fill="#0d6b57" />
            <circle cx="440" cy="360" r="40" fill="#e0662b" />
        </svg>
    }
}
