//! The rows of everybody's events.

use super::Here;
use crate::actions::admin::events::AdminEventLine;
use crate::components::{Pagination, Words};
use crate::i18n::{AdminEventsTexts, use_texts};
use crate::pages::organize::parts::{Address, Column, DataList, Empty};
use crate::paths;
use leptos::prelude::*;
use types::Page;
use types::organizer::EventPhase;

#[component]
pub(super) fn List(page: Page<AdminEventLine>, here: Here) -> impl IntoView {
    let lang = use_texts::<AdminEventsTexts>();
    let address = here.list();
    let (number, pages, count) = (page.page, page.pages(), page.count);
    if page.results.is_empty() {
        return view! {
            <Empty title=lang.no_events_title text=lang.no_events_text>
                <a class="button button-quiet" href=paths::ADMIN_EVENTS>
                    {lang.show_all}
                </a>
            </Empty>
        }
        .into_any();
    }
    let columns = vec![
        Column::text(lang.event),
        Column::text(lang.organizer),
        Column::text(lang.when),
        Column::text(lang.state),
        Column::number(lang.seats),
        Column::text(lang.deed),
    ];
    let rows = page.results.into_iter().map(|event| row(lang, event, &address)).collect();
    let list = address.clone();
    let all = address.get("organizer").map(|_| {
        view! {
            " · "
            <a href=paths::ADMIN_EVENTS>{lang.show_all}</a>
        }
    });
    view! {
        <p class="muted" role="status">
            {lang.events_found(count)}
            {all}
        </p>
        <DataList label=lang.part_events columns rows address />
        <Pagination page=number pages href=move |page| list.page(page) />
    }
    .into_any()
}

fn row(lang: &'static AdminEventsTexts, event: AdminEventLine, list: &Address) -> Vec<AnyView> {
    let (class, phase) = lang.phase(event.phase);
    let organizer = event.organizer.to_string();
    let href = list.with("organizer", &organizer);
    let all_of = lang.events_of(&event.organizer_name);
    let why = event.hidden.as_ref().map(|hiding| {
        let answer = hiding.answer.as_deref().map(|answer| {
            view! {
                <span class="muted">
                    <Words text=lang.organizer_says(answer) />
                </span>
            }
        });
        view! {
            <span class="badge badge-stop">{lang.off_catalogue}</span>
            <span class="muted">
                <Words text=lang.because(hiding) />
            </span>
            {answer}
        }
    });
    let deed = if event.hidden.is_some() { lang.put_back } else { lang.take_off };
    let name = if event.hidden.is_some() {
        lang.restore_event(&event.title)
    } else {
        lang.hide_event(&event.title)
    };
    // A draft is in no catalogue.
    let deed = (event.phase != EventPhase::Draft).then(|| {
        let href = format!("{}#step", list.with_here("event", &event.id.to_string()));
        view! {
            <a class="desk-link" href=href aria-label=name>
                {deed}
            </a>
        }
    });
    vec![
        view! {
            <a href=paths::organize_event(&event.slug)>
                <Words text=event.title />
            </a>
        }
        .into_any(),
        view! {
            <a href=href aria-label=all_of>
                <Words text=event.organizer_name />
            </a>
        }
        .into_any(),
        lang.span_short(&event.span).into_any(),
        view! {
            <span class="run-cell">
                <span class=format!("badge {class}")>{phase}</span>
                {why}
            </span>
        }
        .into_any(),
        format!("{} / {}", lang.number(event.attendees.into()), lang.number(event.capacity.into()))
            .into_any(),
        deed.into_any(),
    ]
}
