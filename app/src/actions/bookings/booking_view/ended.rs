//! How a booking ends: why it did, where its money is, and what cancelling it now would give back.

use super::Page;
use crate::actions::bookings::booking_state::BookingSnapshot;
use crate::actions::bookings::views::{Cancelling, Ended};
use rust_decimal::Decimal;
use types::bookings::{BookingStatus, CancelReason};
use types::payments::PaymentStatus;

impl Page<'_> {
    pub(super) fn ended(&self) -> Option<Ended> {
        let Self { lang, booking, .. } = self;
        if booking.status != BookingStatus::Cancelled {
            return None;
        }
        let (title, text) = match booking.cancel_reason {
            Some(CancelReason::Expired) if self.paying() => {
                (lang.ended_expired, lang.ended_expired_paying_text)
            }
            Some(CancelReason::Expired) => (lang.ended_expired, lang.ended_expired_text),
            Some(CancelReason::EventCancelled) => (lang.ended_event, lang.ended_event_text),
            Some(CancelReason::PaymentRefunded) => (lang.ended_refunded, lang.ended_refunded_text),
            Some(CancelReason::OfferDeclined) => (lang.ended_declined, lang.ended_declined_text),
            Some(CancelReason::ByOrganizer) => {
                (lang.ended_by_organizer, lang.ended_by_organizer_text)
            }
            Some(CancelReason::ByAttendee) | None => (lang.ended_by_you, lang.ended_by_you_text),
        };
        let money = booking.payment.as_ref().and_then(|payment| match payment.status {
            PaymentStatus::Pending => Some(lang.ended_paying.to_owned()),
            PaymentStatus::Failed => None,
            PaymentStatus::Completed | PaymentStatus::Refunded if booking.refunded.is_zero() => {
                Some(lang.ended_nothing_back.to_owned())
            }
            PaymentStatus::Completed | PaymentStatus::Refunded => {
                Some(lang.money_is_back(&self.money(booking.refunded)))
            }
        });
        Some(Ended { title: title.to_owned(), text: text.to_owned(), money })
    }

    /// None where there is nothing to cancel, or while it is being paid.
    pub(super) fn cancelling(&self) -> Option<Cancelling> {
        let Self { lang, booking, known, .. } = self;
        let refund = match booking.status {
            BookingStatus::Cancelled => None,
            BookingStatus::Pending => Some(Decimal::ZERO),
            BookingStatus::Confirmed => {
                known.refunds.as_ref().map(|refunds| refunds.whole.amount())
            }
        };
        let refund = refund.filter(|_| !self.paying())?;
        if booking.tickets.iter().any(|ticket| ticket.checked_in_at.is_some()) {
            let text = lang.cancel_used.to_owned();
            return Some(Cancelling { text, rule: None, possible: false });
        }
        let paid = booking.status == BookingStatus::Confirmed && !booking.total_price.is_zero();
        let price = if paid { booking.total_price } else { Decimal::ZERO };
        Some(Cancelling {
            text: self.given_back(price, refund),
            rule: paid.then(|| lang.refund_rule(booking.refund_policy)),
            possible: true,
        })
    }

    /// The money came, although the time to pay was over.
    pub(super) fn late(&self) -> Option<String> {
        let late = matches!((self.booking.confirmed_at, self.booking.hold_expires_at),
            (Some(paid), Some(held)) if paid > held);
        late.then(|| self.lang.late_but_seated.to_owned())
    }

    /// A payment is with the provider.
    pub(super) fn paying(&self) -> bool {
        BookingSnapshot::of(self.booking).payment == Some(PaymentStatus::Pending)
    }
}
