//! Handing a ticket on while it is scanned at the door, and while it is given back.

use super::naming::stage;
use super::support::somebody_waits;
use super::used::{in_turn, scan};
use crate::bookings::{cancel, hand_on};
use crate::ids::ticket_code;
use sqlx::Acquire as _;
use types::ErrorCode;
use types::ticket_names::HandOn;

fn eve() -> HandOn {
    HandOn { name: "Eve".into(), email: "eve@guests.test".into() }
}

#[tokio::test]
async fn the_door_and_the_handing_on_come_one_after_the_other() {
    for door_first in [true, false] {
        let stage = stage().await;
        let (booking, ticket) = (stage.booking.id, stage.ticket());
        let door = {
            let (hub, event) = (stage.hub.clone(), stage.event);
            let code = stage.booking.tickets[0].code.clone();
            async move { scan(&hub, event, &code).await }
        };
        let give = {
            let (hub, ada) = (stage.hub.clone(), stage.ada);
            async move {
                let given = hand_on(&hub, ada, booking, ticket, eve(), None).await;
                given.map(drop).map_err(|refusal| refusal.failure.code)
            }
        };
        if door_first {
            let seen = in_turn(&stage.hub, booking, door, give).await;
            assert_eq!(seen, (Ok(()), Err(ErrorCode::AlreadyCheckedIn)));
            assert_eq!(stage.now().await.tickets[0].sent_to, None);
        } else {
            let (given, seen) = in_turn(&stage.hub, booking, give, door).await;
            assert_eq!((given, seen), (Ok(()), Err(ErrorCode::NotFound)), "the code is void");
            assert_eq!(stage.now().await.tickets[0].checked_in_at, None);
        }
    }
}

#[tokio::test]
async fn without_the_lock_the_code_that_was_given_away_still_lets_in() {
    let stage = stage().await;
    let ticket = &stage.booking.tickets[0];
    let mut careless = stage.hub.db.read().await.unwrap();
    let mut careless = careless.begin().await.unwrap();
    let given = ticket_code();
    sqlx::query("UPDATE tickets SET code = $2 WHERE id = $1")
        .bind(ticket.id)
        .bind(&given)
        .execute(&mut *careless)
        .await
        .unwrap();
    let door = tokio::spawn({
        let (hub, event, code) = (stage.hub.clone(), stage.event, ticket.code.clone());
        async move { scan(&hub, event, &code).await }
    });
    somebody_waits(&stage.hub).await;
    careless.commit().await.unwrap();
    assert_eq!(door.await.unwrap(), Ok(()), "in by a code that is somebody else's by then");
    let now = stage.now().await;
    assert_eq!(now.tickets[0].code, given);
    assert!(now.tickets[0].checked_in_at.is_some());
}

#[tokio::test]
async fn a_ticket_is_given_back_or_handed_on() {
    for back_first in [true, false] {
        let stage = stage().await;
        let (booking, ticket) = (stage.booking.id, stage.ticket());
        let back = {
            let (hub, ada) = (stage.hub.clone(), stage.ada);
            async move { cancel(&hub, ada, booking, None).await.is_ok() }
        };
        let give = {
            let (hub, ada) = (stage.hub.clone(), stage.ada);
            async move {
                let given = hand_on(&hub, ada, booking, ticket, eve(), None).await;
                given.map(drop).map_err(|refusal| refusal.failure.code)
            }
        };
        let told = "SELECT count(*) FROM mail_messages WHERE recipient = 'eve@guests.test'";
        if back_first {
            let (back, given) = in_turn(&stage.hub, booking, back, give).await;
            assert_eq!((back, given), (true, Err(ErrorCode::BookingNotConfirmed)));
        } else {
            let (given, back) = in_turn(&stage.hub, booking, give, back).await;
            assert_eq!((given, back), (Ok(()), true));
        }
        let told: i64 = sqlx::query_scalar(told).fetch_one(stage.hub.db.pool()).await.unwrap();
        assert_eq!(told, if back_first { 0 } else { 2 }, "the ticket, and that it is void");
    }
}
