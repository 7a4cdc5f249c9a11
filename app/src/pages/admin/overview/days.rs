//! The period day by day or month by month, as a chart with its table; its best categories and busiest
//! hours.

use crate::i18n::{AdminOverviewTexts, use_locale, use_texts};
use crate::pages::organize::parts::{Address, Chart, Column, Curve, CurvePoint, DataList};
use crate::paths;
use leptos::prelude::*;
use leptos_router::params::ParamsMap;
use types::Locale;
use types::statistics::{BookingDay, Interval, PlatformStatistics};

/// No list of this page is ordered or filtered.
fn address() -> Address {
    Address::new(paths::ADMIN, ParamsMap::new())
}

#[component]
pub(super) fn BookedDays(numbers: PlatformStatistics) -> impl IntoView {
    let lang = use_texts::<AdminOverviewTexts>();
    let PlatformStatistics { period, before, bookings_per_day: days, .. } = numbers;
    if days.is_empty() {
        return view! {
            <section class="organize-section">
                <h2>{lang.days_title}</h2>
                <p class="muted">{lang.no_bookings}</p>
            </section>
        }
        .into_any();
    }
    let mut total = 0;
    let points = days
        .iter()
        .map(|day| {
            total += day.bookings;
            CurvePoint {
                day: (day.date - period.from).num_days(),
                total,
                text: lang.bookings_by(&lang.date_short(day.date), day.bookings),
            }
        })
        .collect();
    let curve = Curve { name: lang.this_period.to_owned(), points };
    let curve = Signal::derive(move || curve.clone());
    let finding = lang.booked_against(period.bookings, before.bookings);
    let limit = (before.bookings, lang.period_before.to_owned());
    let until = (period.to - period.from).num_days();
    let ends = (lang.date_short(period.from), lang.date_short(period.to));
    view! {
        <section class="organize-section">
            <Chart finding curve limit until ends marks=Vec::new()>
                <BookedTable days=days.clone() />
            </Chart>
        </section>
    }
    .into_any()
}

#[component]
fn BookedTable(days: Vec<BookingDay>) -> impl IntoView {
    let lang = use_texts::<AdminOverviewTexts>();
    let columns = vec![
        Column::text(lang.date),
        Column::number(lang.bookings),
        Column::number(lang.seats_booked),
        Column::number(lang.confirmed),
    ];
    let rows = days
        .iter()
        .rev()
        .map(|day| {
            let counts = [day.bookings, day.seats, day.confirmed];
            let counts = counts.map(|count| lang.number(count).into_any());
            [lang.date_short(day.date).into_any()].into_iter().chain(counts).collect()
        })
        .collect();
    view! { <DataList label=lang.days_title columns rows address=address() /> }
}

#[component]
pub(super) fn MoneyDays(numbers: PlatformStatistics) -> impl IntoView {
    let lang = use_texts::<AdminOverviewTexts>();
    let by = if numbers.interval == Interval::Month { lang.by_month } else { lang.by_day };
    let days = numbers.revenue_per_day;
    let list = if days.is_empty() {
        view! { <p class="muted">{lang.no_money}</p> }.into_any()
    } else {
        let columns = vec![
            Column::text(by),
            Column::text(lang.currency),
            Column::number(lang.revenue),
            Column::number(lang.refunds),
        ];
        let rows = days
            .iter()
            .rev()
            .map(|day| {
                let currency = day.moved.currency;
                vec![
                    lang.date_short(day.date).into_any(),
                    currency.as_str().to_owned().into_any(),
                    lang.money(day.moved.revenue, currency).into_any(),
                    lang.money(day.moved.refunds, currency).into_any(),
                ]
            })
            .collect();
        view! {
            <details class="chart-table">
                <summary>{lang.chart_table}</summary>
                <DataList label=lang.money_title columns rows address=address() />
            </details>
        }
        .into_any()
    };
    view! {
        <section class="organize-section" aria-labelledby="money">
            <h2 id="money">{lang.money_title}</h2>
            {list}
        </section>
    }
}

#[component]
pub(super) fn BestCategories(numbers: PlatformStatistics) -> impl IntoView {
    let lang = use_texts::<AdminOverviewTexts>();
    let russian = use_locale() == Locale::Ru;
    let rows: Vec<_> = numbers
        .categories
        .into_iter()
        .map(|category| {
            let name = category.name_ru.filter(|_| russian).unwrap_or(category.name);
            vec![
                view! { <bdi>{name}</bdi> }.into_any(),
                lang.number(category.bookings).into_any(),
                lang.number(category.seats).into_any(),
            ]
        })
        .collect();
    if rows.is_empty() {
        return ().into_any();
    }
    let columns = vec![
        Column::text(lang.category),
        Column::number(lang.bookings),
        Column::number(lang.seats_booked),
    ];
    view! {
        <section class="organize-section" aria-labelledby="categories">
            <h2 id="categories">{lang.categories_title}</h2>
            <DataList label=lang.categories_title columns rows address=address() />
        </section>
    }
    .into_any()
}

#[component]
pub(super) fn BusiestHours(numbers: PlatformStatistics) -> impl IntoView {
    let lang = use_texts::<AdminOverviewTexts>();
    let mut hours = numbers.hours;
    if hours.is_empty() {
        return ().into_any();
    }
    hours.sort_by_key(|hour| (-hour.bookings, hour.hour, hour.minute));
    let title = lang.hours_title(&numbers.hours_timezone);
    let rows = hours
        .iter()
        .take(6)
        .map(|hour| {
            let (from, until) = (hour.hour * 60 + hour.minute, hour.hour * 60 + hour.minute + 59);
            let clock = |minute: i32| format!("{:02}:{:02}", minute / 60 % 24, minute % 60);
            let name = format!("{}–{}", clock(from), clock(until));
            vec![name.into_any(), lang.number(hour.bookings).into_any()]
        })
        .collect();
    let columns = vec![Column::text(lang.hour), Column::number(lang.bookings)];
    view! {
        <section class="organize-section" aria-labelledby="hours">
            <h2 id="hours">{title.clone()}</h2>
            <DataList label=title columns rows address=address() />
        </section>
    }
    .into_any()
}
