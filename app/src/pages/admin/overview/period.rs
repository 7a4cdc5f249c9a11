//! The period that is shown: a form whose answer is an address.

use crate::i18n::{AdminOverviewTexts, use_texts};
use crate::paths;
use leptos::prelude::*;
use types::statistics::{Interval, PlatformStatistics};

#[component]
pub(super) fn Period(numbers: PlatformStatistics) -> impl IntoView {
    let lang = use_texts::<AdminOverviewTexts>();
    let (from, to) = (numbers.period.from.to_string(), numbers.period.to.to_string());
    let (interval, zone) = (numbers.interval, numbers.hours_timezone);
    let file =
        format!("{}?from={from}&to={to}&interval={}", paths::ADMIN_FIGURES, interval.as_str());
    let options = [(Interval::Day, lang.by_day), (Interval::Month, lang.by_month)]
        .map(|(each, name)| {
            view! {
                <option value=each.as_str() selected=each == interval>
                    {name}
                </option>
            }
        })
        .collect_view();
    view! {
        <section class="organize-section" aria-labelledby="period">
            <h2 id="period">{lang.period_title}</h2>
            <form class="compare" method="get" action=paths::ADMIN data-testid="period">
                <label for="from">{lang.from}</label>
                <input id="from" type="date" name="from" value=from />
                <label for="to">{lang.to}</label>
                <input id="to" type="date" name="to" value=to />
                <label for="interval">{lang.interval}</label>
                <select id="interval" name="interval">
                    {options}
                </select>
                <label for="timezone">{lang.hours_by_clock_of}</label>
                <input
                    id="timezone"
                    type="text"
                    name="timezone"
                    value=zone
                    maxlength="64"
                    autocomplete="off"
                    spellcheck="false"
                />
                <button type="submit" class="button button-quiet button-small">
                    {lang.show}
                </button>
                <a href=file rel="external" download="">
                    {lang.csv}
                </a>
            </form>
        </section>
    }
}
