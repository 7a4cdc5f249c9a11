//! Event page.

use super::agenda::Agenda;
use super::booking_box::BookingBox;
use super::reviews::Reviews;
use crate::actions::bookings::book::kind_of;
use crate::actions::bookings::quote;
use crate::actions::events::event::event;
use crate::actions::events::views::{EventPageView, tenths};
use crate::components::{
    Cover, Icon, LoadProblem, PageSkeleton, Shape, Title, ViewerTime, When, Words,
};
use crate::i18n::{EventTexts, use_texts};
use crate::live::provide_event_live;
use crate::load::load;
use crate::paths;
use crate::promo;
use crate::via::Visit;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use leptos_router::params::ParamsMap;
use types::events::EventStatus;
use types::i18n::{place_line, place_lines};

#[component]
pub fn EventPage() -> impl IntoView {
    let params = use_params_map();
    let slug = move || params.with(|params| params.get("slug")).unwrap_or_default();
    let query = use_query_map();
    // Only another page of reviews is fetched anew, whatever else the address says.
    let reviews = move || query.with(|query| query.get("reviews")).unwrap_or_default();
    let visit = Visit::begin(&untrack(slug));
    // So are seats and a code that are asked for in the address.
    let asked = move || query.with(|query| (seats_in(query), promo::in_query(query)));
    let data = load(
        move || (slug(), reviews(), asked()),
        move |(slug, reviews, (seats, code))| {
            let shown = visit.is_another(&slug);
            event(slug, reviews, shown, seats, code.unwrap_or_default())
        },
    );
    view! {
        <Transition fallback=|| {
            view! { <PageSkeleton /> }
        }>
            {move || Suspend::new(async move {
                match data.await {
                    Ok(page) => {
                        provide_event_live(page.view.event.id, move || data.refetch());
                        view! { <EventArticle page /> }.into_any()
                    }
                    Err(error) => view! { <LoadProblem error /> }.into_any(),
                }
            })}
        </Transition>
    }
}

/// The seats that a form without scripts asks for, as a quote takes them.
fn seats_in(query: &ParamsMap) -> String {
    if let Some(quantity) = query.get("quantity") {
        return quantity;
    }
    let of_kinds = query.clone().into_iter().filter_map(|(field, seats)| {
        let seats = seats.trim().parse::<i64>().ok().filter(|seats| *seats > 0)?;
        Some((kind_of(&field)?, seats))
    });
    quote::asked(of_kinds.collect())
}

/// Tells search engines what this page is, and that it may be forgotten when the event was cancelled
/// and its day is long past.
#[cfg(feature = "ssr")]
fn describe(
    view: &types::events::EventView,
    kinds: &[crate::actions::events::tickets::TicketLine],
    when: &str,
) {
    const LONG: chrono::TimeDelta = chrono::TimeDelta::days(30);
    crate::ssr::page_meta::event(view, kinds, when);
    if let Some(path) = present_path(view) {
        crate::http::set_moved(&path);
        return;
    }
    let Ok(hub) = crate::ssr::hub() else { return };
    let cancelled = view.event.status == EventStatus::Cancelled;
    if cancelled && hub.now() - view.event.end_date > LONG {
        crate::http::set_status(410);
    }
}

/// Where the event's page is now, for a request by an older address of it.
#[cfg(feature = "ssr")]
fn present_path(view: &types::events::EventView) -> Option<String> {
    let uri = crate::ssr::uri()?;
    let asked = uri.path().strip_prefix(paths::EVENTS)?.strip_prefix('/')?.trim_end_matches('/');
    let other = asked != view.event.slug && !asked.contains('/');
    // By its id it is found at any time.
    if !other || asked == view.event.id.to_string() {
        return None;
    }
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    Some(paths::event(&view.event.slug) + &query)
}

#[component]
pub(super) fn EventArticle(page: EventPageView) -> impl IntoView {
    let lang = use_texts::<EventTexts>();
    let EventPageView { view, tickets, asked, agenda, picks, reviews, now, key } = page;
    let event = view.event.clone();
    let span = lang.span_long(&view.span);
    let zone_name = event.timezone.replace('_', " ");
    // Where the clocks change in between, each end says which time it is.
    let zone = match view.span.zone() {
        Some(label) if label != zone_name => format!("{label} · {zone_name}"),
        _ => zone_name,
    };
    let organizer = paths::person(&event.organizer.id);
    let category = paths::events_of_category(&event.category.slug);
    let rating =
        event.average_rating.map(|stars| lang.rated(tenths(stars), event.reviews_count.into()));
    let in_person = !view.is_online;
    let draft = (event.status == EventStatus::Draft).then_some(lang.draft);
    let badge = view.hidden.then_some(lang.hidden).or(draft);
    let to_come = event.status != EventStatus::Cancelled && !view.ended;
    let (place, below) = if in_person {
        let (place, below) = place_lines(event.venue.as_deref(), &event.location);
        (place.to_owned(), below.to_owned())
    } else {
        (lang.online.to_owned(), place_line(event.venue.as_deref(), &event.location))
    };
    let below = if below.eq_ignore_ascii_case("online") { String::new() } else { below };
    #[cfg(feature = "ssr")]
    // What a code opens is nothing for search engines.
    describe(&view, if asked.is_none() { &tickets } else { &[] }, &span);
    view! {
        <Title text=event.title.clone() />
        <article class="event container">
            <div class="event-cover">
                <Cover id=event.id image=event.image.clone() eager=true />
            </div>
            <div class="event-main">
                <header class="event-head">
                    {badge.map(|text| view! { <p class="badge badge-past">{text}</p> })}
                    <a class="event-category" href=category>
                        <Words text=event.category.name.clone() />
                    </a> <h1>
                        <Words text=event.title.clone() />
                    </h1> <p class="event-organizer">
                        <a href=organizer>{lang.by_organizer(&event.organizer.display_name)}</a>
                        {rating
                            .map(|text| {
                                view! {
                                    <span class="event-rating">
                                        <Icon shape=Shape::Star />
                                        {text}
                                    </span>
                                }
                            })}
                    </p>
                </header>
                <ul class="facts" role="list">
                    <li>
                        <Icon shape=Shape::Calendar />
                        <div>
                            <p class="fact">
                                <When start=event.start_date text=span />
                            </p>
                            <p class="muted">{zone}</p>
                            <p class="muted">
                                <ViewerTime time=event.start_date />
                            </p>
                        </div>
                    </li>
                    <li>
                        <Icon shape=if in_person { Shape::Pin } else { Shape::Online } />
                        <div>
                            <p class="fact">
                                <Words text=place />
                            </p>
                            <p class="muted">
                                <Words text=below />
                            </p>
                            {event
                                .online_meeting_url
                                .clone()
                                .map(|url| {
                                    view! {
                                        <p>
                                            <a
                                                href=url
                                                rel="external noopener noreferrer"
                                                target="_blank"
                                            >
                                                {lang.join_online}
                                            </a>
                                        </p>
                                    }
                                })}
                        </div>
                    </li>
                </ul>
            </div>
            <aside class="event-side" aria-label=lang.booking>
                <BookingBox view=view.clone() tickets asked key_=key />
                {to_come
                    .then(|| {
                        view! {
                            <p class="event-calendar">
                                <a
                                    rel="external"
                                    href=paths::event_ics(&event.id)
                                    class="button button-quiet button-wide"
                                >
                                    <Icon shape=Shape::Calendar />
                                    {lang.add_to_calendar}
                                </a>
                            </p>
                        }
                    })}
            </aside>
            <div class="event-rest">
                <section class="event-about" aria-labelledby="about-title">
                    <h2 id="about-title">{lang.about}</h2>
                    {if view.description_html.trim().is_empty() {
                        view! { <p class="muted">{lang.no_description}</p> }.into_any()
                    } else {
                        let lang_tag = view.event.language.as_str();
                        view! {
                            <div
                                class="prose"
                                lang=lang_tag
                                inner_html=view.description_html.clone()
                            ></div>
                        }
                            .into_any()
                    }}
                </section>
                <Agenda items=agenda picks now slug=event.slug.clone() />
                {reviews.map(|view| view! { <Reviews view slug=event.slug.clone() /> })}
            </div>
        </article>
    }
}
