mod kinds;
mod lists;
mod model;
mod organizer;
mod overview;
mod platform;
mod watch;

use super::*;
use crate::Actor;
use crate::bookings::tests::support;
use crate::testing::{EventBuilder, attendance, person, test_hub};
use types::accounts::Role;
use types::bookings::BookInput;
use types::statistics::PlatformQuery;
use types::waitlist::JoinWaitlist;
use types::{ErrorCode, Failure};

#[tokio::test]
async fn an_events_numbers_are_those_of_its_bookings() {
    let (hub, _database) = test_hub().await;
    let host = person(&hub, Role::Organizer).await;
    let event = EventBuilder { capacity: 3, price: 25.into(), ..EventBuilder::new(&hub) };
    let event = event.insert(&hub, host).await;
    let guest = person(&hub, Role::Attendee).await;
    attendance(&hub, event, guest, true).await;
    let buyer = Actor::User { id: person(&hub, Role::Attendee).await, role: Role::Attendee };
    let input = BookInput::of(event, 2);
    crate::bookings::book(&hub, buyer, input, None).await.unwrap();
    let late = Actor::User { id: person(&hub, Role::Attendee).await, role: Role::Attendee };
    let wait = JoinWaitlist::of(1);
    crate::waitlist::join(&hub, late, &event.to_string(), wait, None).await.unwrap();
    let organizer = Actor::User { id: host, role: Role::Organizer };
    let told = of_event(&hub, organizer, &event.to_string()).await.unwrap();
    let seats = told.seats;
    assert_eq!((seats.capacity, seats.confirmed, seats.held, seats.available), (3, 1, 2, 0));
    assert_eq!((told.waitlist.waiting, told.waitlist.left), (1, 0));
    assert_eq!((told.check_ins.tickets, told.check_ins.checked_in), (1, 1));
    assert_eq!(told.conversion, Some(0.5));
    let day = told.bookings_per_day.first().unwrap();
    assert_eq!((day.bookings, day.seats, day.confirmed), (2, 3, 1));
}

#[tokio::test]
async fn the_platforms_numbers_are_for_admins() {
    let (hub, _database) = test_hub().await;
    let host = person(&hub, Role::Organizer).await;
    EventBuilder { status: "DRAFT", ..EventBuilder::new(&hub) }.insert(&hub, host).await;
    let organizer = Actor::User { id: host, role: Role::Organizer };
    let denied = of_platform(&hub, organizer, PlatformQuery::default(), "UTC").await.unwrap_err();
    assert_eq!(Failure::from(denied).code, ErrorCode::Forbidden);
    let admin = Actor::User { id: person(&hub, Role::Admin).await, role: Role::Admin };
    let told = of_platform(&hub, admin, PlatformQuery::default(), "UTC").await.unwrap();
    assert_eq!((told.users.organizer, told.users.admin, told.users.disabled), (1, 1, 0));
    assert_eq!((told.events.draft, told.events.published), (1, 0));
    assert!(told.bookings_per_day.is_empty() && told.totals.is_empty());
    assert_eq!(told.mail.failed + told.jobs.failed, 0);
}

#[tokio::test]
async fn sums_are_made_by_currency_and_what_was_sold_keeps_it() {
    let (hub, _database) = test_hub().await;
    let host = person(&hub, Role::Organizer).await;
    let event = EventBuilder { price: 10.into(), ..EventBuilder::new(&hub) };
    let event = event.insert(&hub, host).await;
    let organizer = Actor::User { id: host, role: Role::Organizer };
    let guest = Actor::User { id: person(&hub, Role::Attendee).await, role: Role::Attendee };
    support::paid(&hub, guest, event, 1).await;
    let dollars = types::events::EventPatch {
        currency: Some("USD".into()),
        ..types::events::EventPatch::default()
    };
    let key = event.to_string();
    let changed =
        crate::events::patch(&hub, organizer, &key, dollars, types::Locale::En).await.map(drop);
    assert_eq!(Failure::from(changed.unwrap_err()).code, ErrorCode::CurrencyInUse);
    // As it could be done before.
    support::execute(&hub, "UPDATE events SET currency = 'USD', price = 20").await;
    let (late, _) = support::paid(&hub, guest, event, 1).await;
    let told = of_event(&hub, organizer, &key).await.unwrap();
    assert_eq!((told.revenue, told.currency.as_str()), (20.into(), "USD"));
    let sums: Vec<_> = told
        .revenue_by_currency
        .iter()
        .map(|moved| (moved.currency.as_str().to_owned(), moved.revenue, moved.refunds))
        .collect();
    let zero = rust_decimal::Decimal::ZERO;
    assert_eq!(sums, [("EUR".into(), 10.into(), zero), ("USD".into(), 20.into(), zero)]);
    let booking = crate::bookings::get(&hub, guest, late).await.unwrap();
    assert_eq!(booking.currency.as_str(), "USD");
    let admin = Actor::User { id: person(&hub, Role::Admin).await, role: Role::Admin };
    let platform = of_platform(&hub, admin, PlatformQuery::default(), "UTC").await.unwrap();
    assert_eq!(platform.totals, told.revenue_by_currency);
    assert_eq!(platform.revenue_per_day.len(), 2);
}
