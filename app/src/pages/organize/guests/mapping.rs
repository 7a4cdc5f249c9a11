//! Which columns are names and addresses: guessed, and changed by a form whose choices are the
//! address.

use super::kind_select::KindSelect;
use crate::actions::organizing::guest_views::GuestListView;
use crate::i18n::{OrganizeBookingsTexts, use_texts};
use crate::paths;
use leptos::ev::{Event, SubmitEvent};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

#[component]
pub(super) fn Mapping(view: GuestListView, slug: String) -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    let path = StoredValue::new(paths::organize_guests(&slug));
    let form = NodeRef::<leptos::html::Form>::new();
    let navigate = use_navigate();
    let show = move || {
        #[cfg(feature = "hydrate")]
        if let Some(form) = form.get_untracked() {
            let asked = crate::browser::form_query(&form);
            let stay =
                NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
            navigate(&format!("{}?{asked}", path.get_value()), stay);
        }
        #[cfg(not(feature = "hydrate"))]
        let _ = (&navigate, form, NavigateOptions::default());
    };
    let on_change = {
        let show = show.clone();
        move |_: Event| show()
    };
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        show();
    };
    let columns = view.columns;
    let several = !view.types.is_empty();
    let titles: Vec<String> =
        view.titles.iter().enumerate().map(|(nth, title)| lang.column_title(nth, title)).collect();
    view! {
        <Sample view=view.clone() titles=titles.clone() />
        <form
            method="get"
            action=path.get_value()
            class="desk-form desk-mapping"
            node_ref=form
            on:change=on_change
            on:submit=on_submit
            data-testid="mapping"
        >
            <input type="hidden" name="list" value=view.id.to_string() />
            <ColumnSelect
                name="name"
                label=lang.column_name
                titles=titles.clone()
                chosen=Some(columns.name)
            />
            <ColumnSelect
                name="surname"
                label=lang.column_surname
                titles=titles.clone()
                chosen=columns.surname
                none=lang.no_such_column
            />
            <ColumnSelect
                name="email"
                label=lang.column_email
                titles=titles.clone()
                chosen=Some(columns.email)
            />
            {several
                .then(|| {
                    view! {
                        <ColumnSelect
                            name="ticket_type"
                            label=lang.column_kind
                            titles
                            chosen=columns.ticket_type
                            none=lang.no_such_column
                        />
                        <KindSelect
                            id="others"
                            label=lang.others_kind
                            types=view.types
                            chosen=view.others
                        />
                    }
                })}
            // What an unchecked box does not say.
            <input type="hidden" name="chosen" value="yes" />
            <label class="flag">
                <input type="checkbox" name="header" value="true" checked=columns.header />
                <span>{lang.first_row_is_header}</span>
            </label>
            <button
                type="submit"
                class="button button-quiet button-small"
                data-testid="apply-columns"
            >
                {lang.apply_columns}
            </button>
        </form>
    }
}

/// The first rows of the file, as it has them.
#[component]
fn Sample(view: GuestListView, titles: Vec<String>) -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    let head = titles
        .into_iter()
        .map(|title| {
            view! {
                <th scope="col">
                    <bdi>{title}</bdi>
                </th>
            }
        })
        .collect_view();
    let width = view.titles.len();
    let rows = view
        .sample
        .into_iter()
        .map(|row| {
            let cells = (0..width)
                .map(|column| {
                    view! {
                        <td>
                            <bdi>{row.get(column).cloned().unwrap_or_default()}</bdi>
                        </td>
                    }
                })
                .collect_view();
            view! { <tr>{cells}</tr> }
        })
        .collect_view();
    view! {
        <div class="desk-scroll" tabindex="0" role="region" aria-label=lang.first_rows>
            <table class="sample">
                <caption class="muted">{lang.first_rows}</caption>
                <thead>
                    <tr>{head}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

#[component]
fn ColumnSelect(
    name: &'static str,
    label: &'static str,
    titles: Vec<String>,
    chosen: Option<usize>,
    /// Where there need not be such a column.
    #[prop(optional)]
    none: Option<&'static str>,
) -> impl IntoView {
    let id = format!("column-{name}");
    let options = titles
        .into_iter()
        .enumerate()
        .map(|(nth, title)| {
            view! {
                <option value=nth.to_string() selected=Some(nth) == chosen>
                    {title}
                </option>
            }
        })
        .collect_view();
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <select id=id name=name>
                {none.map(|none| view! { <option value="">{none}</option> })}
                {options}
            </select>
        </div>
    }
}
