//! One booking in full.

use crate::bookings;
use crate::bookings::tests::support::{attendee, event, paid};
use crate::event_bookings::booking;
use crate::testing::{EventBuilder, person, test_hub};
use crate::{Actor, Hub};
use rust_decimal::Decimal;
use types::accounts::Role;
use types::event_bookings::TransactionKind;
use types::ids::EventId;
use types::mail::MailState;
use types::{ErrorCode, Failure};

async fn host(hub: &Hub, event: EventId) -> Actor {
    let id = sqlx::query_scalar("SELECT organizer_id FROM events WHERE id = $1")
        .bind(event)
        .fetch_one(hub.db.pool())
        .await
        .unwrap();
    Actor::User { id, role: Role::Organizer }
}

#[tokio::test]
async fn a_booking_says_who_what_it_cost_what_moved_and_what_was_mailed() {
    let (hub, _database) = test_hub().await;
    let ada = attendee(&hub).await;
    let event = event(&hub).create(&hub).await;
    let (id, payment) = paid(&hub, ada, event, 2).await;
    let confirmed = bookings::get(&hub, ada, id).await.unwrap();
    bookings::cancel_ticket(&hub, ada, id, confirmed.tickets[1].id, None).await.unwrap();
    let host = host(&hub, event).await;
    let one = booking(&hub, host, &event.to_string(), id).await.unwrap();
    assert_eq!((one.user.id, one.quantity, one.event.id), (ada.user_id().unwrap(), 1, event));
    let euros = |amount: i64| Decimal::new(amount * 100, 2);
    let money = one.money;
    assert_eq!((money.price, money.total), (euros(25), euros(25)));
    assert_eq!((money.charged, money.refunded, money.net), (euros(50), euros(25), euros(25)));
    let [paid] = &one.payments[..] else { panic!("one payment") };
    assert_eq!((paid.payment.id, paid.card_last4.as_deref()), (payment.id, Some("1111")));
    let kinds: Vec<_> = paid.transactions.iter().map(|line| line.kind).collect();
    assert_eq!(kinds, [TransactionKind::Charge, TransactionKind::Refund]);
    let given_back: Vec<_> = one.tickets.iter().map(|it| it.cancelled_at.is_some()).collect();
    assert_eq!(given_back, [false, true]);
    let mails: Vec<_> = one.mails.iter().map(|mail| (&*mail.kind, mail.state)).collect();
    let queued = MailState::Queued;
    assert_eq!(mails, [("booking_confirmed", queued), ("tickets_cancelled", queued)]);
    assert!(!one.history.is_empty());
}

#[tokio::test]
async fn a_booking_is_found_in_its_own_event_only() {
    let (hub, _database) = test_hub().await;
    let ada = attendee(&hub).await;
    let event = event(&hub).create(&hub).await;
    let (id, _) = paid(&hub, ada, event, 1).await;
    let host = host(&hub, event).await;
    let other = EventBuilder::new(&hub).insert(&hub, host.user_id().unwrap()).await;
    let told = booking(&hub, host, &other.to_string(), id).await.map_err(Failure::from);
    assert_eq!(told.unwrap_err().code, ErrorCode::NotFound);
    let stranger = Actor::User { id: person(&hub, Role::Organizer).await, role: Role::Organizer };
    let told = booking(&hub, stranger, &event.to_string(), id).await.map_err(Failure::from);
    assert_eq!(told.unwrap_err().code, ErrorCode::Forbidden);
    let admin = Actor::User { id: person(&hub, Role::Admin).await, role: Role::Admin };
    booking(&hub, admin, &event.to_string(), id).await.unwrap();
}
