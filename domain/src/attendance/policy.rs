//! Who is let through.

use types::check_ins::{CheckInRefusal, Direction};

/// What is known of a ticket that was scanned, under the lock of its booking.
#[expect(clippy::struct_excessive_bools, reason = "each is a question of its own")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Known {
    /// Whether it is one of this event.
    pub(super) here: bool,
    pub(super) void: bool,
    /// Whether the list that is scanned for lets in other kinds of ticket.
    pub(super) other_type: bool,
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
        // Whoever is inside may go.
        (Known { other_type: true, .. }, Direction::In) => Some(CheckInRefusal::OtherType),
        (Known { inside: true, .. }, Direction::In) => Some(CheckInRefusal::AlreadyIn),
        (Known { inside: false, .. }, Direction::Out) => Some(CheckInRefusal::NotIn),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use CheckInRefusal::{AlreadyIn, EventCancelled, NotIn, OtherEvent, OtherType, Unknown, Void};
    use Direction::{In, Out};

    #[test]
    fn what_is_wrong_first_is_told() {
        let ok = Known { here: true, void: false, other_type: false, inside: false };
        let inside = Known { inside: true, ..ok };
        let other = Known { other_type: true, ..ok };
        let other_inside = Known { other_type: true, ..inside };
        let void = Known { void: true, ..other_inside };
        let elsewhere = Known { here: false, ..void };
        for (cancelled, ticket, direction, told) in [
            (false, Some(ok), In, None),
            (false, Some(inside), Out, None),
            (false, Some(inside), In, Some(AlreadyIn)),
            (false, Some(ok), Out, Some(NotIn)),
            (false, Some(other), In, Some(OtherType)),
            (false, Some(other_inside), In, Some(OtherType)),
            (false, Some(other_inside), Out, None),
            (false, Some(other), Out, Some(NotIn)),
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
