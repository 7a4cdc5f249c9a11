//! The entries of a history: what, by whom, when, what was different before, and why.

use crate::actions::organizing::history_views::{ChangeLine, HistoryLine};
use crate::components::Words;
use crate::i18n::{OrganizeBookingsTexts, use_texts};
use crate::paths;
use leptos::prelude::*;

#[component]
pub fn HistoryList(
    lines: Vec<HistoryLine>,
    /// Of the event, where the entries are of several bookings.
    #[prop(optional, into)]
    slug: String,
) -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    if lines.is_empty() {
        return view! { <p class="muted">{lang.no_history}</p> }.into_any();
    }
    let lines =
        lines.into_iter().map(|line| view! { <Line line slug=slug.clone() /> }).collect_view();
    view! {
        <ol class="history" role="list">
            {lines}
        </ol>
    }
    .into_any()
}

#[component]
fn Line(line: HistoryLine, slug: String) -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    let what = lang.history_action(&line.action);
    let by = match line.actor {
        Some(name) => view! { <Words text=name /> }.into_any(),
        None => lang.by_itself.into_any(),
    };
    let booking = line.booking.filter(|_| !slug.is_empty()).map(|id| {
        view! {
            <a class="desk-link" href=paths::organize_booking(&slug, &id)>
                {lang.open_booking}
            </a>
        }
    });
    let changes = (!line.changes.is_empty()).then(|| view! { <Changes changes=line.changes /> });
    let reason = line.reason.filter(|reason| !reason.is_empty()).map(|reason| {
        view! {
            <blockquote class="history-reason">
                <bdi>{reason}</bdi>
            </blockquote>
        }
    });
    view! {
        <li class="history-line" data-action=line.action>
            <p class="history-what">
                <strong>{what}</strong>
                {booking}
            </p>
            <p class="muted history-who">{by} " · " {lang.moment(&line.at)}</p>
            {changes}
            {reason}
        </li>
    }
}

#[component]
fn Changes(changes: Vec<ChangeLine>) -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    let rows = changes
        .into_iter()
        .map(|change| {
            let name = lang.history_field(&change.field);
            let value = |value: Option<String>| match value {
                Some(value) => view! { <bdi>{value}</bdi> }.into_any(),
                None => view! { <span class="muted">{lang.nothing_there}</span> }.into_any(),
            };
            // Of texts that are not written down only that they changed is known.
            let known = change.before.is_some() || change.after.is_some();
            let values = if known {
                view! {
                    <del>{value(change.before)}</del>
                    <span class="visually-hidden">{lang.then}</span>
                    <span aria-hidden="true">" → "</span>
                    <ins>{value(change.after)}</ins>
                }
                .into_any()
            } else {
                lang.was_changed.into_any()
            };
            view! {
                <div>
                    <dt>{name}</dt>
                    <dd>{values}</dd>
                </div>
            }
        })
        .collect_view();
    view! { <dl class="history-changes">{rows}</dl> }
}
