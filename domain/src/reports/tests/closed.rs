//! A month that is over, and everything that is done to its bookings and events later.

use super::{Of, lately, long_ago, of, told};
use crate::bookings::tests::support::{attendee, book, event, execute, organizer, paid};
use crate::bookings::{Run, cancel, cancel_as_organizer, move_booking, refund_as_organizer};
use crate::events;
use crate::statistics::dashboard;
use crate::testing::test_hub;
use chrono::Days;
use types::Locale;
use types::booking_actions::{CancelBooking, MoveBooking, RefundBooking, RefundChoice};
use types::bookings::BookInput;
use types::events::{CancelEvent, EventPatch};
use types::reports::ReportQuery;

const REAL: Run = Run::Real(None);

#[tokio::test]
async fn a_month_that_is_over_stays_as_it_was_whatever_is_done_since() {
    let (hub, _database) = test_hub().await;
    let host = organizer(&hub).await;
    let talks = event(&hub).hosted_by(&hub, host).await;
    let other = event(&hub).hosted_by(&hub, host).await;
    let free = event(&hub).free().hosted_by(&hub, host).await;
    let called_off = event(&hub).hosted_by(&hub, host).await;
    let (ada, eve) = (attendee(&hub).await, attendee(&hub).await);
    let (cancelled, _) = paid(&hub, ada, talks, 2).await;
    let (refunded, _) = paid(&hub, eve, talks, 1).await;
    let (moved, _) = paid(&hub, attendee(&hub).await, talks, 3).await;
    let (given_back, _) = paid(&hub, attendee(&hub).await, other, 2).await;
    paid(&hub, attendee(&hub).await, called_off, 2).await;
    let gift = book(&hub, attendee(&hub).await, free, 2).await.unwrap().id;
    let key = talks.to_string();
    let sorry = |amount: i64| RefundBooking { amount: amount.into(), reason: "Sorry.".into() };
    let back = refund_as_organizer(&hub, host, &key, refunded, sorry(5), REAL).await;
    assert!(back.is_ok());
    long_ago(&hub).await;

    let today = hub.now().date_naive();
    let past = ReportQuery {
        from: Some(today - Days::new(50)),
        to: Some(today - Days::new(30)),
        ..ReportQuery::default()
    };
    let (own, others) = (other.to_string(), free.to_string());
    let gone = called_off.to_string();
    let books = [Of::Event(&key), Of::Event(&own), Of::Event(&others), Of::Event(&gone), Of::All];
    let mut before = Vec::new();
    for books in books {
        before.push(told(&hub, host, books, &past).await);
    }
    let all = of(&hub, host, Of::All, &past).await;
    assert!(all.closed);
    assert_eq!(all.without_money, 1);
    let sum = all.totals[0];
    assert_eq!((sum.charged, sum.refunds, sum.net), (250.into(), 5.into(), 245.into()));
    assert_eq!(sum.lines, 6);

    // All that can be done to it this month.
    let reason = || "The hall is small.".to_owned();
    let away = CancelBooking { reason: reason(), refund: RefundChoice::Full, tickets: None };
    cancel_as_organizer(&hub, host, &key, cancelled, away, REAL).await.unwrap();
    refund_as_organizer(&hub, host, &key, refunded, sorry(7), REAL).await.unwrap();
    for (booking, from) in [(moved, &key), (gift, &others)] {
        let to = MoveBooking { event: own.clone(), reason: reason(), ticket_type: None };
        move_booking(&hub, host, from, booking, to, REAL).await.unwrap();
    }
    cancel(&hub, owner(&hub, given_back).await, given_back, None).await.unwrap();
    cancel(&hub, owner(&hub, moved).await, moved, None).await.unwrap();
    let off = CancelEvent { reason: reason() };
    events::cancel(&hub, host, &gone, off, Locale::En, None).await.unwrap();
    crate::bookings::cancel_for_event(&hub, called_off, 100).await.unwrap();
    let patch = EventPatch {
        title: Some("Another name".into()),
        price: Some(99.into()),
        timezone: Some("Asia/Tokyo".into()),
        ..EventPatch::default()
    };
    events::patch(&hub, host, &key, patch, Locale::En).await.unwrap();
    paid(&hub, attendee(&hub).await, talks, 1).await;
    let late = BookInput::of(free, 1);
    crate::bookings::book(&hub, attendee(&hub).await, late, None).await.unwrap();

    for (books, before) in books.into_iter().zip(before) {
        assert_eq!(told(&hub, host, books, &past).await, before, "{books:?}");
    }
    // What was done is in the books of the day on which it was done, and the sums are the dashboard's.
    for key in [&key, &own, &others, &gone] {
        let books = of(&hub, host, Of::Event(key), &lately(&hub)).await;
        let figures = dashboard(&hub, host, key, None).await.unwrap().figures;
        let books: Vec<_> =
            books.totals.iter().map(|it| (it.gross - it.discounts, it.refunds, it.net)).collect();
        let figures: Vec<_> = figures
            .revenue
            .iter()
            .map(|it| (it.gross - it.discounts, it.refunds, it.net))
            .collect();
        let moved = |it: &&(rust_decimal::Decimal, _, _)| !it.0.is_zero();
        assert!(
            books.iter().filter(moved).eq(figures.iter().filter(moved)),
            "{books:?} {figures:?}"
        );
    }
    assert_eq!(crate::reconcile::all(&hub).await.unwrap(), []);
}

async fn owner(hub: &crate::Hub, booking: types::ids::BookingId) -> crate::Actor {
    let id = sqlx::query_scalar("SELECT user_id FROM bookings WHERE id = $1")
        .bind(booking)
        .fetch_one(hub.db.pool())
        .await
        .unwrap();
    crate::Actor::User { id, role: types::accounts::Role::Attendee }
}

/// Without lines of its own, a report of what bookings are worth now would change with them.
#[tokio::test]
async fn without_the_guard_a_line_is_changed_and_with_it_the_past() {
    let (hub, _database) = test_hub().await;
    let host = organizer(&hub).await;
    let talks = event(&hub).hosted_by(&hub, host).await;
    paid(&hub, attendee(&hub).await, talks, 2).await;
    let key = talks.to_string();
    let before = told(&hub, host, Of::Event(&key), &lately(&hub)).await;
    let fault = "UPDATE book_lines SET charged = 1";
    let refused = sqlx::query(fault).execute(hub.db.pool()).await.unwrap_err();
    assert!(refused.to_string().contains("never changed"), "{refused}");
    let refused = sqlx::query("DELETE FROM book_lines").execute(hub.db.pool()).await;
    assert!(refused.is_err());
    assert_eq!(told(&hub, host, Of::Event(&key), &lately(&hub)).await, before);
    execute(&hub, "ALTER TABLE book_lines DISABLE TRIGGER book_lines_written_once").await;
    execute(&hub, fault).await;
    assert_ne!(told(&hub, host, Of::Event(&key), &lately(&hub)).await, before);
}
