//! Events as rows, each with what was sold of it.

use super::super::parts::{Address, Column, DataList, SeatBar};
use crate::components::Words;
use crate::i18n::{DashboardTexts, use_texts};
use crate::paths;
use leptos::prelude::*;
use leptos_router::params::ParamsMap;
use types::organizer::{EventLine, EventPhase};

#[component]
pub(super) fn Lines(phase: EventPhase, lines: Vec<EventLine>) -> impl IntoView {
    let lang = use_texts::<DashboardTexts>();
    let columns = vec![
        Column::text(lang.column_event),
        Column::text(lang.column_seats),
        Column::number(lang.column_week),
        Column::number(lang.column_revenue),
    ];
    let rows = lines.into_iter().map(|line| row(lang, line)).collect();
    let address = Address::new(paths::ORGANIZE, ParamsMap::new());
    view! {
        <div class="event-lines">
            <DataList label=lang.phase_plural(phase) columns rows address />
        </div>
    }
}

fn row(lang: &'static DashboardTexts, line: EventLine) -> Vec<AnyView> {
    let seats = line.seats;
    let when = lang.span_short(&line.span);
    let missing = (!line.missing.is_empty()).then(|| {
        view! { <span class="muted">{lang.lacks(&lang.missing(&line.missing))}</span> }
    });
    let sold = lang.done_of(seats.confirmed.into(), seats.capacity.into());
    let money = line
        .revenue
        .iter()
        .map(|money| view! { <div>{lang.money(money.net, money.currency)}</div> })
        .collect_view();
    let week =
        (line.seats_last_7_days > 0).then(|| format!("+{}", lang.number(line.seats_last_7_days)));
    vec![
        view! {
            <a class="row-link" href=paths::organize_event(&line.event.slug)>
                <Words text=line.event.title />
            </a>
            <span class="muted">{when}</span>
            {missing}
        }
        .into_any(),
        view! {
            <div class="line-seats">
                <span class="tabular">{sold}</span>
                <SeatBar seats=Signal::stored(seats) bare=true />
            </div>
        }
        .into_any(),
        week.into_any(),
        money.into_any(),
    ]
}
