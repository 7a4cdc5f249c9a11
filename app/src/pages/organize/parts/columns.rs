//! The choice of a list's columns, as a GET form: the address has it, and nothing else remembers it.

use super::Column;
use super::address::{COLUMNS, asked_columns};
use super::get_form::get_form;
use crate::components::{Icon, Shape};
use crate::i18n::{OrganizeTexts, use_texts};
use leptos::ev::{Event, SubmitEvent};
use leptos::html::Form;
use leptos::prelude::*;
use leptos_router::params::ParamsMap;

/// Which columns are shown: the first, and those that are asked for. Where none that there is was asked
/// for, the usual ones.
pub(super) fn chosen(columns: &[Column], asked: &[String]) -> Vec<bool> {
    let names = |column: &Column| asked.iter().any(|name| *name == column.key);
    let any = columns.iter().any(names);
    let shown = |column: &Column| {
        if any { column.key.is_empty() || names(column) } else { !column.extra }
    };
    columns.iter().enumerate().map(|(place, column)| place == 0 || shown(column)).collect()
}

/// Boxes for all columns but the first. With JavaScript each shows at once.
#[component]
pub fn ColumnChoice(
    /// The list's own address, without parameters.
    #[prop(into)]
    action: Signal<String>,
    query: Memo<ParamsMap>,
    columns: Vec<Column>,
) -> impl IntoView {
    let lang = use_texts::<OrganizeTexts>();
    let form = NodeRef::<Form>::new();
    let show = get_form(form, action);
    let on_change = {
        let show = show.clone();
        move |_: Event| show(true)
    };
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        show(false);
    };
    let first = columns.first().map_or("", |column| column.key);
    let columns = StoredValue::new(columns);
    let shown = Memo::new(move |_| {
        let asked = query.with(asked_columns);
        columns.with_value(|columns| chosen(columns, &asked))
    });
    let boxes = columns.with_value(|columns| {
        let named = columns.iter().enumerate().skip(1).filter(|(_, it)| !it.key.is_empty());
        named
            .map(|(place, column)| {
                let is_shown = move || shown.with(|shown| shown.get(place) == Some(&true));
                let checked = shown.with_untracked(|shown| shown.get(place) == Some(&true));
                view! {
                    <label class="flag">
                        <input
                            type="checkbox"
                            name=COLUMNS
                            value=column.key
                            checked=checked
                            prop:checked=is_shown
                        />
                        <span>{column.name}</span>
                    </label>
                }
            })
            .collect_view()
    });
    // The filters and the order, which stay as they are.
    let others = move || {
        let others = query
            .get()
            .into_iter()
            .filter(|(name, value)| name != COLUMNS && name != "page" && !value.trim().is_empty());
        others
            .map(
                |(name, value)| view! { <input type="hidden" name=name.to_string() value=value /> },
            )
            .collect_view()
    };
    view! {
        <details class="filters-more columns-choice">
            <summary>
                <Icon shape=Shape::Filter />
                {lang.columns}
                <Icon shape=Shape::Chevron />
            </summary>
            <form
                method="get"
                action=move || action.get()
                aria-label=lang.columns
                node_ref=form
                on:change=on_change
                on:submit=on_submit
                data-testid="columns"
            >
                {others}
                // The first one is always there, so that no other need be.
                <input type="hidden" name=COLUMNS value=first />
                <div class="columns-boxes">{boxes}</div>
                <button type="submit" class="button button-quiet button-small">
                    {lang.show_columns}
                </button>
            </form>
        </details>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_column_is_always_shown_and_the_others_as_they_are_asked_for() {
        let columns = [
            Column::text("Booking").named("booking"),
            Column::text("State").named("state"),
            Column::text("Always"),
            Column::text("Origin").extra("origin"),
        ];
        let shown = |asked: &str| {
            let query: ParamsMap = [("columns", asked)].into_iter().collect();
            chosen(&columns, &asked_columns(&query))
        };
        for usual in ["", " , ", "no,such", "<b>"] {
            assert_eq!(shown(usual), [true, true, true, false], "{usual}");
        }
        assert_eq!(shown("booking"), [true, false, true, false]);
        assert_eq!(shown("origin, state"), [true, true, true, true]);
        assert_eq!(shown("origin,no"), [true, false, true, true]);
    }
}
