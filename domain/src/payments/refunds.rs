//! Giving back what was taken for a booking: its own charge, and those of its exchanges. The newest charge
//! goes back first, and of none more than was taken.

use crate::ids::new_id;
use rust_decimal::Decimal;
use sqlx::postgres::PgConnection;
use types::ids::{BookingId, PaymentId, TransactionId};
use types::{Currency, Money};

/// Whether a booking goes on after a refund.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Booked {
    /// Some of its seats are left: its payments stay COMPLETED.
    Seats,
    /// It has ended: each payment of which anything went back is REFUNDED.
    Nothing,
}

/// A payment by which something was taken.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
struct Charge {
    id: PaymentId,
    captured: Decimal,
    refunded: Decimal,
    currency: Currency,
    /// It is COMPLETED. One that came too late is REFUNDED, and nothing of it is the booking's.
    completed: bool,
}

impl Charge {
    fn left(&self) -> Money {
        Money::new(self.captured - self.refunded, self.currency)
    }
}

/// The charges of a booking that is locked, locked after it in the order in which they go back.
async fn charges(
    connection: &mut PgConnection,
    booking: BookingId,
) -> Result<Vec<Charge>, sqlx::Error> {
    sqlx::query_as(
        "SELECT id, captured, refunded, currency, status = 'COMPLETED' AS completed FROM payments
         WHERE booking_id = $1 AND captured > 0
         ORDER BY created_at DESC, id DESC FOR NO KEY UPDATE",
    )
    .bind(booking)
    .fetch_all(connection)
    .await
}

/// What goes back of each charge: all that is left of one before anything of the next.
fn shares(amount: Money, left: &[Money]) -> Vec<Money> {
    let mut rest = amount;
    let share = |left: &Money| {
        let share = rest.at_most(*left);
        rest = rest.less(share);
        share
    };
    left.iter().map(share).collect()
}

fn sum(left: &[Money]) -> Option<Money> {
    left.iter().copied().reduce(Money::plus)
}

/// Refunds `amount` of what was paid for a booking, and never more than is left of it. Says how much;
/// `None` where nothing had been paid. The booking is locked, and its payments after it.
pub(crate) async fn refund(
    connection: &mut PgConnection,
    booking: BookingId,
    amount: Money,
    reason: &str,
    booked: Booked,
) -> Result<Option<Money>, sqlx::Error> {
    let mut charges = charges(connection, booking).await?;
    charges.retain(|charge| charge.completed);
    let left: Vec<Money> = charges.iter().map(Charge::left).collect();
    let Some(all) = sum(&left) else { return Ok(None) };
    let refund = amount.at_most(all);
    for (charge, share) in charges.iter().zip(shares(refund, &left)) {
        // Of one that keeps all that is left of it, something may have gone back before.
        if booked == Booked::Nothing || !share.is_zero() {
            give_back(connection, charge.id, share, reason, booked).await?;
        }
    }
    Ok(Some(refund))
}

/// Refunds all that is left of one payment that came too late, whatever else was paid for its booking.
/// The booking is locked, and its payments after it.
pub(super) async fn refund_payment(
    connection: &mut PgConnection,
    (booking, payment): (BookingId, PaymentId),
    reason: &str,
) -> Result<Option<Money>, sqlx::Error> {
    let charges = charges(connection, booking).await?;
    let late = charges.iter().find(|charge| charge.id == payment && charge.completed);
    let Some(left) = late.map(Charge::left) else { return Ok(None) };
    give_back(connection, payment, left, reason, Booked::Nothing).await?;
    Ok(Some(left))
}

/// A sum that was given back.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Refunded {
    /// The first of its lines in the ledger.
    pub(crate) transaction: TransactionId,
    /// What is left of the charges.
    pub(crate) left: Money,
}

/// Refunds exactly `amount` of what was paid for a booking, whatever became of that; nothing where less
/// is left of the charges. The booking is locked, and its payments after it.
pub(crate) async fn refund_chosen(
    connection: &mut PgConnection,
    booking: BookingId,
    amount: Money,
    reason: &str,
    booked: Booked,
) -> Result<Option<Refunded>, sqlx::Error> {
    let charges = charges(connection, booking).await?;
    let left: Vec<Money> = charges.iter().map(Charge::left).collect();
    let Some(all) = sum(&left) else { return Ok(None) };
    if amount.currency != all.currency || amount.amount() > all.amount() {
        return Ok(None);
    }
    let mut first = None;
    for (charge, share) in charges.iter().zip(shares(amount, &left)) {
        if !share.is_zero() {
            let line = give_back(connection, charge.id, share, reason, booked).await?;
            first.get_or_insert(line);
        }
    }
    Ok(first.map(|transaction| Refunded { transaction, left: all.less(amount) }))
}

/// Writes a refund and its ledger line, under the payment's lock. The CHECK of the table refuses more
/// than was captured.
async fn give_back(
    connection: &mut PgConnection,
    payment: PaymentId,
    refund: Money,
    reason: &str,
    booked: Booked,
) -> Result<TransactionId, sqlx::Error> {
    let transaction = TransactionId(new_id());
    sqlx::query(
        "WITH refunded AS (
             UPDATE payments SET refunded = refunded + $2,
                 status = CASE WHEN $5 AND refunded + $2 > 0 THEN 'REFUNDED' ELSE status END
             WHERE id = $1 AND status IN ('COMPLETED', 'REFUNDED')
             RETURNING id
         )
         INSERT INTO transactions (id, payment_id, kind, amount, reason)
         SELECT $3, id, 'REFUND', $2, $4 FROM refunded WHERE $2 > 0",
    )
    .bind(payment)
    .bind(refund.amount())
    .bind(transaction)
    .bind(reason)
    .bind(booked == Booked::Nothing)
    .execute(connection)
    .await?;
    Ok(transaction)
}

/// What was taken for a booking and what of it went back, by all its payments.
#[derive(Clone, Copy, Debug, Default, sqlx::FromRow)]
pub(crate) struct Taken {
    pub(crate) captured: Decimal,
    pub(crate) refunded: Decimal,
}

pub(crate) async fn taken(
    connection: &mut PgConnection,
    booking: BookingId,
) -> Result<Taken, sqlx::Error> {
    let each: Vec<Taken> = sqlx::query_as(
        "SELECT captured, refunded FROM payments WHERE booking_id = $1 AND captured > 0",
    )
    .bind(booking)
    .fetch_all(connection)
    .await?;
    Ok(each.into_iter().fold(Taken::default(), |sum, one| Taken {
        captured: sum.captured + one.captured,
        refunded: sum.refunded + one.refunded,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn eur(cents: i64) -> Money {
        Money::new(Decimal::new(cents, 2), Currency::EUR)
    }

    proptest! {
        /// However often something goes back: of no charge more than it took, of the newest first, and in
        /// all what was asked for as long as there is so much.
        #[test]
        fn refunds_over_several_charges_add_up_and_exceed_none(
            taken in prop::collection::vec(1..=1_000_000_i64, 1..=6),
            wanted in prop::collection::vec(0..=2_000_000_i64, 1..=8),
        ) {
            let mut left: Vec<Money> = taken.iter().copied().map(eur).collect();
            let (mut back, mut asked) = (eur(0), eur(0));
            for cents in wanted {
                let shares = shares(eur(cents), &left);
                prop_assert_eq!(shares.len(), left.len());
                for (at, share) in shares.iter().enumerate() {
                    prop_assert!(share.amount() <= left[at].amount());
                    // Nothing of an older one before all of the newer ones.
                    let newer = shares.iter().zip(&left).take(at);
                    prop_assert!(share.is_zero() || newer.clone().all(|(share, left)| share == left));
                    back = back.plus(*share);
                }
                left = left.iter().zip(&shares).map(|(left, share)| left.less(*share)).collect();
                asked = asked.plus(eur(cents));
                prop_assert_eq!(back, asked.at_most(eur(taken.iter().sum())));
                prop_assert_eq!(sum(&left).unwrap().plus(back), eur(taken.iter().sum()));
            }
        }
    }
}
