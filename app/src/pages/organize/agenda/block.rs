//! One session on the grid: a link to its form, a button that moves it by keys, and an end to pull.

use super::grid::{Canvas, high};
use crate::components::Words;
use crate::i18n::{AgendaTexts, use_texts};
use crate::paths;
use chrono::{DateTime, Utc};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use types::agenda::{STEP, track_of};
use types::ids::SessionId;

/// Minutes of a longer step.
const FAR: i64 = 3 * STEP;

#[component]
pub(super) fn Block(canvas: Canvas, id: SessionId) -> impl IntoView {
    let lang = use_texts::<AgendaTexts>();
    let (desk, day) = (canvas.desk, canvas.day);
    let first = untrack(|| desk.shown(id))?;
    let slug = desk.view.with_value(|view| view.slug.clone());
    let shown = move || desk.shown(id);
    let count = canvas.rooms.with_value(Vec::len).max(1);
    let share = move |columns: usize| {
        let hundredths = columns * 10_000 / count;
        format!("{}.{:02}%", hundredths / 100, hundredths % 100)
    };
    let place = move || shown().map(|it| it.place);
    let begins = move |start: DateTime<Utc>| start.max(day.from);
    let top = move || {
        place().map(|it| high((begins(it.start) - day.from).num_minutes())).unwrap_or_default()
    };
    let height = move || {
        let length = place().map(|it| it.end.min(day.until) - begins(it.start));
        length.map(|length| high(length.num_minutes())).unwrap_or_default()
    };
    let left = move || place().map(|it| share(canvas.column(&it.room))).unwrap_or_default();
    let hours =
        move || shown().map(|it| desk.view.with_value(|view| lang.hours(&it.place, &view.clock)));
    let room = move || shown().map(|it| it.place.room);
    let track = canvas.tracks.with_value(|all| track_of(all, first.track.as_deref()));
    let by_key = move || desk.moves(id) == Some(true);
    let clashes = move || desk.moves(id).is_some() && !desk.clashes(id).is_empty();
    let name = lang.move_session(&first.title);
    Some(view! {
        <li
            class="agenda-block"
            class:is-moving=move || desk.moves(id).is_some()
            class:is-clash=clashes
            data-track=track.map(|track| track.to_string())
            data-testid="agenda-block"
            style:top=top
            style:height=height
            style:left=left
            style:width=share(1)
            on:pointerdown=move |event| {
                if event.pointer_type() == "mouse" {
                    canvas.grab(&event, id, false);
                }
            }
        >
            <a href=paths::organize_session(&slug, &id) draggable="false">
                <Words text=first.title />
            </a>
            <span class="agenda-block-when">
                {hours} <span class="visually-hidden">" · " {room}</span>
            </span>
            {first.speaker.map(|speaker| view! { <Words text=speaker /> })}
            <button
                type="button"
                class="agenda-handle"
                aria-label=name
                aria-pressed=move || by_key().to_string()
                on:pointerdown=move |event| {
                    event.stop_propagation();
                    canvas.grab(&event, id, false);
                }
                on:click=move |_| pressed(canvas, id)
                on:keydown=move |event| key(canvas, id, &event)
                on:blur=move |_| {
                    if untrack(by_key) {
                        desk.cancel();
                    }
                }
            >
                <span aria-hidden="true">"⠿"</span>
            </button>
            <span
                class="agenda-end"
                aria-hidden="true"
                on:pointerdown=move |event| {
                    event.stop_propagation();
                    canvas.grab(&event, id, true);
                }
            ></span>
        </li>
    })
}

/// The button begins a move by keys, and saves it.
fn pressed(canvas: Canvas, id: SessionId) {
    if canvas.dragged.get_value() {
        canvas.dragged.set_value(false);
    } else if untrack(|| canvas.desk.moves(id)).is_some() {
        canvas.desk.settle();
    } else {
        canvas.desk.begin(id, true);
    }
}

fn key(canvas: Canvas, id: SessionId, event: &KeyboardEvent) {
    let desk = canvas.desk;
    if untrack(|| desk.moves(id)) != Some(true) {
        return;
    }
    let step = if event.ctrl_key() || event.alt_key() || event.meta_key() { FAR } else { STEP };
    let minutes = |by: i64| {
        let longer = event.shift_key();
        desk.go(|moving| if longer { moving.to.longer(by) } else { moving.to.later(by) });
    };
    let beside = |by: isize| {
        desk.go(|moving| match canvas.beside(&moving.to.room, by) {
            Some(room) => moving.to.in_room(&room),
            None => moving.to.clone(),
        });
    };
    match &*event.key() {
        "ArrowUp" => minutes(-step),
        "ArrowDown" => minutes(step),
        "PageUp" => minutes(-FAR),
        "PageDown" => minutes(FAR),
        "ArrowLeft" => beside(-1),
        "ArrowRight" => beside(1),
        "Escape" => desk.cancel(),
        "Enter" => desk.settle(),
        _ => return,
    }
    event.prevent_default();
    event.stop_propagation();
}
