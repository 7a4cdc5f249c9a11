//! The filter of an event's bookings. The page's address, the API's query, the exported file and a
//! message's audience are the same query string, with one parser.

use crate::failure::FieldError;
use crate::ids::TicketTypeId;
use crate::page::{MAX_PAGE, MAX_PAGE_SIZE, PageRequest};
use crate::promotions::normal_code;
use crate::query_string::{Writer, number, read_pairs};
use crate::text;
use crate::text_enum;
use crate::ticket_types::TYPES_MAX;
use crate::time_bound::TimeBound;
use crate::via::Via;
use serde::de::{self, SeqAccess, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;

pub const SEARCH_MAX: usize = 200;
/// The origin of those who followed a link without one.
pub const NO_ORIGIN: &str = "-";

text_enum! {
    /// The states a list can be narrowed to. A PENDING booking is held or offered.
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub enum StatusFilter {
        Confirmed = "CONFIRMED",
        Pending = "PENDING",
        /// Being paid.
        Held = "HELD",
        /// Promised to a party of the waitlist.
        Offered = "OFFERED",
        Cancelled = "CANCELLED",
    }
}

text_enum! {
    /// What has become of its payments: whether one is done, and else of the newest of the booking itself.
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub enum PaymentFilter {
        /// None was started: free, or not paid yet.
        None = "NONE",
        Pending = "PENDING",
        Completed = "COMPLETED",
        Failed = "FAILED",
        /// Something was paid, whatever went back since.
        Charged = "CHARGED",
        /// Something went back, in part or in full.
        Refunded = "REFUNDED",
    }
}

text_enum! {
    /// How a booking was made.
    #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
    pub enum ChannelFilter {
        /// On the event's page, or by the API.
        Direct = "direct",
        /// By an offer to a party of the waitlist.
        Waitlist = "waitlist",
        /// The organizer gave it away.
        Complimentary = "complimentary",
        /// Somebody came for it: any but a complimentary one.
        AskedFor = "asked_for",
    }
}

text_enum! {
    /// What the list is sorted by.
    pub enum BookingOrdering {
        BookedAt = "booked_at",
        TotalPrice = "total_price",
        /// The buyer's name; of attendees, their own.
        Name = "name",
    }
}

impl BookingOrdering {
    /// `name` or `-name`: the ordering and whether it descends.
    pub fn from_query(input: &str) -> Option<(Self, bool)> {
        let (name, descending) = input.strip_prefix('-').map_or((input, false), |n| (n, true));
        Some((Self::parse(name)?, descending))
    }
}

/// Which bookings of an event are meant; one without anything means all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct BookingFilter {
    /// A part of a name or an address, a reference, or a ticket's code.
    pub search: Option<String>,
    pub status: Option<StatusFilter>,
    pub payment_status: Option<PaymentFilter>,
    pub promo_code: Option<String>,
    /// The `?via=` of the link that its buyer followed, or [`NO_ORIGIN`].
    pub origin: Option<String>,
    pub channel: Option<ChannelFilter>,
    /// One with seats of any of these kinds.
    // A message that was stored before has one kind, or none.
    #[serde(alias = "ticket_type", deserialize_with = "some_kinds")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<TicketTypeId>>))]
    pub ticket_types: Vec<TicketTypeId>,
    /// Whether it was ever confirmed, whatever has become of it since.
    pub ever_confirmed: Option<bool>,
    /// Whether a ticket of it was seen at the door.
    pub checked_in: Option<bool>,
    /// RFC 3339, or a date in the event's zone.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub booked_after: Option<TimeBound>,
    /// A day is meant with all of its hours.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub booked_before: Option<TimeBound>,
}

/// A page of the list: the filter, the order and the page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct BookingQuery {
    pub filter: BookingFilter,
    /// And whether it descends; none: the newest first, of attendees by name.
    pub ordering: Option<(BookingOrdering, bool)>,
    pub page: PageRequest,
}

impl BookingFilter {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Reads a query string. What cannot be read is left out and named: a page shows the rest, the
    /// API refuses it. Names that no filter has are passed over.
    pub fn from_query(query: &str) -> (Self, Vec<FieldError>) {
        let (wanted, errors) = BookingQuery::from_query(query);
        (wanted.filter, errors)
    }

    pub fn to_query(&self) -> String {
        let mut query = Writer::new();
        self.write(&mut query);
        query.finish()
    }

    fn read(&mut self, name: &str, value: &str) -> Option<()> {
        match name {
            // Nothing that somebody looks for is wrong.
            "search" => self.search = words(value),
            "status" => self.status = Some(StatusFilter::parse(value)?),
            "payment_status" => self.payment_status = Some(PaymentFilter::parse(value)?),
            "promo_code" => self.promo_code = Some(normal_code(value)?),
            "origin" if value == NO_ORIGIN => self.origin = Some(NO_ORIGIN.to_owned()),
            "origin" => self.origin = Some(Via::parse(value)?.to_string()),
            "channel" => self.channel = Some(ChannelFilter::parse(value)?),
            "ticket_type" => return add_kind(&mut self.ticket_types, value.parse().ok()?),
            "ever_confirmed" => self.ever_confirmed = Some(flag(value)?),
            "checked_in" => self.checked_in = Some(flag(value)?),
            "booked_after" => self.booked_after = Some(TimeBound::parse(value)?),
            "booked_before" => self.booked_before = Some(TimeBound::parse(value)?),
            _ => {}
        }
        Some(())
    }

    fn write(&self, query: &mut Writer) {
        query.add("search", self.search.as_ref());
        query.add("status", self.status);
        query.add("payment_status", self.payment_status);
        query.add("promo_code", self.promo_code.as_ref());
        query.add("origin", self.origin.as_ref());
        query.add("channel", self.channel);
        for kind in &self.ticket_types {
            query.add("ticket_type", Some(kind));
        }
        query.add("ever_confirmed", self.ever_confirmed);
        query.add("checked_in", self.checked_in);
        query.add("booked_after", self.booked_after);
        query.add("booked_before", self.booked_before);
    }
}

impl BookingQuery {
    /// As [`BookingFilter::from_query`], with `ordering`, `page` and `page_size`.
    pub fn from_query(query: &str) -> (Self, Vec<FieldError>) {
        let mut wanted = Self::default();
        let errors = read_pairs(query, |name, value| match name {
            "ordering" => {
                BookingOrdering::from_query(value).map(|ordering| wanted.ordering = Some(ordering))
            }
            "page" => number(value, MAX_PAGE).map(|number| wanted.page.page = number),
            "page_size" => number(value, MAX_PAGE_SIZE).map(|size| wanted.page.page_size = size),
            _ => wanted.filter.read(name, value),
        });
        (wanted, errors)
    }

    /// The query string that means the same; what is as usual is left out.
    pub fn to_query(&self) -> String {
        let (mut query, usual) = (Writer::new(), PageRequest::default());
        self.filter.write(&mut query);
        let ordering = self.ordering.map(|(ordering, descending)| {
            format!("{}{ordering}", if descending { "-" } else { "" })
        });
        query.add("ordering", ordering);
        let size = self.page.page_size;
        query.add("page", (self.page.page != usual.page).then_some(self.page.page));
        query.add("page_size", (size != usual.page_size).then_some(size));
        query.finish()
    }
}

fn words(value: &str) -> Option<String> {
    let line = text::needle(&value.chars().take(SEARCH_MAX).collect::<String>());
    (!line.is_empty()).then_some(line)
}

/// Each once, and no more than an event has.
fn add_kind(kinds: &mut Vec<TicketTypeId>, kind: TicketTypeId) -> Option<()> {
    if !kinds.contains(&kind) {
        (kinds.len() < TYPES_MAX).then(|| kinds.push(kind))?;
    }
    Some(())
}

/// A list of kinds, one of them, or none.
fn some_kinds<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<TicketTypeId>, D::Error> {
    struct Kinds;

    impl<'de> Visitor<'de> for Kinds {
        type Value = Vec<TicketTypeId>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list of ids")
        }

        fn visit_unit<E>(self) -> Result<Self::Value, E> {
            Ok(Vec::new())
        }

        fn visit_str<E: de::Error>(self, one: &str) -> Result<Self::Value, E> {
            one.parse()
                .map(|kind| vec![kind])
                .map_err(|_| E::invalid_value(Unexpected::Str(one), &self))
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
            let mut kinds = Vec::new();
            while let Some(kind) = seq.next_element()? {
                kinds.push(kind);
            }
            Ok(kinds)
        }
    }

    deserializer.deserialize_any(Kinds)
}

fn flag(value: &str) -> Option<bool> {
    match value.to_ascii_lowercase().as_str() {
        "true" | "on" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{DateTime, NaiveDate};
    use proptest::prelude::*;
    use uuid::Uuid;

    #[test]
    fn every_filter_is_read() {
        let (query, errors) = BookingQuery::from_query(
            "?search=+Ada+&status=HELD&payment_status=NONE&promo_code=early&origin=news\
             &checked_in=true&channel=asked_for&ever_confirmed=1&booked_after=2026-05-01&booked_before=2026-05-02T10:00:00+02:00\
             &ordering=-total_price&page=2&page_size=50&utm=x&promo_code=",
        );
        assert!(errors.is_empty(), "{errors:?}");
        assert_eq!(query.filter.search.as_deref(), Some("Ada"));
        assert_eq!(query.filter.promo_code.as_deref(), Some("EARLY"));
        assert_eq!(query.filter.booked_before.unwrap().to_string(), "2026-05-02T08:00:00Z");
        let made = (query.filter.channel, query.filter.ever_confirmed);
        assert_eq!(made, (Some(ChannelFilter::AskedFor), Some(true)));
        assert_eq!(query.ordering, Some((BookingOrdering::TotalPrice, true)));
        assert_eq!(query.page, PageRequest::new(2, 50));
        assert!(BookingFilter::from_query("status=&x=1").0.is_empty());
    }

    #[test]
    fn what_cannot_be_read_is_left_out_and_named() {
        let wrong = "status=confirmed&payment_status=PAID&promo_code=a&checked_in=maybe\
            &booked_after=soon&booked_before=2026-13-01&ordering=size&page=0&page_size=101\
            &origin=a/b&channel=door&ever_confirmed=x&ticket_type=x";
        let (query, errors) = BookingQuery::from_query(wrong);
        assert_eq!(query, BookingQuery::default());
        assert_eq!(errors.len(), wrong.split('&').count(), "{errors:?}");
    }

    #[test]
    fn kinds_are_read_each_once_and_no_more_than_an_event_has() {
        let id = |n: u128| -> TicketTypeId { Uuid::from_u128(n).into() };
        let query = |n: u128| {
            let pairs: Vec<_> = (1..=n).map(|n| format!("ticket_type={}&", id(n))).collect();
            pairs.concat()
        };
        let (filter, wrong) = BookingFilter::from_query(&query(2).repeat(2));
        assert_eq!((filter.ticket_types, wrong.len()), (vec![id(1), id(2)], 0));
        let (filter, wrong) = BookingFilter::from_query(&query(TYPES_MAX as u128 + 1));
        assert_eq!((filter.ticket_types.len(), wrong.len()), (TYPES_MAX, 1));
    }

    #[test]
    fn a_message_of_before_has_one_kind_or_none() {
        let one: TicketTypeId = Uuid::from_u128(1).into();
        for (stored, kinds) in [
            ("{}".to_owned(), vec![]),
            (r#"{"ticket_type":null}"#.to_owned(), vec![]),
            (format!(r#"{{"ticket_type":"{one}"}}"#), vec![one]),
            (format!(r#"{{"ticket_types":["{one}"]}}"#), vec![one]),
        ] {
            let filter: BookingFilter = serde_json::from_str(&stored).unwrap();
            assert_eq!(filter.ticket_types, kinds, "{stored}");
        }
        assert!(serde_json::from_str::<BookingFilter>(r#"{"ticket_types":["x"]}"#).is_err());
        assert!(serde_json::from_str::<BookingFilter>(r#"{"ticket_types":7}"#).is_err());
    }

    fn bound() -> impl Strategy<Value = TimeBound> {
        prop_oneof![
            (0..1_000_000_000_i64).prop_map(|seconds| {
                TimeBound::At(DateTime::from_timestamp(seconds, 0).unwrap())
            }),
            (1..20_000_i32).prop_map(|days| {
                TimeBound::Day(NaiveDate::from_num_days_from_ce_opt(719_000 + days).unwrap())
            }),
        ]
    }

    fn one_of<T: Clone + fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = T> {
        proptest::sample::select(all)
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(
            search in proptest::option::of("[a-zа-я&=%+?#\"']{1,20}"),
            status in proptest::option::of(one_of(&StatusFilter::ALL)),
            payment_status in proptest::option::of(one_of(&PaymentFilter::ALL)),
            origin in proptest::option::of("-|[a-z]{1,20}"),
            channel in proptest::option::of(one_of(&ChannelFilter::ALL)),
            kinds in proptest::collection::btree_set(any::<u128>(), 0..4),
            ever_confirmed in proptest::option::of(any::<bool>()),
            checked_in in proptest::option::of(any::<bool>()),
            booked_after in proptest::option::of(bound()),
            ordering in proptest::option::of((one_of(&BookingOrdering::ALL), any::<bool>())),
            page in 1..100_u32,
        ) {
            let ticket_types = kinds.into_iter().map(|id| Uuid::from_u128(id).into()).collect();
            let filter = BookingFilter {
                search, status, payment_status, promo_code: Some("A&B".replace('&', "-")), origin,
                channel, ticket_types, ever_confirmed, checked_in, booked_after, booked_before: booked_after,
            };
            let query = BookingQuery { filter, ordering, page: PageRequest::new(page, 20) };
            prop_assert_eq!(BookingQuery::from_query(&query.to_query()), (query, Vec::new()));
        }

        #[test]
        fn no_query_string_is_too_strange(query in any::<String>()) {
            let (wanted, _) = BookingQuery::from_query(&query);
            prop_assert_eq!(BookingQuery::from_query(&wanted.to_query()).0, wanted);
        }
    }
}
