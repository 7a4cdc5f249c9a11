//! Tickets that are exchanged meanwhile.

use super::super::support::{callback, pay};
use super::people::{Person, refused};
use super::{Dice, KINDS};
use crate::bookings::{exchange_ticket, get, give_up_exchange, lapse_exchange};
use types::ErrorCode;
use types::bookings::Booking;
use types::exchange::{ExchangeTicket, OpenExchange};
use types::payments::PaymentOutcome;

impl Person {
    /// For less at once; for more it is paid for, given up, runs out, or waits for what comes next.
    pub(super) async fn exchange(&mut self, dice: &mut Dice) {
        use ErrorCode::{
            BookingNotConfirmed, ExchangesClosed, NotFound, SaleEnded, SaleNotOpen, SoldOut,
            ValidationFailed, WaitlistFirst,
        };
        let Some(id) = self.one(dice) else { return };
        let booking = get(&self.place.hub, self.actor, id).await.unwrap();
        if booking.tickets.is_empty() {
            return;
        }
        let ticket = booking.tickets[dice.below(booking.tickets.len())].id;
        let input = ExchangeTicket { ticket_type: self.place.kinds[dice.below(KINDS)] };
        match exchange_ticket(&self.place.hub, self.actor, id, ticket, input, None).await {
            Ok(after) => {
                if let Some(open) = &after.value.exchange {
                    self.go_on(&after.value, open, dice).await;
                }
            }
            // The team moved it away, or took what was asked for off the sale.
            Err(it) => refused(
                &it,
                &[
                    SoldOut,
                    WaitlistFirst,
                    SaleNotOpen,
                    SaleEnded,
                    ExchangesClosed,
                    ValidationFailed,
                    BookingNotConfirmed,
                    NotFound,
                ],
            ),
        }
    }

    async fn go_on(&self, booking: &Booking, open: &OpenExchange, dice: &mut Dice) {
        use ErrorCode::{AlreadyPaid, BookingNotPayable};
        let (hub, how) = (&self.place.hub, dice.roll(6));
        if how == 0 {
            return;
        }
        if how == 1 {
            let kept = give_up_exchange(hub, self.actor, booking.id, open.ticket).await;
            assert!(kept.is_ok() || kept.is_err_and(|it| it.code() == Some(ErrorCode::NotFound)));
            return;
        }
        let payment = match pay(hub, self.actor, booking.id).await {
            Ok(payment) => payment,
            Err(it) => return refused(&it, &[AlreadyPaid, BookingNotPayable]),
        };
        if how == 2 {
            sqlx::query(
                "UPDATE ticket_exchanges SET hold_expires_at = clock_timestamp() WHERE id = $1",
            )
            .bind(open.id)
            .execute(hub.db.pool())
            .await
            .unwrap();
            lapse_exchange(hub, open.id).await.unwrap();
        }
        let said = if how == 3 { PaymentOutcome::Failed } else { PaymentOutcome::Completed };
        callback(hub, self.actor, &payment, said).await;
    }
}
