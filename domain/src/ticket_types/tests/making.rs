//! Types come, change and go; what is booked stays exact.

use super::support::{World, failure, of};
use crate::bookings::tests::support::{attendee, book, callback, pay};
use crate::idempotency::IdempotencyKey;
use crate::ticket_types::{create, delete, replace};
use crate::{bookings, events};
use types::bookings::BookingStatus;
use types::payments::PaymentOutcome;
use types::ticket_types::{Offering, PriceStep, TYPES_MAX, TicketTypePatch};
use types::{ErrorCode, FieldProblem, Locale};

#[tokio::test]
async fn the_first_type_takes_up_what_was_booked_at_the_price_it_was_booked_at() {
    let world = World::new().await;
    let (hub, ada, bob) = (&world.hub, attendee(&world.hub).await, attendee(&world.hub).await);
    let paid = book(hub, ada, world.event, 2).await.unwrap();
    let payment = pay(hub, ada, paid.id).await.unwrap();
    callback(hub, ada, &payment, PaymentOutcome::Completed).await;
    let held = book(hub, bob, world.event, 1).await.unwrap();
    let gone = book(hub, bob, world.event, 3).await.unwrap();
    bookings::cancel(hub, bob, gone.id, None).await.unwrap();

    let mut few = of("Adult", 30);
    let refusal =
        world.tried(types::ticket_types::TicketTypeInput { quota: Some(2), ..few.clone() });
    let refusal = refusal.await.unwrap_err();
    assert_eq!((refusal.code, refusal.limit), (ErrorCode::QuotaBelowTaken, Some(3)));
    few.quota = Some(4);
    let adult = world.make(few).await;

    assert_eq!((adult.sold, adult.held, adult.seats_available), (2, 1, 1));
    assert_eq!(world.taken(adult.id).await.0, 3);
    assert_eq!(world.prices().await, ("30.00".into(), Some("30.00".into())));
    let shown = bookings::get(hub, ada, paid.id).await.unwrap();
    assert_eq!((shown.total_price.to_string(), shown.items.len()), ("50.00".into(), 1));
    assert_eq!(shown.items[0].unit_price.to_string(), "25.00");
    assert!(shown.tickets.iter().all(|ticket| ticket.ticket_type == Some(adult.id)));
    // The seats come back as they would have without it.
    bookings::cancel(hub, bob, held.id, None).await.unwrap();
    assert_eq!(world.taken(adult.id).await.0, 2);
    assert_eq!(bookings::get(hub, bob, gone.id).await.unwrap().status, BookingStatus::Cancelled);
}

#[tokio::test]
async fn a_key_makes_one_type() {
    let world = World::new().await;
    let make = async || {
        let key = IdempotencyKey::parse("once").unwrap();
        create(&world.hub, world.olga, &world.key(), of("Adult", 30), Some(key)).await.unwrap()
    };
    let (first, second) = (make().await, make().await);
    assert_eq!((first.value, second.replayed), (second.value, true));
    assert_eq!(world.names().await, ["Adult"]);
}

#[tokio::test]
async fn what_cannot_be_is_refused_beside_its_field() {
    let world = World::new().await;
    let mut wrong = of(" ", -1);
    wrong.quota = Some(-1);
    wrong.min_per_booking = Some(5);
    wrong.max_per_booking = Some(2);
    wrong.sale_from = Some(world.hub.now());
    wrong.sale_until = wrong.sale_from;
    wrong.price_steps = vec![PriceStep { price: 1.into(), until: None, first: None }];
    let refusal = world.tried(wrong).await.unwrap_err();
    let fields: Vec<_> = refusal.fields.iter().map(|error| &*error.field).collect();
    let expected =
        ["name", "price", "price_steps[0].until", "quota", "max_per_booking", "sale_until"];
    assert_eq!(fields, expected);
    let mut ancient = of("Adult", 30);
    let never = Some(chrono::DateTime::<chrono::Utc>::MIN_UTC);
    (ancient.sale_from, ancient.sale_until) =
        (never, Some(chrono::DateTime::<chrono::Utc>::MAX_UTC));
    ancient.price_steps = vec![PriceStep { price: 1.into(), until: never, first: None }];
    let refusal = world.tried(ancient).await.unwrap_err();
    let fields: Vec<_> = refusal.fields.iter().map(|error| &*error.field).collect();
    assert_eq!(fields, ["price_steps[0].until", "sale_from", "sale_until"]);
    let mut elsewhere = of("Adult", 30);
    elsewhere.pool = Some(crate::ids::new_id().into());
    let refusal = world.tried(elsewhere).await.unwrap_err();
    assert_eq!(refusal.fields[0].problem, FieldProblem::NotFound);
    for number in 0..TYPES_MAX {
        world.make(of(&format!("Type {number}"), 10)).await;
    }
    let refusal = world.tried(of("One more", 10)).await.unwrap_err();
    assert_eq!(refusal.code, ErrorCode::TooManyRequests);
}

#[tokio::test]
async fn a_type_that_was_booked_is_archived_and_never_deleted() {
    let world = World::new().await;
    let ada = attendee(&world.hub).await;
    book(&world.hub, ada, world.event, 2).await.unwrap();
    let adult = world.make(of("Adult", 30)).await;
    let student = world.make(of("Student", 15)).await;
    let refused = delete(&world.hub, world.olga, &world.key(), adult.id).await.unwrap_err();
    assert_eq!(failure(refused).code, ErrorCode::TicketTypeInUse);
    delete(&world.hub, world.olga, &world.key(), student.id).await.unwrap();
    let archived =
        TicketTypePatch { offering: Some(Offering::Archived), ..TicketTypePatch::default() };
    let adult = world.change(adult.id, archived).await.unwrap();
    assert_eq!((adult.offering, adult.held), (Offering::Archived, 2));
}

#[tokio::test]
async fn without_its_last_type_an_event_has_one_kind_of_ticket_again() {
    let world = World::new().await;
    let adult = world.make(of("Adult", 30)).await;
    delete(&world.hub, world.olga, &world.key(), adult.id).await.unwrap();
    assert_eq!(world.prices().await, ("30.00".into(), None));
    let ada = attendee(&world.hub).await;
    let booking = book(&world.hub, ada, world.event, 1).await.unwrap();
    assert_eq!((booking.total_price.to_string(), booking.items.len()), ("30.00".into(), 0));
}

#[tokio::test]
async fn a_type_is_counted_from_its_rows_once_something_limits_it() {
    let world = World::new().await;
    let ada = attendee(&world.hub).await;
    book(&world.hub, ada, world.event, 3).await.unwrap();
    let adult = world.make(of("Adult", 30)).await;
    assert_eq!(world.taken(adult.id).await.0, 0, "nothing limits it: nothing is counted");
    let quota = |quota| TicketTypePatch { quota: Some(quota), ..TicketTypePatch::default() };
    let refused = failure(world.change(adult.id, quota(Some(2))).await.unwrap_err());
    let (code, field) = (refused.code, &refused.fields[0]);
    assert_eq!((code, &*field.field, field.limit), (ErrorCode::QuotaBelowTaken, "quota", Some(3)));
    world.change(adult.id, quota(Some(3))).await.unwrap();
    assert_eq!(world.taken(adult.id).await.0, 3);
    let changed = world.change(adult.id, quota(None)).await.unwrap();
    assert_eq!((world.taken(adult.id).await.0, changed.held), (0, 3));
    let mut input = of("Adult", 30);
    input.price_steps = vec![PriceStep { price: 20.into(), until: None, first: Some(5) }];
    replace(&world.hub, world.olga, &world.key(), adult.id, input).await.unwrap();
    assert_eq!(world.taken(adult.id).await.0, 3, "a price for the first so many counts them");
}

#[tokio::test]
async fn types_stand_in_the_order_that_the_organizer_gives_them() {
    let world = World::new().await;
    for name in ["A", "B", "C"] {
        world.make(of(name, 10)).await;
    }
    let first = world.list().await.types[2].id;
    let to = |place| TicketTypePatch { position: Some(place), ..TicketTypePatch::default() };
    world.change(first, to(0)).await.unwrap();
    assert_eq!(world.names().await, ["C", "A", "B"]);
    world.change(first, to(9)).await.unwrap();
    assert_eq!(world.names().await, ["A", "B", "C"]);
    let mut between = of("D", 10);
    between.position = Some(1);
    world.make(between).await;
    assert_eq!(world.names().await, ["A", "D", "B", "C"]);
    let places: Vec<_> = world.list().await.types.iter().map(|it| it.position).collect();
    assert_eq!(places, [0, 1, 2, 3]);
    // Who replaces a type without a word about its place leaves it there.
    let id = world.list().await.types[1].id;
    replace(&world.hub, world.olga, &world.key(), id, of("E", 10)).await.unwrap();
    assert_eq!(world.names().await, ["A", "E", "B", "C"]);
}

#[tokio::test]
async fn what_was_changed_is_told_with_before_and_after() {
    let world = World::new().await;
    let adult = world.make(of("Adult", 30)).await;
    let patch = TicketTypePatch {
        price: Some(35.into()),
        description: Some("With dinner".into()),
        ..TicketTypePatch::default()
    };
    world.change(adult.id, patch).await.unwrap();
    let named: Vec<String> = sqlx::query_scalar(
        "SELECT jsonb_object_keys(changes) FROM audit_log WHERE action = 'ticket_type.updated'
         ORDER BY 1",
    )
    .fetch_all(world.hub.db.pool())
    .await
    .unwrap();
    assert_eq!(named, ["description", "price"]);
}

#[tokio::test]
async fn a_cancelled_event_keeps_its_types_as_they_are() {
    let world = World::new().await;
    let adult = world.make(of("Adult", 30)).await;
    world.run("UPDATE events SET status = 'CANCELLED', cancelled_at = clock_timestamp()").await;
    let refused = world.change(adult.id, TicketTypePatch::default()).await.unwrap_err();
    assert_eq!(failure(refused).code, ErrorCode::EventCancelled);
    let shown = events::get(&world.hub, world.olga, &world.key(), Locale::En).await.unwrap();
    assert_eq!(shown.event.ticket_types.len(), 1);
}

#[tokio::test]
async fn a_draft_is_deleted_with_its_types_and_pools() {
    let world = World::new().await;
    world.run("UPDATE events SET status = 'DRAFT'").await;
    let mut adult = of("Adult", 30);
    adult.pool = Some(world.pool(8).await);
    adult.price_steps = vec![PriceStep { price: 20.into(), until: None, first: Some(5) }];
    world.make(adult).await;
    events::delete(&world.hub, world.olga, &world.key()).await.unwrap();
    let left: i64 = sqlx::query_scalar(
        "SELECT (SELECT count(*) FROM ticket_types) + (SELECT count(*) FROM ticket_pools)
             + (SELECT count(*) FROM ticket_price_steps)",
    )
    .fetch_one(world.hub.db.pool())
    .await
    .unwrap();
    assert_eq!(left, 0);
}
