//! Who waits for seats, and how the line moves.

use super::super::parts::{Address, Column, DataList, Figure, Figures};
use super::Live;
use crate::i18n::{DashboardTexts, use_texts};
use crate::paths;
use leptos::prelude::*;
use leptos_router::params::ParamsMap;
use types::organizer::{Figure as Counted, WaitlistDay};
use types::statistics::WaitlistCounts;
use types::waitlist::WaitlistStatus;

#[component]
pub(super) fn Waitlist(live: Live, days: Vec<WaitlistDay>) -> impl IntoView {
    let lang = use_texts::<DashboardTexts>();
    let ever = live.get(|it| it.waitlist != WaitlistCounts::default());
    let number = move |of: fn(WaitlistCounts) -> i64| {
        live.get(move |figures| lang.number(of(figures.waitlist)))
    };
    let offered = StoredValue::new(live.list(Counted::Offered));
    let accepted = StoredValue::new(live.list(Counted::Accepted));
    let moves = StoredValue::new(days);
    let parties =
        move |status| live.slug.with_value(|slug| paths::organize_waitlist_in(slug, status));
    let figures = move || {
        if !ever.get() {
            return view! { <p class="muted">{lang.no_waitlist}</p> }.into_any();
        }
        view! {
            <Figures label=lang.waitlist>
                <Figure
                    label=lang.waiting
                    value=number(|it| it.waiting)
                    href=parties(WaitlistStatus::Waiting)
                    testid="waiting"
                />
                <Figure
                    label=lang.offers_out
                    value=number(|it| it.offered)
                    href=offered.get_value()
                />
                <Figure
                    label=lang.accepted
                    value=number(|it| it.accepted)
                    href=accepted.get_value()
                />
                <Figure
                    label=lang.offers_expired
                    value=number(|it| it.expired)
                    href=parties(WaitlistStatus::Expired)
                />
                <Figure
                    label=lang.left_line
                    value=number(|it| it.left)
                    href=parties(WaitlistStatus::Left)
                />
            </Figures>
            <Moves days=moves.get_value() />
        }
        .into_any()
    };
    view! {
        <section class="organize-section" aria-labelledby="waitlist-title">
            <h2 id="waitlist-title">{lang.waitlist}</h2>
            {figures}
        </section>
    }
}

/// The moves of each day; without any there is nothing to open.
#[component]
fn Moves(days: Vec<WaitlistDay>) -> impl IntoView {
    let lang = use_texts::<DashboardTexts>();
    if days.is_empty() {
        return ().into_any();
    }
    let columns = vec![
        Column::text(lang.day),
        Column::number(lang.joined),
        Column::number(lang.offers_out),
        Column::number(lang.accepted),
        Column::number(lang.offers_expired),
        Column::number(lang.left_line),
    ];
    let rows = days
        .iter()
        .rev()
        .map(|day| {
            let mut cells = vec![lang.date_short(day.date).into_any()];
            let counts = [day.joined, day.offered, day.accepted, day.expired, day.left];
            cells.extend(counts.map(|count| lang.number(count).into_any()));
            cells
        })
        .collect();
    let address = Address::new(paths::ORGANIZE, ParamsMap::new());
    view! {
        <details class="chart-table">
            <summary>{lang.waitlist_moves}</summary>
            <DataList label=lang.waitlist_moves columns rows address />
        </details>
    }
    .into_any()
}
