//! A list that takes nobody new: those in it stay, and are served as before.

use super::support::*;
use crate::bookings::cancel;
use crate::testing::test_hub;
use crate::waitlist::leave;
use crate::{Actor, Hub, events};
use types::accounts::Role;
use types::events::EventPatch;
use types::ids::EventId;
use types::waitlist::WaitlistStatus as S;
use types::{ErrorCode, Locale};

async fn set_open(hub: &Hub, event: EventId, open: bool) {
    let organizer = sqlx::query_scalar("SELECT organizer_id FROM events WHERE id = $1");
    let id = organizer.bind(event).fetch_one(hub.db.pool()).await.unwrap();
    execute(hub, "UPDATE users SET email_verified_at = now()").await;
    let host = Actor::User { id, role: Role::Organizer };
    let patch = EventPatch { waitlist_open: Some(open), ..EventPatch::default() };
    events::patch(hub, host, &event.to_string(), patch, Locale::En).await.unwrap();
}

#[tokio::test]
async fn a_closed_list_takes_nobody_new_and_serves_those_in_it() {
    let (hub, _database) = test_hub().await;
    let ada = attendee(&hub).await;
    let event = event(&hub).free().capacity(1).create(&hub).await;
    let seat = book(&hub, ada, event, 1).await.unwrap().id;
    let (eve, bob) = (waiting(&hub, event, 1).await, waiting(&hub, event, 1).await);
    set_open(&hub, event, false).await;
    let late = attendee(&hub).await;
    assert_eq!(code(wait(&hub, late, event, 1).await), ErrorCode::WaitlistClosed);
    // Who is in it is told that, not that it is closed.
    assert_eq!(code(wait(&hub, eve, event, 1).await), ErrorCode::AlreadyWaiting);
    assert_eq!(entry(&hub, bob, event).await.parties_ahead, Some(1));
    cancel(&hub, ada, seat, None).await.unwrap();
    assert_eq!(
        (status(&hub, eve, event).await, status(&hub, bob, event).await),
        (S::Offered, S::Waiting)
    );
    // Who leaves a closed list does not come back.
    leave(&hub, bob, &event.to_string()).await.unwrap();
    assert_eq!(code(wait(&hub, bob, event, 1).await), ErrorCode::WaitlistClosed);
    set_open(&hub, event, true).await;
    wait(&hub, bob, event, 1).await.unwrap();
    in_balance(&hub).await;
}

/// Who joins waits for the event's row and then asks what stands there.
#[tokio::test]
async fn who_joins_while_it_is_closed_is_told_so() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).free().capacity(1).create(&hub).await;
    book(&hub, attendee(&hub).await, event, 1).await.unwrap();
    let eve = attendee(&hub).await;
    let mut closing = hub.db.pool().begin().await.unwrap();
    sqlx::query("UPDATE events SET waitlist_open = false WHERE id = $1")
        .bind(event)
        .execute(&mut *closing)
        .await
        .unwrap();
    let joining = tokio::spawn({
        let hub = hub.clone();
        async move { wait(&hub, eve, event, 1).await }
    });
    somebody_waits(&hub).await;
    closing.commit().await.unwrap();
    assert_eq!(code(joining.await.unwrap()), ErrorCode::WaitlistClosed);
}
