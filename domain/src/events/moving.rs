//! What becomes of an agenda when its event's time changes: the rules, without I/O.
//!
//! An event whose both ends move alike by the clock on the wall is moved, and every session keeps its
//! day and its hour in the event's zone. An event that is made longer or shorter leaves its sessions
//! where they are.

use chrono::{
    DateTime, FixedOffset, LocalResult, NaiveDateTime, Offset as _, TimeDelta, TimeZone, Utc,
};
use chrono_tz::Tz;
use types::effects::ClockNote;
use types::ids::SessionId;

/// When an event is, and by which clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Times {
    pub start: DateTime<Utc>,
    pub end: DateTime<Utc>,
    pub zone: Tz,
}

/// When a session is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub(crate) struct Slot {
    pub id: SessionId,
    pub start: DateTime<Utc>,
    pub end: DateTime<Utc>,
}

/// When the sessions are after the change; what does not move is returned as it was.
///
/// # Errors
/// The sessions that would lie outside the event.
pub(super) fn follow(before: Times, after: Times, slots: &[Slot]) -> Result<Vec<Slot>, Vec<Slot>> {
    let shift = shift(before, after);
    let moved =
        |by| -> Vec<Slot> { slots.iter().map(|slot| moved(*slot, by, before, after)).collect() };
    // What begins or ends with the event goes on doing so.
    let held = |by| -> Vec<Slot> {
        moved(by).into_iter().zip(slots).map(|(to, slot)| held(to, slot, before, after)).collect()
    };
    let stay = || slots.to_vec();
    let tries = match shift {
        Shift::Wall(by) => vec![held(by)],
        // By the hours between, over a change of the clocks: nothing need change its distance.
        Shift::Hours(by, wall) => vec![moved(wall), distant(slots, by)],
        Shift::One => vec![stay()],
        Shift::Both(by) => vec![stay(), moved(by)],
    };
    let fitting = tries.iter().find(|slots| outside(slots, after).is_empty());
    match fitting {
        Some(slots) => Ok(slots.clone()),
        None => Err(tries.first().map(|slots| outside(slots, after)).unwrap_or_default()),
    }
}

enum Shift {
    /// Both ends, alike by the wall clock.
    Wall(TimeDelta),
    /// Both ends by the same time, which the wall clock tells otherwise; how far the start went by it.
    Hours(TimeDelta, TimeDelta),
    /// Only one end.
    One,
    /// Both ends, and not alike; how far the start went by the wall clock.
    Both(TimeDelta),
}

fn shift(before: Times, after: Times) -> Shift {
    let start = local(after.start, after.zone) - local(before.start, before.zone);
    let end = local(after.end, after.zone) - local(before.end, before.zone);
    // An end that would fall into the hour that is left out comes after it.
    let goes = |from: DateTime<Utc>, to: DateTime<Utc>, by: TimeDelta| {
        let wall = local(from, before.zone) + by;
        wall == local(to, after.zone) || resolve(wall, after.zone, None).contains(&to)
    };
    for by in [start, end] {
        if goes(before.start, after.start, by) && goes(before.end, after.end, by) {
            return Shift::Wall(by);
        }
    }
    let hours = after.start - before.start;
    if before.start == after.start || before.end == after.end {
        Shift::One
    } else if after.end - before.end == hours {
        Shift::Hours(hours, start)
    } else {
        Shift::Both(start)
    }
}

/// The slot by the wall clock, so far away.
fn moved(slot: Slot, by: TimeDelta, before: Times, after: Times) -> Slot {
    let within = after.start..=after.end;
    let go = |at: DateTime<Utc>| {
        let offset = before.zone.offset_from_utc_datetime(&at.naive_utc()).fix();
        let all = resolve(local(at, before.zone) + by, after.zone, Some(offset));
        all.iter().find(|at| within.contains(at)).or(all.first()).copied().unwrap_or(at + by)
    };
    lasting(Slot { id: slot.id, start: go(slot.start), end: go(slot.end) }, slot, after)
}

fn held(to: Slot, from: &Slot, before: Times, after: Times) -> Slot {
    let start = if from.start == before.start { after.start } else { to.start };
    let end = if from.end == before.end { after.end } else { to.end };
    lasting(Slot { id: to.id, start, end }, *from, after)
}

/// What lay in the hour that is left out keeps its length.
fn lasting(to: Slot, from: Slot, event: Times) -> Slot {
    if to.start < to.end {
        return to;
    }
    let length = from.end - from.start;
    let end = to.start + length;
    if end > event.end {
        Slot { start: event.end - length, end: event.end, ..to }
    } else {
        Slot { end, ..to }
    }
}

fn distant(slots: &[Slot], by: TimeDelta) -> Vec<Slot> {
    slots
        .iter()
        .map(|slot| Slot { id: slot.id, start: slot.start + by, end: slot.end + by })
        .collect()
}

fn outside(slots: &[Slot], event: Times) -> Vec<Slot> {
    let out = |slot: &&Slot| slot.start < event.start || slot.end > event.end;
    slots.iter().filter(out).copied().collect()
}

pub(super) fn local(at: DateTime<Utc>, zone: Tz) -> NaiveDateTime {
    at.with_timezone(&zone).naive_local()
}

/// The moments at which the clock shows this: two in the hour that comes twice, the one that is as
/// far from UTC as before first; in the hour that is left out, as long after it.
pub(super) fn resolve(
    wall: NaiveDateTime,
    zone: Tz,
    offset: Option<FixedOffset>,
) -> Vec<DateTime<Utc>> {
    match zone.from_local_datetime(&wall) {
        LocalResult::Single(at) => vec![at.to_utc()],
        LocalResult::Ambiguous(first, second) => {
            let mut both = vec![first, second];
            if offset == Some(second.offset().fix()) {
                both.reverse();
            }
            both.into_iter().map(|at| at.to_utc()).collect()
        }
        LocalResult::None => {
            // By the clock as it was a day before; no zone changes twice within one.
            let day_before = (wall - TimeDelta::days(1)).and_utc();
            let offset = zone.offset_from_utc_datetime(&day_before.naive_utc()).fix();
            vec![(wall - offset).and_utc()]
        }
    }
}

/// What the clocks did to a time of day that came to be this moment.
pub(super) fn clock_note(wall: NaiveDateTime, at: DateTime<Utc>, zone: Tz) -> Option<ClockNote> {
    if local(at, zone) != wall {
        return Some(ClockNote::Skipped);
    }
    let doubled = matches!(zone.from_local_datetime(&wall), LocalResult::Ambiguous(..));
    doubled.then_some(ClockNote::Doubled)
}

#[cfg(test)]
mod tests;
