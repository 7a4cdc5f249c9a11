//! The visit counter: visits that were not written yet.

use super::{ORIGINS_A_DAY, OTHER};
use chrono::NaiveDate;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use types::Via;

/// Events with visits that were not written yet; those of any more are not counted.
const EVENTS_MAX: usize = 10_000;

/// How a visitor came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// By a link without an origin.
    Direct,
    Via(Via),
    /// With something that is no origin.
    Other,
}

impl Origin {
    /// What the parameter of the address says.
    pub fn of(via: Option<&str>) -> Self {
        match via.map(str::trim) {
            None | Some("") => Self::Direct,
            Some(via) => Via::parse(via).map_or(Self::Other, Self::Via),
        }
    }

    pub(super) fn as_str(&self) -> &str {
        match self {
            Self::Direct => super::DIRECT,
            Self::Via(via) => via.as_str(),
            Self::Other => OTHER,
        }
    }
}

type Visits = HashMap<(String, NaiveDate), HashMap<Origin, i64>>;

/// One a process; see the module.
#[derive(Debug, Default)]
pub struct VisitCounter {
    waiting: Mutex<Visits>,
}

impl VisitCounter {
    /// Counts one visit of an event's page, by what its address calls the event.
    pub fn count(&self, id_or_slug: &str, origin: Origin, day: NaiveDate) {
        add(&mut self.waiting(), (id_or_slug.to_owned(), day), origin, 1);
    }

    /// What waits to be written; nothing waits then.
    pub(super) fn take(&self) -> Visits {
        std::mem::take(&mut self.waiting())
    }

    /// Gives back what could not be written.
    pub(super) fn restore(&self, visits: Visits) {
        let mut waiting = self.waiting();
        for (key, origins) in visits {
            for (origin, count) in origins {
                add(&mut waiting, key.clone(), origin, count);
            }
        }
    }

    fn waiting(&self) -> MutexGuard<'_, Visits> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn add(waiting: &mut Visits, key: (String, NaiveDate), origin: Origin, count: i64) {
    if waiting.len() >= EVENTS_MAX && !waiting.contains_key(&key) {
        return;
    }
    let origins = waiting.entry(key).or_default();
    let told_apart = origins.len() < ORIGINS_A_DAY || origins.contains_key(&origin);
    *origins.entry(if told_apart { origin } else { Origin::Other }).or_default() += count;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2027, 5, 1).unwrap()
    }

    #[test]
    fn an_origin_is_what_the_address_says_or_one_of_the_others() {
        assert_eq!(Origin::of(None), Origin::Direct);
        assert_eq!(Origin::of(Some(" ")), Origin::Direct);
        assert_eq!(Origin::of(Some("News")).as_str(), "news");
        for bad in ["<script>", "*", "a\0", &"x".repeat(5_000)] {
            assert_eq!(Origin::of(Some(bad)), Origin::Other, "{bad:?}");
        }
    }

    #[test]
    fn names_that_are_made_up_are_counted_together() {
        let counter = VisitCounter::default();
        for n in 0..10_000 {
            counter.count("jazz", Origin::of(Some(&format!("x{n}"))), day());
        }
        let waiting = counter.take();
        let origins = &waiting[&("jazz".to_owned(), day())];
        assert_eq!(origins.len(), ORIGINS_A_DAY + 1);
        assert_eq!(origins.values().sum::<i64>(), 10_000);
        assert!(counter.take().is_empty());
        counter.restore(waiting);
        assert_eq!(counter.take()[&("jazz".to_owned(), day())].values().sum::<i64>(), 10_000);
    }

    #[test]
    fn more_events_than_there_can_be_are_not_counted() {
        let counter = VisitCounter::default();
        for n in 0..EVENTS_MAX + 10 {
            counter.count(&n.to_string(), Origin::Direct, day());
        }
        counter.count("0", Origin::Direct, day());
        let waiting = counter.take();
        assert_eq!(waiting.len(), EVENTS_MAX);
        assert_eq!(waiting[&("0".to_owned(), day())][&Origin::Direct], 2);
    }
}
