//! INV-8 by types: who waits is promised the seats of a type that they would take, and the public passes
//! nobody who waits and fits.

use super::support::{
    Kind, attendee, bought, buy, event, exact, execute, money, pool, seats, taken,
};
use crate::bookings::{cancel, get};
use crate::db::violated;
use crate::idempotency::Refusal;
use crate::testing::{person, test_hub};
use crate::waitlist::{join, leave, offer_by_hand, own, promise_opened};
use crate::{Actor, Hub};
use types::accounts::Role;
use types::bookings::Booking;
use types::ids::{EventId, TicketTypeId};
use types::waitlist::{JoinWaitlist, OfferSeats, WaitlistEntry, WaitlistStatus};
use types::{ErrorCode, FieldProblem};

pub(super) async fn wait(
    hub: &Hub,
    actor: Actor,
    event: EventId,
    (quantity, types): (i64, &[TicketTypeId]),
) -> Result<WaitlistEntry, Refusal> {
    let input = JoinWaitlist { ticket_types: types.to_vec(), ..JoinWaitlist::of(quantity) };
    join(hub, actor, &event.to_string(), input, None).await.map(|answer| answer.value)
}

pub(super) async fn waiting(hub: &Hub, event: EventId, party: (i64, &[TicketTypeId])) -> Actor {
    let actor = attendee(hub).await;
    wait(hub, actor, event, party).await.unwrap();
    actor
}

/// The booking that somebody was offered.
async fn offered(hub: &Hub, actor: Actor, event: EventId) -> Option<Booking> {
    let entry = own(hub, actor, &event.to_string()).await.unwrap();
    match entry.booking {
        Some(id) => Some(get(hub, actor, id).await.unwrap()),
        None => None,
    }
}

#[tokio::test]
async fn a_freed_seat_goes_to_the_first_who_would_take_its_type() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).capacity(20).create(&hub).await;
    let workshop = Kind::of(40_00).quota(2).add(&hub, event).await;
    let dinner = Kind::of(15_00).quota(2).add(&hub, event).await;
    let (ada, held) = bought(&hub, event, &[(workshop, 2)]).await;
    let (bo, other) = bought(&hub, event, &[(dinner, 2)]).await;
    let for_dinner = waiting(&hub, event, (1, &[dinner])).await;
    let for_two = waiting(&hub, event, (2, &[])).await;
    let for_any = waiting(&hub, event, (1, &[])).await;
    cancel(&hub, ada, held.id, None).await.unwrap();
    // Two workshop seats: not for who wants dinner; the party of two is first of those who fit.
    assert_eq!(offered(&hub, for_dinner, event).await, None);
    let offer = offered(&hub, for_two, event).await.unwrap();
    assert_eq!((offer.items[0].ticket_type, offer.total_price), (workshop, money(80_00)));
    assert_eq!(offered(&hub, for_any, event).await, None);
    assert_eq!((taken(&hub, workshop).await, seats(&hub, event).await), (2, (0, 2, 2)));
    exact(&hub).await;
    cancel(&hub, bo, other.id, None).await.unwrap();
    for (who, of) in [(for_dinner, dinner), (for_any, dinner)] {
        assert_eq!(offered(&hub, who, event).await.unwrap().items[0].ticket_type, of);
    }
    exact(&hub).await;
    cancel(&hub, for_two, offer.id, None).await.unwrap();
    assert_eq!((taken(&hub, workshop).await, taken(&hub, dinner).await), (0, 2));
    exact(&hub).await;
}

#[tokio::test]
async fn who_waits_for_one_type_keeps_nobody_from_another() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).capacity(20).create(&hub).await;
    let shared = pool(&hub, event, 3).await;
    let workshop = Kind::of(40_00).quota(2).add(&hub, event).await;
    let dinner = Kind::of(15_00).pool(shared).add(&hub, event).await;
    bought(&hub, event, &[(workshop, 2)]).await;
    let patient = waiting(&hub, event, (2, &[workshop])).await;
    bought(&hub, event, &[(dinner, 2)]).await;
    let refused = wait(&hub, attendee(&hub).await, event, (1, &[])).await.unwrap_err().failure;
    assert_eq!((refused.code, refused.seats_available), (ErrorCode::SeatsAvailable, Some(1)));
    let unknown = wait(&hub, attendee(&hub).await, event, (1, &[TicketTypeId(event.0)])).await;
    let unknown = unknown.unwrap_err().failure;
    assert_eq!(unknown.fields[0].problem, FieldProblem::NotFound);
    leave(&hub, patient, &event.to_string()).await.unwrap();
    exact(&hub).await;
}

#[tokio::test]
async fn a_type_that_is_named_twice_is_waited_for_once() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).capacity(20).create(&hub).await;
    let workshop = Kind::of(40_00).quota(1).add(&hub, event).await;
    let dinner = Kind::of(15_00).quota(0).add(&hub, event).await;
    bought(&hub, event, &[(workshop, 1)]).await;
    waiting(&hub, event, (1, &[dinner, workshop, dinner])).await;
    let kept: Vec<TicketTypeId> =
        sqlx::query_scalar("SELECT unnest(ticket_types) FROM waitlist_entries")
            .fetch_all(hub.db.pool())
            .await
            .unwrap();
    let mut both = vec![workshop, dinner];
    both.sort_unstable();
    assert_eq!(kept, both);
}

/// A seat of a type that somebody waits for comes free, as code would leave it that promises nothing.
async fn free_a_seat(hub: &Hub) -> Result<(), sqlx::Error> {
    sqlx::query(
        "WITH gone AS (
             UPDATE bookings SET status = 'CANCELLED', cancel_reason = 'expired',
                 cancelled_at = clock_timestamp()
             RETURNING event_id, quantity
         )
         UPDATE events SET seats_held = seats_held - quantity
         FROM gone WHERE events.id = gone.event_id",
    )
    .execute(hub.db.pool())
    .await
    .map(drop)
}

#[tokio::test]
async fn no_transaction_leaves_a_seat_to_the_public_that_a_waiting_party_fits_into() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).capacity(20).create(&hub).await;
    let workshop = Kind::of(40_00).quota(1).add(&hub, event).await;
    bought(&hub, event, &[(workshop, 1)]).await;
    let patient = waiting(&hub, event, (1, &[workshop])).await;
    let refused = free_a_seat(&hub).await.unwrap_err();
    assert_eq!(violated(&refused), Some("events_waitlist_first"));
    execute(&hub, "DROP TRIGGER events_waitlist_first ON events").await;
    free_a_seat(&hub).await.expect("without it nobody refuses");
    // The claim asks for itself.
    let refusal = buy(&hub, attendee(&hub).await, event, &[(workshop, 1)]).await.unwrap_err();
    assert_eq!(refusal.failure.code, ErrorCode::WaitlistFirst);
    leave(&hub, patient, &event.to_string()).await.unwrap();
    buy(&hub, attendee(&hub).await, event, &[(workshop, 1)]).await.unwrap();
    exact(&hub).await;
}

#[tokio::test]
async fn a_sale_that_opens_is_for_those_who_wait_first() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).capacity(20).create(&hub).await;
    let workshop = Kind::of(40_00).quota(3).add(&hub, event).await;
    execute(&hub, "UPDATE ticket_types SET sale_from = clock_timestamp() + interval '1 hour'")
        .await;
    let patient = waiting(&hub, event, (2, &[workshop])).await;
    assert_eq!(promise_opened(&hub).await.unwrap(), 0);
    execute(&hub, "UPDATE ticket_types SET sale_from = clock_timestamp() - interval '1 minute'")
        .await;
    let refusal = buy(&hub, attendee(&hub).await, event, &[(workshop, 1)]).await.unwrap_err();
    assert_eq!(refusal.failure.code, ErrorCode::WaitlistFirst);
    assert_eq!(promise_opened(&hub).await.unwrap(), 1);
    assert_eq!(offered(&hub, patient, event).await.unwrap().quantity, 2);
    buy(&hub, attendee(&hub).await, event, &[(workshop, 1)]).await.unwrap();
    exact(&hub).await;
}

#[tokio::test]
async fn an_offer_by_hand_is_of_a_type_with_room_for_it() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).capacity(3).create(&hub).await;
    let workshop = Kind::of(40_00).quota(2).add(&hub, event).await;
    let dinner = Kind::of(15_00).add(&hub, event).await;
    bought(&hub, event, &[(workshop, 2), (dinner, 1)]).await;
    let first = waiting(&hub, event, (1, &[workshop])).await;
    let second = waiting(&hub, event, (2, &[])).await;
    let admin = Actor::User { id: person(&hub, Role::Admin).await, role: Role::Admin };
    let by_hand = async |who: Actor| {
        let id = sqlx::query_scalar("SELECT id FROM waitlist_entries WHERE user_id = $1")
            .bind(who.user_id())
            .fetch_one(hub.db.pool())
            .await
            .unwrap();
        let input = OfferSeats { seats: None, add_seats: true, reason: "For the jury.".into() };
        offer_by_hand(&hub, admin, &event.to_string(), id, input).await
    };
    let refused = types::Failure::from(by_hand(first).await.unwrap_err());
    assert_eq!((refused.code, refused.seats_available), (ErrorCode::SoldOut, Some(0)));
    assert_eq!(by_hand(second).await.unwrap().status, WaitlistStatus::Offered);
    let offer = offered(&hub, second, event).await.unwrap();
    assert_eq!(offer.items[0].ticket_type, dinner);
    assert_eq!(seats(&hub, event).await, (0, 3, 2));
    exact(&hub).await;
}
