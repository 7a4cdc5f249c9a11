//! What holders are refused, and that nothing happens then.

use super::{Kind, allow, bought, event, exact, exchange, execute, has, ledger, mails, organizer};
use crate::attendance::check_in;
use crate::bookings::{cancel_ticket, exchanges_of_ticket};
use crate::testing::test_hub;
use types::ErrorCode;
use types::check_ins::CheckIn;

#[tokio::test]
async fn only_where_it_is_allowed_and_as_long_as_changes_are_open() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).create(&hub).await;
    let adult = Kind::of(25_00).add(&hub, event).await;
    let student = Kind::of(9_99).add(&hub, event).await;
    let (ada, booking) = has(&hub, event, &[(adult, 1)]).await;
    let of = (booking.id, booking.tickets[0].id);
    let closed = Err(ErrorCode::ExchangesClosed);
    assert_eq!(exchange(&hub, ada, of, student).await, closed);
    allow(&hub, event).await;
    for rule in [
        "UPDATE ticket_rules SET exchanges = false",
        "UPDATE ticket_rules SET exchanges = true, changes_closed = true",
        "UPDATE ticket_rules SET changes_closed = false, changes_close_hours = 8760",
    ] {
        execute(&hub, rule).await;
        assert_eq!(exchange(&hub, ada, of, student).await, closed, "{rule}");
        let shown = exchanges_of_ticket(&hub, ada, of.0, of.1).await.unwrap();
        assert_eq!(shown.refused, Some(ErrorCode::ExchangesClosed), "{rule}");
    }
    execute(&hub, "UPDATE ticket_rules SET changes_close_hours = 1").await;
    for (state, code) in [
        ("hidden_at = clock_timestamp()", ErrorCode::EventNotBookable),
        (
            "hidden_at = NULL, status = 'CANCELLED', cancelled_at = clock_timestamp()",
            ErrorCode::EventCancelled,
        ),
    ] {
        let sql = format!("UPDATE events SET {state}");
        sqlx::query(sqlx::AssertSqlSafe(sql)).execute(hub.db.pool()).await.unwrap();
        assert_eq!(exchange(&hub, ada, of, student).await, Err(code), "{state}");
    }
    execute(&hub, "UPDATE events SET status = 'PUBLISHED', cancelled_at = NULL").await;
    exchange(&hub, ada, of, student).await.unwrap();
    exact(&hub).await;
}

#[tokio::test]
async fn not_for_what_cannot_be_had() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).create(&hub).await;
    let adult = Kind::of(25_00).add(&hub, event).await;
    let other = Kind::of(10_00).quota(1).add(&hub, event).await;
    allow(&hub, event).await;
    let (ada, booking) = has(&hub, event, &[(adult, 1)]).await;
    let of = (booking.id, booking.tickets[0].id);
    for (state, code) in [
        ("hidden = true", ErrorCode::ValidationFailed),
        ("hidden = false, offering = 'PAUSED'", ErrorCode::SaleNotOpen),
        ("offering = 'ARCHIVED'", ErrorCode::SaleEnded),
        (
            "offering = 'FOR_SALE', sale_from = clock_timestamp() + interval '1 hour'",
            ErrorCode::SaleNotOpen,
        ),
        (
            "sale_from = NULL, sale_until = clock_timestamp() - interval '1 hour'",
            ErrorCode::SaleEnded,
        ),
    ] {
        let sql = format!("UPDATE ticket_types SET {state} WHERE quota = 1");
        sqlx::query(sqlx::AssertSqlSafe(sql)).execute(hub.db.pool()).await.unwrap();
        assert_eq!(exchange(&hub, ada, of, other).await, Err(code), "{state}");
    }
    execute(&hub, "UPDATE ticket_types SET sale_until = NULL").await;
    bought(&hub, event, &[(other, 1)]).await;
    assert_eq!(exchange(&hub, ada, of, other).await, Err(ErrorCode::SoldOut));
    let elsewhere = super::event(&hub).create(&hub).await;
    let theirs = Kind::of(1_00).add(&hub, elsewhere).await;
    assert_eq!(exchange(&hub, ada, of, theirs).await, Err(ErrorCode::ValidationFailed));
    assert_eq!((ledger(&hub).await, mails(&hub).await.len()), ((25_00, 0), 1));
    exact(&hub).await;
}

#[tokio::test]
async fn not_a_ticket_that_is_not_theirs_not_paid_void_or_used() {
    let (hub, _database) = test_hub().await;
    let host = organizer(&hub).await;
    let event = event(&hub).hosted_by(&hub, host).await;
    let adult = Kind::of(25_00).add(&hub, event).await;
    let student = Kind::of(9_99).add(&hub, event).await;
    allow(&hub, event).await;
    let (ada, booking) = has(&hub, event, &[(adult, 3)]).await;
    let (eve, held) = bought(&hub, event, &[(adult, 1)]).await;
    let of = |n: usize| (booking.id, booking.tickets[n].id);
    let unknown = Err(ErrorCode::NotFound);
    assert_eq!(exchange(&hub, eve, of(0), student).await, unknown);
    assert_eq!(exchange(&hub, eve, (held.id, of(0).1), student).await, unknown);
    assert!(exchanges_of_ticket(&hub, eve, of(0).0, of(0).1).await.is_err());
    cancel_ticket(&hub, ada, of(0).0, of(0).1, None).await.unwrap();
    assert_eq!(exchange(&hub, ada, of(0), student).await, unknown);
    let seen = CheckIn::of(&booking.tickets[1].code);
    check_in(&hub, host, &event.to_string(), seen).await.unwrap();
    assert_eq!(exchange(&hub, ada, of(1), student).await, Err(ErrorCode::AlreadyCheckedIn));
    let unpaid = exchange(&hub, eve, (held.id, of(2).1), student).await;
    assert_eq!(unpaid, unknown);
    // The other one is as good as before.
    exchange(&hub, ada, of(2), student).await.unwrap();
    exact(&hub).await;
}
