//! An event's sessions, by day.

use crate::components::When;
use crate::i18n::use_lang;
use crate::server::views::AgendaItem;
use leptos::prelude::*;

#[component]
pub(super) fn Agenda(items: Vec<AgendaItem>) -> impl IntoView {
    let lang = use_lang();
    if items.is_empty() {
        return ().into_any();
    }
    let mut days: Vec<(chrono::NaiveDate, Vec<AgendaItem>)> = Vec::new();
    for item in items {
        let day = item.local_start.date();
        match days.last_mut() {
            Some((last, items)) if *last == day => items.push(item),
            _ => days.push((day, vec![item])),
        }
    }
    let days = days
        .into_iter()
        .map(|(day, items)| {
            let sessions = items
                .into_iter()
                .map(|item| {
                    view! {
                        <li>
                            <SessionView item />
                        </li>
                    }
                })
                .collect_view();
            view! {
                <section class="agenda-day">
                    <h3>{lang.date_long(day)}</h3>
                    <ol role="list">{sessions}</ol>
                </section>
            }
        })
        .collect_view();
    view! {
        <section class="agenda" aria-labelledby="agenda-title">
            <h2 id="agenda-title">{lang.agenda}</h2>
            {days}
        </section>
    }
    .into_any()
}

#[component]
fn SessionView(item: AgendaItem) -> impl IntoView {
    let lang = use_lang();
    let time = format!("{}–{}", lang.time(item.local_start), lang.time(item.local_end));
    view! {
        <div class="session">
            <p class="session-time">
                <When start=item.start_time text=time />
            </p>
            <div>
                <p class="session-title">{item.title}</p>
                <p class="muted">
                    {item.speaker.map(|name| view! { <span class="session-speaker">{name}</span> })}
                    <span class="session-room">
                        <span class="visually-hidden">{lang.room} " "</span>
                        {item.room}
                    </span>
                </p>
                {(!item.description.trim().is_empty())
                    .then(|| view! { <p class="session-text">{item.description}</p> })}
            </div>
        </div>
    }
}
