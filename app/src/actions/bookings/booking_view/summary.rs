//! Order summary: seats, price, what went back, and the refund rule.

use super::Page;
use crate::actions::bookings::views::{Summary, SummaryLine};
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use types::bookings::BookingStatus;

impl Page<'_> {
    pub(super) fn summary(&self) -> Option<Summary> {
        let Self { lang, booking, .. } = self;
        match booking.status {
            BookingStatus::Pending => {}
            BookingStatus::Confirmed if self.priced() => {}
            BookingStatus::Confirmed | BookingStatus::Cancelled => return None,
        }
        let paid = !booking.total_price.is_zero();
        Some(Summary {
            lines: self.lines(),
            moved: self.moved_until().filter(|_| paid).map(|until| lang.moved_refund(&until)),
            rule: paid.then(|| lang.refund_rule(booking.refund_policy)),
            deadline: self.deadline(),
        })
    }

    fn lines(&self) -> Vec<SummaryLine> {
        let Self { lang, booking, .. } = self;
        let line = |name: &str, what: String, sum: Decimal| SummaryLine {
            name: name.to_owned(),
            what,
            sum: self.money(sum),
        };
        let seats = |what: String, quantity: i32, each: Decimal| {
            line("summary-line", what, each * Decimal::from(quantity))
        };
        // Of an event with one kind of ticket there is one line.
        let mut lines: Vec<_> = if booking.items.is_empty() {
            let (quantity, each) = (booking.quantity, booking.unit_price);
            let what = lang.seats_times(quantity.into(), &self.money(each));
            vec![seats(what, quantity, each)]
        } else {
            let items = booking.items.iter().map(|item| {
                let each = self.money(item.unit_price);
                let what = lang.item_times(item.quantity, &item.name, &each);
                seats(what, item.quantity, item.unit_price)
            });
            items.collect()
        };
        if !booking.discount.is_zero() {
            let what = match &booking.promo_code {
                Some(code) => lang.discount_with(code),
                None => lang.discount.to_owned(),
            };
            lines.push(line("discount", what, -booking.discount));
        }
        lines.push(line("total", lang.total.to_owned(), booking.total_price));
        if !booking.refunded.is_zero() {
            lines.push(line("refunded", lang.refunded_so_far.to_owned(), booking.refunded));
        }
        lines
    }

    /// Whether something was to be paid for one of the tickets.
    fn priced(&self) -> bool {
        self.booking.tickets.iter().any(|ticket| !self.kind(ticket).1.is_zero())
    }

    /// Until when everything comes back by the rule; none where it never does, or until the start.
    fn deadline(&self) -> Option<String> {
        let Self { lang, booking, known, now, .. } = self;
        let until: DateTime<Utc> = booking.full_refund_until.filter(|until| {
            // Else the rule itself speaks of the start.
            *until < known.event.event.start_date
                && booking.refund_policy.late_percent < 100
                && !known.event.started
        })?;
        Some(lang.refund_deadline(&self.moment(until), until < *now))
    }

    /// The same since the event was moved, where that gives more than the rule.
    fn moved_until(&self) -> Option<String> {
        let Self { booking, known, now, .. } = self;
        let until = booking.moved_refund_until.filter(|until| {
            !known.event.started && *until > *now && booking.refund_policy.late_percent < 100
        })?;
        Some(self.moment(until))
    }
}
