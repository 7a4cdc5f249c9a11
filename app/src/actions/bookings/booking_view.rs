//! Assembly of a booking page's view model, with the QR codes of its tickets.

use crate::actions::bookings::views::{Amount, BookingView, ExchangeChoice, QrPath};
use crate::i18n::{Area as _, MyBookingsTexts};
use domain::bookings::{Refunds, TicketChanges};
use domain::{Actor, Error, Hub};
use qrcode::{Color, EcLevel, QrCode};
use rust_decimal::Decimal;
use types::Locale;
use types::bookings::{Booking, BookingStatus, Ticket};
use types::events::{EventStatus, EventView};
use types::exchange::{ExchangeOption, TicketExchanges};

/// What is known of a booking's tickets beside the booking.
pub(super) struct Known<'a> {
    /// What cancelling gives back now.
    pub(super) refunds: Option<Refunds>,
    pub(super) exchanges: &'a [TicketExchanges],
    pub(super) changes: TicketChanges,
}

/// What the tickets could be exchanged for.
pub(super) async fn exchanges(
    hub: &Hub,
    actor: Actor,
    booking: &Booking,
) -> Result<Vec<TicketExchanges>, Error> {
    if booking.status != BookingStatus::Confirmed || booking.items.is_empty() {
        return Ok(Vec::new());
    }
    domain::bookings::exchanges_of_booking(hub, actor, booking.id).await
}

pub(super) fn view(
    hub: &Hub,
    locale: Locale,
    booking: Booking,
    event: EventView,
    Known { refunds, exchanges, changes }: Known<'_>,
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
        exchanges: choices(MyBookingsTexts::of(locale), &booking, exchanges),
        refund_until: full_until
            .filter(|_| !event.started)
            .map(|until| domain::events::wall(until, &event.event.timezone)),
        moved_refund_until: moved_until
            .map(|until| domain::events::wall(until, &event.event.timezone)),
        refund_over: full_until.is_some_and(|until| until < now),
        late: matches!((booking.confirmed_at, booking.hold_expires_at),
            (Some(paid), Some(held)) if paid > held),
        event_started: event.started,
        changes_open: changes.open && event.event.status == EventStatus::Published,
        changes_until: changes
            .until
            .map(|until| domain::events::wall(until, &event.event.timezone)),
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

/// In the order of the tickets.
fn choices(
    lang: &MyBookingsTexts,
    booking: &Booking,
    exchanges: &[TicketExchanges],
) -> Vec<Vec<ExchangeChoice>> {
    let of = |ticket: &Ticket| {
        let open = |it: &&TicketExchanges| it.ticket == ticket.id && it.refused.is_none();
        let options = exchanges.iter().find(open).map(|it| it.options.as_slice());
        let choice = |option: &ExchangeOption| ExchangeChoice {
            text: lang.exchange_choice(option, booking.currency),
            id: option.ticket_type.to_string(),
            open: option.refused.is_none(),
        };
        options.unwrap_or_default().iter().map(choice).collect::<Vec<_>>()
    };
    let choices: Vec<_> = booking.tickets.iter().map(of).collect();
    if choices.iter().all(Vec::is_empty) { Vec::new() } else { choices }
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
