//! The page of an agenda: its days and rooms, what can be done, and what was said last.

use super::desk::{Board, Desk};
use super::grid::Grid;
use super::table::Table;
use crate::actions::sessions::editor::{AgendaView, add_room, load_agenda};
use crate::components::{LoadProblem, PageSkeleton};
use crate::i18n::{AgendaTexts, use_texts};
use crate::load::load;
use crate::pages::organize::frame::{EventFrame, EventTab, use_event_slug};
use crate::pages::organize::parts::Empty;
use crate::paths;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use types::agenda::AgendaDay;

/// Rooms without a session that an address may name.
const EXTRA_MAX: usize = 10;
const ROOM_MAX: usize = types::sessions::LINE_MAX;

#[component]
pub fn AgendaPage() -> impl IntoView {
    let lang = use_texts::<AgendaTexts>();
    let slug = use_event_slug();
    let data = load(move || slug.get(), load_agenda);
    let board = Board::new(data);
    view! {
        <EventFrame slug tab=EventTab::Agenda>
            <h2 class="visually-hidden">{lang.tab_agenda}</h2>
            <Transition fallback=|| {
                view! { <PageSkeleton /> }
            }>
                {move || Suspend::new(async move {
                    match data.await {
                        Ok(view) => view! { <Agenda view board /> }.into_any(),
                        Err(error) => view! { <LoadProblem error /> }.into_any(),
                    }
                })}
            </Transition>
        </EventFrame>
    }
}

#[component]
fn Agenda(view: AgendaView, board: Board) -> impl IntoView {
    let lang = use_texts::<AgendaTexts>();
    let query = use_query_map();
    let extra = move || {
        let mut all = query.with(|query| query.get_all("room")).unwrap_or_default();
        all.retain(|room| !room.trim().is_empty() && room.chars().count() <= ROOM_MAX);
        all.truncate(EXTRA_MAX);
        all
    };
    let slug = view.slug.clone();
    let cancelled = view.is_cancelled;
    let is_empty = view.sessions.is_empty();
    let days = view.days.clone();
    let known = view.rooms();
    let desk = Desk::new(board, view);
    // The grid needs a browser to place its sessions.
    let ready = RwSignal::new(false);
    Effect::new(move |_| ready.set(!cancelled));
    let day = move || {
        let asked = query.with(|query| query.get("day")).unwrap_or_default();
        let named = days.iter().find(|day| day.date.to_string() == asked);
        named.or(days.first()).copied()
    };
    let shown = {
        let day = day.clone();
        move || {
            let day = day()?;
            let mut rooms = known.clone();
            for room in extra() {
                add_room(&mut rooms, room.trim());
            }
            if rooms.is_empty() {
                return None;
            }
            let is_live = ready.get();
            let live = is_live.then(|| view! { <Grid desk day rooms=rooms.clone() /> });
            Some(view! {
                <div class="agenda-board" class:is-live=is_live>
                    <Table desk day rooms />
                    {live}
                </div>
            })
        }
    };
    let nav = {
        let slug = slug.clone();
        move || {
            let day = day()?;
            Some(view! { <Days desk day slug=slug.clone() /> })
        }
    };
    let links = (!cancelled).then(|| view! { <Links slug=slug.clone() is_empty /> });
    let room = (!cancelled).then(|| {
        view! { <AnotherRoom action=paths::organize_agenda(&slug) /> }
    });
    view! {
        {cancelled.then(|| view! { <p class="alert">{lang.agenda_cancelled}</p> })}
        {links}
        {nav}
        {(!is_empty && !cancelled).then(|| view! { <Said desk /> })}
        {shown}
        {room}
    }
}

/// What can be done with the agenda as a whole.
#[component]
fn Links(slug: String, is_empty: bool) -> impl IntoView {
    let lang = use_texts::<AgendaTexts>();
    let quiet = |href: String, text: &'static str| {
        view! {
            <a class="button button-quiet" href=href>
                {text}
            </a>
        }
    };
    let links = view! {
        <a class="button" href=paths::organize_session(&slug, &"new")>
            {lang.new_session}
        </a>
        {quiet(paths::organize_agenda_paste(&slug), lang.paste_many)}
        {quiet(paths::organize_agenda_import(&slug), lang.import_file)}
    };
    if is_empty {
        view! {
            <Empty title=lang.no_sessions_title text=lang.no_sessions_text>
                {links}
            </Empty>
        }
        .into_any()
    } else {
        view! { <p class="actions">{links}</p> }.into_any()
    }
}

/// One day at a time; an event of one day needs no choice.
#[component]
fn Days(desk: Desk, day: AgendaDay, slug: String) -> impl IntoView {
    let lang = use_texts::<AgendaTexts>();
    let days = desk.view.with_value(|view| view.days.clone());
    if days.len() < 2 {
        return view! { <h3>{lang.date_long(day.date)}</h3> }.into_any();
    }
    let links = days
        .into_iter()
        .map(|each| {
            let href = format!("{}?day={}", paths::organize_agenda(&slug), each.date);
            view! {
                <li>
                    <a
                        class="chip"
                        href=href
                        aria-current=(each.date == day.date).then_some("true")
                    >
                        {lang.date_short(each.date)}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <nav class="agenda-filter" aria-label=lang.days>
            <ul role="list">{links}</ul>
        </nav>
    }
    .into_any()
}

/// What became of the last move, and what can be done about it.
#[component]
fn Said(desk: Desk) -> impl IntoView {
    let lang = use_texts::<AgendaTexts>();
    let board = desk.board;
    let button = move |label: &'static str, testid: &'static str, act: fn(Desk)| {
        view! {
            <button
                type="button"
                class="button button-quiet button-small"
                data-testid=testid
                on:click=move |_| act(desk)
            >
                {label}
            </button>
        }
    };
    view! {
        <div class="agenda-said">
            <p role="status" data-testid="agenda-said">
                {move || board.said.get()}
            </p>
            {move || {
                let undo = board.undo.with(Option::is_some);
                undo.then(|| button(lang.undo_move, "undo-move", Desk::take_back))
            }}
            {move || {
                board.stale.get().then(|| button(lang.show_newest, "show-newest", Desk::reload))
            }}
        </div>
    }
}

/// A room is there once something takes place in it; until then the address names it.
#[component]
fn AnotherRoom(action: String) -> impl IntoView {
    let lang = use_texts::<AgendaTexts>();
    let query = use_query_map();
    let kept = move || {
        let pairs = query.with(|query| {
            let rooms = query.get_all("room").unwrap_or_default().into_iter();
            let day = query.get("day").into_iter().map(|day| ("day", day));
            day.chain(rooms.map(|room| ("room", room))).collect::<Vec<_>>()
        });
        pairs
            .into_iter()
            .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
            .collect_view()
    };
    view! {
        <form method="get" action=action class="agenda-room">
            {kept}
            <div class="field">
                <label for="room">{lang.another_room}</label>
                <input
                    id="room"
                    name="room"
                    type="text"
                    dir="auto"
                    maxlength=ROOM_MAX.to_string()
                    placeholder=lang.room_name
                    required
                />
            </div>
            <button type="submit" class="button button-quiet">
                {lang.show_room}
            </button>
        </form>
    }
}
