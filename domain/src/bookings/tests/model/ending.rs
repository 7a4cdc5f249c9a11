//! How bookings and payments should end.

use super::expected::Model;
use types::ErrorCode;
use types::bookings::{BookingStatus, CancelReason};
use types::payments::{PaymentOutcome, PaymentStatus};

impl Model {
    pub(super) fn settle(&mut self, index: usize, outcome: PaymentOutcome) {
        if self.payments[index].status != PaymentStatus::Pending {
            return;
        }
        let n = self.payments[index].booking;
        self.payments[index].status = PaymentStatus::Failed;
        if outcome == PaymentOutcome::Completed {
            let (who, quantity) = (self.bookings[n].who, self.bookings[n].quantity);
            let fits = quantity <= self.free() && !self.beyond(who, quantity);
            let booked = &mut self.bookings[n];
            let lapsed = booked.reason == Some(CancelReason::Expired);
            let paid = &mut self.payments[index];
            if booked.status == BookingStatus::Pending || (lapsed && fits) {
                booked.confirm();
                paid.status = PaymentStatus::Completed;
            } else {
                if lapsed {
                    booked.reason = Some(CancelReason::PaymentRefunded);
                }
                (paid.status, paid.refunded) = (PaymentStatus::Refunded, paid.amount);
            }
        }
        self.give_use_back(n);
    }

    pub(super) fn lapse(&mut self, n: usize) -> bool {
        let booked = &mut self.bookings[n];
        if booked.status != BookingStatus::Pending || !booked.expired {
            return false;
        }
        booked.end(CancelReason::Expired);
        self.give_use_back(n);
        true
    }

    pub(super) fn cancel(&mut self, n: usize) -> Result<(), ErrorCode> {
        let booked = &mut self.bookings[n];
        let (before, total) = (booked.status, booked.total);
        if before == BookingStatus::Cancelled {
            return Ok(());
        }
        if before == BookingStatus::Confirmed && booked.used.contains(&true) {
            return Err(ErrorCode::AlreadyCheckedIn);
        }
        booked.end(CancelReason::ByAttendee);
        if before == BookingStatus::Pending {
            self.give_use_back(n);
        } else {
            self.refund(n, total, true);
        }
        Ok(())
    }

    pub(super) fn cancel_ticket(&mut self, n: usize, ticket: usize) -> Result<(), ErrorCode> {
        let booked = &mut self.bookings[n];
        if booked.status != BookingStatus::Confirmed || booked.given_back[ticket] {
            return Ok(());
        }
        if booked.used[ticket] {
            return Err(ErrorCode::AlreadyCheckedIn);
        }
        if booked.quantity == 1 {
            return self.cancel(n);
        }
        let seats = i64::from(booked.quantity);
        let left = (2 * booked.total * (seats - 1) + seats) / (2 * seats);
        let cost = booked.total - left;
        (booked.quantity, booked.total, booked.given_back[ticket]) =
            (booked.quantity - 1, left, true);
        self.refund(n, cost, false);
        Ok(())
    }

    /// Gives back what the rule says of seats that cost that much.
    fn refund(&mut self, n: usize, cost: i64, ended: bool) {
        let percent = if self.bookings[n].moved { 100 } else { self.percent_back };
        let back = (cost * percent + 50) / 100;
        self.kept += cost - back;
        if let Some(index) = self.payment(n, PaymentStatus::Completed) {
            let paid = &mut self.payments[index];
            paid.refunded += back;
            if ended && paid.refunded > 0 {
                paid.status = PaymentStatus::Refunded;
            }
        }
    }

    /// What ended unpaid gives its use back, but not while a payment may still seat it.
    fn give_use_back(&mut self, n: usize) {
        if self.bookings[n].status == BookingStatus::Cancelled && !self.under_way(n) {
            self.bookings[n].counted = false;
        }
    }
}
