//! What the command box finds, as a page: for whoever has no JavaScript, and to share.

use super::frame::OrganizeFrame;
use crate::actions::workplace::search::search;
use crate::components::{Icon, LoadProblem, PageSkeleton, Shape, Words};
use crate::i18n::{OrganizeTexts, use_texts};
use crate::load::load;
use crate::paths;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use types::workplace::Found;

#[component]
pub fn SearchPage() -> impl IntoView {
    let lang = use_texts::<OrganizeTexts>();
    let query = use_query_map();
    let asked = Memo::new(move |_| query.with(|query| query.get("q")).unwrap_or_default());
    let data = load(move || asked.get(), search);
    view! {
        <OrganizeFrame title=lang.search_title>
            <form class="filter-bar" method="get" action=paths::ORGANIZE_SEARCH role="search">
                <div class="filter-bar-top">
                    <div class="filter-search">
                        <label class="visually-hidden" for="q">
                            {lang.search_title}
                        </label>
                        <Icon shape=Shape::Search />
                        <input
                            id="q"
                            type="search"
                            name="q"
                            dir="auto"
                            maxlength="200"
                            autocomplete="off"
                            placeholder=lang.command_placeholder
                            data-search
                            value=asked.get_untracked()
                        />
                    </div>
                    <button type="submit" class="button">
                        {lang.search}
                    </button>
                </div>
            </form>
            <Transition fallback=|| {
                view! { <PageSkeleton /> }
            }>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(found) => {
                            view! { <Results found asked=asked.get_untracked() /> }.into_any()
                        }
                        Err(error) => view! { <LoadProblem error /> }.into_any(),
                    }
                })}
            </Transition>
        </OrganizeFrame>
    }
}

/// One thing that was found.
struct Line {
    text: String,
    note: String,
    href: String,
}

#[component]
fn Results(found: Found, asked: String) -> impl IntoView {
    let lang = use_texts::<OrganizeTexts>();
    if !types::text::is_enough(&asked) {
        return view! { <p class="muted">{lang.search_text}</p> }.into_any();
    }
    if found.is_empty() {
        return view! { <p role="status">{lang.nothing_found}</p> }.into_any();
    }
    let events = found.events.into_iter().map(|event| Line {
        note: format!("{} · {}", lang.phase(event.phase).1, lang.span_short(&event.span)),
        href: paths::organize_event(&event.slug),
        text: event.title,
    });
    let bookings = found.bookings.into_iter().map(|booking| Line {
        note: format!("{} · {}", booking.name, booking.event_title),
        href: paths::organize_booking(&booking.event_slug, &booking.id),
        text: booking.reference,
    });
    let people = found.people.into_iter().map(|person| Line {
        note: format!("{} · {}", person.email, person.event_title),
        href: paths::organize_booking(&person.event_slug, &person.booking),
        text: person.name,
    });
    view! {
        <Group name=lang.found_events lines=events.collect() />
        <Group name=lang.found_bookings lines=bookings.collect() />
        <Group name=lang.found_people lines=people.collect() />
    }
    .into_any()
}

#[component]
fn Group(name: &'static str, lines: Vec<Line>) -> impl IntoView {
    if lines.is_empty() {
        return ().into_any();
    }
    let lines = lines
        .into_iter()
        .map(|line| {
            view! {
                <li>
                    <a class="row-link" href=line.href>
                        <Words text=line.text />
                    </a>
                    <span class="muted">
                        <Words text=line.note />
                    </span>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="found">
            <h2>{name}</h2>
            <ul role="list">{lines}</ul>
        </section>
    }
    .into_any()
}
