//! Sums, each with a link to the lines that it is made of.

use crate::actions::run::report::SumLine;
use crate::i18n::{ReportTexts, use_texts};
use crate::pages::organize::parts::{Address, Column, DataList};
use leptos::prelude::*;
use leptos_router::params::ParamsMap;

#[component]
pub(super) fn Sums(
    id: &'static str,
    title: &'static str,
    /// What the first column is called.
    first: &'static str,
    sums: Vec<SumLine>,
) -> impl IntoView {
    let lang = use_texts::<ReportTexts>();
    if sums.is_empty() {
        return ().into_any();
    }
    let columns = vec![
        Column::text(first),
        Column::number(lang.gross),
        Column::number(lang.discounts),
        Column::number(lang.charged),
        Column::number(lang.refunds),
        Column::number(lang.net),
        Column::number(lang.lines_count),
    ];
    let rows = sums.into_iter().map(|sum| cells(lang, sum)).collect();
    let heading = format!("{id}-title");
    let named_by = heading.clone();
    view! {
        <section aria-labelledby=named_by data-testid=id>
            <h4 id=heading>{title}</h4>
            <DataList label=title columns rows address=Address::new("", ParamsMap::default()) />
        </section>
    }
    .into_any()
}

fn cells(lang: &ReportTexts, sum: SumLine) -> Vec<AnyView> {
    let label = lang.lines_of(&format!("{}, {}", sum.name, sum.net));
    vec![
        view! {
            <a class="row-link" href=sum.href aria-label=label>
                {sum.name}
            </a>
        }
        .into_any(),
        sum.gross.into_any(),
        sum.discounts.into_any(),
        sum.charged.into_any(),
        view! { <a href=sum.refunds_href>{sum.refunds}</a> }.into_any(),
        view! { <strong>{sum.net}</strong> }.into_any(),
        lang.number(sum.lines).into_any(),
    ]
}
