//! A booking's page, put together.

use super::views::{Amount, BookingView, QrPath};
use chrono::{DateTime, Utc};
use domain::Hub;
use qrcode::{Color, EcLevel, QrCode};
use rust_decimal::Decimal;
use types::Money;
use types::bookings::{Booking, BookingStatus, CancelReason};
use types::events::EventView;
use types::payments::PaymentStatus;

pub(super) fn view(hub: &Hub, booking: Booking, event: EventView) -> BookingView {
    let now = hub.now();
    BookingView {
        qr: booking.tickets.iter().map(|ticket| qr(&ticket.code)).collect(),
        refund: refund(&booking, &event, now).map(Amount),
        refund_full_until_hours: event.refund_full_until_hours,
        refund_percent_after: event.refund_percent_after,
        event_started: event.started,
        event: event.into(),
        now,
        demo: hub.settings.base_url.starts_with("http://"),
        key: super::key::new(),
        booking,
    }
}

/// What cancelling now would give back; `None` where there is nothing to cancel.
fn refund(booking: &Booking, event: &EventView, now: DateTime<Utc>) -> Option<Decimal> {
    let paid = booking.payment.as_ref().filter(|p| p.status == PaymentStatus::Completed);
    match (booking.status, paid) {
        (BookingStatus::Cancelled, _) => None,
        (BookingStatus::Confirmed, _) if event.started => None,
        (_, None) => Some(Decimal::ZERO),
        (_, Some(payment)) => {
            let back = domain::bookings::policy::refund(
                Money::new(payment.amount, payment.currency),
                CancelReason::ByAttendee,
                event.event.start_date,
                event.refund_full_until_hours,
                event.refund_percent_after,
                now,
            );
            Some(back.amount())
        }
    }
}

/// A ticket's code as a path of one-module squares, joined along each row.
fn qr(code: &str) -> QrPath {
    use std::fmt::Write;
    let Ok(qr) = QrCode::with_error_correction_level(code, EcLevel::M) else {
        return QrPath { size: 1, path: String::new() };
    };
    let width = qr.width();
    let mut path = String::new();
    for (y, row) in qr.to_colors().chunks(width).enumerate() {
        let mut x = 0;
        while x < width {
            let run = row[x..].iter().take_while(|color| **color == Color::Dark).count();
            if run > 0 {
                let _ = write!(path, "M{x} {y}h{run}v1h-{run}z");
            }
            x += run.max(1);
        }
    }
    QrPath { size: u32::try_from(width).unwrap_or_default(), path }
}

#[cfg(test)]
mod tests {
    use super::qr;

    #[test]
    fn a_code_of_a_ticket_becomes_one_path() {
        let drawn = qr("K7P2-9XQM-4TRA");
        assert!(drawn.size >= 21);
        // The finder pattern in the corner starts with seven dark modules.
        assert!(drawn.path.starts_with("M0 0h7v1h-7z"), "{}", drawn.path);
        assert_eq!(drawn, qr("K7P2-9XQM-4TRA"));
        assert_ne!(drawn, qr("K7P2-9XQM-4TRB"));
    }
}
