//! Time zones as people look for them: by city, country, IANA name or what the clock's time is
//! called there.

mod places;

use chrono::{DateTime, Utc};
use chrono_tz::{TZ_VARIANTS, Tz};
use places::PLACES;
use types::Locale;
use types::zones::ZoneChoice;

/// Lines of an answer: what fits under a field.
const SHOWN_MAX: usize = 12;

/// The zones in which something begins with each word that was typed, the best known first; without
/// a word the best known ones.
pub fn search(typed: &str, locale: Locale, now: DateTime<Utc>) -> Vec<ZoneChoice> {
    let words: Vec<String> = words(typed).collect();
    let known = PLACES.iter().filter_map(|(zone, _, _)| parse(zone));
    let others = TZ_VARIANTS.iter().copied().filter(|zone| is_shown(*zone));
    let fits = |zone: &Tz| {
        let said = spoken(*zone, now);
        let heard: Vec<String> = self::words(&said).collect();
        words.iter().all(|word| heard.iter().any(|one| one.starts_with(word.as_str())))
    };
    // An alias only where somebody asks for it by its name.
    let all: Box<dyn Iterator<Item = Tz>> =
        if words.is_empty() { Box::new(known) } else { Box::new(known.chain(others)) };
    let mut found: Vec<Tz> = all.filter(fits).take(SHOWN_MAX * 4).collect();
    // Who types a city means the zone that is named after it.
    found.sort_by_key(|zone| !words.first().is_some_and(|word| begins_with(*zone, word)));
    found.truncate(SHOWN_MAX);
    found.into_iter().map(|zone| choice(zone, locale, now)).collect()
}

/// The zone that somebody means: its name, or a city of one zone alone.
pub fn named(typed: &str) -> Option<&'static str> {
    let typed = typed.trim();
    if let Some(zone) = parse(typed).or_else(|| parse(&typed.replace(' ', "_"))) {
        return Some(zone.name());
    }
    let wanted = folded(typed);
    let is_it = |(_, en, ru): &&(&str, &str, &str)| {
        en.split(", ").chain(ru.split(", ")).any(|city| folded(city) == wanted)
    };
    let mut found = PLACES.iter().filter(is_it).filter_map(|(zone, _, _)| parse(zone));
    let one = found.next().filter(|_| !wanted.is_empty())?;
    found.next().is_none().then(|| one.name())
}

/// Every zone with its cities, as the options of a plain list: HTML.
pub fn options() -> String {
    let (locale, now) = (crate::ssr::locale(), crate::ssr::hub().map(|hub| hub.now()));
    let option = |(name, en, ru): &(&str, &str, &str)| {
        let zone = parse(name)?;
        let away = now.as_ref().map(|now| offset(zone, *now)).unwrap_or_default();
        let label = crate::ssr::escaped(&format!("{} · {away}", locale.pick(*en, *ru)));
        Some(format!("<option value=\"{name}\">{label}</option>"))
    };
    PLACES.iter().filter_map(option).collect()
}

/// How a zone is shown: its city, and how far its clock is from UTC now.
pub fn choice(zone: Tz, locale: Locale, now: DateTime<Utc>) -> ZoneChoice {
    let place = PLACES.iter().find(|(name, _, _)| *name == zone.name());
    let city = place
        .and_then(|(_, en, ru)| locale.pick(*en, *ru).split(", ").next().map(str::to_owned))
        .unwrap_or_else(|| city_of(zone.name()));
    let local = domain::events::wall(now, zone.name());
    ZoneChoice { name: zone.name().to_owned(), city, offset: offset(zone, now), now: local }
}

fn parse(name: &str) -> Option<Tz> {
    let exact = name.parse().ok();
    exact
        .or_else(|| TZ_VARIANTS.iter().copied().find(|zone| zone.name().eq_ignore_ascii_case(name)))
}

/// Names of a place; not `Etc/GMT+5`, which is five hours behind, and what only old programs say.
fn is_shown(zone: Tz) -> bool {
    let name = zone.name();
    let of_places = ["Africa/", "America/", "Antarctica/", "Asia/", "Atlantic/", "Australia/"];
    let more = ["Europe/", "Indian/", "Pacific/"];
    of_places.iter().chain(&more).any(|start| name.starts_with(start))
        && !PLACES.iter().any(|(known, _, _)| *known == name)
}

/// Everything that a zone may be called.
fn spoken(zone: Tz, now: DateTime<Utc>) -> String {
    let name = zone.name();
    let (en, ru) = PLACES
        .iter()
        .find(|(known, _, _)| *known == name)
        .map_or(("", ""), |(_, en, ru)| (*en, *ru));
    let wall = domain::events::wall(now, name);
    format!("{} {name} {en} {ru} {} {}", city_of(name), wall.zone, offset(zone, now))
}

fn begins_with(zone: Tz, word: &str) -> bool {
    let place = PLACES.iter().find(|(known, _, _)| *known == zone.name());
    let first = |list: &str| list.split(", ").next().map(folded).unwrap_or_default();
    place.is_some_and(|(_, en, ru)| first(en).starts_with(word) || first(ru).starts_with(word))
}

/// `America/Port_of_Spain`: Port of Spain.
fn city_of(name: &str) -> String {
    name.rsplit('/').next().unwrap_or(name).replace('_', " ")
}

/// `UTC+5:30`
fn offset(zone: Tz, now: DateTime<Utc>) -> String {
    use chrono::Offset as _;
    let minutes = now.with_timezone(&zone).offset().fix().local_minus_utc() / 60;
    let sign = if minutes < 0 { '−' } else { '+' };
    match (minutes.abs() / 60, minutes.abs() % 60) {
        (0, 0) => "UTC".to_owned(),
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, rest) => format!("UTC{sign}{hours}:{rest:02}"),
    }
}

/// Small letters without accents; `ё` is written `е` as often as not.
fn folded(text: &str) -> String {
    let small = text.trim().to_lowercase().replace('ё', "е").replace('−', "-");
    small
        .chars()
        .map(|c| if c == 'й' { c } else { types::text::base_letter(c).unwrap_or(c) })
        .collect()
}

fn words(text: &str) -> impl Iterator<Item = String> {
    let apart = |c: char| c.is_whitespace() || matches!(c, ',' | '/' | '_' | '-' | '(' | ')');
    let pieces: Vec<String> = folded(text).split(apart).map(str::to_owned).collect();
    pieces.into_iter().filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> DateTime<Utc> {
        "2026-12-01T12:00:00Z".parse().unwrap()
    }

    fn names(typed: &str) -> Vec<String> {
        search(typed, Locale::En, now()).into_iter().map(|zone| zone.name).collect()
    }

    #[test]
    fn every_place_names_a_zone_once_in_both_languages() {
        let mut seen = std::collections::BTreeSet::new();
        for (zone, en, ru) in PLACES {
            assert_eq!(zone.parse::<Tz>().map(Tz::name), Ok(*zone));
            assert!(seen.insert(zone), "{zone} twice");
            assert!(!en.is_empty() && ru.chars().any(|c| ('а'..='я').contains(&c)), "{zone}");
        }
    }

    #[test]
    fn zones_are_found_by_city_country_name_and_letters() {
        for (typed, first) in [
            ("munich", "Europe/Berlin"),
            ("мюнхен", "Europe/Berlin"),
            ("köln", "Europe/Berlin"),
            ("кельн", "Europe/Berlin"),
            ("Europe/Ber", "Europe/Berlin"),
            ("new yo", "America/New_York"),
            ("санкт-петербург", "Europe/Moscow"),
            ("japan", "Asia/Tokyo"),
            ("bali", "Asia/Makassar"),
            ("port of sp", "America/Port_of_Spain"),
            ("rome", "Europe/Rome"),
        ] {
            assert_eq!(names(typed).first().map(String::as_str), Some(first), "{typed}");
        }
        assert!(names("MSK").contains(&"Europe/Moscow".to_owned()));
        assert!(names("zzz").is_empty());
        assert_eq!(names("").len(), SHOWN_MAX);
        assert!(names("e").len() <= SHOWN_MAX);
    }

    #[test]
    fn a_typed_city_is_taken_where_it_means_one_zone() {
        for (typed, zone) in [
            ("Europe/Berlin", Some("Europe/Berlin")),
            ("europe/berlin", Some("Europe/Berlin")),
            (" Munich ", Some("Europe/Berlin")),
            ("München", Some("Europe/Berlin")),
            ("Казань", Some("Europe/Moscow")),
            ("America/New York", Some("America/New_York")),
            ("Nowhere", None),
            ("", None),
        ] {
            assert_eq!(named(typed), zone, "{typed}");
        }
    }

    #[test]
    fn a_zone_says_its_city_and_how_far_it_is() {
        let found = search("kathmandu", Locale::Ru, now()).remove(0);
        assert_eq!((found.city.as_str(), found.offset.as_str()), ("Катманду", "UTC+5:45"));
        assert_eq!(found.now.time.to_string(), "2026-12-01 17:45:00");
        assert_eq!(choice(Tz::America__Sao_Paulo, Locale::En, now()).offset, "UTC−3");
    }
}
