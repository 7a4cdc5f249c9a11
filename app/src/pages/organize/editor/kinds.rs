//! Rows in which kinds of ticket are typed, to be made when the form is saved. All are there from the
//! beginning, and those that nobody asked for are hidden: so each is posted, kept and filled like any other
//! field, and the first ones are there without scripts.

use super::keeping::Keeping;
use crate::forms::{FormState, RowField};
use crate::i18n::{EditorTexts, use_texts};
use crate::web::fields;
use leptos::prelude::*;
use leptos::web_sys::Element;
use types::event_form::{TYPE_COLUMNS, TYPE_ROWS, TypeFields, row_and_column, type_field};
use types::ticket_types::NAME_MAX;

const ADD: &str = "add-kind";
/// Rows that are shown where fewer are filled in.
const SHOWN: usize = 3;

#[derive(Clone, Copy)]
struct Rows {
    shown: RwSignal<usize>,
    open: RwSignal<bool>,
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
        self.keeping.touched();
        fields::focus(&type_field(row, focus));
    }

    fn add(self) {
        let row = self.shown.get_untracked();
        self.show(row);
        fields::focus(&type_field(row, "name"));
    }

    /// The first row has no button that leads up, nor the last one a button that leads down: the name is
    /// always there.
    fn press(self, row: usize, deed: &str) {
        let last = self.shown.get_untracked().saturating_sub(1);
        match deed {
            "up" if row > 0 => {
                exchange(row - 1, row);
                self.changed(row - 1, if row == 1 { "name" } else { deed });
            }
            "down" => {
                exchange(row, row + 1);
                self.changed(row + 1, if row + 1 >= last { "name" } else { deed });
            }
            "remove" => {
                for below in row + 1..=last {
                    exchange(below - 1, below);
                }
                for column in TYPE_COLUMNS {
                    fields::set(&type_field(last, column), "");
                }
                let left = last.max(1);
                self.shown.set(left);
                self.changed(row.min(left - 1), "name");
            }
            _ => {}
        }
    }
}

fn exchange(one: usize, other: usize) {
    for column in TYPE_COLUMNS {
        fields::exchange(&type_field(one, column), &type_field(other, column));
    }
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
    let rows =
        Rows { shown: RwSignal::new(filled.max(SHOWN)), open: RwSignal::new(filled > 0), keeping };
    let failure = state.failure;
    Effect::new(move |_| {
        let wrong = failure.try_with(|failure| {
            let mut fields = failure.iter().flat_map(|failure| &failure.fields);
            fields.any(|error| error.field.starts_with("ticket_types["))
        });
        if wrong == Some(true) {
            rows.open.set(true);
        }
    });
    let anchor = (!listed).then_some("ticket_types");
    let title = if listed { lang.new_kinds } else { lang.several_kinds };
    let mut typed = typed.into_iter();
    let rows_view = (0..TYPE_ROWS)
        .map(|row| {
            let TypeFields { name, price, quota } = typed.next().unwrap_or_default();
            let field = move |column, inputmode, maxlength, value| {
                let (name, label) = (type_field(row, column), lang.kind_field(column));
                view! { <RowField state name label kind="text" inputmode maxlength value=Some(value) /> }
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
                        {button(row, "up", lang.kind_up, "↑")}
                        {button(row, "down", lang.kind_down, "↓")}
                        {button(row, "remove", lang.kind_remove, "×")}
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
            // One ear for all buttons: it weighs less than one for each.
            on:click=move |event| {
                let id = event_target::<Element>(&event).id();
                if id == ADD {
                    rows.add();
                } else if let Some((row, deed)) = row_and_column(&id) {
                    rows.press(row, deed);
                }
            }
            on:toggle=move |event| {
                rows.open.set(event_target::<Element>(&event).has_attribute("open"));
            }
        >
            <summary id=anchor>{title}</summary>
            <div class="form-fields">
                <p class="muted">{lang.kinds_rows} " " {taken.then_some(lang.kinds_first)}</p>
                {rows_view}
                <p class="actions" hidden=move || { rows.shown.get() >= TYPE_ROWS }>
                    <button
                        type="button"
                        class="button button-quiet button-small"
                        id=ADD
                        data-testid="add-kind"
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

/// By its end of the id the style hides what leads nowhere, and all of them where no script runs.
fn button(
    row: usize,
    deed: &'static str,
    label: &'static str,
    sign: &'static str,
) -> impl IntoView {
    view! {
        <button
            type="button"
            id=type_field(row, deed)
            class="button button-quiet button-small"
            aria-label=label
        >
            {sign}
        </button>
    }
}
