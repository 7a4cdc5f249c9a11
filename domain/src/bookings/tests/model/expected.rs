//! What should be: the rules once more, in whole cents and without a database.

use super::steps::{CAPACITY, Code, PRICE_CENTS};
use types::ErrorCode;
use types::bookings::{BookingStatus, CancelReason};
use types::payments::PaymentStatus;

#[derive(Clone, Debug)]
pub(super) struct Booked {
    pub(super) who: usize,
    pub(super) quantity: i32,
    pub(super) total: i64,
    /// What of it went back although none of its seats ended.
    pub(super) goodwill: i64,
    pub(super) code: Option<Code>,
    /// Whether it uses its code up.
    pub(super) counted: bool,
    pub(super) expired: bool,
    pub(super) status: BookingStatus,
    pub(super) reason: Option<CancelReason>,
    /// Of each ticket ever issued, whether it was given back by itself.
    pub(super) given_back: Vec<bool>,
    /// And whether it was used.
    pub(super) used: Vec<bool>,
    /// The event's start as it was then, in minutes from the first one.
    start_then: i64,
    /// The event was moved by more than an hour since.
    pub(super) moved: bool,
}

impl Booked {
    pub(super) fn worth(&self) -> i64 {
        self.total - self.goodwill
    }

    pub(super) fn full_price(&self) -> i64 {
        i64::from(self.quantity) * PRICE_CENTS
    }

    fn price_with(&mut self, code: Option<Code>) {
        let full = self.full_price();
        (self.code, self.counted) = (code, code.is_some());
        self.total = full - code.map_or(0, |code| code.off(full));
        if self.total == 0 {
            self.confirm();
        }
    }

    pub(super) fn confirm(&mut self) {
        (self.status, self.reason) = (BookingStatus::Confirmed, None);
        self.given_back = (0..self.quantity).map(|_| false).collect();
        self.used.clone_from(&self.given_back);
    }

    pub(super) fn end(&mut self, reason: CancelReason) {
        (self.status, self.reason) = (BookingStatus::Cancelled, Some(reason));
    }
}

#[derive(Clone, Debug)]
pub(super) struct Paid {
    pub(super) booking: usize,
    pub(super) amount: i64,
    pub(super) refunded: i64,
    pub(super) status: PaymentStatus,
}

#[derive(Debug)]
pub(super) struct Model {
    pub(super) bookings: Vec<Booked>,
    pub(super) payments: Vec<Paid>,
    /// What refund rules did not give back.
    pub(super) kept: i64,
    pub(super) percent_back: i64,
    per_person: Option<i32>,
    start: i64,
}

impl Model {
    pub(super) fn new(percent_back: i64, per_person: Option<i32>) -> Self {
        let (bookings, payments) = (Vec::new(), Vec::new());
        Self { bookings, payments, kept: 0, percent_back, per_person, start: 0 }
    }

    /// Whether one person would have too many seats with so many more. All there are is less than
    /// anybody may hold.
    pub(super) fn beyond(&self, who: usize, quantity: i32) -> bool {
        let theirs = self
            .bookings
            .iter()
            .filter(|booked| booked.who == who && booked.status != BookingStatus::Cancelled);
        let seats: i32 = theirs.map(|booked| booked.quantity).sum();
        self.per_person.is_some_and(|most| seats + quantity > most)
    }

    pub(super) fn move_to(&mut self, start: i64) {
        let far = |from: i64| (start - from).abs() > 60;
        if start != self.start {
            for booked in &mut self.bookings {
                booked.moved |= far(self.start) || far(booked.start_then);
            }
        }
        self.start = start;
    }

    pub(super) fn check_in(&mut self, n: usize, ticket: usize) -> Result<(), ErrorCode> {
        let booked = &mut self.bookings[n];
        if booked.status != BookingStatus::Confirmed || booked.given_back[ticket] {
            return Err(ErrorCode::BookingNotConfirmed);
        }
        if std::mem::replace(&mut booked.used[ticket], true) {
            return Err(ErrorCode::AlreadyCheckedIn);
        }
        Ok(())
    }

    pub(super) fn seats(&self, status: BookingStatus) -> i32 {
        let of_status = self.bookings.iter().filter(|booked| booked.status == status);
        of_status.map(|booked| booked.quantity).sum()
    }

    pub(super) fn free(&self) -> i32 {
        CAPACITY - self.seats(BookingStatus::Pending) - self.seats(BookingStatus::Confirmed)
    }

    /// Uses of a code, of one person or of all.
    pub(super) fn uses(&self, code: Code, who: Option<usize>) -> usize {
        let counts = |booked: &&Booked| {
            booked.counted && booked.code == Some(code) && who.is_none_or(|who| who == booked.who)
        };
        self.bookings.iter().filter(counts).count()
    }

    fn usable(&self, code: Option<Code>, who: usize) -> Result<(), ErrorCode> {
        let used_up = |code: Code| {
            self.uses(code, None) >= code.max_uses()
                || self.uses(code, Some(who)) >= code.max_uses_per_person()
        };
        if code.is_some_and(used_up) { Err(ErrorCode::InvalidPromoCode) } else { Ok(()) }
    }

    pub(super) fn book(
        &mut self,
        who: usize,
        quantity: i32,
        code: Option<Code>,
    ) -> Result<(), ErrorCode> {
        if self.beyond(who, quantity) {
            return Err(ErrorCode::PerPersonLimit);
        }
        if quantity > self.free() {
            return Err(ErrorCode::SoldOut);
        }
        self.usable(code, who)?;
        let mut booked = Booked {
            who,
            quantity,
            total: 0,
            goodwill: 0,
            code: None,
            counted: false,
            expired: false,
            status: BookingStatus::Pending,
            reason: None,
            given_back: Vec::new(),
            used: Vec::new(),
            start_then: self.start,
            moved: false,
        };
        booked.price_with(code);
        self.bookings.push(booked);
        Ok(())
    }

    fn payable(&self, n: usize) -> bool {
        self.bookings[n].status == BookingStatus::Pending && !self.bookings[n].expired
    }

    pub(super) fn under_way(&self, n: usize) -> bool {
        self.payment(n, PaymentStatus::Pending).is_some()
    }

    pub(super) fn payment(&self, n: usize, status: PaymentStatus) -> Option<usize> {
        self.payments.iter().position(|paid| paid.booking == n && paid.status == status)
    }

    pub(super) fn change_code(&mut self, n: usize, code: Option<Code>) -> Result<(), ErrorCode> {
        if !self.payable(n) {
            return Err(ErrorCode::BookingNotPayable);
        }
        if self.under_way(n) {
            return Err(ErrorCode::PaymentInProgress);
        }
        // Its own use is free again for the code it asks for.
        let counted = std::mem::take(&mut self.bookings[n].counted);
        if let Err(refusal) = self.usable(code, self.bookings[n].who) {
            self.bookings[n].counted = counted;
            return Err(refusal);
        }
        self.bookings[n].price_with(code);
        Ok(())
    }

    pub(super) fn pay(&mut self, n: usize) -> Result<(), ErrorCode> {
        if self.payment(n, PaymentStatus::Completed).is_some() {
            return Err(ErrorCode::AlreadyPaid);
        }
        if self.under_way(n) {
            return Err(ErrorCode::PaymentInProgress);
        }
        if !self.payable(n) {
            return Err(ErrorCode::BookingNotPayable);
        }
        let (amount, status) = (self.bookings[n].total, PaymentStatus::Pending);
        self.payments.push(Paid { booking: n, amount, refunded: 0, status });
        Ok(())
    }
}
