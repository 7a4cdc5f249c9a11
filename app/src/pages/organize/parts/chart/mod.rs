//! A chart of what grows day by day, against its limit and against another such curve. It is drawn on
//! the server as SVG; its heading says the finding, its points can be walked through by keys, and its
//! table stands behind it.

mod scale;

use crate::browser;
use crate::i18n::{OrganizeTexts, use_texts};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use scale::{Scale, percent};

/// A day of a curve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CurvePoint {
    /// Days from an origin that both curves share.
    pub day: i64,
    pub total: i64,
    /// The point in words: `Fri, 4 Dec: 12 seats sold`.
    pub text: String,
}

/// What was reached by the end of each day; days without change are left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Curve {
    pub name: String,
    pub points: Vec<CurvePoint>,
}

/// Something that happened on a day and may have changed the curve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartMark {
    pub day: i64,
    pub text: String,
}

/// The chart's elements are named by this.
const ID: &str = "chart";

#[component]
pub fn Chart(
    /// What the chart shows, as a finding.
    #[prop(into)]
    finding: Signal<String>,
    #[prop(into)] curve: Signal<Curve>,
    /// Another curve, in line_of_other.
    #[prop(optional_no_strip)]
    compare: Option<Curve>,
    /// What the curve cannot pass, with its name.
    limit: (i64, String),
    /// The last day that is shown, even if it is yet to come, and the names of both ends.
    until: i64,
    ends: (String, String),
    marks: Vec<ChartMark>,
    /// The table with the same numbers.
    children: Children,
) -> impl IntoView {
    let lang = use_texts::<OrganizeTexts>();
    let other = compare.clone();
    let days: Vec<i64> = marks.iter().map(|mark| mark.day).collect();
    let top = limit.0;
    let scale =
        Memo::new(move |_| curve.with(|curve| Scale::of(curve, other.as_ref(), &days, top, until)));
    let line = move || curve.with(|curve| scale.get().line(curve));
    let area = move || curve.with(|curve| scale.get().area(curve));
    let dashed = StoredValue::new(compare.clone());
    let line_of_other =
        move || dashed.with_value(|curve| curve.as_ref().map(|curve| scale.get().line(curve)));
    let limit_at = move || percent(scale.get().y(top));
    // The last point, until another is chosen.
    let chosen = RwSignal::new(None::<usize>);
    let at = Memo::new(move |_| {
        let last = curve.with(|curve| curve.points.len().saturating_sub(1));
        chosen.get().map_or(last, |chosen| chosen.min(last))
    });
    let readout =
        move || curve.with(|curve| curve.points.get(at.get()).map(|point| point.text.clone()));
    let lines = marks
        .iter()
        .enumerate()
        .map(|(index, mark)| {
            let day = mark.day;
            let at = move || percent(scale.get().x(day));
            view! {
                <g class="chart-mark">
                    <line x1=at x2=at y1="16" y2="100%"></line>
                    <text x=at y="11" text-anchor="middle">
                        {index + 1}
                    </text>
                </g>
            }
        })
        .collect_view();
    let list = (!marks.is_empty()).then(|| {
        let items = marks.into_iter().map(|mark| view! { <li>{mark.text}</li> }).collect_view();
        view! {
            <ol class="chart-marks" aria-label=lang.chart_marks>
                {items}
            </ol>
        }
    });
    let legend = compare.map(|compare| {
        view! {
            <ul class="chart-legend" role="list">
                <li>
                    <Key class="chart-line" />
                    {move || curve.with(|curve| curve.name.clone())}
                </li>
                <li>
                    <Key class="chart-compare" />
                    {compare.name}
                </li>
            </ul>
        }
    });
    view! {
        <figure class="chart" aria-labelledby="chart-title">
            <figcaption>
                <h2 id="chart-title">{move || finding.get()}</h2>
            </figcaption>
            {legend}
            <div class="chart-plot">
                <p class="chart-top muted" aria-hidden="true">
                    {limit.1}
                    " "
                    {lang.number(top)}
                </p>
                <svg role="group" aria-labelledby="chart-title">
                    <line class="chart-limit" x1="0" x2="100%" y1=limit_at y2=limit_at></line>
                    <svg viewBox="0 0 1000 1000" preserveAspectRatio="none" aria-hidden="true">
                        <path class="chart-area" d=area></path>
                        <path class="chart-compare" d=line_of_other></path>
                        <path class="chart-line" d=line></path>
                    </svg>
                    {lines}
                    <Points curve scale chosen at />
                </svg>
                <p class="chart-ends muted">
                    <span>{ends.0}</span>
                    <span>{ends.1}</span>
                </p>
            </div>
            <p class="chart-readout tabular" aria-hidden="true">
                {readout}
            </p>
            {list}
            <details class="chart-table">
                <summary>{lang.chart_table}</summary>
                {children()}
            </details>
        </figure>
    }
}

/// A line as the chart draws it, beside its name.
#[component]
fn Key(class: &'static str) -> impl IntoView {
    view! {
        <svg class="chart-key" viewBox="0 0 28 10" aria-hidden="true">
            <path class=class d="M0 5h28"></path>
        </svg>
    }
}

/// The points: one stop of the keyboard, and arrows from one to the next. What the pointer or the
/// focus is on is said below.
#[component]
fn Points(
    curve: Signal<Curve>,
    scale: Memo<Scale>,
    chosen: RwSignal<Option<usize>>,
    at: Memo<usize>,
) -> impl IntoView {
    let on_key = move |event: KeyboardEvent| {
        let last = curve.with_untracked(|curve| curve.points.len().saturating_sub(1));
        let now = at.get_untracked();
        let next = match &*event.key() {
            "ArrowRight" => (now + 1).min(last),
            "ArrowLeft" => now.saturating_sub(1),
            "Home" => 0,
            "End" => last,
            _ => return,
        };
        event.prevent_default();
        chosen.set(Some(next));
        browser::focus_id(&format!("{ID}-{next}"));
    };
    let each = move || {
        let scale = scale.get();
        curve.with(|curve| {
            let points = curve.points.iter().enumerate();
            points
                .map(|(index, point)| {
                    let next = curve.points.get(index + 1).map_or(scale.until(), |next| next.day);
                    let (x, y) = (scale.x(point.day), scale.y(point.total));
                    let width = (scale.x(next) - x).max(5);
                    (index, point.text.clone(), x, y, width)
                })
                .collect::<Vec<_>>()
        })
    };
    view! {
        <g on:keydown=on_key>
            <For
                each=each
                key=|(index, text, x, y, _)| (*index, text.clone(), *x, *y)
                children=move |(index, text, x, y, width)| {
                    view! {
                        <g
                            id=format!("{ID}-{index}")
                            class="chart-point"
                            class:is-chosen=move || at.get() == index
                            role="img"
                            aria-label=text.clone()
                            tabindex=move || if at.get() == index { "0" } else { "-1" }
                            on:focus=move |_| chosen.set(Some(index))
                            on:pointerenter=move |_| chosen.set(Some(index))
                        >
                            <rect
                                class="chart-hit"
                                x=percent(x)
                                y="0"
                                width=percent(width)
                                height="100%"
                            ></rect>
                            <circle cx=percent(x) cy=percent(y) r="4"></circle>
                        </g>
                    }
                }
            />
        </g>
    }
}
