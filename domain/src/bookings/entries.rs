//! What the history tells of a booking.

use super::locked::LockedBooking;
use crate::Actor;
use crate::audit::Entry;
use types::Money;
use types::history::AuditAction;

/// The entry of a refund; none where nothing went back.
pub(crate) fn refunded(
    actor: Actor,
    booking: &LockedBooking,
    refunded: Option<Money>,
) -> Option<Entry> {
    let money = refunded.filter(|money| !money.is_zero())?;
    let entry = Entry::new(actor, AuditAction::PaymentRefunded, booking.id).event(booking.event);
    Some(entry.change("refunded", None::<Money>, money))
}
