//! Assembly of a booking page's view model, with the QR codes of its tickets.

use crate::actions::bookings::views::{Amount, BookingView, QrPath};
use domain::Hub;
use domain::bookings::Refunds;
use qrcode::{Color, EcLevel, QrCode};
use rust_decimal::Decimal;
use types::bookings::{Booking, BookingStatus};
use types::events::EventView;

pub(super) fn view(
    hub: &Hub,
    booking: Booking,
    event: EventView,
    refunds: Option<Refunds>,
) -> BookingView {
    let now = hub.now();
    let starts = event.event.start_date;
    let rule = booking.refund_policy;
    let full_until = booking.full_refund_until.filter(|until| {
        // Else the rule itself speaks of the start.
        *until < starts && rule.late_percent < 100
    });
    // Said where it gives more than the rule.
    let moved_until = booking.moved_refund_until.filter(|until| {
        !event.started
            && *until > now
            && rule.late_percent < 100
            && booking.status != BookingStatus::Cancelled
    });
    BookingView {
        qr: booking.tickets.iter().map(|ticket| qr(&ticket.code)).collect(),
        refund: whole(booking.status, refunds.as_ref()),
        ticket_refunds: each(refunds.as_ref()),
        refund_until: full_until
            .filter(|_| !event.started)
            .map(|until| domain::events::wall(until, &event.event.timezone)),
        moved_refund_until: moved_until
            .map(|until| domain::events::wall(until, &event.event.timezone)),
        refund_over: full_until.is_some_and(|until| until < now),
        late: matches!((booking.confirmed_at, booking.hold_expires_at),
            (Some(paid), Some(held)) if paid > held),
        event_started: event.started,
        event: event.into(),
        now,
        demo: hub.settings.base_url.starts_with("http://"),
        key: crate::actions::idempotency_key::new(),
        booking,
    }
}

/// What cancelling now would give back; `None` where there is nothing to cancel.
fn whole(status: BookingStatus, refunds: Option<&Refunds>) -> Option<Amount> {
    match status {
        BookingStatus::Cancelled => None,
        BookingStatus::Pending => Some(Amount(Decimal::ZERO)),
        BookingStatus::Confirmed => refunds.map(|refunds| Amount(refunds.whole.amount())),
    }
}

/// What cancelling each ticket now would give back; nothing where there are not several.
fn each(refunds: Option<&Refunds>) -> Vec<Amount> {
    let tickets = refunds.map(|refunds| &refunds.tickets[..]).unwrap_or_default();
    if tickets.len() < 2 {
        return Vec::new();
    }
    tickets.iter().map(|back| Amount(back.amount())).collect()
}

/// A ticket's code as a path of one-module squares, joined along each row.
pub(crate) fn qr(code: &str) -> QrPath {
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
