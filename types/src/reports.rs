//! The books: what was charged, given off and given back, by day and by currency.

use crate::failure::{Failure, FieldError, FieldProblem};
use crate::ids::{BookLineId, BookingId, EventId, PaymentId};
use crate::money::Currency;
use crate::page::{MAX_PAGE, MAX_PAGE_SIZE, PageRequest};
use crate::query_string::{Writer, number, read_pairs};
use crate::serde::money_string;
use crate::text_enum;
use chrono::{DateTime, Datelike, Days, Months, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Days that a report may span: a year, and the day that some have more.
pub const DAYS_MAX: u64 = 366;
/// Characters of the name of a zone.
const ZONE_MAX: usize = 64;

text_enum! {
    /// What a line of the books is of.
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub enum BookKind {
        Charge = "CHARGE",
        Refund = "REFUND",
        /// A booking went to another event of the same organizer, with its money.
        MovedOut = "MOVED_OUT",
        /// A booking came from another event of the same organizer, with its money.
        MovedIn = "MOVED_IN",
    }
}

/// What lines in one currency come to. `gross` less `discounts` is `charged`, and less `refunds` it is
/// `net`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct BookSum {
    pub currency: Currency,
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "275.00"))]
    pub gross: Decimal,
    /// What was given off when it was charged.
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "25.00"))]
    pub discounts: Decimal,
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "250.00"))]
    pub charged: Decimal,
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "50.00"))]
    pub refunds: Decimal,
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "200.00"))]
    pub net: Decimal,
    /// How many lines that is.
    pub lines: i64,
}

impl BookSum {
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            currency: self.currency,
            gross: self.gross + other.gross,
            discounts: self.discounts + other.discounts,
            charged: self.charged + other.charged,
            refunds: self.refunds + other.refunds,
            net: self.net + other.net,
            lines: self.lines + other.lines,
        }
    }
}

/// What a day or a month comes to, in each currency in which anything moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BookPeriod {
    pub from: NaiveDate,
    /// The last day, with all of its hours.
    pub to: NaiveDate,
    pub sums: Vec<BookSum>,
}

/// One day in one currency: a row of the file of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookDay {
    pub date: NaiveDate,
    #[serde(flatten)]
    pub sum: BookSum,
}

/// A line of the books: it is written once and says the same for good.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct BookLine {
    /// Of a charge or refund: that of its transaction.
    pub id: BookLineId,
    pub at: DateTime<Utc>,
    pub kind: BookKind,
    pub event: EventId,
    /// As it was called then.
    pub event_title: String,
    pub booking: BookingId,
    pub reference: String,
    pub payment: PaymentId,
    /// Why, such as `payment`, `by_attendee`, `goodwill` or `booking_moved`.
    pub reason: String,
    pub currency: Currency,
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "45.00"))]
    pub charged: Decimal,
    /// What was given off when it was charged.
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "5.00"))]
    pub discount: Decimal,
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "0.00"))]
    pub refunded: Decimal,
    /// `charged` less `refunded`.
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "45.00"))]
    pub net: Decimal,
}

/// What happened within some days, in sums.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Report {
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// The IANA name of the zone by whose clock days are counted.
    pub timezone: String,
    /// Whether the last day is over: then the report says the same for good.
    pub closed: bool,
    /// Bookings that were confirmed within these days and cost nothing: they have no line.
    pub without_money: i64,
    pub totals: Vec<BookSum>,
    pub months: Vec<BookPeriod>,
    /// Those on which anything moved.
    pub days: Vec<BookPeriod>,
}

/// A report's days and which of its lines are listed: the page's address, the API's query and the file's
/// are the same query string.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ReportQuery {
    /// None: the first of the month that `to` is in, or of this one.
    pub from: Option<NaiveDate>,
    /// None: the last of the month that `from` is in.
    pub to: Option<NaiveDate>,
    /// Of all events: by whose clock days are counted.
    pub timezone: Option<String>,
    pub currency: Option<Currency>,
    pub kind: Option<BookKind>,
    pub page: PageRequest,
}

impl ReportQuery {
    /// Reads a query string. What cannot be read is left out and named.
    pub fn from_query(query: &str) -> (Self, Vec<FieldError>) {
        let mut wanted = Self::default();
        let errors = read_pairs(query, |name, value| wanted.read(name, value));
        (wanted, errors)
    }

    pub fn to_query(&self) -> String {
        let (mut query, usual) = (Writer::new(), PageRequest::default());
        query.add("from", self.from);
        query.add("to", self.to);
        query.add("timezone", self.timezone.as_ref());
        query.add("currency", self.currency.map(|it| it.as_str().to_owned()));
        query.add("kind", self.kind);
        let size = self.page.page_size;
        query.add("page", (self.page.page != usual.page).then_some(self.page.page));
        query.add("page_size", (size != usual.page_size).then_some(size));
        query.finish()
    }

    fn read(&mut self, name: &str, value: &str) -> Option<()> {
        match name {
            "from" => self.from = Some(day(value)?),
            "to" => self.to = Some(day(value)?),
            "timezone" if value.len() <= ZONE_MAX => self.timezone = Some(value.to_owned()),
            "timezone" => return None,
            "currency" => self.currency = Some(Currency::parse(value)?),
            "kind" => self.kind = Some(BookKind::parse(value)?),
            "page" => self.page.page = number(value, MAX_PAGE)?,
            "page_size" => self.page.page_size = number(value, MAX_PAGE_SIZE)?,
            _ => {}
        }
        Some(())
    }

    /// The first and the last day.
    ///
    /// # Errors
    /// `to` before `from`, or more than [`DAYS_MAX`] days.
    pub fn days(&self, today: NaiveDate) -> Result<(NaiveDate, NaiveDate), Failure> {
        let from = self.from.unwrap_or_else(|| month_of(self.to.unwrap_or(today)).0);
        let to = self.to.unwrap_or_else(|| month_of(from).1);
        if to < from {
            return Err(Failure::field("to", FieldProblem::EndBeforeStart));
        }
        if from.checked_add_days(Days::new(DAYS_MAX)).is_none_or(|limit| to >= limit) {
            return Err(Failure::field("to", FieldProblem::TooLarge));
        }
        Ok((from, to))
    }
}

/// The years that a report can be of.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2999;

fn day(value: &str) -> Option<NaiveDate> {
    value.parse::<NaiveDate>().ok().filter(|day| YEARS.contains(&day.year()))
}

/// The first and the last day of the month that a day is in.
pub fn month_of(day: NaiveDate) -> (NaiveDate, NaiveDate) {
    let first = day.with_day(1).unwrap_or(day);
    let next = first.checked_add_months(Months::new(1));
    (first, next.and_then(|next| next.pred_opt()).unwrap_or(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn what_is_written_is_read_again() {
        let query = ReportQuery {
            from: Some(day("2026-05-01")),
            to: Some(day("2026-05-31")),
            timezone: Some("Europe/Berlin".into()),
            currency: Currency::parse("EUR"),
            kind: Some(BookKind::Refund),
            page: PageRequest::new(3, 50),
        };
        assert_eq!(ReportQuery::from_query(&query.to_query()), (query, Vec::new()));
        let wrong = format!(
            "from=soon&to=1999-12-31&timezone={}&currency=eur&kind=x&page=0&page_size=x&other=1",
            "x".repeat(65)
        );
        let (query, errors) = ReportQuery::from_query(&wrong);
        assert_eq!((query, errors.len()), (ReportQuery::default(), 7));
    }

    #[test]
    fn the_days_are_a_month_unless_they_are_said_and_never_more_than_a_year() {
        let today = day("2028-02-10");
        let days = |from: &str, to: &str| {
            let (query, errors) = ReportQuery::from_query(&format!("from={from}&to={to}"));
            assert!(errors.is_empty(), "{errors:?}");
            query.days(today).map(|(from, to)| format!("{from} {to}"))
        };
        assert_eq!(days("", "").unwrap(), "2028-02-01 2028-02-29");
        assert_eq!(days("2027-01-15", "").unwrap(), "2027-01-15 2027-01-31");
        assert_eq!(days("", "2027-12-15").unwrap(), "2027-12-01 2027-12-15");
        assert_eq!(days("2028-01-01", "2028-12-31").unwrap(), "2028-01-01 2028-12-31");
        assert_eq!(days("2027-01-01", "2027-01-01").unwrap(), "2027-01-01 2027-01-01");
        for (from, to) in [("2028-01-02", "2028-01-01"), ("2028-01-01", "2029-01-01")] {
            assert_eq!(days(from, to).unwrap_err().fields[0].field, "to");
        }
        assert_eq!(days("2999-12-01", "2999-12-31").unwrap(), "2999-12-01 2999-12-31");
    }
}
