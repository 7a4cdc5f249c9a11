//! The list as a file: its address with the file's ending, so what is filtered here is in it.

use super::super::parts::Address;
use crate::components::{Icon, Shape};
use crate::i18n::{OrganizeBookingsTexts, use_texts};
use leptos::prelude::*;
use types::event_bookings::ExportFormat;

#[component]
pub fn Exports(
    address: Address,
    slug: String,
    /// The address of a file by the event's and the format's names.
    file: fn(&str, &str) -> String,
    /// How many rows the file has.
    rows: i64,
) -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    if rows == 0 {
        return ().into_any();
    }
    let links = ExportFormat::ALL
        .map(|format| {
            let name = format.as_str().to_ascii_uppercase();
            let label = lang.export_as(&name, rows);
            view! {
                <li>
                    <a
                        href=address.file(file(&slug, format.as_str()))
                        rel="external nofollow"
                        download=""
                        aria-label=label
                    >
                        {name}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <div class="exports" data-testid="exports">
            <Icon shape=Shape::Download />
            <span aria-hidden="true">{lang.export_rows(rows)}</span>
            <ul role="list">{links}</ul>
        </div>
    }
    .into_any()
}
