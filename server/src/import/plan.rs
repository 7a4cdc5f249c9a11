//! Import plan: what becomes of each conference, before anything is written.

use super::file::{Conference, Entry};
use super::report::Skipped;
use super::{size, topics, zones};
use chrono::{DateTime, Datelike as _, NaiveDate, NaiveTime, TimeDelta, TimeZone as _, Utc};
use domain::events::{BulkCategory, BulkEvent, parse_zone};
use rust_decimal::Decimal;
use sha2::{Digest as _, Sha256};
use std::collections::HashMap;
use types::events::{DESCRIPTION_MAX, LOCATION_MAX, TITLE_MAX};
use types::text::needle;
use types::validation::Checks;
use types::web_address;
use types::{Currency, Locale};

/// How the report names a conference: its place in the file, counted from 1, and its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Label {
    pub number: usize,
    pub name: String,
}

#[derive(Debug, Default)]
pub(super) struct Plan {
    pub categories: Vec<BulkCategory>,
    pub events: Vec<BulkEvent>,
    /// The import key of every event in the plan, and how the report names it.
    pub labels: Vec<(String, Label)>,
    pub skipped: Vec<Skipped>,
}

pub(super) fn plan(entries: &[Entry]) -> Plan {
    let mut plan = Plan::default();
    let mut categories = HashMap::<String, BulkCategory>::new();
    let mut first = HashMap::<String, usize>::new();
    for (index, entry) in entries.iter().enumerate() {
        let number = index + 1;
        let conference = match entry {
            Ok(conference) => conference,
            Err(unread) => {
                let label = Label { number, name: needle(&unread.name) };
                plan.skipped.push(Skipped::new(&label, unread.reason.clone()));
                continue;
            }
        };
        let label = Label { number, name: needle(&conference.name) };
        let key = import_key(conference);
        let skip = match (event(conference, &key), first.get(&key)) {
            (Err(reason), _) => Some(reason),
            (Ok(_), Some(number)) => Some(format!("the same conference as no. {number}")),
            (Ok(event), None) => {
                let category = topics::category(&conference.topic);
                categories.entry(category.slug.clone()).or_insert(category);
                plan.events.push(event);
                None
            }
        };
        if let Some(reason) = skip {
            plan.skipped.push(Skipped::new(&label, reason));
        } else {
            first.insert(key.clone(), label.number);
            plan.labels.push((key, label));
        }
    }
    plan.categories = categories.into_values().collect();
    plan.categories.sort_by(|a, b| a.slug.cmp(&b.slug));
    plan
}

/// Name, first day and city, however they are spelled; a hash where they are too long to store.
fn import_key(conference: &Conference) -> String {
    let city = conference.city.as_deref().map(needle).unwrap_or_default().to_lowercase();
    let name = needle(&conference.name).to_lowercase();
    let key = format!("{name}|{}|{city}", conference.start_date);
    if key.chars().count() <= 500 {
        return key;
    }
    let digest: [u8; 32] = Sha256::digest(key.as_bytes()).into();
    let (high, low) = digest.split_at(16);
    let number = |half: &[u8]| half.iter().fold(0_u128, |sum, byte| sum << 8 | u128::from(*byte));
    format!("sha256:{:032x}{:032x}", number(high), number(low))
}

/// # Errors
/// Why it cannot be an event.
fn event(conference: &Conference, key: &str) -> Result<BulkEvent, String> {
    let mut title = cut(&needle(&conference.name), TITLE_MAX);
    if title.is_empty() {
        return Err("it has no name".to_owned());
    }
    let (first, last) = (conference.start_date, conference.end_date);
    if last < first {
        return Err(format!("it ends on {last}, before it starts on {first}"));
    }
    if let Some(day) = [first, last].into_iter().find(|day| !(2000..=2100).contains(&day.year())) {
        return Err(format!("the year of {day} is out of range"));
    }
    let place = |text: &Option<String>| text.as_deref().map(needle).filter(|text| !text.is_empty());
    let (city, country) = (place(&conference.city), place(&conference.country));
    let zone = zones::zone(city.as_deref(), country.as_deref());
    let (currency, rate) = zones::currency(country.as_deref());
    let currency =
        Currency::offered(currency).ok_or_else(|| format!("{currency} is not offered"))?;
    let online = conference.online || city.is_none() && country.is_none();
    let (max_capacity, price) = size::size(&title, city.is_none() && online);
    let price = price * Decimal::from(rate);
    // Who stays at home pays less.
    let both = online && city.is_some() && !price.is_zero();
    let from_home = size::size(&title, true).1 * Decimal::from(rate);
    let ticket_types = if both {
        vec![("On site".to_owned(), price), ("Online".to_owned(), from_home)]
    } else {
        Vec::new()
    };
    let parts: Vec<&str> = [&city, &country].into_iter().flatten().map(String::as_str).collect();
    let location = if parts.is_empty() { "Online".to_owned() } else { parts.join(", ") };
    let (mut location, website) = (cut(&location, LOCATION_MAX), website(&conference.url));
    let mut checks = Checks::new();
    checks.line("title", &mut title, TITLE_MAX);
    checks.line("location", &mut location, LOCATION_MAX);
    if let Some(error) = checks.finish().err().and_then(|failure| failure.fields.into_iter().next())
    {
        return Err(format!("its {} cannot be stored: {}", error.field, error.problem.message()));
    }
    Ok(BulkEvent {
        import_key: key.to_owned(),
        slug_hint: first.year().to_string(),
        description: cut(
            &describe(conference, &title, &location, website.as_deref()),
            DESCRIPTION_MAX,
        ),
        language: Locale::En,
        category: topics::category(&conference.topic).slug,
        online_meeting_url: website.filter(|_| online),
        start_date: midnight(first, zone),
        // A minute before the day is over, so that it is shown as the last one.
        end_date: midnight(last + TimeDelta::days(1), zone) - TimeDelta::minutes(1),
        timezone: zone.to_owned(),
        location,
        title,
        max_capacity,
        price,
        ticket_types,
        currency,
    })
}

fn describe(conference: &Conference, title: &str, location: &str, website: Option<&str>) -> String {
    let day = |date: NaiveDate| date.format("%-d %B %Y").to_string();
    let when = if conference.start_date == conference.end_date {
        format!("on {}", day(conference.start_date))
    } else {
        format!("from {} to {}", day(conference.start_date), day(conference.end_date))
    };
    let whereabouts = match (location, conference.online) {
        ("Online", _) => "online".to_owned(),
        (place, true) => format!("in {place} and online"),
        (place, false) => format!("in {place}"),
    };
    let topic = topics::category(&conference.topic).name;
    let mut paragraphs =
        vec![format!("**{}** takes place {whereabouts} {when}. Topic: {topic}.", escape(title))];
    if let Some(locales) = conference.locales.as_deref().map(needle).filter(|l| !l.is_empty()) {
        paragraphs.push(format!("Languages of the talks: {}.", escape(&locales)));
    }
    if let Some(website) = website {
        paragraphs.push(format!("[The conference's own page](<{website}>)"));
    }
    paragraphs.join("\n\n")
}

/// Only an absolute http(s) address that nothing can be smuggled in with.
fn website(url: &str) -> Option<String> {
    let url = url::Url::parse(url.trim()).ok()?;
    let text = url.to_string();
    (web_address::check_page(&text).is_ok() && text.len() <= 2000).then_some(text)
}

/// The first moment of a day; where the clock leaps over midnight, the first that there is.
fn midnight(day: NaiveDate, zone: &str) -> DateTime<Utc> {
    let zone = parse_zone(zone).unwrap_or(chrono_tz::Tz::UTC);
    let wall = day.and_time(NaiveTime::MIN);
    (0..=4)
        .find_map(|half_hours| {
            zone.from_local_datetime(&(wall + TimeDelta::minutes(30 * half_hours))).earliest()
        })
        .map_or_else(|| wall.and_utc(), |time| time.to_utc())
}

fn cut(text: &str, max: usize) -> String {
    text.chars().take(max).collect::<String>().trim_end().to_owned()
}

/// Text that Markdown shows as it is.
fn escape(text: &str) -> String {
    let special = |c: char| "\\`*_{}[]<>()#+!|~".contains(c);
    text.chars().flat_map(|c| special(c).then_some('\\').into_iter().chain([c])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_when_its_zone_says_so() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(
            midnight(day("2026-07-01"), "Europe/Berlin").to_string(),
            "2026-06-30 22:00:00 UTC"
        );
        // In Beirut the clock leaps from midnight to one o'clock.
        assert_eq!(
            midnight(day("2026-03-29"), "Asia/Beirut").to_string(),
            "2026-03-28 22:00:00 UTC"
        );
    }

    #[test]
    fn only_web_addresses_become_links() {
        assert!(website("https://a.test/x?y=1").is_some());
        for bad in
            ["javascript:alert(1)", "a.test", "", "https://", "ftp://a.test", "https://u:p@a.test"]
        {
            assert_eq!(website(bad), None, "{bad}");
        }
    }
}
