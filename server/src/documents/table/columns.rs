//! The columns of each list.

use super::{Cell, Row};
use types::attendance::Attendee;
use types::event_bookings::ListedBooking;
use types::reports::{BookDay, BookLine};
use types::ticket_types::spelled_out;

impl Row for ListedBooking {
    const COLUMNS: &'static [&'static str] = &[
        "reference",
        "name",
        "email",
        "status",
        "quantity",
        "checked_in",
        "unit_price",
        "discount",
        "total_price",
        "refunded",
        "currency",
        "payment_status",
        "promo_code",
        "origin",
        "channel",
        "cancel_reason",
        "booked_at",
        "confirmed_at",
        "cancelled_at",
        "tickets",
    ];

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::text(&self.reference),
            Cell::text(&self.user.display_name),
            Cell::text(&self.email),
            Cell::text(self.status.as_str()),
            Cell::Number(self.quantity.into()),
            Cell::Number(self.checked_in),
            Cell::Money(self.unit_price),
            Cell::Money(self.discount),
            Cell::Money(self.total_price),
            Cell::Money(self.refunded),
            Cell::text(self.currency.as_str()),
            Cell::text_if(self.payment_status),
            Cell::text_if(self.promo_code.as_ref()),
            Cell::text_if(self.origin),
            Cell::text(&self.channel),
            Cell::text_if(self.cancel_reason),
            Cell::Time(self.booked_at),
            Cell::time_if(self.confirmed_at),
            Cell::time_if(self.cancelled_at),
            Cell::text_if(spelled_out(&self.items)),
        ]
    }
}

impl Row for Attendee {
    const COLUMNS: &'static [&'static str] = &[
        "reference",
        "name",
        "email",
        "quantity",
        "checked_in",
        "total_price",
        "currency",
        "booked_at",
        "confirmed_at",
        "checked_in_at",
        "seat",
        "code",
        "booked_by",
        "status",
        "promo_code",
        "origin",
        "channel",
        "ticket_type",
    ];

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::text(&self.reference),
            Cell::text(&self.attendee_name),
            Cell::text(&self.email),
            Cell::Number(self.quantity.into()),
            Cell::Number(self.checked_in),
            Cell::Money(self.total_price),
            Cell::text(self.currency.as_str()),
            Cell::Time(self.booked_at),
            Cell::time_if(self.confirmed_at),
            Cell::time_if(self.checked_in_at),
            Cell::Number(self.seat.into()),
            Cell::text(&self.code),
            Cell::text(&self.user.display_name),
            Cell::text(self.status.as_str()),
            Cell::text_if(self.promo_code.as_ref()),
            Cell::text_if(self.origin),
            Cell::text(&self.channel),
            Cell::text_if(self.ticket_type.as_ref().map(|it| &it.name)),
        ]
    }
}

impl Row for BookLine {
    const COLUMNS: &'static [&'static str] = &[
        "at",
        "kind",
        "event_title",
        "reference",
        "reason",
        "currency",
        "charged",
        "discount",
        "refunded",
        "net",
        "id",
        "event",
        "booking",
        "payment",
    ];

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::Time(self.at),
            Cell::text(self.kind.as_str()),
            Cell::text(&self.event_title),
            Cell::text(&self.reference),
            Cell::text(&self.reason),
            Cell::text(self.currency.as_str()),
            Cell::Money(self.charged),
            Cell::Money(self.discount),
            Cell::Money(self.refunded),
            Cell::Money(self.net),
            Cell::text(self.id.to_string()),
            Cell::text(self.event.to_string()),
            Cell::text(self.booking.to_string()),
            Cell::text(self.payment.to_string()),
        ]
    }
}

impl Row for BookDay {
    const COLUMNS: &'static [&'static str] =
        &["date", "currency", "gross", "discounts", "charged", "refunds", "net", "lines"];

    fn cells(&self) -> Vec<Cell> {
        let sum = &self.sum;
        vec![
            Cell::Day(self.date),
            Cell::text(sum.currency.as_str()),
            Cell::Money(sum.gross),
            Cell::Money(sum.discounts),
            Cell::Money(sum.charged),
            Cell::Money(sum.refunds),
            Cell::Money(sum.net),
            Cell::Number(sum.lines),
        ]
    }
}
