//! Who is let through.

use types::check_ins::{CheckInRefusal, Direction};

/// What is known of a ticket that was scanned, under the lock of its booking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Known {
    /// Whether it is one of this event.
    pub(super) here: bool,
    pub(super) void: bool,
    /// Whether its holder is inside, by the list that is scanned for.
    pub(super) inside: bool,
}

/// Why nobody is let through, if so.
pub(super) fn refusal(
    event_cancelled: bool,
    ticket: Option<Known>,
    direction: Direction,
) -> Option<CheckInRefusal> {
    let Some(ticket) = ticket else { return Some(CheckInRefusal::Unknown) };
    match (ticket, direction) {
        (Known { here: false, .. }, _) => Some(CheckInRefusal::OtherEvent),
        _ if event_cancelled => Some(CheckInRefusal::EventCancelled),
        (Known { void: true, .. }, _) => Some(CheckInRefusal::Void),
        (Known { inside: true, .. }, Direction::In) => Some(CheckInRefusal::AlreadyIn),
        (Known { inside: false, .. }, Direction::Out) => Some(CheckInRefusal::NotIn),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use CheckInRefusal::{AlreadyIn, EventCancelled, NotIn, OtherEvent, Unknown, Void};
    use Direction::{In, Out};

    #[test]
    fn what_is_wrong_first_is_told() {
        let ok = Known { here: true, void: false, inside: false };
        let inside = Known { inside: true, ..ok };
        let void = Known { void: true, ..inside };
        let elsewhere = Known { here: false, ..void };
        for (cancelled, ticket, direction, told) in [
            (false, Some(ok), In, None),
            (false, Some(inside), Out, None),
            (false, Some(inside), In, Some(AlreadyIn)),
            (false, Some(ok), Out, Some(NotIn)),
            (false, Some(void), In, Some(Void)),
            (false, Some(void), Out, Some(Void)),
            (true, Some(ok), In, Some(EventCancelled)),
            (true, Some(void), In, Some(EventCancelled)),
            (true, Some(elsewhere), In, Some(OtherEvent)),
            (true, None, In, Some(Unknown)),
        ] {
            assert_eq!(refusal(cancelled, ticket, direction), told, "{ticket:?} {direction}");
        }
    }
}
