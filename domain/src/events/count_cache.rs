//! The count cache: how many events a filter matches, kept for a moment where there are very many.
//!
//! Counting up to the bound takes a millisecond for the usual lists, but tens of them for filters
//! that no index answers. With few events every count is exact and fresh. With many, only so many
//! are counted at once, each filter by one caller; a request that would have to wait shows the page
//! without a count, so that varying a filter cannot overload the database.

use chrono::{DateTime, TimeDelta, Utc};
use std::collections::HashMap;
use std::hash::{BuildHasher as _, RandomState};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{Mutex as Turn, MutexGuard};
use types::PageRequest;
use types::events::EventQuery;

/// How old a remembered count may be.
const FRESH: TimeDelta = TimeDelta::seconds(10);
/// Filters that are remembered at once.
const ENTRIES_MAX: usize = 1_000;
/// Counts that run at once where they are expensive.
const AT_ONCE: usize = 2;
/// How long a request waits for another's count.
const WAIT: Duration = Duration::from_millis(300);

#[derive(Clone, Copy, Debug)]
struct Entry {
    at: DateTime<Utc>,
    count: i64,
    asked: u64,
}

#[derive(Debug, Default)]
pub struct CountCache {
    known: Mutex<HashMap<EventQuery, Entry>>,
    /// Whether the table was too large for fresh counts when it was counted last.
    dear: AtomicBool,
    turns: [Turn<()>; AT_ONCE],
    lanes: RandomState,
}

/// How the caller gets its count.
#[derive(Debug)]
pub(super) enum Counting<'a> {
    Known(i64),
    /// Count, and keep this until it is put.
    Yours(Option<MutexGuard<'a, ()>>),
    /// Too many are counting.
    Busy,
}

impl CountCache {
    pub(super) async fn ask(&self, query: &EventQuery, now: DateTime<Utc>) -> Counting<'_> {
        if let Some(count) = self.get(query, now) {
            return Counting::Known(count);
        }
        if !self.dear.load(Ordering::Relaxed) {
            return Counting::Yours(None);
        }
        // The same filter comes to the same turn, and finds what was counted before it.
        let lane = self.lanes.hash_one(key(query));
        let lane = usize::try_from(lane % AT_ONCE as u64).unwrap_or_default();
        let Ok(turn) = tokio::time::timeout(WAIT, self.turns[lane].lock()).await else {
            return Counting::Busy;
        };
        match self.get(query, now) {
            Some(count) => Counting::Known(count),
            None => Counting::Yours(Some(turn)),
        }
    }

    fn get(&self, query: &EventQuery, now: DateTime<Utc>) -> Option<i64> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = known.get_mut(&key(query)).filter(|entry| now - entry.at < FRESH)?;
        entry.asked += 1;
        Some(entry.count)
    }

    pub(super) fn put(&self, query: &EventQuery, now: DateTime<Utc>, (count, dear): (i64, bool)) {
        self.dear.store(dear, Ordering::Relaxed);
        if !dear {
            return;
        }
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= ENTRIES_MAX {
            known.retain(|_, entry| now - entry.at < FRESH);
        }
        // Evicts the entry that was used least.
        if known.len() >= ENTRIES_MAX
            && let Some(least) = known.iter().min_by_key(|(_, e)| (e.asked, e.at)).map(|(k, _)| k)
        {
            let least = least.clone();
            known.remove(&least);
        }
        known.insert(key(query), Entry { at: now, count, asked: 0 });
    }
}

/// The page and the order do not change a count.
fn key(query: &EventQuery) -> EventQuery {
    EventQuery { page: PageRequest::default(), ordering: None, ..query.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(number: usize) -> EventQuery {
        EventQuery { location: Some(number.to_string()), ..EventQuery::default() }
    }

    fn noon() -> DateTime<Utc> {
        "2026-11-22T12:00:00Z".parse().unwrap()
    }

    #[test]
    fn a_count_is_remembered_for_its_filter_and_for_ten_seconds() {
        let (counts, now) = (CountCache::default(), noon());
        let free = EventQuery { is_free: Some(true), ..EventQuery::default() };
        counts.put(&free, now, (7, true));
        let second_page = EventQuery { page: PageRequest::new(2, 50), ..free.clone() };
        assert_eq!(counts.get(&second_page, now + TimeDelta::seconds(9)), Some(7));
        assert_eq!(counts.get(&free, now + TimeDelta::seconds(10)), None);
        assert_eq!(counts.get(&EventQuery::default(), now), None);
    }

    #[test]
    fn with_few_events_nothing_is_remembered() {
        let counts = CountCache::default();
        counts.put(&at(1), noon(), (7, false));
        assert_eq!(counts.get(&at(1), noon()), None);
    }

    #[test]
    fn it_never_grows_beyond_its_bound_and_keeps_what_is_asked_for() {
        let (counts, now) = (CountCache::default(), noon());
        counts.put(&EventQuery::default(), now, (9, true));
        assert_eq!(counts.get(&EventQuery::default(), now), Some(9));
        for number in 0..3_000 {
            counts.put(&at(number), now, (1, true));
        }
        assert_eq!(counts.known.lock().unwrap().len(), ENTRIES_MAX);
        assert_eq!(counts.get(&EventQuery::default(), now), Some(9));
    }

    #[tokio::test]
    async fn one_caller_counts_a_filter_and_few_count_at_once() {
        let (counts, now) = (CountCache::default(), noon());
        assert!(matches!(counts.ask(&at(0), now).await, Counting::Yours(None)));
        counts.put(&at(0), now, (1, true));
        let Counting::Yours(Some(turn)) = counts.ask(&at(1), now).await else { panic!("free") };
        // The same filter waits, and finds what the first has counted.
        let (one, two) = (at(1), at(1));
        let second = counts.ask(&two, now);
        let first = async {
            counts.put(&one, now, (5, true));
            drop(turn);
        };
        let (second, ()) = tokio::join!(second, first);
        assert!(matches!(second, Counting::Known(5)), "{second:?}");
        // However the filter varies, nobody is let in beside those who count.
        let mut held = Vec::new();
        for turn in &counts.turns {
            held.push(turn.lock().await);
        }
        for number in 2..4 {
            assert!(matches!(counts.ask(&at(number), now).await, Counting::Busy));
        }
        assert!(matches!(counts.ask(&at(0), now).await, Counting::Known(1)));
    }
}
