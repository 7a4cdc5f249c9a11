//! Chips of the applied filters, each with a link that removes it.

use crate::components::{Icon, Shape, Words};
use crate::i18n::{PublicTexts, use_texts};
use crate::paths;
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos_router::params::ParamsMap;
use types::events::Category;
use types::query::EventParams;

/// All parameters but the ordering, in their order; the search is the first.
fn filters() -> impl Iterator<Item = &'static str> {
    EventParams::NAMES.iter().copied().filter(|name| *name != "ordering")
}

/// Whether any filter is on.
pub(super) fn any(query: &ParamsMap) -> bool {
    filters().any(|name| value(query, name).is_some())
}

/// How many are on besides the search.
pub(super) fn count(query: &ParamsMap) -> usize {
    filters().skip(1).filter(|name| value(query, name).is_some()).count()
}

pub(super) fn value(query: &ParamsMap, name: &str) -> Option<String> {
    query.get(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
}

#[component]
pub(super) fn Chips(query: ParamsMap, categories: Vec<Category>) -> impl IntoView {
    let lang = use_texts::<PublicTexts>();
    let chips: Vec<_> = filters()
        .filter_map(|name| {
            let value = value(&query, name)?;
            let text = label(lang, name, &value, &categories)?;
            let href = without(&query, name);
            let remove = lang.remove_filter(&text);
            Some(view! {
                <li>
                    <a class="chip chip-applied" href=href aria-label=remove>
                        <Words text />
                        <Icon shape=Shape::Cross />
                    </a>
                </li>
            })
        })
        .collect();
    if chips.is_empty() {
        return ().into_any();
    }
    view! {
        <ul class="chips" role="list" aria-label=lang.applied_filters>
            {chips}
            <li>
                <a class="chip-clear" href=paths::EVENTS>
                    {lang.clear_filters}
                </a>
            </li>
        </ul>
    }
    .into_any()
}

fn without(query: &ParamsMap, name: &str) -> String {
    let mut query = query.clone();
    query.remove(name);
    query.remove("page");
    paths::EVENTS.to_owned() + &query.to_query_string()
}

fn label(lang: &PublicTexts, name: &str, value: &str, categories: &[Category]) -> Option<String> {
    let short: String = value.chars().take(40).collect();
    let day = || parse_day(value).map_or(short.clone(), |day| lang.date_plain(day));
    let text = match name {
        "search" => lang.search_for(&short),
        "category" => categories
            .iter()
            .find(|category| category.slug == value)
            .map_or(short.clone(), |category| category.name.clone()),
        "location" => short,
        "organizer" => lang.one_organizer.to_owned(),
        "online" if value == "false" => lang.in_person.to_owned(),
        "online" => lang.online.to_owned(),
        "is_free" if value == "false" => lang.with_a_price.to_owned(),
        "is_free" => lang.free.to_owned(),
        "available" if value == "false" => return None,
        "available" => lang.seats_free.to_owned(),
        "start_after" => lang.from_date(&day()),
        "start_before" => lang.until_date(&day()),
        "price_min" => lang.price_from(&short),
        "price_max" => lang.price_to(&short),
        _ => return None,
    };
    Some(text)
}

/// `2026-12-04`, as date fields send it. chrono's own parser weighs too much in the browser.
pub(super) fn parse_day(text: &str) -> Option<NaiveDate> {
    let mut parts = text.splitn(3, '-');
    let (year, month) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    NaiveDate::from_ymd_opt(year, month, parts.next()?.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Area as _;
    use types::Locale;

    #[test]
    fn every_filter_has_a_chip() {
        let lang = PublicTexts::of(Locale::En);
        for name in filters() {
            assert!(label(lang, name, "true", &[]).is_some(), "{name} has no label");
        }
    }
}
