//! What inviting a table would do: who gets a ticket, who is left out, and each line that is wrong.

use crate::actions::organizing::guest_views::{DryRun, RefusedLine, SkippedLine};
use crate::i18n::{OrganizeBookingsTexts, use_texts};
use leptos::prelude::*;

#[component]
pub(super) fn DryRunView(run: DryRun) -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    let seats = if run.seats_free < 0 {
        lang.seats_missing((-run.seats_free).into())
    } else {
        lang.number(run.seats_free.into())
    };
    let facts = [
        (lang.dry_guests, lang.number(count(run.guests))),
        (lang.dry_invited, lang.number(count(run.invited))),
        (lang.dry_skipped, lang.number(count(run.skipped.len()))),
        (lang.dry_refused, lang.number(count(run.refused.len()))),
        (lang.dry_seats, seats),
    ]
    .map(|(what, amount)| {
        view! {
            <div>
                <dt>{what}</dt>
                <dd>{amount}</dd>
            </div>
        }
    });
    let verdict = if !run.refused.is_empty() {
        Some(lang.verdict_refused)
    } else if run.seats_free < 0 {
        Some(lang.verdict_seats)
    } else if run.invited == 0 {
        Some(lang.verdict_nobody)
    } else {
        None
    };
    let class =
        if run.refused.is_empty() && run.seats_free >= 0 { "alert" } else { "alert alert-error" };
    let verdict = verdict.map(|text| {
        view! {
            <div class=class data-testid="verdict">
                <p>{text}</p>
            </div>
        }
    });
    let refused = (!run.refused.is_empty()).then(|| view! { <Refused lines=run.refused /> });
    let skipped = (!run.skipped.is_empty()).then(|| view! { <Skipped lines=run.skipped /> });
    let kinds = run
        .types
        .into_iter()
        .map(|(kind, guests)| {
            let name = kind.clone();
            view! {
                <div data-kind=name>
                    <dt>
                        <bdi>{kind}</bdi>
                    </dt>
                    <dd>{lang.number(count(guests))}</dd>
                </div>
            }
        })
        .collect_view();
    view! {
        <dl class="effects">{facts.collect_view()} {kinds}</dl>
        {verdict}
        {refused}
        {skipped}
    }
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

#[component]
fn Refused(lines: Vec<RefusedLine>) -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    let rows = lines
        .into_iter()
        .map(|line| {
            let field = lang.guest_field(&line.error.field);
            view! {
                <tr data-line=line.line>
                    <th scope="row" class="is-number">
                        {lang.number(line.line.into())}
                    </th>
                    <td>{field}</td>
                    <td>
                        <bdi>{line.value}</bdi>
                    </td>
                    <td>{lang.guest_problem(&line.error)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="desk-scroll" tabindex="0" role="region" aria-label=lang.dry_refused>
            <table class="sample" data-testid="refused-lines">
                <caption>{lang.dry_refused}</caption>
                <thead>
                    <tr>
                        <th scope="col" class="is-number">
                            {lang.line}
                        </th>
                        <th scope="col">{lang.where_wrong}</th>
                        <th scope="col">{lang.what_stands}</th>
                        <th scope="col">{lang.problem}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Skipped(lines: Vec<SkippedLine>) -> impl IntoView {
    let lang = use_texts::<OrganizeBookingsTexts>();
    let rows = lines
        .into_iter()
        .map(|line| {
            view! {
                <tr data-line=line.line>
                    <th scope="row" class="is-number">
                        {lang.number(line.line.into())}
                    </th>
                    <td>
                        <bdi>{line.email}</bdi>
                    </td>
                    <td>{lang.skip_reason(line.reason)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <details class="desk-more">
            <summary>{lang.dry_skipped}</summary>
            <div class="desk-scroll" tabindex="0" role="region" aria-label=lang.dry_skipped>
                <table class="sample" data-testid="skipped-lines">
                    <thead>
                        <tr>
                            <th scope="col" class="is-number">
                                {lang.line}
                            </th>
                            <th scope="col">{lang.guest_email}</th>
                            <th scope="col">{lang.problem}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
    }
}
