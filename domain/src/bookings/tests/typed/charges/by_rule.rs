//! Refunds by rule.

use super::{
    COMPLETED, REAL, REFUNDED, TwicePaid, are, charges, exact, execute, give, late, late_exchange,
    mails, money, paid_exchange,
};
use crate::bookings::tests::support::{attendee, event};
use crate::bookings::{
    book, cancel, cancel_as_organizer, cancel_ticket, exchange_as_organizer, get, refunds,
};
use crate::testing::{kind, test_hub, wanted};
use types::booking_actions::{CancelBooking, RefundChoice};
use types::bookings::BookingStatus;
use types::exchange::ExchangeForAttendee;
use types::payments::PaymentStatus;

#[tokio::test]
async fn a_ticket_brings_what_it_cost_and_the_newest_charge_goes_first() {
    let (hub, _database) = test_hub().await;
    for [first, second] in [[1, 0], [0, 1]] {
        let it = TwicePaid::new(&hub).await;
        are(&hub, it.booking, &[(COMPLETED, 40_00, 0), (COMPLETED, 30_00, 0)]).await;
        cancel_ticket(&hub, it.ada, it.booking, it.tickets[first], None).await.unwrap();
        let (own, exchange) = if first == 1 { (20_00, 30_00) } else { (0, 20_00) };
        are(&hub, it.booking, &[(COMPLETED, 40_00, own), (COMPLETED, 30_00, exchange)]).await;
        let left = get(&hub, it.ada, it.booking).await.unwrap();
        assert_eq!(left.refunded, money(own + exchange));
        assert_eq!(left.total_price + left.refunded, 70.into());
        let payment = left.payment.unwrap();
        assert_eq!((payment.id, payment.status), (it.own, PaymentStatus::Completed));
        cancel_ticket(&hub, it.ada, it.booking, it.tickets[second], None).await.unwrap();
        are(&hub, it.booking, &[(REFUNDED, 40_00, 40_00), (REFUNDED, 30_00, 30_00)]).await;
        let ended = get(&hub, it.ada, it.booking).await.unwrap();
        assert_eq!((ended.status, ended.refunded), (BookingStatus::Cancelled, 70.into()));
    }
}

#[tokio::test]
async fn a_part_of_all_that_was_paid_goes_back_and_what_gave_nothing_stays_completed() {
    let (hub, _database) = test_hub().await;
    for (percent, [own, exchange]) in [
        (0, [(COMPLETED, 0), (COMPLETED, 0)]),
        (30, [(COMPLETED, 0), (REFUNDED, 21_00)]),
        (50, [(REFUNDED, 5_00), (REFUNDED, 30_00)]),
        (100, [(REFUNDED, 40_00), (REFUNDED, 30_00)]),
    ] {
        let it = TwicePaid::new(&hub).await;
        late(&hub, it.booking, percent).await;
        let told = refunds(&hub, it.ada, it.booking).await.unwrap().unwrap();
        assert_eq!(told.whole.amount(), money(i64::from(percent) * 70));
        let ended = cancel(&hub, it.ada, it.booking, None).await.unwrap().value;
        assert_eq!(ended.refunded, told.whole.amount());
        are(&hub, it.booking, &[(own.0, 40_00, own.1), (exchange.0, 30_00, exchange.1)]).await;
    }
}

#[tokio::test]
async fn the_end_marks_each_charge_of_which_anything_went_back_before() {
    let (hub, _database) = test_hub().await;
    for (cents, [own, exchange]) in [
        (10_00, [(COMPLETED, 0), (REFUNDED, 10_00)]),
        (35_00, [(REFUNDED, 5_00), (REFUNDED, 30_00)]),
    ] {
        let it = TwicePaid::new(&hub).await;
        give(&hub, &it, cents, REAL).await.unwrap();
        are(&hub, it.booking, &[(COMPLETED, 40_00, own.1), (COMPLETED, 30_00, exchange.1)]).await;
        let refund = RefundChoice::None;
        let input = CancelBooking { reason: "By the way.".into(), refund, tickets: None };
        let done = cancel_as_organizer(&hub, it.host, &it.key(), it.booking, input, REAL).await;
        let effect = done.unwrap().value.effect;
        assert_eq!((effect.refund, effect.refundable), (0.into(), money(70_00 - cents)));
        are(&hub, it.booking, &[(own.0, 40_00, own.1), (exchange.0, 30_00, exchange.1)]).await;
    }
}

#[tokio::test]
async fn what_came_too_late_is_nothing_of_what_a_booking_is_worth() {
    let (hub, _database) = test_hub().await;
    let it = TwicePaid::new(&hub).await;
    late_exchange(&hub, it.tickets[0], it.kinds[1]).await;
    let gone = (REFUNDED, 30_00, 30_00);
    are(&hub, it.booking, &[(COMPLETED, 40_00, 0), (COMPLETED, 30_00, 0), gone]).await;
    cancel_ticket(&hub, it.ada, it.booking, it.tickets[0], None).await.unwrap();
    are(&hub, it.booking, &[(COMPLETED, 40_00, 0), (COMPLETED, 30_00, 20_00), gone]).await;
    cancel(&hub, it.ada, it.booking, None).await.unwrap();
    are(&hub, it.booking, &[(REFUNDED, 40_00, 40_00), (REFUNDED, 30_00, 30_00), gone]).await;
}

#[tokio::test]
async fn a_booking_that_cost_nothing_has_the_charge_of_its_exchange_alone() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub).create(&hub).await);
    let free = kind(&hub, event, "Free", (0, None)).await;
    let dear = kind(&hub, event, "Dear", (50, None)).await;
    let booked = book(&hub, ada, wanted(event, &[(free, 1)]), None).await.unwrap().value;
    paid_exchange(&hub, booked.tickets[0].id, dear).await;
    let found = get(&hub, ada, booked.id).await.unwrap();
    assert_eq!((found.total_price, found.payment), (50.into(), None));
    are(&hub, booked.id, &[(COMPLETED, 50_00, 0)]).await;
    cancel(&hub, ada, booked.id, None).await.unwrap();
    are(&hub, booked.id, &[(REFUNDED, 50_00, 50_00)]).await;
}

#[tokio::test]
async fn what_was_exchanged_for_more_is_exchanged_back() {
    let (hub, _database) = test_hub().await;
    let it = TwicePaid::new(&hub).await;
    execute(&hub, "UPDATE mail_messages SET created_at = created_at - interval '1 hour'").await;
    let input = ExchangeForAttendee {
        ticket_type: it.kinds[0],
        reason: "As you asked.".into(),
        waive: false,
        refund: None,
    };
    let of = (it.booking, it.tickets[1]);
    exchange_as_organizer(&hub, it.host, &it.key(), of, input, REAL).await.unwrap();
    are(&hub, it.booking, &[(COMPLETED, 40_00, 0), (COMPLETED, 30_00, 30_00)]).await;
    assert_eq!(mails(&hub).await.last().unwrap(), "ticket_exchanged");
    // And once more for more: a third charge.
    paid_exchange(&hub, it.tickets[0], it.kinds[1]).await;
    cancel(&hub, it.ada, it.booking, None).await.unwrap();
    let all = charges(&hub, it.booking).await;
    assert!(all.iter().all(|(status, taken, back)| status == REFUNDED && taken == back));
    assert_eq!(all.len(), 3);
    exact(&hub).await;
}
