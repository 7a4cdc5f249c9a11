//! Rows in which kinds of ticket are typed, to be made when the form is saved. All are there from the
//! beginning, and those that nobody asked for are hidden: so each is posted, kept and filled like any other
//! field, and the first ones are there without scripts.

use super::keeping::Keeping;
use crate::forms::{FormState, RowField};
use crate::i18n::{EditorTexts, use_texts};
use crate::web::fields;
use leptos::prelude::*;
use leptos::web_sys::Element;
use types::event_form::{TYPE_COLUMNS, TYPE_ROWS, TypeFields, type_field};
use types::ticket_types::NAME_MAX;

/// Rows that are shown where fewer are filled in.
const SHOWN: usize = 3;

#[derive(Clone, Copy)]
struct Rows {
    shown: RwSignal<usize>,
    open: RwSignal<bool>,
    /// Since the last answer: what it says of a row is said of another.
    moved: RwSignal<bool>,
    keeping: Keeping,
}

impl Rows {
    /// Something stands in a row, whoever typed it.
    fn show(self, row: usize) {
        self.open.set(true);
        if self.shown.get_untracked() <= row {
            self.shown.set(row + 1);
        }
    }

    /// Rows stand elsewhere than before; the keyboard goes on from this field or button.
    fn changed(self, row: usize, focus: &str) {
        self.moved.set(true);
        self.keeping.touched();
        fields::focus(&type_field(row, focus));
    }

    fn add(self) {
        let row = self.shown.get_untracked();
        self.show(row);
        fields::focus(&type_field(row, "name"));
    }
}

fn exchange(one: usize, other: usize) {
    for column in TYPE_COLUMNS {
        fields::exchange(&type_field(one, column), &type_field(other, column));
    }
}

/// What a button of a row does: the last of its id, by which the style hides what leads nowhere and all of
/// them where no script runs; its sign, and how.
type Deed = (&'static str, &'static str, fn(Rows, usize));
const DEEDS: [Deed; 3] = [("up", "↑", up), ("down", "↓", down), ("remove", "×", remove)];

/// The first row has no such button, nor the last one the other: the name is always there.
fn up(rows: Rows, row: usize) {
    let Some(above) = row.checked_sub(1) else { return };
    exchange(above, row);
    rows.changed(above, if above == 0 { "name" } else { "up" });
}

fn down(rows: Rows, row: usize) {
    let below = row + 1;
    exchange(row, below);
    let is_last = below + 1 >= rows.shown.get_untracked();
    rows.changed(below, if is_last { "name" } else { "down" });
}

fn remove(rows: Rows, row: usize) {
    let last = rows.shown.get_untracked().saturating_sub(1);
    for below in row + 1..=last {
        exchange(below - 1, below);
    }
    for column in TYPE_COLUMNS {
        fields::set(&type_field(last, column), "");
    }
    let left = last.max(1);
    rows.shown.set(left);
    rows.changed(row.min(left - 1), "name");
}

#[component]
pub(super) fn Kinds(
    state: FormState,
    /// What was typed and is not made yet.
    typed: Vec<TypeFields>,
    /// The event has kinds already: more are typed on the page of its tickets.
    listed: bool,
    /// Seats are taken, which become of the first kind.
    taken: bool,
    tickets: Option<String>,
    keeping: Keeping,
) -> impl IntoView {
    let lang = use_texts::<EditorTexts>();
    let filled = typed.len().min(TYPE_ROWS);
    let rows = Rows {
        shown: RwSignal::new(filled.max(SHOWN)),
        open: RwSignal::new(filled > 0),
        moved: RwSignal::new(false),
        keeping,
    };
    let failure = state.failure;
    Effect::new(move |_| {
        let wrong = failure.try_with(|failure| {
            let mut fields = failure.iter().flat_map(|failure| &failure.fields);
            fields.any(|error| error.field.starts_with("ticket_types["))
        });
        if wrong == Some(true) {
            rows.open.set(true);
        }
        rows.moved.set(false);
    });
    let state = state.with_failure(Signal::derive(move || {
        failure.try_get().flatten().filter(|_| rows.moved.try_get() != Some(true))
    }));
    let mut typed = typed.into_iter();
    let rows_view = (0..TYPE_ROWS)
        .map(|row| {
            let TypeFields { name, price, quota } = typed.next().unwrap_or_default();
            let field = move |column, inputmode, maxlength, value| {
                let (name, label) = (type_field(row, column), lang.kind_field(column));
                view! {
                    <RowField state name label kind="text" inputmode maxlength value=Some(value) />
                }
            };
            view! {
                <fieldset
                    class="kind-fields"
                    hidden=move || { row >= rows.shown.get() }
                    data-testid="kind-fields"
                    on:change=move |event| {
                        if !event_target_value(&event).is_empty() {
                            rows.show(row);
                        }
                    }
                >
                    <legend class="visually-hidden">{lang.kind_number(row)}</legend>
                    {field("name", "", NAME_MAX, name)}
                    {field("price", "decimal", 16, price)}
                    {field("quota", "numeric", 12, quota)}
                    <p class="actions">
                        {DEEDS.map(|deed| button(rows, row, deed)).collect_view()}
                    </p>
                </fieldset>
            }
        })
        .collect_view();
    view! {
        <details
            class="desk-more editor-kinds"
            open=move || rows.open.get()
            data-testid="new-kinds"
            on:toggle=move |event| {
                rows.open.set(event_target::<Element>(&event).has_attribute("open"));
            }
        >
            <summary id=(!listed).then_some("ticket_types")>
                {if listed { lang.new_kinds } else { lang.several_kinds }}
            </summary>
            <div class="form-fields">
                <p class="muted">{lang.kinds_rows} " " {taken.then_some(lang.kinds_first)}</p>
                {rows_view}
                <p class="actions" hidden=move || { rows.shown.get() >= TYPE_ROWS }>
                    <button
                        type="button"
                        class="button button-quiet button-small"
                        data-testid="add-kind"
                        on:click=move |_| rows.add()
                    >
                        {lang.kind_add}
                    </button>
                </p>
                <p class="hint">
                    {lang.kinds_more} " "
                    {tickets.map(|href| view! { <a href=href>{lang.to_tickets}</a> })}
                </p>
            </div>
        </details>
    }
}

fn button(rows: Rows, row: usize, (way, sign, press): Deed) -> impl IntoView {
    let lang = use_texts::<EditorTexts>();
    let label = match way {
        "up" => lang.kind_up,
        "down" => lang.kind_down,
        _ => lang.kind_remove,
    };
    view! {
        <button
            type="button"
            id=type_field(row, way)
            class="button button-quiet button-small"
            aria-label=label
            on:click=move |_| press(rows, row)
        >
            {sign}
        </button>
    }
}
