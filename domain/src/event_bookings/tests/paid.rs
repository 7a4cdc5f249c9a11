//! Bookings with several payments: what lists, files and the page of one say of them.

use crate::event_bookings::{booking, list};
use crate::ids::new_id;
use crate::testing::{
    EventBuilder, TwicePaid, attendance, exchange_being_paid, kind, late_exchange, person, test_hub,
};
use crate::{Actor, Hub};
use rust_decimal::Decimal;
use types::accounts::Role;
use types::event_bookings::{BookingQuery, BookingTotals, ListedBooking};
use types::ids::{BookingId, TicketTypeId};
use types::payments::PaymentStatus;

async fn found(hub: &Hub, host: Actor, event: &str, query: &str) -> Vec<ListedBooking> {
    let query = BookingQuery::from_query(&format!("{query}&page_size=100")).0;
    list(hub, host, event, &query).await.unwrap().page.results
}

#[tokio::test]
async fn all_that_was_paid_and_went_back_is_said_of_a_booking() {
    let (hub, _database) = test_hub().await;
    let it = TwicePaid::new(&hub).await;
    let late = late_exchange(&hub, it.tickets[0], it.kinds[1]).await;
    let key = it.key();
    let one = booking(&hub, it.host, &key, it.booking).await.unwrap();
    let own = one.payments.iter().map(|it| (it.payment.id, it.exchange.is_some()));
    let expected = [(it.own, false), (it.exchange, true), (late, true)];
    assert_eq!(own.collect::<Vec<_>>(), expected);
    let euros = |amount: i64| Decimal::new(amount * 100, 2);
    let money = one.money;
    assert_eq!((money.total, money.charged), (euros(70), euros(100)));
    assert_eq!((money.refunded, money.net, money.goodwill), (euros(30), euros(70), euros(0)));
    assert_eq!(one.exchange, None);
    let query = BookingQuery::default();
    let told = list(&hub, it.host, &key, &query).await.unwrap();
    let BookingTotals { money, .. } = told.totals.unwrap();
    assert_eq!(
        (money[0].gross, money[0].refunds, money[0].net),
        (euros(100), euros(30), euros(70))
    );
    for (wanted, seen) in [("COMPLETED", 1), ("CHARGED", 1), ("REFUNDED", 1), ("NONE", 0)] {
        let listed = found(&hub, it.host, &key, &format!("payment_status={wanted}")).await;
        assert_eq!(listed.len(), seen, "{wanted}");
        assert!(listed.iter().all(|row| row.refunded == euros(30)));
    }
    // One that is tried is no news of what was paid.
    exchange_being_paid(&hub, it.tickets[0], it.kinds[1]).await;
    let listed = found(&hub, it.host, &key, "").await;
    assert_eq!(listed[0].payment_status.unwrap().as_str(), "COMPLETED");
    assert_eq!(found(&hub, it.host, &key, "payment_status=PENDING").await, []);
}

/// A payment in this state, of the booking itself or of an exchange that is over.
async fn payment(
    hub: &Hub,
    booking: BookingId,
    [from, to]: [TicketTypeId; 2],
    (status, own): (&str, bool),
) {
    let exchange = (!own).then(new_id);
    sqlx::query(
        "INSERT INTO ticket_exchanges (id, booking_id, ticket_id, from_type, to_type, unit_price,
             amount, status, hold_expires_at, ended_at)
         SELECT $1, booking_id, id, $2, $3, 25, 25, 'EXPIRED', now(), now() FROM tickets
         WHERE booking_id = $4 AND $1 IS NOT NULL",
    )
    .bind(exchange)
    .bind(from)
    .bind(to)
    .bind(booking)
    .execute(hub.db.pool())
    .await
    .unwrap();
    sqlx::query(
        "INSERT INTO payments (id, booking_id, exchange_id, provider, payment_method, reference_id,
             amount, currency, status, captured, refunded, processed_at)
         VALUES ($1, $2, $3, 'mock', 'MOCK_PAYPAL', $1::text, 25, 'EUR', $4,
             CASE WHEN $4 IN ('COMPLETED', 'REFUNDED') THEN 25 ELSE 0 END,
             CASE WHEN $4 = 'REFUNDED' THEN 25 ELSE 0 END, CASE WHEN $4 <> 'PENDING' THEN now() END)",
    )
    .bind(new_id())
    .bind(booking)
    .bind(exchange)
    .bind(status)
    .execute(hub.db.pool())
    .await
    .unwrap();
}

/// Whatever payments a booking has: the filter finds it by the state that its line shows.
#[tokio::test]
async fn a_filter_finds_a_booking_by_what_its_line_says() {
    let (hub, _database) = test_hub().await;
    let host = person(&hub, Role::Organizer).await;
    let event = EventBuilder { capacity: 100, ..EventBuilder::new(&hub) };
    let event = event.insert(&hub, host).await;
    let host = Actor::User { id: host, role: Role::Organizer };
    let kinds = [kind(&hub, event, "A", (0, None)).await, kind(&hub, event, "B", (25, None)).await];
    let own: [&[&str]; 7] = [
        &[],
        &["PENDING"],
        &["COMPLETED"],
        &["FAILED"],
        &["REFUNDED"],
        &["FAILED", "PENDING"],
        &["FAILED", "COMPLETED"],
    ];
    let of_exchanges: [&[&str]; 7] = [
        &[],
        &["PENDING"],
        &["COMPLETED"],
        &["FAILED"],
        &["REFUNDED"],
        &["COMPLETED", "REFUNDED"],
        &["REFUNDED", "FAILED"],
    ];
    for own in own {
        for exchanges in of_exchanges {
            // Nothing is exchanged before the booking itself is paid for.
            if own.contains(&"PENDING") && exchanges.contains(&"COMPLETED") {
                continue;
            }
            let guest = person(&hub, Role::Attendee).await;
            let booking = attendance(&hub, event, guest, false).await;
            let own = own.iter().map(|status| (*status, true));
            for each in own.chain(exchanges.iter().map(|status| (*status, false))) {
                payment(&hub, booking, kinds, each).await;
            }
        }
    }
    let key = event.to_string();
    let all = found(&hub, host, &key, "").await;
    assert_eq!(all.len(), 45);
    for state in ["NONE", "PENDING", "COMPLETED", "FAILED"] {
        let listed = found(&hub, host, &key, &format!("payment_status={state}")).await;
        let says = |row: &ListedBooking| row.payment_status.map_or("NONE", PaymentStatus::as_str);
        let expected: Vec<_> =
            all.iter().filter(|row| says(row) == state).map(|row| row.id).collect();
        assert_eq!(listed.iter().map(|row| row.id).collect::<Vec<_>>(), expected, "{state}");
        assert!(!expected.is_empty(), "{state}");
    }
    let untried = all.iter().filter(|row| row.payment_status.is_none()).count();
    assert_eq!(untried, 3, "nothing was tried, or only an exchange was");
}
