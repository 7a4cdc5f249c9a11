//! What an import says of itself.

use super::plan::{Added, Changed, Plan};
use crate::ids::token_hash;
use crate::sessions::store::SessionRow;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use std::collections::HashMap;
use types::history::{ChangedValue, Changes};
use types::ids::SessionId;
use types::schedule::{ScheduleReport, SessionChange, SessionChangeKind};

/// Characters of each side of a change that are shown.
const SHOWN_MAX: usize = 300;

pub(super) fn report(plan: &Plan, picks: &HashMap<SessionId, i64>) -> ScheduleReport {
    let picked = |row: &SessionRow| picks.get(&row.id).copied().unwrap_or(0);
    let added = plan.added.iter().map(|Added { input, .. }| SessionChange {
        change: SessionChangeKind::Added,
        id: None,
        title: input.title.clone(),
        room: input.room.clone(),
        start_time: input.start_time,
        end_time: input.end_time,
        picks: 0,
        changes: Changes::new(),
    });
    let changed = plan.changed.iter().map(|change| SessionChange {
        change: SessionChangeKind::Changed,
        id: Some(change.before.id),
        title: change.input.title.clone(),
        room: change.input.room.clone(),
        start_time: change.input.start_time,
        end_time: change.input.end_time,
        picks: picked(&change.before),
        changes: changes(change),
    });
    let removed = plan.removed.iter().map(|row| SessionChange {
        change: SessionChangeKind::Removed,
        id: Some(row.id),
        title: row.title.clone(),
        room: row.room.clone(),
        start_time: row.start_time,
        end_time: row.end_time,
        picks: picked(row),
        changes: Changes::new(),
    });
    let mut sessions: Vec<_> = added.chain(changed).chain(removed).collect();
    sessions.sort_by(|a, b| (a.start_time, &a.room).cmp(&(b.start_time, &b.room)));
    ScheduleReport {
        added: plan.added.len(),
        changed: plan.changed.len(),
        removed: plan.removed.len(),
        unchanged: plan.unchanged,
        refused: plan.refused.clone(),
        sessions,
    }
}

/// By field, what was and what is.
pub(super) fn changes(Changed { before, input }: &Changed) -> Changes {
    let mut changes = Changes::new();
    let mut change = |field: &str, before: ChangedValue, after: ChangedValue| {
        if before != after {
            changes.insert(field.to_owned(), (shown(before), shown(after)));
        }
    };
    change("title", (&*before.title).into(), (&*input.title).into());
    change("description", (&*before.description).into(), (&*input.description).into());
    change("start_time", before.start_time.into(), input.start_time.into());
    change("end_time", before.end_time.into(), input.end_time.into());
    change("room", (&*before.room).into(), (&*input.room).into());
    change("track", before.track.as_deref().into(), input.track.as_deref().into());
    let names = (before.speaker_name.as_deref(), input.speaker_name.as_deref());
    change("speaker_name", names.0.into(), names.1.into());
    changes
}

fn shown(value: ChangedValue) -> ChangedValue {
    match value {
        ChangedValue::Text(text) if text.chars().count() > SHOWN_MAX => {
            ChangedValue::Text(text.chars().take(SHOWN_MAX).collect::<String>() + "…")
        }
        value => value,
    }
}

/// The same for what would be done and for the same when it is done: whoever confirms what they have
/// seen confirms nothing else.
pub fn fingerprint(report: &ScheduleReport) -> String {
    let mut seen = report.clone();
    // People go on picking meanwhile.
    seen.sessions.iter_mut().for_each(|session| session.picks = 0);
    let text = serde_json::to_string(&seen).unwrap_or_default();
    URL_SAFE_NO_PAD.encode(token_hash(&text))
}
