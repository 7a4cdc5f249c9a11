//! What there is to pay or to accept on a booking's page.

use super::Page;
use crate::actions::bookings::views::{Due, ExchangeDue};
use types::bookings::BookingStatus;
use types::exchange::OpenExchange;
use types::payments::{Payment, PaymentStatus};

impl Page<'_> {
    pub(super) fn due(&self) -> Option<Due> {
        match (self.booking.status, &self.booking.exchange) {
            (BookingStatus::Pending, _) => Some(self.seats()),
            (BookingStatus::Confirmed, Some(open)) => Some(self.exchange(open)),
            (BookingStatus::Confirmed | BookingStatus::Cancelled, _) => None,
        }
    }

    fn seats(&self) -> Due {
        let Self { lang, booking, .. } = self;
        let total = booking.total_price;
        Due {
            exchange: None,
            held: lang.hold_text.to_owned(),
            until: booking.hold_expires_at,
            pay: (!total.is_zero()).then(|| lang.pay_amount(&self.money(total))),
            failed: failed(booking.payment.as_ref(), lang.payment_failed_text),
        }
    }

    fn exchange(&self, open: &OpenExchange) -> Due {
        let Self { lang, booking, .. } = self;
        let place = booking.tickets.iter().position(|ticket| ticket.id == open.ticket);
        let amount = self.money(open.amount);
        let text = lang.exchange_due(place.map_or(1, |place| place + 1), &open.name, &amount);
        Due {
            exchange: Some(ExchangeDue { ticket: open.ticket, text }),
            held: lang.exchange_hold_text.to_owned(),
            until: Some(open.hold_expires_at),
            pay: Some(lang.pay_amount(&amount)),
            failed: failed(open.payment.as_ref(), lang.exchange_failed_text),
        }
    }
}

fn failed(payment: Option<&Payment>, text: &str) -> Option<String> {
    let failed = payment.is_some_and(|payment| payment.status == PaymentStatus::Failed);
    failed.then(|| text.to_owned())
}
