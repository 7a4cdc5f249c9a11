//! A list of rows: a table with a sticky head, and cards where there is no room for one.

use super::Address;
use super::columns::chosen;
use crate::i18n::{OrganizeTexts, use_texts};
use leptos::prelude::*;

/// One column. The first one names the row; its link, if it has the class `row-link`, is the whole
/// row's.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    pub(super) name: &'static str,
    /// What the parameter `columns` calls it; nothing where it can be neither left out nor added.
    pub(super) key: &'static str,
    /// Only there where it is asked for.
    pub(super) extra: bool,
    /// What the parameter `ordering` calls it.
    order: Option<&'static str>,
    is_number: bool,
}

impl Column {
    pub const fn text(name: &'static str) -> Self {
        Self { name, key: "", extra: false, order: None, is_number: false }
    }

    /// Numbers and money stand at the right, digit under digit.
    pub const fn number(name: &'static str) -> Self {
        Self { is_number: true, ..Self::text(name) }
    }

    /// It can be left out. Of the first column it is only the name: that one is always there.
    pub const fn named(self, key: &'static str) -> Self {
        Self { key, ..self }
    }

    /// It is there where it is asked for.
    pub const fn extra(self, key: &'static str) -> Self {
        Self { key, extra: true, ..self }
    }

    /// The list can be ordered by it.
    pub const fn ordered(self, by: &'static str) -> Self {
        Self { order: Some(by), ..self }
    }
}

/// Rows under their columns, as many cells in each as there are columns.
#[component]
pub fn DataList(
    /// What is listed, for those who do not see the heading above it.
    #[prop(into)]
    label: String,
    columns: Vec<Column>,
    rows: Vec<Vec<AnyView>>,
    address: Address,
    /// How it is ordered where the address does not say: a name, with a minus for the largest first.
    #[prop(default = "")]
    order: &'static str,
) -> impl IntoView {
    let ordered = address.get("ordering").unwrap_or_else(|| order.to_owned());
    let shown = chosen(&columns, &address.columns());
    let head = columns
        .iter()
        .zip(&shown)
        .filter(|(_, shown)| **shown)
        .map(|(column, _)| view! { <Head column=*column ordered=ordered.clone() address=address.clone() /> })
        .collect_view();
    let rows = rows
        .into_iter()
        .map(|cells| {
            let cells = cells.into_iter().zip(&columns).zip(&shown);
            let mut cells = cells.filter(|(_, shown)| **shown).map(|(cell, _)| cell);
            let first = cells.next().map(|(cell, _)| {
                view! {
                    <th scope="row" role="rowheader">
                        {cell}
                    </th>
                }
            });
            let rest = cells
                .map(|(cell, column)| {
                    view! {
                        <td role="cell" class:is-number=column.is_number data-label=column.name>
                            {cell}
                        </td>
                    }
                })
                .collect_view();
            view! { <tr role="row">{first} {rest}</tr> }
        })
        .collect_view();
    // The roles are said although they are known: as cards the elements would lose them.
    view! {
        <table class="data-list" role="table" aria-label=label>
            <thead role="rowgroup">
                <tr role="row">{head}</tr>
            </thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
}

/// A column's name; a link that orders by it, the other way round where it is ordered by it.
#[component]
fn Head(column: Column, ordered: String, address: Address) -> impl IntoView {
    let lang = use_texts::<OrganizeTexts>();
    let Some(by) = column.order else {
        return view! {
            <th scope="col" role="columnheader" class:is-number=column.is_number>
                {column.name}
            </th>
        }
        .into_any();
    };
    let (descending, current) = match ordered.strip_prefix('-') {
        Some(name) => (true, name),
        None => (false, &*ordered),
    };
    let sorted = (current == by).then_some(if descending { "descending" } else { "ascending" });
    let next_descending = match sorted {
        Some(_) => !descending,
        None => column.is_number,
    };
    let next = if next_descending { format!("-{by}") } else { by.to_owned() };
    let arrow = match sorted {
        Some("descending") => "↓",
        Some(_) => "↑",
        None => "",
    };
    view! {
        <th
            scope="col"
            role="columnheader"
            class="is-ordered"
            class:is-number=column.is_number
            aria-sort=sorted
        >
            <a href=address.with("ordering", &next) aria-label=lang.order_by(column.name)>
                {column.name}
                <span class="order-mark" aria-hidden="true">
                    {arrow}
                </span>
            </a>
        </th>
    }
    .into_any()
}
