//! The pace of change messages: a quarter of an hour gathers what belongs together, a day has only
//! so many messages, and none comes too late to act on.

use chrono::{DateTime, TimeDelta, Utc};

/// From the first change on, and between two messages.
const GATHERED: TimeDelta = TimeDelta::minutes(15);
/// The latest message goes out so long before the start.
const AHEAD: TimeDelta = TimeDelta::hours(1);
/// Messages a day; one more may go out when the event is about to start.
const A_DAY: usize = 4;
/// How many past messages the rule looks at.
pub(super) const REMEMBERED: usize = A_DAY + 1;

#[derive(Debug)]
pub(super) struct Waiting<'a> {
    pub(super) first_at: DateTime<Utc>,
    /// The old start or the new one: whichever people have to act for first.
    pub(super) starts: DateTime<Utc>,
    /// When they were told, the oldest first.
    pub(super) told_at: &'a [DateTime<Utc>],
}

impl Waiting<'_> {
    pub(super) fn due(&self) -> DateTime<Utc> {
        let urgent = self.starts - AHEAD;
        let gathered = (self.first_at + GATHERED).min(urgent.max(self.first_at));
        let due = match self.told_at.last() {
            Some(last) => gathered.max(*last + GATHERED),
            None => gathered,
        };
        let Some(place) = self.free_again(A_DAY).filter(|place| *place > due) else { return due };
        // The last word before the start is spoken once.
        if self.free_again(A_DAY + 1).is_some_and(|place| place > due) {
            return place;
        }
        place.min(due.max(urgent))
    }

    /// When fewer than so many messages lie within a day.
    fn free_again(&self, count: usize) -> Option<DateTime<Utc>> {
        let at = self.told_at.len().checked_sub(count)?;
        self.told_at.get(at).map(|told| *told + TimeDelta::days(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minutes: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::days(20_000) + TimeDelta::minutes(minutes)
    }

    const DAY: i64 = 24 * 60;

    /// Minutes from the first change, for one at 0.
    fn due(starts: i64, told: &[i64]) -> i64 {
        let told: Vec<_> = told.iter().map(|minutes| at(*minutes)).collect();
        let waiting = Waiting { first_at: at(0), starts: at(starts), told_at: &told };
        (waiting.due() - at(0)).num_minutes()
    }

    #[test]
    fn a_change_waits_a_quarter_of_an_hour_for_others() {
        assert_eq!(due(9 * DAY, &[]), 15);
        assert_eq!(due(9 * DAY, &[-1]), 15);
        assert_eq!(due(9 * DAY, &[-3 * DAY, -2 * DAY]), 15);
    }

    #[test]
    fn what_starts_soon_is_told_sooner_but_not_twice_in_a_quarter() {
        assert_eq!(due(70, &[]), 10);
        assert_eq!(due(60, &[]), 0);
        assert_eq!(due(5, &[]), 0);
        assert_eq!(due(5, &[-5]), 10);
        assert_eq!(due(-30, &[]), 0, "it was to start half an hour ago");
    }

    #[test]
    fn a_day_bears_four_messages_and_a_last_word() {
        let four = [-200, -150, -100, -50];
        assert_eq!(due(9 * DAY, &four), DAY - 200, "when the first of them is a day old");
        assert_eq!(due(9 * DAY, &[-DAY - 1, -150, -100, -50]), 15);
        assert_eq!(due(600, &four), 540, "an hour before the start");
        assert_eq!(due(60, &four), 0, "now, since it starts");
        let five = [-200, -150, -100, -50, -20];
        assert_eq!(due(60, &five), DAY - 150, "the last word was spoken");
        assert_eq!(due(60, &[-2 * DAY, -150, -100, -50, -20]), 0);
    }

    #[test]
    fn however_often_it_changes_a_day_has_no_more_than_five() {
        let mut told: Vec<DateTime<Utc>> = Vec::new();
        let mut now = at(0);
        while now < at(3 * DAY) {
            // Its start is moved to the next minute each time.
            let starts = now + TimeDelta::minutes(1);
            let waiting = Waiting { first_at: now, starts, told_at: &told };
            let due = waiting.due();
            assert!(due >= now);
            now = due;
            told.push(now);
            let day_ago = now - TimeDelta::days(1);
            assert!(told.iter().filter(|told| **told > day_ago).count() <= A_DAY + 1);
            let keep = told.len().saturating_sub(REMEMBERED);
            told.drain(..keep);
        }
    }
}
