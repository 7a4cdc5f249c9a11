//! Assembly of a history's lines: its times by the event's clock, its values in the reader's words.

use super::history_views::{ChangeLine, HistoryLine};
use crate::i18n::OrganizeBookingsTexts;
use chrono::{DateTime, Utc};
use domain::events::wall;
use types::Currency;
use types::history::{ChangedValue, HistoryEntry, ObjectKind};

pub(crate) fn line(
    lang: &OrganizeBookingsTexts,
    timezone: &str,
    currency: Option<Currency>,
    entry: HistoryEntry,
) -> HistoryLine {
    let changes = entry.changes.into_iter().map(|(field, (before, after))| {
        let of = |side| value(lang, timezone, currency, &field, side);
        let (before, after) = (of(before), of(after));
        ChangeLine { field, before, after }
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

/// Fields that are sums of the event's currency; where that is not known they stay as they are written.
const SUMS: [&str; 5] = ["amount", "discount", "price", "refunded", "total_price"];

/// One side of a change: a time by the event's clock, a sum with its currency, a message or a state
/// in words, all else as it is.
fn value(
    lang: &OrganizeBookingsTexts,
    timezone: &str,
    currency: Option<Currency>,
    field: &str,
    value: ChangedValue,
) -> Option<String> {
    let text = match value {
        ChangedValue::Nothing => return None,
        ChangedValue::Flag(true) => return Some(lang.yes.to_owned()),
        ChangedValue::Flag(false) => return Some(lang.no.to_owned()),
        ChangedValue::Number(number) => return Some(lang.number(number)),
        ChangedValue::Text(text) => text,
    };
    if let Some(currency) = currency.filter(|_| SUMS.contains(&field))
        && let Ok(sum) = text.parse()
    {
        return Some(lang.money(sum, currency));
    }
    if field == "kind" {
        return Some(lang.mail_kind(&text));
    }
    Some(match text.parse::<DateTime<Utc>>() {
        Ok(at) => lang.moment(&wall(at, timezone)),
        Err(_) => lang.history_state(&text).to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Area as _;
    use types::Locale;

    #[test]
    fn no_side_of_a_change_is_shown_as_the_database_has_it() {
        let ru = OrganizeBookingsTexts::of(Locale::Ru);
        let shown = |field: &str, text: &str| {
            let side = ChangedValue::Text(text.to_owned());
            value(ru, "Europe/Berlin", Some(Currency::EUR), field, side).unwrap()
        };
        assert_eq!(shown("total_price", "75.00"), "75,00\u{a0}€");
        assert_eq!(shown("kind", "booking_confirmed"), "Билеты");
        assert_eq!(shown("status", "PENDING"), "ждёт");
        assert!(shown("start_date", "2027-01-01T12:00:00Z").contains("13:00"));
        assert_eq!(shown("title", "75.00"), "75.00");
    }
}
