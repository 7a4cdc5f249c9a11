//! The lines of the books, each with a link to its booking.

use crate::actions::run::report::{BookLineView, ReportView};
use crate::components::{Pagination, Words};
use crate::i18n::{ReportTexts, use_texts};
use crate::pages::organize::parts::{Address, Column, DataList, ListTools};
use leptos::prelude::*;

#[component]
pub(super) fn Lines(view: ReportView, address: Address, of_all: bool) -> impl IntoView {
    let lang = use_texts::<ReportTexts>();
    let (number, pages, count) = (view.lines.page, view.lines.pages(), view.lines.count);
    let narrowed = [view.currency, view.kind.map(|kind| lang.book_kind(kind).to_owned())];
    let narrowed: Vec<String> = narrowed.into_iter().flatten().collect();
    let narrowed = (!narrowed.is_empty()).then(|| {
        let all = address.without(&["currency", "kind"]);
        view! { <p>{narrowed.join(", ")} " · " <a href=all>{lang.all_lines}</a></p> }
    });
    let mut columns = vec![
        Column::text(lang.booking),
        Column::text(lang.at),
        Column::text(lang.kind),
        Column::text(lang.reason),
        Column::text(lang.event),
        Column::number(lang.charged),
        Column::number(lang.discounts),
        Column::number(lang.refunds),
        Column::number(lang.net),
        Column::text(lang.payment),
    ];
    if !of_all {
        columns.remove(EVENT);
    }
    let rows: Vec<_> =
        view.lines.results.into_iter().map(|line| cells(lang, line, of_all)).collect();
    let none = rows.is_empty().then(|| view! { <p class="muted">{lang.no_lines}</p> });
    let list = none.is_none().then(|| {
        view! { <DataList label=lang.lines_title columns rows address=address.clone() /> }
    });
    view! {
        <section aria-labelledby="lines" data-testid="lines">
            <h4 id="lines" tabindex="-1">
                {lang.lines_title}
            </h4>
            {narrowed}
            <ListTools count=lang.lines_found(count) />
            {none}
            {list}
            <Pagination page=number pages href=move |page| address.page(page) />
        </section>
    }
}

/// The place of the column that is there only where there are several events.
const EVENT: usize = 4;

fn cells(lang: &ReportTexts, line: BookLineView, of_all: bool) -> Vec<AnyView> {
    let mut cells = vec![
        view! {
            <a class="row-link" href=line.href>
                <code>{line.reference}</code>
            </a>
        }
        .into_any(),
        line.at.into_any(),
        lang.book_kind(line.kind).into_any(),
        lang.book_reason(&line.reason).into_any(),
        view! { <Words text=line.event_title /> }.into_any(),
        line.charged.into_any(),
        line.discount.into_any(),
        line.refunded.into_any(),
        line.net.into_any(),
        view! { <code class="small">{line.payment}</code> }.into_any(),
    ];
    if !of_all {
        cells.remove(EVENT);
    }
    cells
}
