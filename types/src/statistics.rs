//! Numbers for organizers and admins.

use crate::ids::TicketTypeId;
use crate::money::Currency;
use crate::query::given;
use crate::serde::money_string;
use crate::ticket_types::Offering;
use crate::validation::Checks;
use crate::{Failure, FieldProblem, text_enum};
use chrono::{DateTime, Datelike as _, Days, NaiveDate};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// An event's seats by what has become of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SeatCounts {
    pub capacity: i32,
    pub confirmed: i32,
    /// Of bookings that are being paid.
    pub held: i32,
    /// Promised to parties of the waitlist.
    pub offered: i32,
    pub available: i32,
}

/// What was booked on one day (UTC).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct BookingDay {
    pub date: NaiveDate,
    pub bookings: i64,
    pub seats: i64,
    /// Bookings of that day that were confirmed.
    pub confirmed: i64,
}

/// Parties by what has become of their wait.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WaitlistCounts {
    pub waiting: i64,
    pub offered: i64,
    pub accepted: i64,
    pub expired: i64,
    pub left: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CheckInCounts {
    pub tickets: i64,
    pub checked_in: i64,
}

/// One kind of ticket of an event in numbers. All of them sum up to the event's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TypeFigures {
    pub id: TicketTypeId,
    pub name: String,
    pub offering: Offering,
    /// Of as many as it can have at most: its own quota, its pool's, or the event's.
    pub seats: SeatCounts,
    pub check_ins: CheckInCounts,
    /// The event's.
    pub currency: Currency,
    /// What was paid for its tickets less what went back, in that currency. What is kept of a ticket that
    /// was given back counts for its kind.
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "200.00"))]
    pub net: Decimal,
}

/// `GET /api/events/{id}/statistics/`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EventStatistics {
    pub seats: SeatCounts,
    /// What was paid in the event's own currency.
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "250.00"))]
    pub revenue: Decimal,
    /// What went back of it.
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "25.00"))]
    pub refunds: Decimal,
    pub currency: Currency,
    /// The same in every currency in which anything was paid: the event's own may have been another
    /// one before.
    #[serde(default)]
    pub revenue_by_currency: Vec<MoneyMoved>,
    pub bookings_per_day: Vec<BookingDay>,
    pub waitlist: WaitlistCounts,
    pub check_ins: CheckInCounts,
    /// In the organizer's order; empty where the event has one kind of ticket.
    #[serde(default)]
    pub ticket_types: Vec<TypeFigures>,
    /// The part of all bookings that was confirmed, 0 to 1; null without bookings.
    pub conversion: Option<f64>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UserCounts {
    pub attendee: i64,
    pub organizer: i64,
    pub admin: i64,
    /// Of all of these.
    pub disabled: i64,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "UPPERCASE")]
pub struct EventCounts {
    pub draft: i64,
    pub published: i64,
    pub cancelled: i64,
}

/// What moved in one currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct MoneyMoved {
    pub currency: Currency,
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "250.00"))]
    pub revenue: Decimal,
    #[serde(with = "money_string")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "25.00"))]
    pub refunds: Decimal,
}

/// What moved on one day (UTC) in one currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct MoneyDay {
    pub date: NaiveDate,
    #[serde(flatten)]
    #[cfg_attr(feature = "sqlx", sqlx(flatten))]
    pub moved: MoneyMoved,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MailCounts {
    pub queued: i64,
    pub sent: i64,
    pub failed: i64,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct JobCounts {
    /// Due now and not done yet; each is counted up to 10,000.
    pub due: i64,
    /// For later.
    pub scheduled: i64,
    /// Given up.
    pub failed: i64,
}

text_enum! {
    /// What figures are summed up by.
    #[derive(Default)]
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub enum Interval {
        #[default]
        Day = "day",
        Month = "month",
    }
}

/// The days of `GET /api/stats/` where none are named: so many, up to today.
pub const DAYS_USUAL: u64 = 30;
/// So many days may be asked for, and so many years by month.
pub const DAYS_MAX: i64 = 400;
pub const YEARS_MAX: i64 = 20;

/// Which days (UTC) are looked at, and whether by day or by month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PlatformQuery {
    pub from: Option<NaiveDate>,
    /// The last one.
    pub to: Option<NaiveDate>,
    pub interval: Interval,
}

impl PlatformQuery {
    /// # Errors
    /// `validation_failed` by field: no such day, the end before the start, too long.
    pub fn read(
        from: Option<&str>,
        to: Option<&str>,
        interval: Option<&str>,
    ) -> Result<Self, Failure> {
        let mut checks = Checks::new();
        let mut day = |field: &str, text: Option<&str>| {
            let text = given(text)?;
            // A day, or the day of a moment; within what the database knows.
            let moment = || Some(DateTime::parse_from_rfc3339(text).ok()?.to_utc().date_naive());
            let day = text.parse::<NaiveDate>().ok().filter(|_| text.len() == 10).or_else(moment);
            let day = day.filter(|day| (1900..=9000).contains(&day.year()));
            checks.require(day.is_some(), field, FieldProblem::Invalid);
            day
        };
        let (from, to) = (day("from", from), day("to", to));
        let interval = given(interval).map(Interval::parse);
        checks.require(interval != Some(None), "interval", FieldProblem::Invalid);
        let interval = interval.flatten().unwrap_or_default();
        if let (Some(from), Some(to)) = (from, to) {
            checks.require(from <= to, "to", FieldProblem::EndBeforeStart);
            let most = match interval {
                Interval::Day => DAYS_MAX,
                Interval::Month => YEARS_MAX * 366,
            };
            checks.require((to - from).num_days() < most, "from", FieldProblem::TooSmall);
        }
        checks.finish()?;
        Ok(Self { from, to, interval })
    }

    /// The first and the last day; nothing lies after today, and where one is not named it is as far
    /// from the other as usual.
    pub fn period(self, today: NaiveDate) -> (NaiveDate, NaiveDate) {
        let length = Days::new(DAYS_USUAL - 1);
        let usual = || self.from.and_then(|from| from.checked_add_days(length));
        let to = self.to.or_else(usual).unwrap_or(today).min(today);
        let from = self.from.or_else(|| to.checked_sub_days(length)).unwrap_or(to);
        (from.min(to), to)
    }
}

/// Of accounts that were made in a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewUsers {
    pub attendee: i64,
    pub organizer: i64,
    pub admin: i64,
}

/// What a period comes to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PeriodFigures {
    /// The first day (UTC).
    pub from: NaiveDate,
    /// The last one.
    pub to: NaiveDate,
    pub new_users: NewUsers,
    /// Made in the period, like the seats.
    pub bookings: i64,
    pub seats: i64,
    /// Of these bookings.
    pub confirmed: i64,
    /// Of the confirmed ones.
    pub cancelled: i64,
    /// The part of these bookings that was confirmed, 0 to 1; null without bookings.
    pub conversion: Option<f64>,
    /// Of events that ended in the period and whose door was used: whoever has a ticket and was not
    /// checked in did not come.
    pub attendance: CheckInCounts,
    /// What was paid in the period and what went back.
    pub money: Vec<MoneyMoved>,
}

/// Confirmed bookings of a period under one category.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "sqlx", derive(sqlx::FromRow))]
pub struct CategoryFigures {
    pub slug: String,
    pub name: String,
    pub name_ru: Option<String>,
    pub bookings: i64,
    pub seats: i64,
}

/// What was booked in an hour of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HourFigures {
    /// When it begins, by the clock of `hours_timezone`: 0 to 23.
    pub hour: i32,
    /// 0, unless the zone is not ahead of UTC by whole hours.
    pub minute: i32,
    pub bookings: i64,
}

/// `GET /api/stats/`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlatformStatistics {
    /// As they are now, like the events.
    pub users: UserCounts,
    pub events: EventCounts,
    pub interval: Interval,
    pub period: PeriodFigures,
    /// As many days before it.
    pub before: PeriodFigures,
    /// Of the period's days or months (their first day) in which there were any.
    pub bookings_per_day: Vec<BookingDay>,
    /// The same for what was paid and what went back.
    pub revenue_per_day: Vec<MoneyDay>,
    /// The ten with the most seats.
    pub categories: Vec<CategoryFigures>,
    /// Hours in which anything was booked.
    pub hours: Vec<HourFigures>,
    /// The zone (IANA) by whose clock the hours are.
    pub hours_timezone: String,
    /// Of all time, by currency.
    pub totals: Vec<MoneyMoved>,
    pub mail: MailCounts,
    pub jobs: JobCounts,
}
