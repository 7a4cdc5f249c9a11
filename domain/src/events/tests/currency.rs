//! The currency of an event, once somebody has something in it.

use crate::bookings::tests::support::{attendee, event, organizer, paid};
use crate::bookings::{book, cancel, exchange_as_organizer, get};
use crate::events::patch;
use crate::testing::{kind, test_hub, wanted};
use crate::{Actor, Hub, bookings};
use types::bookings::BookInput;
use types::events::EventPatch;
use types::exchange::ExchangeForAttendee;
use types::ids::EventId;
use types::{ErrorCode, Failure, Locale};

async fn changed(hub: &Hub, host: Actor, event: EventId, to: &str) -> Result<(), ErrorCode> {
    let input = EventPatch { currency: Some(to.into()), ..EventPatch::default() };
    let done = patch(hub, host, &event.to_string(), input, Locale::En).await;
    done.map(drop).map_err(|error| Failure::from(error).code)
}

/// A free ticket is exchanged for a dearer one in the currency that its booking was made in.
#[tokio::test]
async fn a_free_booking_of_several_kinds_keeps_it_as_long_as_it_stands() {
    let (hub, _database) = test_hub().await;
    let (host, ada) = (organizer(&hub).await, attendee(&hub).await);
    let event = event(&hub).hosted_by(&hub, host).await;
    let free = kind(&hub, event, "Free", (0, None)).await;
    kind(&hub, event, "Dear", (50, None)).await;
    changed(&hub, host, event, "USD").await.unwrap();
    changed(&hub, host, event, "EUR").await.unwrap();
    let booked = book(&hub, ada, wanted(event, &[(free, 1)]), None).await.unwrap().value;
    assert!(booked.total_price.is_zero());
    assert_eq!(changed(&hub, host, event, "USD").await, Err(ErrorCode::CurrencyInUse));
    cancel(&hub, ada, booked.id, None).await.unwrap();
    changed(&hub, host, event, "USD").await.unwrap();
}

#[tokio::test]
async fn a_free_booking_of_the_only_kind_does_not_keep_it() {
    let (hub, _database) = test_hub().await;
    let (host, ada) = (organizer(&hub).await, attendee(&hub).await);
    let event = event(&hub).free().hosted_by(&hub, host).await;
    book(&hub, ada, BookInput::of(event, 1), None).await.unwrap();
    changed(&hub, host, event, "USD").await.unwrap();
}

/// What was paid stays in the books, whatever the booking costs now.
#[tokio::test]
async fn a_payment_keeps_it_also_of_a_booking_that_costs_nothing_any_more() {
    let (hub, _database) = test_hub().await;
    let (host, ada) = (organizer(&hub).await, attendee(&hub).await);
    let event = event(&hub).hosted_by(&hub, host).await;
    let (booking, _) = paid(&hub, ada, event, 1).await;
    let free = kind(&hub, event, "Free", (0, None)).await;
    let dear = kind(&hub, event, "Dear", (25, None)).await;
    let mut connection = hub.db.read().await.unwrap();
    bookings::become_of_type(&mut connection, event, dear).await.unwrap();
    let ticket = get(&hub, ada, booking).await.unwrap().tickets[0].id;
    let input = ExchangeForAttendee {
        ticket_type: free,
        reason: "We are sorry.".into(),
        waive: false,
        refund: None,
    };
    let (key, of, run) = (event.to_string(), (booking, ticket), bookings::Run::Real(None));
    exchange_as_organizer(&hub, host, &key, of, input, run).await.unwrap();
    assert!(get(&hub, ada, booking).await.unwrap().total_price.is_zero());
    cancel(&hub, ada, booking, None).await.unwrap();
    assert_eq!(changed(&hub, host, event, "USD").await, Err(ErrorCode::CurrencyInUse));
}
