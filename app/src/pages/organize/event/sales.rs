//! The curve of sales against the capacity and against another event, with what happened beside it.

use super::super::parts::{Address, Chart, ChartMark, Column, Curve, CurvePoint, DataList, Empty};
use super::Live;
use crate::i18n::{DashboardTexts, FiguresTexts, isolated, use_texts};
use crate::paths;
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos_router::params::ParamsMap;
use types::organizer::{
    EventFigures, Figure as Counted, OrganizerDashboard, SalesCurve, SalesDay, TypeCurve,
};
use types::workplace::EventLink;

/// Rows of the table: the last ones.
const ROWS: usize = 400;

#[component]
pub(super) fn Sales(
    live: Live,
    dashboard: OrganizerDashboard,
    /// What it can be compared with.
    others: Vec<EventLink>,
) -> impl IntoView {
    let lang = use_texts::<DashboardTexts>();
    let base = StoredValue::new(dashboard.curve.days.clone());
    // The days as they were, and today as it is.
    let days = Memo::new(move |_| {
        let today = live.figures.with(|it| it.today);
        let mut days = base.get_value();
        days.retain(|day| day.date != today.date);
        if today.seats > 0 || today.cancelled > 0 {
            days.push(today);
        }
        days
    });
    let none = Memo::new(move |_| days.with(Vec::is_empty));
    let dashboard = StoredValue::new(dashboard);
    view! {
        <section class="organize-section">
            <Compare dashboard others />
            {move || {
                if none.get() {
                    view! { <Empty title=lang.no_sales_title text=lang.no_sales_text /> }.into_any()
                } else {
                    view! { <Drawn live days dashboard /> }.into_any()
                }
            }}
        </section>
    }
}

/// The choice of another event of one's own, as a GET form: the address is the state.
#[component]
fn Compare(dashboard: StoredValue<OrganizerDashboard>, others: Vec<EventLink>) -> impl IntoView {
    let lang = use_texts::<DashboardTexts>();
    let chosen = dashboard.with_value(|it| it.compare.as_ref().map(|curve| curve.event.clone()));
    let now = chosen.as_ref().map(|event| event.slug.clone()).unwrap_or_default();
    let mut options: Vec<_> = others.into_iter().map(|other| (other.slug, other.title)).collect();
    if let Some(event) = chosen
        && !options.iter().any(|(slug, _)| *slug == event.slug)
    {
        options.push((event.slug, event.title));
    }
    if options.is_empty() {
        return None;
    }
    let options = options
        .into_iter()
        .map(|(slug, title)| {
            view! {
                <option value=slug.clone() selected=slug == now>
                    {title}
                </option>
            }
        })
        .collect_view();
    Some(view! {
        <form class="compare" method="get">
            <label for="compare">{lang.compare_with}</label>
            <select id="compare" name="compare">
                <option value="">{lang.compare_none}</option>
                {options}
            </select>
            <button type="submit" class="button button-quiet button-small">
                {lang.compare}
            </button>
        </form>
    })
}

#[component]
fn Drawn(
    live: Live,
    days: Memo<Vec<SalesDay>>,
    dashboard: StoredValue<OrganizerDashboard>,
) -> impl IntoView {
    let lang = use_texts::<DashboardTexts>();
    let OrganizerDashboard { event, curve, kinds, compare, marks, .. } = dashboard.get_value();
    let kinds = StoredValue::new(kinds);
    let title = event.title.clone();
    let line = Signal::derive(move || Curve {
        name: title.clone(),
        points: days.with(|days| points(lang, days)),
    });
    let other = compare.clone();
    let finding = Signal::derive(move || {
        live.figures.with(|now| match &other {
            Some(other) => {
                let seats = now.seats;
                let sold = lang.sold_of(seats.confirmed.into(), seats.capacity.into());
                let before = reached(other, now.today.days_to_start);
                lang.sold_against(sold, i64::from(seats.confirmed) - before, &other.event.title)
            }
            None => lang.sold_in_week(now.seats_last_7_days, now.seats_7_days_before),
        })
    });
    let starts = curve.starts_on;
    let marks = marks
        .into_iter()
        .map(|mark| ChartMark {
            day: (mark.date - starts).num_days(),
            text: format!("{} · {}", lang.date_short(mark.date), lang.mark(mark.kind, &mark.label)),
        })
        .collect::<Vec<_>>();
    let first = days.with_untracked(|days| days.first().map(|day| day.date)).unwrap_or(starts);
    let from = if compare.is_some() { String::new() } else { lang.date_short(first) };
    let ends = (from, lang.date_short(starts));
    let compare =
        compare.map(|curve| Curve { points: points(lang, &curve.days), name: curve.event.title });
    let capacity = (i64::from(curve.capacity), lang.capacity.to_owned());
    view! {
        <Chart finding curve=line compare limit=capacity until=0 ends marks>
            {move || view! { <Table live days=days.get() kinds /> }}
        </Chart>
    }
}

fn points(lang: &DashboardTexts, days: &[SalesDay]) -> Vec<CurvePoint> {
    let point = |day: &SalesDay| CurvePoint {
        day: day.days_to_start,
        total: day.total,
        text: lang.seats_by(&lang.date_short(day.date), day.total),
    };
    days.iter().map(point).collect()
}

/// What another event had sold as many days before its start.
fn reached(curve: &SalesCurve, day: i64) -> i64 {
    let before = curve.days.iter().take_while(|it| it.days_to_start <= day);
    before.last().map_or(0, |day| day.total)
}

/// What was sold of each kind on one day; of today, which moves, all that was not sold before.
fn of_kinds(kinds: &[TypeCurve], day: NaiveDate, now: &EventFigures) -> String {
    let sold = |kind: &TypeCurve| {
        if day != now.today.date {
            return kind.days.iter().find(|it| it.date == day).map_or(0, |it| it.seats);
        }
        let all = now.ticket_types.iter().find(|it| it.id == kind.id);
        let before = kind.days.iter().rev().find(|it| it.date < day).map_or(0, |it| it.total);
        all.map_or(0, |it| i64::from(it.seats.confirmed)) - before
    };
    let each = kinds.iter().map(|kind| (sold(kind), &kind.name)).filter(|(seats, _)| *seats > 0);
    let each: Vec<_> = each.map(|(seats, name)| format!("{seats} × {}", isolated(name))).collect();
    each.join(", ")
}

#[component]
fn Table(live: Live, days: Vec<SalesDay>, kinds: StoredValue<Vec<TypeCurve>>) -> impl IntoView {
    let lang = use_texts::<DashboardTexts>();
    let several = kinds.with_value(|kinds| !kinds.is_empty());
    let mut columns = vec![
        Column::text(lang.day),
        Column::number(lang.bookings),
        Column::number(lang.seats_column),
        Column::number(lang.seats_back),
        Column::number(lang.seats_total),
    ];
    if several {
        columns.push(Column::text(use_texts::<FiguresTexts>().by_kind));
    }
    let rows = days.iter().rev().take(ROWS);
    let rows = rows
        .map(|day| {
            let href = live.list(Counted::Day(day.date));
            let link = view! {
                <a class="row-link" href=href>
                    {lang.date_short(day.date)}
                </a>
            };
            let mut cells = vec![link.into_any()];
            let counts = [day.bookings, day.seats, day.cancelled, day.total];
            cells.extend(counts.map(|count| lang.number(count).into_any()));
            if several {
                let date = day.date;
                let sold = live.figures.with(|now| kinds.with_value(|it| of_kinds(it, date, now)));
                cells.push(sold.into_any());
            }
            cells
        })
        .collect();
    let address = Address::new(paths::ORGANIZE, ParamsMap::new());
    view! { <DataList label=lang.chart_table columns rows address /> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use types::ids::EventId;
    use types::organizer::EventRef;

    #[test]
    fn another_event_is_compared_at_the_same_distance_from_its_start() {
        let day = |days_to_start, total| SalesDay {
            date: NaiveDate::default(),
            days_to_start,
            bookings: 1,
            seats: 1,
            cancelled: 0,
            total,
        };
        let curve = SalesCurve {
            event: EventRef {
                id: EventId(uuid::Uuid::default()),
                slug: "a".into(),
                title: "A".into(),
            },
            capacity: 50,
            starts_on: NaiveDate::default(),
            days: vec![day(-20, 5), day(-10, 9), day(-1, 30)],
        };
        assert_eq!([-30, -20, -11, -10, 0].map(|at| reached(&curve, at)), [0, 5, 5, 9, 30]);
    }
}
