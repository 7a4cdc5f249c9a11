//! Order summary: seats, price, refunds and the refund rule.

use crate::actions::bookings::views::Summary;
use crate::components::Words;
use crate::i18n::{MyBookingsTexts, use_texts};
use leptos::prelude::*;

#[component]
pub(super) fn OrderSummary(
    summary: Summary,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let lang = use_texts::<MyBookingsTexts>();
    let lines = summary
        .lines
        .into_iter()
        .map(|line| {
            let total = line.name == "total";
            view! {
                <div class:summary-total=total data-testid=line.name>
                    <dt>
                        <Words text=line.what />
                    </dt>
                    <dd>{line.sum}</dd>
                </div>
            }
        })
        .collect_view();
    let deadline = summary.deadline.map(|deadline| {
        view! {
            " "
            <span class="refund-deadline">{deadline}</span>
        }
    });
    view! {
        <section class="summary" aria-labelledby="summary-title">
            <h2 id="summary-title">{lang.summary}</h2>
            <dl>{lines}</dl>
            {children.map(|children| children())}
            {summary
                .moved
                .map(|moved| {
                    view! {
                        <p class="summary-rule" data-testid="moved-refund">
                            <strong>{moved}</strong>
                        </p>
                    }
                })}
            {summary
                .rule
                .map(|rule| {
                    view! {
                        <p class="summary-rule" data-testid="refund-rule">
                            {rule}
                            {deadline}
                        </p>
                    }
                })}
        </section>
    }
}
