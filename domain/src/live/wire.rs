//! The payload of `NOTIFY`: changes as lines of ids.

use crate::db::Change;
use types::ids::{BookingId, EventId, UserId};
use types::live::LiveNews;
use uuid::Uuid;

/// Stands for "anything may have changed".
pub(super) const EVERYTHING: &str = "*";
/// `NOTIFY` takes less than 8,000 bytes.
const PAYLOAD_MAX: usize = 7_900;

/// What a person's stream is sent about a change.
pub(super) fn news(change: Change) -> LiveNews {
    LiveNews { event: change.event, booking: change.booking }
}

fn line(change: Change) -> String {
    let hex = |id: Option<Uuid>| id.map(|id| id.simple().to_string()).unwrap_or_default();
    let ids =
        [change.event.map(|id| id.0), change.user.map(|id| id.0), change.booking.map(|id| id.0)];
    ids.map(hex).join(",")
}

fn parse(line: &str) -> Option<Change> {
    let mut ids = line.split(',').map(|id| id.parse::<Uuid>().ok());
    let (event, user, booking) = (ids.next()?, ids.next()?, ids.next()?);
    Some(Change {
        event: event.map(EventId),
        user: user.map(UserId),
        booking: booking.map(BookingId),
    })
}

/// As many changes in one message as fit.
pub(super) fn pack(changes: impl IntoIterator<Item = Change>) -> Vec<String> {
    let mut payloads: Vec<String> = Vec::new();
    for line in changes.into_iter().map(line) {
        match payloads.last_mut() {
            Some(last) if last.len() + line.len() < PAYLOAD_MAX => {
                last.push('\n');
                last.push_str(&line);
            }
            _ => payloads.push(line),
        }
    }
    payloads
}

/// What a message says; `None` where anything may have changed, so also for one of another
/// version.
pub(super) fn unpack(payload: &str) -> Option<Vec<Change>> {
    payload.lines().map(parse).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::new_id;

    #[test]
    fn changes_arrive_as_they_were_sent_in_messages_that_postgresql_takes() {
        let some = |n: u32| Change {
            event: n.is_multiple_of(2).then(|| EventId(new_id())),
            user: n.is_multiple_of(3).then(|| UserId(new_id())),
            booking: n.is_multiple_of(5).then(|| BookingId(new_id())),
        };
        let sent: Vec<Change> = (0..1_000).map(some).collect();
        let payloads = pack(sent.clone());
        assert!(payloads.len() > 1 && payloads.iter().all(|payload| payload.len() < 8_000));
        let arrived: Vec<Change> =
            payloads.iter().flat_map(|payload| unpack(payload).unwrap()).collect();
        assert_eq!(arrived, sent);
    }

    #[test]
    fn what_is_not_understood_may_be_anything() {
        for payload in [EVERYTHING, "hello", ","] {
            assert_eq!(unpack(payload), None, "{payload}");
        }
    }
}
