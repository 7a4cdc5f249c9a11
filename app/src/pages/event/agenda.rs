//! Agenda: an event's sessions by day and time, by room and track, with the visitor's picks.

use crate::actions::sessions::agenda::AgendaItem;
use crate::actions::sessions::pick_session::{PickSession, pick_session};
use crate::browser;
use crate::components::{Icon, Shape, When, Words};
use crate::i18n::{EventTexts, use_texts};
use crate::paths;
use crate::timers::use_interval;
use chrono::{DateTime, NaiveDate, Utc};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos::task::spawn_local;
use leptos_router::hooks::use_query_map;
use std::time::Duration;
use types::ids::SessionId;

const TICK: Duration = Duration::from_secs(20);

/// What every session looks at.
#[derive(Clone, Copy)]
struct AgendaState {
    items: StoredValue<Vec<AgendaItem>>,
    /// None without a log-in.
    picks: RwSignal<Option<Vec<SessionId>>>,
    now: RwSignal<DateTime<Utc>>,
    /// `track:…`, `room:…`, `picks`, or everything.
    show: Memo<String>,
    failed: RwSignal<bool>,
    /// Whether the clocks stay as they are all through it.
    one_zone: bool,
}

impl AgendaState {
    fn picked(self, id: SessionId) -> bool {
        self.picks.with(|picks| picks.as_ref().is_some_and(|picks| picks.contains(&id)))
    }

    fn shows(self, item: &AgendaItem) -> bool {
        self.show.with(|show| match show.split_once(':') {
            Some(("track", track)) => item.track.as_deref() == Some(track),
            Some(("room", room)) => item.room == room,
            _ if show == "picks" => self.picked(item.id),
            _ => true,
        })
    }

    /// The title of another pick at the same time.
    fn clash(self, item: &AgendaItem) -> Option<String> {
        if !self.picked(item.id) {
            return None;
        }
        self.items.with_value(|items| {
            items
                .iter()
                .find(|other| {
                    other.id != item.id
                        && other.start_time < item.end_time
                        && item.start_time < other.end_time
                        && self.picked(other.id)
                })
                .map(|other| other.title.clone())
        })
    }

    /// Whether it runs now; else whether it is the next to begin today.
    fn progress(self, item: &AgendaItem) -> Option<bool> {
        let now = self.now.get();
        if item.start_time <= now && now < item.end_time {
            return Some(true);
        }
        let today = (item.span.start.time + (now - item.start_time)).date();
        let next = self.items.with_value(|items| {
            items.iter().map(|other| other.start_time).filter(|start| *start > now).min()
        });
        (next == Some(item.start_time) && today == item.span.start.time.date()).then_some(false)
    }

    fn toggle(self, id: SessionId) {
        let picked = !self
            .picks
            .with_untracked(|picks| picks.as_ref().is_some_and(|picks| picks.contains(&id)));
        let set = move |picked: bool| {
            let _ = self.picks.try_update(|picks| {
                if let Some(picks) = picks {
                    picks.retain(|other| *other != id);
                    if picked {
                        picks.push(id);
                    }
                }
            });
        };
        // Shown at once, and taken back with an explanation where it was refused.
        set(picked);
        self.failed.set(false);
        spawn_local(async move {
            let wish = if picked { "1" } else { "" };
            if pick_session(id.to_string(), wish.to_owned()).await.is_err() {
                set(!picked);
                self.failed.try_set(true);
            }
        });
    }
}

#[component]
pub(super) fn Agenda(
    items: Vec<AgendaItem>,
    picks: Option<Vec<SessionId>>,
    now: DateTime<Utc>,
    slug: String,
) -> impl IntoView {
    let lang = use_texts::<EventTexts>();
    if items.is_empty() {
        return ().into_any();
    }
    let query = use_query_map();
    let agenda = AgendaState {
        items: StoredValue::new(items.clone()),
        picks: RwSignal::new(picks),
        now: RwSignal::new(now),
        show: Memo::new(move |_| query.with(|query| query.get("show")).unwrap_or_default()),
        failed: RwSignal::new(false),
        one_zone: items.windows(2).all(|pair| pair[0].span.end.zone == pair[1].span.end.zone)
            && items.iter().all(|item| item.span.zone().is_some()),
    };
    tick(agenda.now);
    let here = paths::event(&slug);
    let days = by_day(&items)
        .into_iter()
        .map(|(day, slots)| {
            let all: Vec<AgendaItem> = slots.iter().flatten().cloned().collect();
            let empty = move || !all.iter().any(|item| agenda.shows(item));
            let slots = slots.into_iter().map(|items| view! { <Slot items agenda /> });
            view! {
                <section class="agenda-day" hidden=empty>
                    <h3>{lang.date_long(day)}</h3>
                    <ol role="list">{slots.collect_view()}</ol>
                </section>
            }
        })
        .collect_view();
    let nothing = move || agenda.items.with_value(|items| !items.iter().any(|i| agenda.shows(i)));
    let picked = move || agenda.picks.with(|picks| picks.as_ref().is_some_and(|p| !p.is_empty()));
    let (all_ics, picks_ics) = (paths::agenda_ics(&slug), paths::picks_ics(&slug));
    view! {
        <section class="agenda" id="agenda" aria-labelledby="agenda-title">
            <h2 id="agenda-title">{lang.agenda}</h2>
            <Filters items agenda here />
            <p role="status" class="agenda-note">
                {move || agenda.failed.get().then_some(lang.pick_failed)}
            </p>
            <p class="muted" hidden=move || !nothing()>
                {lang.no_picks}
            </p>
            {days}
            <p class="actions agenda-files">
                <a class="button button-quiet button-small" rel="external" href=all_ics>
                    <Icon shape=Shape::Calendar />
                    {lang.agenda_ics}
                </a>
                <a
                    class="button button-quiet button-small"
                    rel="external"
                    href=picks_ics
                    hidden=move || !picked()
                >
                    <Icon shape=Shape::Calendar />
                    {lang.picks_ics}
                </a>
            </p>
        </section>
    }
    .into_any()
}

/// The sessions that begin at the same time, side by side.
#[component]
fn Slot(items: Vec<AgendaItem>, agenda: AgendaState) -> impl IntoView {
    let lang = use_texts::<EventTexts>();
    let Some(first) = items.first() else { return ().into_any() };
    let start = first.start_time;
    let text = if agenda.one_zone {
        lang.time(first.span.start.time)
    } else {
        lang.time_in_zone(&first.span.start)
    };
    let all = items.clone();
    let empty = move || !all.iter().any(|item| agenda.shows(item));
    let sessions = items.into_iter().map(|item| view! { <SessionView item agenda /> });
    view! {
        <li class="slot" hidden=empty>
            <p class="slot-time">
                <When start text />
            </p>
            <ul role="list" class="slot-sessions">
                {sessions.collect_view()}
            </ul>
        </li>
    }
    .into_any()
}

#[component]
fn SessionView(item: AgendaItem, agenda: AgendaState) -> impl IntoView {
    let lang = use_texts::<EventTexts>();
    let time = lang.times(&item.span);
    let stored = StoredValue::new(item.clone());
    let progress = move || stored.with_value(|item| agenda.progress(item));
    let clash = move || stored.with_value(|item| agenda.clash(item));
    let hidden = move || !stored.with_value(|item| agenda.shows(item));
    let id = item.id;
    let title = item.title.clone();
    let label = move || lang.pick_session(&title, agenda.picked(id));
    let member = agenda.picks.with_untracked(Option::is_some);
    view! {
        <li
            class="session"
            class:is-picked=move || agenda.picked(id)
            hidden=hidden
            data-testid="session"
        >
            <div class="session-head">
                <span>{time}</span>
                {move || {
                    progress()
                        .map(|now| {
                            let (class, text) = if now {
                                ("badge badge-ok", lang.agenda_now)
                            } else {
                                ("badge badge-past", lang.agenda_next)
                            };
                            view! { <span class=class>{text}</span> }
                        })
                }}
                {member
                    .then(|| {
                        view! {
                            <form
                                method="post"
                                action=PickSession::url()
                                on:submit=move |event| {
                                    event.prevent_default();
                                    agenda.toggle(id);
                                }
                            >
                                <input type="hidden" name="session" value=id.to_string() />
                                <input
                                    type="hidden"
                                    name="picked"
                                    value=move || if agenda.picked(id) { "" } else { "1" }
                                />
                                <button
                                    type="submit"
                                    class="pick"
                                    aria-label=label
                                    aria-pressed=move || agenda.picked(id).to_string()
                                >
                                    <Icon shape=Shape::Star />
                                </button>
                            </form>
                        }
                    })}
            </div>
            <h4 class="session-title">
                <Words text=item.title />
            </h4>
            <p class="session-meta">
                {item
                    .speaker
                    .map(|name| {
                        view! {
                            <span class="session-speaker">
                                <Words text=name />
                            </span>
                        }
                    })} <span class="session-room">
                    <span class="visually-hidden">{lang.room} " "</span>
                    <Words text=item.room />
                </span>
                {item
                    .track
                    .map(|track| {
                        view! {
                            <span class="session-track">
                                <span class="visually-hidden">{lang.track} " "</span>
                                <Words text=track />
                            </span>
                        }
                    })}
            </p>
            {(!item.description.trim().is_empty())
                .then(|| {
                    view! {
                        <p class="session-text" dir="auto">
                            {item.description}
                        </p>
                    }
                })}
            {move || {
                clash()
                    .map(|title| {
                        view! { <p class="session-clash">{lang.clashes_with(&title)}</p> }
                    })
            }}
        </li>
    }
}

/// Links, so that a filtered agenda has an address and needs no JavaScript.
#[component]
fn Filters(items: Vec<AgendaItem>, agenda: AgendaState, here: String) -> impl IntoView {
    let lang = use_texts::<EventTexts>();
    let mut tracks: Vec<String> = items.iter().filter_map(|item| item.track.clone()).collect();
    let mut rooms: Vec<String> = items.into_iter().map(|item| item.room).collect();
    for names in [&mut tracks, &mut rooms] {
        names.sort_unstable();
        names.dedup();
    }
    // One room or one track is everything.
    let many = |names: Vec<String>| if names.len() > 1 { names } else { Vec::new() };
    let (tracks, rooms) = (many(tracks), many(rooms));
    let member = agenda.picks.with_untracked(Option::is_some);
    if tracks.is_empty() && rooms.is_empty() && !member {
        return ().into_any();
    }
    let mut choices = vec![(String::new(), lang.agenda_all.to_owned())];
    choices.extend(tracks.into_iter().map(|track| (format!("track:{track}"), track)));
    choices.extend(rooms.into_iter().map(|room| (format!("room:{room}"), room)));
    if member {
        choices.push(("picks".to_owned(), lang.my_picks.to_owned()));
    }
    let links = choices
        .into_iter()
        .map(|(show, text)| {
            let href = if show.is_empty() {
                format!("{here}#agenda")
            } else {
                format!("{here}?show={}#agenda", paths::encode(&show))
            };
            let current = move || agenda.show.with(|now| *now == show).then_some("true");
            view! {
                <li>
                    <a class="chip" href=href aria-current=current>
                        <Words text />
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <nav class="agenda-filter" aria-label=lang.agenda_filter>
            <ul role="list">{links}</ul>
        </nav>
    }
    .into_any()
}

type Day = (NaiveDate, Vec<Vec<AgendaItem>>);

/// Days, and in each the sessions that begin together; they come in order.
fn by_day(items: &[AgendaItem]) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    for item in items {
        let day = item.span.start.time.date();
        if days.last().is_none_or(|(last, _)| *last != day) {
            days.push((day, Vec::new()));
        }
        let Some((_, slots)) = days.last_mut() else { continue };
        match slots.last_mut() {
            Some(slot) if slot[0].start_time == item.start_time => slot.push(item.clone()),
            _ => slots.push(vec![item.clone()]),
        }
    }
    days
}

/// Keeps "now" current while the page is open.
fn tick(now: RwSignal<DateTime<Utc>>) {
    let set = move || {
        #[allow(clippy::cast_possible_truncation, reason = "milliseconds of this age fit")]
        if let Some(time) = DateTime::from_timestamp_millis(browser::now_ms() as i64) {
            now.try_set(time);
        }
    };
    use_interval(|| Some(TICK), set);
}
