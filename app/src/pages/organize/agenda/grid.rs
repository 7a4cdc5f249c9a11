//! A day as a grid: rooms side by side, and time downwards.

use super::block::Block;
use super::desk::Desk;
use crate::components::Words;
use crate::i18n::{AgendaTexts, use_texts};
use crate::web::pointer;
use leptos::prelude::*;
use leptos::web_sys::PointerEvent;
use types::agenda::{AgendaDay, Place, STEP, tracks};
use types::ids::SessionId;
use types::text::lower;

/// What the pointer moves over.
const CANVAS: &str = "agenda-canvas";
/// Pixels of a step.
const STEP_HIGH: i64 = 7;
/// Pixels that a pointer moves before it drags.
const DRAGS: f64 = 4.0;

/// Where a pointer took hold of a session.
#[derive(Clone, Copy)]
struct Hold {
    id: SessionId,
    at: (f64, f64),
    is_end: bool,
    began: bool,
}

/// What every session on the grid looks at.
#[derive(Clone, Copy)]
pub(super) struct Canvas {
    pub(super) desk: Desk,
    pub(super) day: AgendaDay,
    pub(super) rooms: StoredValue<Vec<String>>,
    pub(super) tracks: StoredValue<Vec<String>>,
    hold: StoredValue<Option<Hold>>,
    /// The click that ends a drag is none.
    pub(super) dragged: StoredValue<bool>,
}

/// The height of so many minutes.
pub(super) fn high(minutes: i64) -> String {
    format!("{}px", minutes * STEP_HIGH / STEP)
}

#[allow(clippy::cast_possible_truncation, reason = "an as of floats saturates")]
fn minutes(pixels: f64) -> i64 {
    pixels as i64 * STEP / STEP_HIGH
}

impl Canvas {
    /// Which column a room has.
    pub(super) fn column(self, room: &str) -> usize {
        let name = lower(room);
        let found =
            self.rooms.with_value(|rooms| rooms.iter().position(|known| lower(known) == name));
        found.unwrap_or_default()
    }

    /// The room so many columns to the right.
    pub(super) fn beside(self, room: &str, by: isize) -> Option<String> {
        let next = self.column(room).checked_add_signed(by)?;
        self.rooms.with_value(|rooms| rooms.get(next).cloned())
    }

    /// Takes hold of a session, or of its end.
    pub(super) fn grab(self, event: &PointerEvent, id: SessionId, is_end: bool) {
        self.dragged.set_value(false);
        if event.button() != 0 {
            return;
        }
        let Some(at) = pointer::over(event, CANVAS) else { return };
        self.hold.set_value(Some(Hold { id, at, is_end, began: false }));
    }

    fn drag(self, event: &PointerEvent) {
        let Some(hold) = self.hold.get_value() else { return };
        if !pointer::is_down(event) {
            return self.release();
        }
        let Some((across, down)) = pointer::over(event, CANVAS) else { return };
        if !hold.began {
            // A share of a hundredth is some pixels.
            if (down - hold.at.1).abs() < DRAGS && (across - hold.at.0).abs() < 0.02 {
                return;
            }
            if !self.desk.begin(hold.id, false) {
                return self.hold.set_value(None);
            }
            pointer::capture(event, CANVAS);
            self.dragged.set_value(true);
        }
        event.prevent_default();
        self.hold.set_value(Some(Hold { began: true, ..hold }));
        let by = (minutes(down) - minutes(hold.at.1)) / STEP * STEP;
        let room = if hold.is_end { None } else { self.room_at(across) };
        self.desk.go(|moving| {
            let place = match (by, hold.is_end) {
                (0, _) => moving.from.clone(),
                (_, true) => moving.from.longer(by),
                (_, false) => moving.from.later(by),
            };
            match room {
                Some(room) => Place { room, ..place },
                None => place,
            }
        });
    }

    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "an as of floats saturates, and rooms are few"
    )]
    fn room_at(self, across: f64) -> Option<String> {
        self.rooms.with_value(|rooms| {
            let column = (across.max(0.0) * rooms.len() as f64) as usize;
            rooms.get(column.min(rooms.len().saturating_sub(1))).cloned()
        })
    }

    fn release(self) {
        let held = self.hold.get_value();
        self.hold.set_value(None);
        if held.is_some_and(|hold| hold.began) {
            self.desk.settle();
        }
    }

    fn let_go(self) {
        self.hold.set_value(None);
        self.desk.cancel();
    }
}

#[component]
pub(super) fn Grid(desk: Desk, day: AgendaDay, rooms: Vec<String>) -> impl IntoView {
    let lang = use_texts::<AgendaTexts>();
    let all = desk.sessions.get_untracked();
    let heads = rooms.iter().map(|room| view! { <Words text=room.clone() /> }).collect_view();
    let columns = rooms.iter().map(|_| view! { <span></span> }).collect_view();
    // What is moved to another day leaves the grid with the next look at that day.
    let here = all
        .iter()
        .filter(|it| it.place.start < day.until && it.place.end > day.from)
        .map(|it| it.id)
        .collect::<Vec<_>>();
    let wide = format!("{}rem", rooms.len() * 9);
    let canvas = Canvas {
        desk,
        day,
        rooms: StoredValue::new(rooms),
        tracks: StoredValue::new(tracks(&all)),
        hold: StoredValue::new(None),
        dragged: StoredValue::new(false),
    };
    let length = (day.until - day.from).num_minutes();
    let ticks = (0..=length)
        .step_by(30)
        .map(|minute| {
            let at = day.from + chrono::TimeDelta::minutes(minute);
            let text = desk.view.with_value(|view| lang.time(view.clock.at(at)));
            view! { <span style:top=high(minute)>{text}</span> }
        })
        .collect_view();
    let blocks = here.into_iter().map(|id| view! { <Block canvas id /> }).collect_view();
    view! {
        <div class="agenda-grid" data-testid="agenda-grid">
            <details class="agenda-keys">
                <summary>{lang.grid_keys_title}</summary>
                <p>{lang.grid_keys}</p>
            </details>
            <div class="agenda-scroll" tabindex="0" role="region" aria-label=lang.grid>
                <div class="agenda-columns agenda-rooms" style:min-width=wide.clone()>
                    {heads}
                </div>
                <div
                    class="agenda-canvas"
                    id=CANVAS
                    style:height=high(length)
                    style:min-width=wide
                    on:pointermove=move |event| canvas.drag(&event)
                    on:pointerup=move |_| canvas.release()
                    on:pointercancel=move |_| canvas.let_go()
                >
                    <div class="agenda-ticks" aria-hidden="true">
                        {ticks}
                    </div>
                    <div class="agenda-columns" aria-hidden="true">
                        {columns}
                    </div>
                    <ul role="list">{blocks}</ul>
                </div>
            </div>
        </div>
    }
}
