//! A booking's state in a word.

use crate::actions::bookings::booking_state::BookingSnapshot;
use crate::actions::bookings::views::Badge;
use crate::i18n::BookingPageTexts;
use types::bookings::{Booking, BookingStatus};
use types::payments::PaymentStatus;

pub(in super::super) fn badge(lang: &BookingPageTexts, booking: &Booking) -> Badge {
    let paying = BookingSnapshot::of(booking).payment == Some(PaymentStatus::Pending);
    let (class, text) = match booking.status {
        BookingStatus::Cancelled => ("badge-past", lang.status_cancelled),
        _ if paying => ("badge-few", lang.status_paying),
        // Only an offer waits although it costs nothing.
        BookingStatus::Pending if booking.total_price.is_zero() => ("badge-ok", lang.offer_open),
        BookingStatus::Pending => ("badge-few", lang.status_pending),
        BookingStatus::Confirmed => ("badge-ok", lang.status_confirmed),
    };
    Badge { class: class.to_owned(), text: text.to_owned() }
}
