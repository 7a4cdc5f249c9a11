//! Query strings: values as forms send them, and the catalogue's parameters. The API refuses what
//! cannot be read; pages leave it out, so that a hand-typed address still shows something.

use crate::events::{EventOrdering, EventQuery};
use crate::page::PageRequest;
use crate::validation::Checks;
use crate::{Failure, FieldProblem};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use rust_decimal::Decimal;

/// One list of parameters makes what the API describes and reads, what pages read, and the filters
/// that pages name.
macro_rules! event_params {
    ($($(#[$about:meta])* $name:ident,)+) => {
        /// The catalogue's filters and its ordering, as they come.
        #[derive(Clone, Debug, Default, serde::Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
        #[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
        pub struct EventParams {
            $($(#[$about])* pub $name: Option<String>,)+
        }

        impl EventParams {
            pub const NAMES: &[&str] = &[$(stringify!($name)),+];

            /// Other parameters, such as a campaign's, are left out.
            pub fn set(&mut self, name: &str, value: &str) {
                match name {
                    $(stringify!($name) => self.$name = Some(value.to_owned()),)+
                    _ => {}
                }
            }
        }
    };
}

event_params! {
    /// Words in English or Russian; prefixes and misspellings are understood.
    search,
    /// A category's slug.
    category,
    /// A part of the place's name.
    location,
    /// An organizer's id.
    organizer,
    #[cfg_attr(feature = "openapi", param(value_type = Option<bool>))]
    online,
    #[cfg_attr(feature = "openapi", param(value_type = Option<bool>))]
    is_free,
    /// Whether seats can be booked now.
    #[cfg_attr(feature = "openapi", param(value_type = Option<bool>))]
    available,
    /// RFC 3339, or a date. Without it and `start_before`, only upcoming events.
    start_after,
    start_before,
    /// An event with ticket types fits by any price of theirs that is on sale.
    price_min,
    price_max,
    /// `start_date`, `price`, `created_at`, `average_rating`, each with `-` for descending, or
    /// `relevance`.
    ordering,
}

impl EventParams {
    /// The query of all that can be read, on the first page, and what cannot be, by field.
    pub fn read(self) -> (EventQuery, Option<Failure>) {
        let mut reader = Reader(Checks::new());
        let query = EventQuery {
            search: reader.read("search", self.search, words),
            category: reader.read("category", self.category, words),
            organizer: reader.read("organizer", self.organizer, |text| text.parse().ok()),
            location: reader.read("location", self.location, words),
            online: reader.read("online", self.online, boolean),
            start_after: reader.read("start_after", self.start_after, |text| time(text, false)),
            start_before: reader.read("start_before", self.start_before, |text| time(text, true)),
            price_min: reader.read("price_min", self.price_min, price),
            price_max: reader.read("price_max", self.price_max, price),
            is_free: reader.read("is_free", self.is_free, boolean),
            available: reader.read("available", self.available, boolean),
            ordering: reader.read("ordering", self.ordering, EventOrdering::from_query),
            page: PageRequest::default(),
        };
        (query, reader.0.finish().err())
    }
}

struct Reader(Checks);

impl Reader {
    fn read<T>(
        &mut self,
        field: &str,
        value: Option<String>,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let parsed = parse(given(value.as_deref())?);
        self.0.require(parsed.is_some(), field, FieldProblem::Invalid);
        parsed
    }
}

/// A value of a query string; empty counts as left out, since forms send it.
pub fn given(value: Option<&str>) -> Option<&str> {
    value.map(str::trim).filter(|text| !text.is_empty())
}

/// `true` or `false` however it is spelled, or `1` or `0`.
pub fn boolean(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    }
}

/// PostgreSQL knows every character but NUL.
fn words(text: &str) -> Option<String> {
    (!text.contains('\0')).then(|| text.to_owned())
}

/// An amount of at most 15 digits before the point and two after it, not negative.
fn price(text: &str) -> Option<Decimal> {
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |text: &str, most: usize| {
        (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
    };
    let plain = digits(whole, 15) && digits(part, 2);
    plain.then(|| Decimal::from_str_exact(text).ok()).flatten()
}

/// A moment, or a day in UTC: its first moment, or its last where it is an end.
fn time(text: &str, end: bool) -> Option<DateTime<Utc>> {
    if let Ok(day) = text.parse::<NaiveDate>() {
        let last = NaiveTime::from_hms_micro_opt(23, 59, 59, 999_999)?;
        return Some(day.and_time(if end { last } else { NaiveTime::MIN }).and_utc());
    }
    // An unescaped "+" in a query string arrives as a blank.
    let text = text.replace(' ', "+");
    DateTime::parse_from_rfc3339(&text).ok().map(|time| time.to_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> (EventQuery, Vec<String>) {
        let mut params = EventParams::default();
        for (name, value) in pairs {
            params.set(name, value);
        }
        let (query, wrong) = params.read();
        let fields = wrong.map(|failure| failure.fields).unwrap_or_default();
        (query, fields.into_iter().map(|error| error.field).collect())
    }

    #[test]
    fn every_filter_is_understood() {
        let (query, wrong) = read(&[
            ("search", " rust web "),
            ("category", "tech"),
            ("organizer", "00000000-0000-0000-0000-000000000001"),
            ("location", "Berlin"),
            ("online", "TRUE"),
            ("start_after", "2026-01-01T00:00:00 02:00"),
            ("start_before", "2026-12-31"),
            ("price_min", "1.50"),
            ("price_max", "20"),
            ("is_free", "0"),
            ("available", "1"),
            ("ordering", "-price"),
            ("utm_source", "x"),
        ]);
        assert_eq!(wrong, [""; 0]);
        assert_eq!(query.search.as_deref(), Some("rust web"));
        assert_eq!(query.start_after.unwrap().to_rfc3339(), "2025-12-31T22:00:00+00:00");
        assert_eq!(query.start_before.unwrap().to_rfc3339(), "2026-12-31T23:59:59.999999+00:00");
        assert_eq!((query.is_free, query.available), (Some(false), Some(true)));
        assert_eq!(query.ordering, Some((EventOrdering::Price, true)));
    }

    #[test]
    fn what_is_empty_counts_as_left_out() {
        let empty: Vec<_> = EventParams::NAMES.iter().map(|name| (*name, " ")).collect();
        assert_eq!(read(&empty), (EventQuery::default(), Vec::new()));
    }

    #[test]
    fn every_wrong_value_is_told_by_its_field_and_left_out() {
        let wrong = [
            ("search", "a\0b"),
            ("category", "a\0b"),
            ("organizer", "x"),
            ("location", "a\0b"),
            ("online", "maybe"),
            ("start_after", "soon"),
            ("start_before", "2026-13-01"),
            ("price_min", "-1"),
            ("price_max", "1e9"),
            ("is_free", "yes"),
            ("available", "2"),
            ("ordering", "size"),
        ];
        let (query, fields) = read(&wrong);
        assert_eq!(query, EventQuery::default());
        assert_eq!(fields, wrong.map(|(name, _)| name));
        assert_eq!(fields.len(), EventParams::NAMES.len(), "a parameter takes everything");
        let (query, fields) = read(&[("price_min", "x"), ("search", "jazz")]);
        assert_eq!((query.search.as_deref(), fields), (Some("jazz"), vec!["price_min".to_owned()]));
    }
}
