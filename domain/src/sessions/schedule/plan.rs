//! The plan of an import: what becomes of each session of the file and of the agenda. Pure.

use super::read::{Item, Schedule};
use super::wish::{is_same, wish};
use crate::sessions::clash;
use crate::sessions::store::SessionRow;
use chrono::{DateTime, Utc};
use std::collections::{HashMap, HashSet};
use types::agenda::SESSIONS_MAX;
use types::agenda::{Occupancy, Overlap};
use types::schedule::{RefusalReason, RefusedSession};
use types::sessions::SessionInput;

/// What the file is held against.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    pub(super) start: DateTime<Utc>,
    pub(super) end: DateTime<Utc>,
    /// Of sessions that are new: the file has none.
    pub(super) capacity: i64,
}

#[derive(Debug, Default)]
pub(super) struct Plan {
    pub(super) added: Vec<Added>,
    pub(super) changed: Vec<Changed>,
    pub(super) removed: Vec<SessionRow>,
    pub(super) unchanged: usize,
    pub(super) refused: Vec<RefusedSession>,
}

#[derive(Debug)]
pub(super) struct Added {
    pub(super) key: Option<String>,
    pub(super) input: SessionInput,
}

#[derive(Debug)]
pub(super) struct Changed {
    pub(super) before: SessionRow,
    pub(super) input: SessionInput,
}

/// A session of the file that keeps the rules, and which of the agenda it is.
struct Candidate {
    at: usize,
    title: String,
    key: Option<String>,
    known: Option<usize>,
    occupancy: Occupancy,
    input: SessionInput,
}

/// Sessions that came by an import and are not in the file are removed; what was written here stays.
pub(super) fn plan(frame: Frame, agenda: Vec<SessionRow>, schedule: Schedule) -> Plan {
    let mut refused: Vec<(usize, RefusedSession)> = Vec::new();
    let (mut candidates, mut kept) = (Vec::new(), HashSet::new());
    let (by_key, by_id) = known(&agenda);
    let mut seen = HashSet::new();
    for (at, item) in schedule.items.into_iter().enumerate() {
        let Item { key, title, content } = item;
        let found = key.as_ref().and_then(|key| {
            by_key.get(key.as_str()).copied().or_else(|| by_id.get(key.as_str()).copied())
        });
        let first = found.is_none_or(|found| seen.insert(Seen::Known(found)))
            && key.as_ref().is_none_or(|key| seen.insert(Seen::Key(key.clone())));
        let read = match content {
            _ if at >= usize::from(SESSIONS_MAX) => Err(RefusalReason::TooMany),
            _ if !first => Err(RefusalReason::Twice),
            Err(reason) => Err(reason),
            Ok(content) => wish(frame, found.map(|found| &agenda[found]), content),
        };
        match read {
            Ok(input) => candidates.push(Candidate {
                at,
                title: input.title.clone(),
                key,
                known: found,
                occupancy: clash::of_input(&input),
                input,
            }),
            Err(reason) => {
                kept.extend(found.filter(|_| first));
                refused.push((at, RefusedSession { title, reason, with: None }));
            }
        }
    }
    let matched: HashSet<usize> = candidates.iter().filter_map(|it| it.known).collect();
    let stays = |at: &usize| !matched.contains(at) && agenda[*at].import_key.is_none();
    kept.extend((0..agenda.len()).filter(stays));
    let accepted = without_clashes(&agenda, candidates, &mut kept, &mut refused);
    refused.sort_by_key(|(at, _)| *at);
    sorted(agenda, accepted, &kept, refused.into_iter().map(|(_, it)| it).collect())
}

#[derive(PartialEq, Eq, Hash)]
enum Seen {
    Known(usize),
    Key(String),
}

/// Where each session of the agenda is, by its key and by its id, which is what the export calls it.
fn known(agenda: &[SessionRow]) -> (HashMap<String, usize>, HashMap<String, usize>) {
    let rows = || agenda.iter().enumerate();
    let keys = rows().filter_map(|(at, row)| Some((row.import_key.clone()?, at)));
    (keys.collect(), rows().map(|(at, row)| (row.id.to_string(), at)).collect())
}

/// Leaves out what clashes with what is there before it. A session that is left out stays where it was,
/// and may be in the way there of another that was let in.
fn without_clashes(
    agenda: &[SessionRow],
    candidates: Vec<Candidate>,
    kept: &mut HashSet<usize>,
    refused: &mut Vec<(usize, RefusedSession)>,
) -> Vec<Candidate> {
    let of = |at: usize| (clash::of_row(&agenda[at]), agenda[at].title.clone());
    let mut standing: Vec<(Occupancy, String)> = kept.iter().map(|at| of(*at)).collect();
    let mut accepted: Vec<Candidate> = Vec::new();
    for candidate in candidates {
        let others = accepted.iter().map(|other| (&other.occupancy, &other.title));
        let mut others = standing.iter().map(|(occupancy, title)| (occupancy, title)).chain(others);
        let in_the_way = others.find_map(|(occupancy, title)| {
            Some((clash::between(&candidate.occupancy, occupancy)?, title.clone()))
        });
        let Some(in_the_way) = in_the_way else {
            // An agenda has so many sessions at most, whoever adds them.
            let full = standing.len() + accepted.len() >= usize::from(SESSIONS_MAX);
            if candidate.known.is_none() && full {
                let (title, reason) = (candidate.title, RefusalReason::TooMany);
                refused.push((candidate.at, RefusedSession { title, reason, with: None }));
            } else {
                accepted.push(candidate);
            }
            continue;
        };
        let mut out = vec![(candidate, in_the_way)];
        while let Some((candidate, (overlap, with))) = out.pop() {
            let reason = match overlap {
                Overlap::Room => RefusalReason::RoomClash,
                Overlap::Speaker(_) => RefusalReason::SpeakerClash,
            };
            let title = candidate.title;
            refused.push((candidate.at, RefusedSession { title, reason, with: Some(with) }));
            let Some(at) = candidate.known else { continue };
            kept.insert(at);
            let stays = of(at);
            let clashes = |other: &Candidate| clash::between(&other.occupancy, &stays.0);
            let (away, in_place): (Vec<_>, Vec<_>) =
                accepted.into_iter().partition(|other| clashes(other).is_some());
            accepted = in_place;
            out.extend(away.into_iter().filter_map(|other| {
                let overlap = clash::between(&other.occupancy, &stays.0)?;
                Some((other, (overlap, stays.1.clone())))
            }));
            standing.push(stays);
        }
    }
    accepted
}

fn sorted(
    agenda: Vec<SessionRow>,
    accepted: Vec<Candidate>,
    kept: &HashSet<usize>,
    refused: Vec<RefusedSession>,
) -> Plan {
    let mut plan = Plan { refused, ..Plan::default() };
    let mut inputs = HashMap::new();
    for candidate in accepted {
        match candidate.known {
            Some(at) => {
                inputs.insert(at, candidate.input);
            }
            None => plan.added.push(Added { key: candidate.key, input: candidate.input }),
        }
    }
    for (at, row) in agenda.into_iter().enumerate() {
        match inputs.remove(&at) {
            Some(input) if is_same(&row, &input) => plan.unchanged += 1,
            Some(input) => plan.changed.push(Changed { before: row, input }),
            None if kept.contains(&at) => {}
            None => plan.removed.push(row),
        }
    }
    plan
}
