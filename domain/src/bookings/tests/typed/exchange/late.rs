//! INV-5 of exchanges: who has paid for one has the ticket or the money.

use super::{
    Kind, adds_up, allow, bought, callback, event, exact, get_items, has, ledger, mails, opened,
    organizer, pay, run_out, states, taken,
};
use crate::attendance::check_in;
use crate::bookings::{
    Run, cancel, cancel_ticket, exchange_as_organizer, get, lapse_exchange, move_booking,
};
use crate::testing::test_hub;
use crate::{Actor, Hub, events};
use types::Locale;
use types::booking_actions::MoveBooking;
use types::bookings::{Booking, BookingStatus};
use types::check_ins::CheckIn;
use types::events::CancelEvent;
use types::exchange::ExchangeForAttendee;
use types::ids::{EventId, TicketId, TicketTypeId};
use types::payments::{Payment, PaymentOutcome, PaymentStatus};

struct Scene {
    hub: Hub,
    host: Actor,
    event: EventId,
    student: TicketTypeId,
    adult: TicketTypeId,
    ada: Actor,
    booking: Booking,
    /// Under way.
    payment: Payment,
    before: (i64, i64),
}

/// Two tickets at 10.00, of which the first is being paid for to become one at 25.00, the last of them.
async fn scene(hub: &Hub) -> Scene {
    let host = organizer(hub).await;
    let event = event(hub).hosted_by(hub, host).await;
    let student = Kind::of(10_00).add(hub, event).await;
    let adult = Kind::of(25_00).quota(1).add(hub, event).await;
    allow(hub, event).await;
    let (ada, booking) = has(hub, event, &[(student, 2)]).await;
    opened(hub, ada, (booking.id, booking.tickets[0].id), adult).await;
    let payment = pay(hub, ada, booking.id).await.unwrap();
    let (hub, before) = (hub.clone(), ledger(hub).await);
    Scene { hub, host, event, student, adult, ada, booking, payment, before }
}

impl Scene {
    fn ticket(&self) -> TicketId {
        self.booking.tickets[0].id
    }

    async fn lapse(&self) {
        let exchange = run_out(&self.hub, self.booking.id).await;
        assert!(lapse_exchange(&self.hub, exchange).await.unwrap());
    }

    async fn completed(&self) -> PaymentStatus {
        let said = PaymentOutcome::Completed;
        callback(&self.hub, self.ada, &self.payment, said).await.status
    }

    /// The ticket has become what was paid for.
    async fn done(&self) {
        assert_eq!(self.completed().await, PaymentStatus::Completed);
        let after = get(&self.hub, self.ada, self.booking.id).await.unwrap();
        assert_eq!(get_items(&after), [(self.student, 1), (self.adult, 1)]);
        assert_eq!(states(&self.hub, self.booking.id).await, ["DONE"]);
        assert_eq!(ledger(&self.hub).await, (self.before.0 + 15_00, self.before.1));
        adds_up(&self.hub, &after).await;
        exact(&self.hub).await;
    }

    /// The money went back, however often it is said that it came.
    async fn refunded(&self) {
        let before = ledger(&self.hub).await;
        for _ in 0..2 {
            assert_eq!(self.completed().await, PaymentStatus::Refunded);
        }
        assert_eq!(ledger(&self.hub).await, (before.0 + 15_00, before.1 + 15_00));
        let to: Vec<String> = sqlx::query_scalar(
            "SELECT data->>'to' FROM mail_messages WHERE kind = 'payment_refunded'
                 AND booking_id = $1 AND data->>'refunded' = '15.00'",
        )
        .bind(self.booking.id)
        .fetch_all(self.hub.db.pool())
        .await
        .unwrap();
        assert_eq!(to, ["Type 1"]);
        exact(&self.hub).await;
    }
}

#[tokio::test]
async fn a_moment_late_or_lapsed_the_ticket_is_had_while_the_seat_is() {
    let (hub, _database) = test_hub().await;
    let it = scene(&hub).await;
    run_out(&hub, it.booking.id).await;
    it.done().await;
    let it = scene(&hub).await;
    it.lapse().await;
    it.done().await;
}

#[tokio::test]
async fn once_the_seat_is_somebody_elses_the_money_goes_back() {
    let (hub, _database) = test_hub().await;
    let it = scene(&hub).await;
    it.lapse().await;
    bought(&hub, it.event, &[(it.adult, 1)]).await;
    it.refunded().await;
    let after = get(&hub, it.ada, it.booking.id).await.unwrap();
    assert_eq!(
        (get_items(&after), after.total_price),
        (vec![(it.student, 2)], it.booking.total_price)
    );
    assert_eq!(
        (states(&hub, it.booking.id).await, taken(&hub, it.adult).await),
        (vec!["EXPIRED".to_owned()], 1)
    );
    assert_eq!(mails(&hub).await, ["booking_confirmed", "payment_refunded"]);
}

/// The negative control: as if its seat were held still.
#[tokio::test]
async fn without_asking_for_the_seat_a_late_payment_seats_two_on_one() {
    let (hub, _database) = test_hub().await;
    let it = scene(&hub).await;
    it.lapse().await;
    bought(&hub, it.event, &[(it.adult, 1)]).await;
    super::execute(&hub, "UPDATE ticket_exchanges SET status = 'OPEN', ended_at = NULL").await;
    assert_eq!(it.completed().await, PaymentStatus::Completed);
    let booked: i64 = sqlx::query_scalar(
        "SELECT sum(i.quantity) FROM booking_items i JOIN bookings b ON b.id = i.booking_id
         WHERE i.ticket_type_id = $1 AND b.status <> 'CANCELLED'",
    )
    .bind(it.adult)
    .fetch_one(hub.db.pool())
    .await
    .unwrap();
    assert_eq!((booked, taken(&hub, it.adult).await), (2, 1));
}

#[tokio::test]
async fn without_the_ticket_the_money_goes_back_and_so_does_the_seat() {
    let (hub, _database) = test_hub().await;
    // Given back by itself, with its booking, or moved away with it.
    let it = scene(&hub).await;
    cancel_ticket(&hub, it.ada, it.booking.id, it.ticket(), None).await.unwrap();
    it.refunded().await;
    assert_eq!(
        (taken(&hub, it.adult).await, states(&hub, it.booking.id).await),
        (0, vec!["CANCELLED".to_owned()])
    );

    let it = scene(&hub).await;
    cancel(&hub, it.ada, it.booking.id, None).await.unwrap();
    it.refunded().await;
    assert_eq!(
        (taken(&hub, it.adult).await, states(&hub, it.booking.id).await),
        (0, vec!["CANCELLED".to_owned()])
    );

    let it = scene(&hub).await;
    let elsewhere = event(&hub).hosted_by(&hub, it.host).await;
    let input = MoveBooking {
        event: elsewhere.to_string(),
        reason: "It is full.".into(),
        ticket_type: None,
    };
    let (key, run) = (it.event.to_string(), Run::Real(None));
    move_booking(&hub, it.host, &key, it.booking.id, input, run).await.unwrap();
    assert_eq!(taken(&hub, it.adult).await, 0);
    it.refunded().await;
}

#[tokio::test]
async fn a_ticket_that_was_used_or_given_a_type_stays_that_and_the_money_goes_back() {
    let (hub, _database) = test_hub().await;
    let it = scene(&hub).await;
    let seen = CheckIn::of(&it.booking.tickets[0].code);
    check_in(&hub, it.host, &it.event.to_string(), seen).await.unwrap();
    assert_eq!(states(&hub, it.booking.id).await, ["OPEN"], "the door asks for no payment");
    it.refunded().await;
    assert_eq!(
        (taken(&hub, it.adult).await, states(&hub, it.booking.id).await),
        (0, vec!["CANCELLED".to_owned()])
    );

    let it = scene(&hub).await;
    let other = Kind::of(30_00).add(&hub, it.event).await;
    let present = ExchangeForAttendee {
        ticket_type: other,
        reason: "They speak.".into(),
        waive: true,
        refund: None,
    };
    let (key, of) = (it.event.to_string(), (it.booking.id, it.ticket()));
    exchange_as_organizer(&hub, it.host, &key, of, present, Run::Real(None)).await.unwrap();
    it.refunded().await;
    let after = get(&hub, it.ada, it.booking.id).await.unwrap();
    assert_eq!((after.tickets[0].ticket_type, taken(&hub, it.adult).await), (Some(other), 0));
}

#[tokio::test]
async fn a_cancelled_event_ends_it_also_of_a_ticket_that_was_used() {
    let (hub, _database) = test_hub().await;
    for used in [false, true] {
        let it = scene(&hub).await;
        let key = it.event.to_string();
        if used {
            let seen = CheckIn::of(&it.booking.tickets[0].code);
            check_in(&hub, it.host, &key, seen).await.unwrap();
        }
        let why = CancelEvent { reason: "The hall is flooded.".into() };
        events::cancel(&hub, it.host, &key, why, Locale::En, None).await.unwrap();
        crate::bookings::cancel_for_event(&hub, it.event, 100).await.unwrap();
        let ended = get(&hub, it.ada, it.booking.id).await.unwrap();
        assert_eq!((ended.status, ended.exchange), (BookingStatus::Cancelled, None));
        assert_eq!(
            (taken(&hub, it.adult).await, states(&hub, it.booking.id).await),
            (0, vec!["CANCELLED".to_owned()])
        );
        it.refunded().await;
    }
}
