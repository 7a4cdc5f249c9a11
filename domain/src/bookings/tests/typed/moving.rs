//! Bookings that move to another event, and seats that are given away.

use super::support::{
    Kind, bought, callback, event, exact, execute, get_items, ledger, money, organizer, pay, seats,
    taken,
};
use crate::bookings::{Run, cancel_ticket, get, invite_guests, move_booking, move_targets};
use crate::testing::test_hub;
use crate::{Actor, Hub};
use types::ErrorCode;
use types::booking_actions::MoveBooking;
use types::guests::{GuestInput, InviteGuests};
use types::ids::{BookingId, EventId, TicketTypeId};
use types::payments::PaymentOutcome;

async fn transfer(
    hub: &Hub,
    host: Actor,
    (from, to): (EventId, EventId),
    booking: BookingId,
) -> Result<(), ErrorCode> {
    relocate(hub, host, (from, to), booking, None).await
}

async fn relocate(
    hub: &Hub,
    host: Actor,
    (from, to): (EventId, EventId),
    booking: BookingId,
    ticket_type: Option<TicketTypeId>,
) -> Result<(), ErrorCode> {
    let input =
        MoveBooking { event: to.to_string(), reason: "The first is full.".into(), ticket_type };
    let run = Run::Real(None);
    let moved = move_booking(hub, host, &from.to_string(), booking, input, run).await;
    moved.map(drop).map_err(|refusal| refusal.failure.code)
}

#[tokio::test]
async fn items_become_those_of_the_same_names_and_cost_what_was_paid() {
    let (hub, _database) = test_hub().await;
    let host = organizer(&hub).await;
    let here = event(&hub).hosted_by(&hub, host).await;
    let there = event(&hub).hosted_by(&hub, host).await;
    let adult = Kind::of(25_00).quota(5).add(&hub, here).await;
    let student = Kind::of(9_99).quota(5).add(&hub, here).await;
    let (ada, booking) = bought(&hub, here, &[(adult, 1), (student, 2)]).await;
    let payment = pay(&hub, ada, booking.id).await.unwrap();
    callback(&hub, ada, &payment, PaymentOutcome::Completed).await;
    // One kind of ticket there: what was paid for each stays known.
    transfer(&hub, host, (here, there), booking.id).await.unwrap();
    assert_eq!((taken(&hub, adult).await, taken(&hub, student).await), (0, 0));
    assert_eq!((seats(&hub, here).await, seats(&hub, there).await), ((0, 0, 0), (3, 0, 0)));
    let moved = get(&hub, ada, booking.id).await.unwrap();
    assert_eq!((moved.items.len(), moved.total_price), (0, money(44_98)));
    exact(&hub).await;
    let back = moved.tickets[1].id;
    cancel_ticket(&hub, ada, booking.id, back, None).await.unwrap();
    assert_eq!(ledger(&hub).await, (44_98, 9_99));
    // And back: nothing says of which of two types the seats are.
    let refused = transfer(&hub, host, (there, here), booking.id).await;
    assert_eq!(refused, Err(ErrorCode::TicketTypeRequired));
    execute(&hub, "UPDATE ticket_types SET offering = 'ARCHIVED' WHERE price < 10").await;
    transfer(&hub, host, (there, here), booking.id).await.unwrap();
    assert_eq!(taken(&hub, adult).await, 2);
    exact(&hub).await;
    // To types of the same names, as far as there is room.
    let copy = Kind::of(70_00).quota(1).add(&hub, there).await;
    assert_eq!(transfer(&hub, host, (here, there), booking.id).await, Err(ErrorCode::SoldOut));
    execute(&hub, "UPDATE ticket_types SET quota = 5").await;
    Kind::of(1_00).add(&hub, there).await;
    transfer(&hub, host, (here, there), booking.id).await.unwrap();
    assert_eq!((taken(&hub, copy).await, taken(&hub, adult).await), (2, 0));
    let moved = get(&hub, ada, booking.id).await.unwrap();
    assert_eq!(get_items(&moved), [(copy, 2)]);
    assert_eq!(moved.total_price, money(34_99));
    assert!(moved.tickets.iter().all(|ticket| ticket.ticket_type == Some(copy)));
    exact(&hub).await;
}

#[tokio::test]
async fn an_organizer_says_what_the_seats_become_where_no_name_does() {
    let (hub, _database) = test_hub().await;
    let host = organizer(&hub).await;
    let here = event(&hub).hosted_by(&hub, host).await;
    let there = event(&hub).hosted_by(&hub, host).await;
    let plain = event(&hub).hosted_by(&hub, host).await;
    let adult = Kind::of(25_00).add(&hub, here).await;
    let other = Kind::of(9_99).quota(2).add(&hub, there).await;
    let last = Kind::of(5_00).quota(1).add(&hub, there).await;
    execute(&hub, "UPDATE ticket_types SET name = 'There ' || position WHERE price < 10").await;
    let (ada, booking) = bought(&hub, here, &[(adult, 2)]).await;
    let payment = pay(&hub, ada, booking.id).await.unwrap();
    callback(&hub, ada, &payment, PaymentOutcome::Completed).await;
    let to = async |event, of| relocate(&hub, host, (here, event), booking.id, of).await;
    assert_eq!(to(there, None).await, Err(ErrorCode::TicketTypeRequired));
    assert_eq!(to(there, Some(adult)).await, Err(ErrorCode::ValidationFailed));
    assert_eq!(to(plain, Some(other)).await, Err(ErrorCode::ValidationFailed));
    assert_eq!(to(there, Some(last)).await, Err(ErrorCode::SoldOut));
    let targets = move_targets(&hub, host, &here.to_string(), booking.id).await.unwrap();
    let of_target = |event| {
        let target = targets.iter().find(|target| target.id == event).unwrap();
        target.ticket_types.iter().map(|of| of.id).collect::<Vec<_>>()
    };
    assert_eq!((of_target(there), of_target(plain)), (vec![other, last], vec![]));
    to(there, Some(other)).await.unwrap();
    let moved = get(&hub, ada, booking.id).await.unwrap();
    assert_eq!((get_items(&moved), moved.total_price), (vec![(other, 2)], money(50_00)));
    assert!(moved.tickets.iter().all(|ticket| ticket.ticket_type == Some(other)));
    exact(&hub).await;
}

#[tokio::test]
async fn guests_get_the_first_type_with_room_for_all_of_them() {
    let (hub, _database) = test_hub().await;
    let host = organizer(&hub).await;
    let event = event(&hub).hosted_by(&hub, host).await;
    let small = Kind::of(25_00).quota(1).add(&hub, event).await;
    let large = Kind::of(9_99).quota(4).add(&hub, event).await;
    let invite = async |from: usize, to: usize, run: Run| {
        let guest = |n| GuestInput {
            name: format!("Guest {n}"),
            email: format!("g{n}@example.org"),
            ..GuestInput::default()
        };
        let input = InviteGuests { guests: (from..to).map(guest).collect() };
        let invited = invite_guests(&hub, host, &event.to_string(), input, run).await;
        invited.map(|answer| answer.value.created.len()).map_err(|it| it.failure.code)
    };
    assert_eq!(invite(0, 3, Run::Rehearsal).await, Ok(3));
    assert_eq!((taken(&hub, small).await, taken(&hub, large).await), (0, 0));
    assert_eq!(invite(0, 3, Run::Real(None)).await, Ok(3));
    assert_eq!(invite(3, 4, Run::Real(None)).await, Ok(1));
    assert_eq!((taken(&hub, small).await, taken(&hub, large).await), (1, 3));
    assert_eq!(invite(4, 6, Run::Real(None)).await, Err(ErrorCode::SoldOut));
    exact(&hub).await;
}
