//! Parser of the catalogue's query string into an event query. A filter that cannot be read is left
//! out and named, so that a hand-typed address still shows something.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use rust_decimal::Decimal;
use types::events::{EventOrdering, EventQuery};
use types::{Failure, FieldError, FieldProblem, PageRequest};
use url::form_urlencoded;

/// Cards come in rows of three and two.
const PAGE_SIZE: u32 = 18;
const TEXT_MAX: usize = 200;

pub(super) fn parse(query: &str) -> (EventQuery, Option<Failure>) {
    let mut wanted = EventQuery { page: PageRequest::new(1, PAGE_SIZE), ..EventQuery::default() };
    let mut wrong = Vec::new();
    for (name, value) in form_urlencoded::parse(query.trim_start_matches('?').as_bytes()) {
        let value = value.trim();
        if value.is_empty() {
            continue;
        }
        if apply(&mut wanted, &name, value).is_none() {
            wrong.push(FieldError {
                field: name.into_owned(),
                problem: FieldProblem::Invalid,
                limit: None,
            });
        }
    }
    (wanted, (!wrong.is_empty()).then(|| Failure::fields(wrong)))
}

fn apply(query: &mut EventQuery, name: &str, value: &str) -> Option<()> {
    match name {
        "search" => query.search = Some(text(value)?),
        "category" => query.category = Some(text(value)?),
        "location" => query.location = Some(text(value)?),
        "organizer" => query.organizer = Some(value.parse().ok()?),
        "online" => query.online = Some(flag(value)?),
        "is_free" => query.is_free = Some(flag(value)?),
        "available" => query.available = Some(flag(value)?),
        "start_after" => query.start_after = Some(moment(value, 0)?),
        "start_before" => query.start_before = Some(moment(value, 1)?),
        "price_min" => query.price_min = Some(price(value)?),
        "price_max" => query.price_max = Some(price(value)?),
        "ordering" => query.ordering = Some(EventOrdering::from_query(value)?),
        "page" => {
            query.page.page = value.parse().ok().filter(|page| (1..=100_000).contains(page))?;
        }
        // Unknown parameters, such as a campaign's, are ignored.
        _ => {}
    }
    Some(())
}

fn text(value: &str) -> Option<String> {
    let fits = value.chars().count() <= TEXT_MAX && !value.chars().any(char::is_control);
    fits.then(|| value.to_owned())
}

fn flag(value: &str) -> Option<bool> {
    match value {
        "true" | "on" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    }
}

/// A day as the form sends it (whole days, so the last one counts too) or a moment (RFC 3339).
fn moment(value: &str, days: u64) -> Option<DateTime<Utc>> {
    if let Ok(day) = NaiveDate::parse_from_str(value, "%Y-%m-%d") {
        let day = day.checked_add_days(Days::new(days))?;
        return in_range(day.and_time(NaiveTime::MIN).and_utc());
    }
    in_range(DateTime::parse_from_rfc3339(value).ok()?.with_timezone(&Utc))
}

fn in_range(time: DateTime<Utc>) -> Option<DateTime<Utc>> {
    use chrono::Datelike;
    (1900..=9999).contains(&time.year()).then_some(time)
}

fn price(value: &str) -> Option<Decimal> {
    let plain =
        value.len() <= 12 && value.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',');
    let amount = plain.then(|| value.replace(',', ".").parse::<Decimal>().ok()).flatten()?;
    (amount <= Decimal::from(1_000_000)).then_some(amount)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_filter_is_read() {
        let (query, ignored) = parse(
            "search=rust+web&category=technology&location=K%C3%B6ln&online=true&is_free=on\
             &available=true&start_after=2026-12-01&start_before=2026-12-31&price_min=5\
             &price_max=20,50&ordering=-price&page=3&utm_source=x",
        );
        assert_eq!(ignored, None);
        assert_eq!(query.search.as_deref(), Some("rust web"));
        assert_eq!(query.location.as_deref(), Some("Köln"));
        assert_eq!(query.price_max, Some(Decimal::new(2050, 2)));
        assert_eq!(query.ordering, Some((EventOrdering::Price, true)));
        assert_eq!(query.start_before.unwrap().to_rfc3339(), "2027-01-01T00:00:00+00:00");
        assert_eq!(query.page.page, 3);
        assert!(query.online.unwrap() && query.is_free.unwrap() && query.available.unwrap());
    }

    #[test]
    fn what_cannot_be_read_is_left_out_and_named() {
        let (query, ignored) = parse(
            "price_min=abc&page=0&ordering=up&start_after=9999-99-99&organizer=me&search=a%00b\
             &start_before=9999-12-31&price_max=99999999999999",
        );
        let fields: Vec<_> = ignored.unwrap().fields.into_iter().map(|e| e.field).collect();
        assert_eq!(
            fields,
            [
                "price_min",
                "page",
                "ordering",
                "start_after",
                "organizer",
                "search",
                "start_before",
                "price_max"
            ]
        );
        assert_eq!(
            query,
            EventQuery { page: PageRequest::new(1, PAGE_SIZE), ..EventQuery::default() }
        );
    }

    #[test]
    fn broken_escapes_are_only_text() {
        assert_eq!(parse("search=100%&x").0.search.as_deref(), Some("100%"));
        assert_eq!(parse("?search=%zz%4").0.search.as_deref(), Some("%zz%4"));
        assert_eq!(parse("search=%FF").0.search.as_deref(), Some("\u{fffd}"));
    }
}
