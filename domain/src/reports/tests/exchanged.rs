//! The books of a booking whose exchange was paid for: a second charge of it.

use super::{Of, lately, long_ago, of, told};
use crate::bookings::tests::support::{attendee, callback, event, organizer, pay};
use crate::bookings::{Run, book, cancel, get, move_booking};
use crate::reports::report;
use crate::testing::{TwicePaid, kind, paid_exchange, test_hub, wanted};
use crate::{Hub, reconcile};
use chrono::Days;
use rust_decimal::Decimal;
use types::booking_actions::MoveBooking;
use types::bookings::BookInput;
use types::ids::EventId;
use types::payments::PaymentOutcome;
use types::reports::{BookKind, ReportQuery};

fn cents(cents: i64) -> Decimal {
    Decimal::new(cents, 2)
}

/// A quarter off.
async fn promotion(hub: &Hub, event: EventId) {
    sqlx::query(
        "INSERT INTO promotions (id, code, kind, value, event_id, owner_id, valid_from, valid_until)
         SELECT gen_random_uuid(), 'QUARTER', 'PERCENT', 25, id, organizer_id,
             now() - interval '1 day', now() + interval '1 day'
         FROM events WHERE id = $1",
    )
    .bind(event)
    .execute(hub.db.pool())
    .await
    .unwrap();
}

#[tokio::test]
async fn a_discount_is_counted_at_the_charge_of_the_booking_alone() {
    let (hub, _database) = test_hub().await;
    let (host, ada) = (organizer(&hub).await, attendee(&hub).await);
    let talks = event(&hub).hosted_by(&hub, host).await;
    let standing = kind(&hub, talks, "Standing", (20, None)).await;
    let seated = kind(&hub, talks, "Seated", (50, None)).await;
    promotion(&hub, talks).await;
    let input = BookInput { promo_code: Some("quarter".into()), ..wanted(talks, &[(standing, 2)]) };
    let held = book(&hub, ada, input, None).await.unwrap().value;
    let payment = pay(&hub, ada, held.id).await.unwrap();
    callback(&hub, ada, &payment, PaymentOutcome::Completed).await;
    let ticket = get(&hub, ada, held.id).await.unwrap().tickets[0].id;
    paid_exchange(&hub, ticket, seated).await;
    // 15.00 were paid for it, and nothing is given off what it costs more.
    let key = talks.to_string();
    let found = report(&hub, host, Of::Event(&key), &lately(&hub)).await.unwrap();
    let lines: Vec<_> =
        found.lines.results.iter().map(|it| (it.kind, it.charged, it.discount)).collect();
    let charges = [(cents(30_00), cents(10_00)), (cents(35_00), cents(0))];
    assert_eq!(lines, charges.map(|(charged, off)| (BookKind::Charge, charged, off)));
    let total = found.report.totals[0];
    assert_eq!(
        (total.gross, total.discounts, total.net),
        (cents(75_00), cents(10_00), cents(65_00))
    );
    cancel(&hub, ada, held.id, None).await.unwrap();
    let total = of(&hub, host, Of::Event(&key), &lately(&hub)).await.totals[0];
    assert_eq!((total.charged, total.refunds, total.lines), (cents(65_00), cents(65_00), 4));
    assert_eq!(reconcile::all(&hub).await.unwrap(), []);
}

#[tokio::test]
async fn a_booking_that_moves_takes_both_charges_along() {
    let (hub, _database) = test_hub().await;
    let it = TwicePaid::new(&hub).await;
    let other = event(&hub).hosted_by(&hub, it.host).await;
    let (here, there) = (it.key(), other.to_string());
    let input = MoveBooking { event: there.clone(), reason: "Closer.".into(), ticket_type: None };
    let run = Run::Real(None);
    move_booking(&hub, it.host, &here, it.booking, input, run).await.unwrap();
    for (key, charged, lines) in [(&here, 0, 4), (&there, 70_00, 2)] {
        let books = of(&hub, it.host, Of::Event(key), &lately(&hub)).await.totals[0];
        assert_eq!((books.charged, books.lines), (cents(charged), lines));
    }
    assert_eq!(reconcile::all(&hub).await.unwrap(), []);
    cancel(&hub, it.ada, it.booking, None).await.unwrap();
    let books = of(&hub, it.host, Of::Event(&there), &lately(&hub)).await.totals[0];
    assert_eq!((books.charged, books.refunds, books.lines), (cents(70_00), cents(70_00), 4));
    assert_eq!(reconcile::all(&hub).await.unwrap(), []);
}

#[tokio::test]
async fn what_cost_nothing_is_counted_on_its_day_whatever_is_paid_since() {
    let (hub, _database) = test_hub().await;
    let (host, ada) = (organizer(&hub).await, attendee(&hub).await);
    let talks = event(&hub).hosted_by(&hub, host).await;
    let other = event(&hub).hosted_by(&hub, host).await;
    let free = kind(&hub, talks, "Free", (0, None)).await;
    let seated = kind(&hub, talks, "Seated", (50, None)).await;
    let booked = book(&hub, ada, wanted(talks, &[(free, 2)]), None).await.unwrap().value;
    long_ago(&hub).await;
    let today = hub.now().date_naive();
    let past = ReportQuery {
        from: Some(today - Days::new(50)),
        to: Some(today - Days::new(30)),
        ..ReportQuery::default()
    };
    let key = talks.to_string();
    let books = [Of::Event(&key), Of::All];
    let mut before = Vec::new();
    for books in books {
        before.push(told(&hub, host, books, &past).await);
        assert_eq!(of(&hub, host, books, &past).await.without_money, 1);
    }
    let unchanged = async || {
        for (books, before) in books.into_iter().zip(&before) {
            assert_eq!(told(&hub, host, books, &past).await, *before, "{books:?}");
        }
    };
    paid_exchange(&hub, booked.tickets[0].id, seated).await;
    unchanged().await;
    let input =
        MoveBooking { event: other.to_string(), reason: "Closer.".into(), ticket_type: None };
    let run = Run::Real(None);
    move_booking(&hub, host, &key, booked.id, input, run).await.unwrap();
    unchanged().await;
    let now = of(&hub, host, Of::All, &lately(&hub)).await;
    assert_eq!((now.without_money, now.totals[0].charged), (1, cents(50_00)));
}
