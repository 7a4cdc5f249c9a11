//! How bookings and payments should end.

use super::expected::{Model, Paid};
use types::ErrorCode;
use types::booking_actions::RefundChoice;
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
        self.end(n, CancelReason::ByAttendee, RefundChoice::Rule)
    }

    /// By the organizer.
    pub(super) fn dismiss(&mut self, n: usize, refund: RefundChoice) -> Result<(), ErrorCode> {
        self.end(n, CancelReason::ByOrganizer, refund)
    }

    fn end(
        &mut self,
        n: usize,
        reason: CancelReason,
        refund: RefundChoice,
    ) -> Result<(), ErrorCode> {
        let booked = &mut self.bookings[n];
        let (before, worth) = (booked.status, booked.worth());
        if before == BookingStatus::Cancelled {
            return Ok(());
        }
        if before == BookingStatus::Confirmed && booked.used.contains(&true) {
            return Err(ErrorCode::AlreadyCheckedIn);
        }
        booked.end(reason);
        if before == BookingStatus::Pending {
            self.give_use_back(n);
        } else {
            self.refund(n, worth, refund, true);
        }
        Ok(())
    }

    /// A sum goes back although nothing ends: first of what earlier tickets left behind, then of what
    /// the seats are worth.
    pub(super) fn goodwill(&mut self, n: usize, cents: i64) -> Result<(), ErrorCode> {
        let captured =
            |paid: &Paid| matches!(paid.status, PaymentStatus::Completed | PaymentStatus::Refunded);
        let mut paid = self.payments.iter_mut().filter(|paid| paid.booking == n && captured(paid));
        let paid = paid.find(|paid| paid.refunded < paid.amount);
        let Some(paid) = paid.filter(|paid| cents <= paid.amount - paid.refunded) else {
            return Err(ErrorCode::RefundExceedsCharge);
        };
        paid.refunded += cents;
        let left = paid.amount - paid.refunded;
        let booked = &mut self.bookings[n];
        if booked.status == BookingStatus::Confirmed {
            let less = (booked.worth() - left).max(0);
            booked.goodwill += less;
            self.kept -= cents - less;
        } else {
            paid.status = PaymentStatus::Refunded;
            self.kept -= cents;
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
        let without_one = |whole: i64| (2 * whole * (seats - 1) + seats) / (2 * seats);
        let (total, worth) = (without_one(booked.total), without_one(booked.worth()));
        let cost = booked.worth() - worth;
        booked.given_back[ticket] = true;
        (booked.quantity, booked.total, booked.goodwill) =
            (booked.quantity - 1, total, total - worth);
        self.refund(n, cost, RefundChoice::Rule, false);
        Ok(())
    }

    /// Gives back what was chosen of seats that are worth that much.
    fn refund(&mut self, n: usize, cost: i64, choice: RefundChoice, ended: bool) {
        let percent = match choice {
            RefundChoice::Rule if self.bookings[n].moved => 100,
            RefundChoice::Rule => self.percent_back,
            RefundChoice::Full => 100,
            RefundChoice::None => 0,
        };
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
