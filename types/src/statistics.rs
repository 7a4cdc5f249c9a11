//! Numbers for organizers and admins.

use crate::money::Currency;
use crate::serde::money_string;
use chrono::NaiveDate;
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
    /// Due now and not done yet.
    pub due: i64,
    /// For later.
    pub scheduled: i64,
    /// Given up.
    pub failed: i64,
}

/// `GET /api/stats/`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlatformStatistics {
    pub users: UserCounts,
    pub events: EventCounts,
    /// Of the last 30 days on which there were any.
    pub bookings_per_day: Vec<BookingDay>,
    /// The same for what was paid and what went back.
    pub revenue_per_day: Vec<MoneyDay>,
    /// Of all time, by currency.
    pub totals: Vec<MoneyMoved>,
    pub mail: MailCounts,
    pub jobs: JobCounts,
}
