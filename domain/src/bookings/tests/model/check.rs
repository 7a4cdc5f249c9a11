//! Whether the database says what the model says.

use super::super::support::{in_balance, ledger, seats};
use super::expected::Booked;
use super::steps::{CAPACITY, Code};
use super::world::World;
use crate::{bookings, payments, reconcile};
use rust_decimal::Decimal;
use types::bookings::BookingStatus;
use types::payments::PaymentStatus::{Completed, Refunded};

fn money(cents: i64) -> Decimal {
    Decimal::new(cents, 2)
}

impl World {
    pub(super) async fn check(&mut self, before: (i64, i64)) {
        in_balance(&self.hub).await;
        assert_eq!(reconcile::all(&self.hub).await.unwrap(), []);
        let (held, confirmed) =
            (self.model.seats(BookingStatus::Pending), self.model.seats(BookingStatus::Confirmed));
        assert!(held + confirmed <= CAPACITY);
        assert_eq!(seats(&self.hub, self.event).await, (confirmed, held, 0));
        self.check_bookings().await;
        self.check_money(before).await;
        for code in Code::ALL {
            self.check_uses(code).await;
        }
    }

    async fn check_bookings(&mut self) {
        for (n, booked) in self.model.bookings.iter().enumerate() {
            let found = bookings::get(&self.hub, self.owner(n), self.bookings[n]).await.unwrap();
            assert_eq!((found.status, found.cancel_reason), (booked.status, booked.reason));
            assert_eq!((found.quantity, found.total_price), (booked.quantity, money(booked.total)));
            assert_eq!(found.discount, money(booked.full_price() - booked.total));
            assert_eq!(found.promo_code, booked.code.map(|code| self.name(code)));
            let valid: Vec<_> = found.tickets.iter().map(|ticket| ticket.id).collect();
            if booked.status != BookingStatus::Confirmed {
                assert_eq!(valid, []);
                continue;
            }
            if self.tickets[n].is_empty() {
                self.tickets[n].clone_from(&valid);
            }
            assert_eq!(self.tickets[n].len(), booked.given_back.len());
            let issued = self.tickets[n].iter().zip(&booked.given_back);
            let left: Vec<_> = issued.filter(|(_, back)| !**back).map(|(id, _)| *id).collect();
            assert_eq!(valid, left);
        }
    }

    async fn check_money(&self, before: (i64, i64)) {
        let (mut charged, mut back) = (0, 0);
        for (paid, payment) in self.model.payments.iter().zip(&self.payments) {
            let owner = self.owner(paid.booking);
            let found = payments::get(&self.hub, owner, payment.id).await.unwrap();
            assert_eq!(found.status, paid.status);
            assert_eq!((found.amount, found.refunded), (money(paid.amount), money(paid.refunded)));
            assert!(found.refunded <= found.amount);
            if matches!(paid.status, Completed | Refunded) {
                charged += paid.amount;
                back += paid.refunded;
            }
        }
        let after = ledger(&self.hub).await;
        assert_eq!((after.0 - before.0, after.1 - before.1), (charged, back));
        let confirmed = |booked: &&Booked| booked.status == BookingStatus::Confirmed;
        let value: i64 = self.model.bookings.iter().filter(confirmed).map(Booked::worth).sum();
        assert_eq!(charged - back, value + self.model.kept);
    }

    /// In all and for each person, and never more than there are.
    async fn check_uses(&self, code: Code) {
        let mut expected = vec![self.model.uses(code, None)];
        let mut people = Vec::new();
        for (who, person) in self.people.iter().enumerate() {
            expected.push(self.model.uses(code, Some(who)));
            people.push(person.user_id().unwrap().0);
        }
        let found: Vec<i32> = sqlx::query_scalar(
            "SELECT CASE WHEN place = 1 THEN p.uses ELSE coalesce(u.uses, 0) END
             FROM promotions p
                 CROSS JOIN unnest(array_prepend(NULL, $2::uuid[])) WITH ORDINALITY AS person (id, place)
                 LEFT JOIN promotion_uses u ON u.promotion_id = p.id AND u.user_id = person.id
             WHERE p.code = $1 ORDER BY place",
        )
        .bind(self.name(code))
        .bind(people)
        .fetch_all(self.hub.db.pool())
        .await
        .unwrap();
        let found: Vec<_> = found.into_iter().map(|uses| usize::try_from(uses).unwrap()).collect();
        assert_eq!(found, expected);
        assert!(found[0] <= code.max_uses());
        assert!(found[1..].iter().all(|uses| *uses <= code.max_uses_per_person()));
    }
}
