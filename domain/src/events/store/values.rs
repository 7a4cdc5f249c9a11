//! The columns that an organizer decides.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use sqlx::Postgres;
use sqlx::query_builder::Separated;
use types::events::EventStatus;
use types::ids::{CategoryId, VenueId};
use types::{Currency, Locale};

/// One list of columns makes what is written of an event and what is read back: a column that stands
/// in it is inserted, updated, imported and selected, and one that does not is none of these.
macro_rules! values {
    ($($column:ident: $type:ty,)+) => {
        /// Everything of an event that its organizer decides.
        #[derive(Clone, Debug)]
        pub(crate) struct Values { $(pub $column: $type,)+ }

        /// The columns, as an INSERT names them.
        pub(super) const WRITABLE: &[&str] = &[$(stringify!($column)),+];

        /// The same of `events e`, as a SELECT reads them.
        macro_rules! read_values {
            () => { concat!($("e.", stringify!($column), ", "),+) };
        }

        impl Values {
            /// The values, in the order of [`WRITABLE`].
            pub(super) fn push_row(&self, row: &mut Separated<'_, Postgres, &'static str>) {
                $(row.push_bind(&self.$column);)+
            }

            /// `column = value` for each.
            pub(super) fn push_changes(&self, set: &mut Separated<'_, Postgres, &'static str>) {
                $(set.push(concat!(stringify!($column), " = ")).push_bind_unseparated(&self.$column);)+
            }
        }
    };
}

values! {
    title: String,
    description: String,
    language: Locale,
    category_id: CategoryId,
    venue_id: Option<VenueId>,
    location: String,
    online_meeting_url: Option<String>,
    start_date: DateTime<Utc>,
    end_date: DateTime<Utc>,
    timezone: String,
    max_capacity: i32,
    max_per_person: Option<i32>,
    waitlist_open: bool,
    price: Decimal,
    currency: Currency,
    image: Option<String>,
    refund_full_until_hours: Option<i32>,
    refund_percent_after: i32,
    status: EventStatus,
    unset_fields: Vec<String>,
}

pub(super) use read_values;
