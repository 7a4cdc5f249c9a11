//! How many events a filter lets through, remembered for a moment where there are very many.
//!
//! Counting up to the bound takes a millisecond for the usual lists, but tens of them for filters
//! that no index answers. With few events every count is exact and fresh.

use chrono::{DateTime, TimeDelta, Utc};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use types::PageRequest;
use types::events::EventQuery;

/// How old a remembered count may be.
const FRESH: TimeDelta = TimeDelta::seconds(10);
/// Filters that are remembered at once.
const ENTRIES_MAX: usize = 1_000;

#[derive(Debug, Default)]
pub struct CountCache(Mutex<HashMap<EventQuery, (DateTime<Utc>, i64)>>);

impl CountCache {
    pub(super) fn get(&self, query: &EventQuery, now: DateTime<Utc>) -> Option<i64> {
        let counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (at, count) = counts.get(&key(query))?;
        (now - at < FRESH).then_some(*count)
    }

    pub(super) fn put(&self, query: &EventQuery, now: DateTime<Utc>, count: i64) {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.len() >= ENTRIES_MAX {
            counts.retain(|_, (at, _)| now - *at < FRESH);
        }
        if counts.len() < ENTRIES_MAX {
            counts.insert(key(query), (now, count));
        }
    }
}

/// The page and the order do not change a count.
fn key(query: &EventQuery) -> EventQuery {
    EventQuery { page: PageRequest::default(), ordering: None, ..query.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_is_remembered_for_its_filter_and_for_ten_seconds() {
        let counts = CountCache::default();
        let now: DateTime<Utc> = "2026-11-22T12:00:00Z".parse().unwrap();
        let free = EventQuery { is_free: Some(true), ..EventQuery::default() };
        counts.put(&free, now, 7);
        let second_page = EventQuery { page: PageRequest::new(2, 50), ..free.clone() };
        assert_eq!(counts.get(&second_page, now + TimeDelta::seconds(9)), Some(7));
        assert_eq!(counts.get(&free, now + TimeDelta::seconds(10)), None);
        assert_eq!(counts.get(&EventQuery::default(), now), None);
    }

    #[test]
    fn it_never_grows_beyond_its_bound() {
        let counts = CountCache::default();
        let now: DateTime<Utc> = "2026-11-22T12:00:00Z".parse().unwrap();
        for number in 0..3_000 {
            let location = Some(number.to_string());
            counts.put(&EventQuery { location, ..EventQuery::default() }, now, 1);
        }
        assert_eq!(counts.0.lock().unwrap().len(), ENTRIES_MAX);
    }
}
