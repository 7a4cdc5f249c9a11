//! A day as a table of rooms and times, each session a link to its form. On a narrow screen it is a list
//! by time.

use super::desk::Desk;
use crate::components::Words;
use crate::i18n::{AgendaTexts, use_texts};
use crate::paths;
use leptos::prelude::*;
use types::agenda::{AgendaDay, AgendaSession, track_of, tracks};
use types::text::lower;

#[component]
pub(super) fn Table(desk: Desk, day: AgendaDay, rooms: Vec<String>) -> impl IntoView {
    let lang = use_texts::<AgendaTexts>();
    let (slug, cancelled) = desk.view.with_value(|view| (view.slug.clone(), view.is_cancelled));
    let heads = rooms
        .iter()
        .map(|room| {
            view! {
                <th scope="col">
                    <Words text=room.clone() />
                </th>
            }
        })
        .collect_view();
    let rows = move || {
        let mut sessions = desk.sessions.get();
        let names = tracks(&sessions);
        sessions.retain(|it| it.place.start < day.until && it.place.end > day.from);
        sessions.sort_by_key(|it| it.place.start);
        if sessions.is_empty() {
            return view! {
                <tr>
                    <td colspan=(rooms.len() + 1).to_string() class="muted">
                        {lang.nothing_that_day}
                    </td>
                </tr>
            }
            .into_any();
        }
        let mut starts: Vec<_> = sessions.iter().map(|it| it.place.start).collect();
        starts.dedup();
        starts
            .into_iter()
            .map(|start| {
                let time = desk.view.with_value(|view| lang.time(view.clock.at(start)));
                let cells = rooms
                    .iter()
                    .map(|room| {
                        let name = lower(room);
                        let here = sessions
                            .iter()
                            .filter(|it| it.place.start == start && lower(&it.place.room) == name);
                        let here = here
                            .map(|session| {
                                let track = track_of(&names, session.track.as_deref());
                                let href = (!cancelled)
                                    .then(|| paths::organize_session(&slug, &session.id));
                                entry(desk, lang, session, track, href)
                            })
                            .collect_view();
                        view! { <td>{here}</td> }
                    })
                    .collect_view();
                view! {
                    <tr>
                        <th scope="row">{time}</th>
                        {cells}
                    </tr>
                }
            })
            .collect_view()
            .into_any()
    };
    view! {
        <div class="desk-scroll agenda-table" tabindex="0" role="region" aria-label=lang.grid>
            <table data-testid="agenda-table">
                <thead>
                    <tr>
                        <th scope="col">{lang.time}</th>
                        {heads}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn entry(
    desk: Desk,
    lang: &'static AgendaTexts,
    session: &AgendaSession,
    track: Option<usize>,
    href: Option<String>,
) -> impl IntoView + use<> {
    let hours = desk.view.with_value(|view| lang.hours(&session.place, &view.clock));
    let title = view! { <Words text=session.title.clone() /> };
    let title = match href {
        Some(href) => view! { <a href=href>{title}</a> }.into_any(),
        None => title.into_any(),
    };
    let speaker = session.speaker.clone();
    let in_track = session.track.clone();
    let words = |text: Option<String>| {
        text.map(|text| {
            view! {
                <span class="muted">
                    <Words text />
                </span>
            }
        })
    };
    view! {
        <div class="agenda-entry" data-track=track.map(|track| track.to_string())>
            {title}
            <span class="muted">
                {hours}
                <span class="agenda-entry-room">
                    " · " <Words text=session.place.room.clone() />
                </span>
            </span>
            {words(speaker)}
            {words(in_track)}
        </div>
    }
}
