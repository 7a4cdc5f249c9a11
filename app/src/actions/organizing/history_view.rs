//! Assembly of a history's lines: its times by the event's clock, its values in the reader's words.

use super::history_views::{ChangeLine, HistoryLine};
use crate::i18n::OrganizeBookingsTexts;
use chrono::{DateTime, Utc};
use domain::events::wall;
use types::history::{ChangedValue, HistoryEntry, ObjectKind};

pub(super) fn line(
    lang: &OrganizeBookingsTexts,
    timezone: &str,
    entry: HistoryEntry,
) -> HistoryLine {
    let changes = entry.changes.into_iter().map(|(field, (before, after))| ChangeLine {
        before: value(lang, timezone, before),
        after: value(lang, timezone, after),
        field,
    });
    let booking = entry
        .object
        .id
        .filter(|_| entry.object.kind == ObjectKind::Booking.as_str())
        .map(Into::into);
    HistoryLine {
        at: wall(entry.at, timezone),
        actor: entry.actor.map(|actor| actor.display_name),
        action: entry.action,
        booking,
        changes: changes.collect(),
        reason: entry.reason,
    }
}

/// One side of a change: a time by the event's clock, a state in words, all else as it is.
fn value(lang: &OrganizeBookingsTexts, timezone: &str, value: ChangedValue) -> Option<String> {
    Some(match value {
        ChangedValue::Nothing => return None,
        ChangedValue::Flag(true) => lang.yes.to_owned(),
        ChangedValue::Flag(false) => lang.no.to_owned(),
        ChangedValue::Number(number) => lang.number(number),
        ChangedValue::Text(text) => match text.parse::<DateTime<Utc>>() {
            Ok(at) => lang.moment(&wall(at, timezone)),
            Err(_) => lang.history_state(&text).to_owned(),
        },
    })
}
