//! The catalogue's query string: every filter, with errors by field.

use crate::api::support::{Paging, boolean, given};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use rust_decimal::Decimal;
use serde::Deserialize;
use types::events::{EventOrdering, EventQuery};
use types::validation::Checks;
use types::{Failure, FieldProblem};
use utoipa::IntoParams;

/// As it comes; empty values count as left out, since forms send them.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct ListParams {
    /// Words in English or Russian; prefixes and misspellings are understood.
    search: Option<String>,
    /// A category's slug.
    category: Option<String>,
    /// An organizer's id.
    organizer: Option<String>,
    /// A part of the place's name.
    location: Option<String>,
    #[param(value_type = Option<bool>)]
    online: Option<String>,
    /// RFC 3339, or a date. Without it and `start_before`, only upcoming events.
    start_after: Option<String>,
    start_before: Option<String>,
    price_min: Option<String>,
    price_max: Option<String>,
    #[param(value_type = Option<bool>)]
    is_free: Option<String>,
    /// Whether seats can be booked now.
    #[param(value_type = Option<bool>)]
    available: Option<String>,
    /// `start_date`, `price`, `created_at`, `average_rating`, each with `-` for descending, or
    /// `relevance`.
    ordering: Option<String>,
    #[param(ignore)]
    #[serde(flatten)]
    paging: Paging,
}

impl ListParams {
    /// # Errors
    /// `validation_failed` with everything that is wrong, by field.
    pub(super) fn parse(self) -> Result<EventQuery, Failure> {
        let mut reader = Reader(Checks::new());
        let query = EventQuery {
            search: words(self.search.as_deref()),
            category: words(self.category.as_deref()),
            location: words(self.location.as_deref()),
            organizer: reader.read("organizer", self.organizer, |text| text.parse().ok()),
            online: reader.read("online", self.online, boolean),
            start_after: reader.read("start_after", self.start_after, |text| time(text, false)),
            start_before: reader.read("start_before", self.start_before, |text| time(text, true)),
            price_min: reader.read("price_min", self.price_min, price),
            price_max: reader.read("price_max", self.price_max, price),
            is_free: reader.read("is_free", self.is_free, boolean),
            available: reader.read("available", self.available, boolean),
            ordering: reader.read("ordering", self.ordering, EventOrdering::from_query),
            ..EventQuery::default()
        };
        let found = reader.0.finish();
        match (found, self.paging.parse()) {
            (Ok(()), Ok(page)) => Ok(EventQuery { page, ..query }),
            (Err(mut failure), Err(more)) => {
                failure.fields.extend(more.fields);
                Err(failure)
            }
            (Err(failure), Ok(_)) | (Ok(()), Err(failure)) => Err(failure),
        }
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

fn words(value: Option<&str>) -> Option<String> {
    given(value).map(str::to_owned)
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

    fn parse(query: &str) -> Result<EventQuery, Failure> {
        serde_urlencoded::from_str::<ListParams>(query).unwrap().parse()
    }

    #[test]
    fn every_filter_is_understood() {
        let query = parse(
            "search=rust+web&category=tech&organizer=00000000-0000-0000-0000-000000000001\
             &location=Berlin&online=true&start_after=2026-01-01T00:00:00+02:00\
             &start_before=2026-12-31&price_min=1.50&price_max=20&is_free=0&available=1\
             &ordering=-price&page=2&page_size=5",
        )
        .unwrap();
        assert_eq!(query.search.as_deref(), Some("rust web"));
        assert_eq!(query.start_after.unwrap().to_rfc3339(), "2025-12-31T22:00:00+00:00");
        assert_eq!(query.start_before.unwrap().to_rfc3339(), "2026-12-31T23:59:59.999999+00:00");
        assert_eq!((query.is_free, query.available), (Some(false), Some(true)));
        assert_eq!(query.ordering, Some((EventOrdering::Price, true)));
        assert_eq!((query.page.page, query.page.page_size), (2, 5));
    }

    #[test]
    fn what_is_empty_counts_as_left_out() {
        assert_eq!(
            parse("search=&price_min=&ordering=&page=&online=").unwrap(),
            EventQuery::default()
        );
    }

    #[test]
    fn every_wrong_value_is_told_by_its_field() {
        let failure = parse(
            "organizer=x&online=maybe&start_after=soon&start_before=2026-13-01&price_min=-1\
             &price_max=1e9&is_free=yes&available=2&ordering=size&page=0&page_size=101",
        )
        .unwrap_err();
        let fields: Vec<_> = failure.fields.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(
            fields,
            [
                "organizer",
                "online",
                "start_after",
                "start_before",
                "price_min",
                "price_max",
                "is_free",
                "available",
                "ordering",
                "page",
                "page_size"
            ]
        );
    }
}
