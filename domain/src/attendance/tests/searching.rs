//! Whose name is it.

use super::*;
use crate::testing::attendance;
use types::check_ins::FOUND_MAX;

async fn named(hub: &Hub, event: EventId, name: &str) {
    let user = person(hub, Role::Attendee).await;
    let booking = attendance(hub, event, user, false).await;
    sqlx::query("UPDATE tickets SET attendee_name = $2 WHERE booking_id = $1")
        .bind(booking)
        .bind(name)
        .execute(hub.db.pool())
        .await
        .unwrap();
}

#[tokio::test]
async fn a_name_finds_tickets_of_this_event_and_how_they_stand() {
    let (hub, _database) = test_hub().await;
    let (door, other) = (Door::new(&hub).await, Door::new(&hub).await);
    for name in ["Ада Лавлейс", "Adalbert 100%", "Grace Hopper"] {
        named(&hub, door.event, name).await;
    }
    named(&hub, other.event, "Adalbert elsewhere").await;
    let found = async |words: &str| {
        let found = search(&hub, door.host, &door.key(), None, words).await;
        found.map_err(|error| Failure::from(error).code)
    };
    assert_eq!(found("ад").await.unwrap_err(), ErrorCode::ValidationFailed);
    let names = async |words: &str| -> Vec<String> {
        found(words).await.unwrap().into_iter().map(|it| it.ticket.attendee_name).collect()
    };
    assert_eq!(names("лавл").await, ["Ада Лавлейс"]);
    assert_eq!(names("ADAL").await, ["Adalbert 100%"]);
    assert_eq!(names("100%").await, ["Adalbert 100%"]);
    assert_eq!(names("a%a%b").await.len(), 0, "no sign stands for any other");
    let grace = found("hopper").await.unwrap().remove(0);
    assert!(grace.inside.is_none() && !grace.void);
    assert!(grace.booked_by.is_some(), "who booked is found by their own name too");
    assert_eq!(names(&grace.booked_by.unwrap()).await, ["Grace Hopper"]);
    let gate = Some("West".to_owned());
    let input = CheckIn { gate, ..CheckIn::default() };
    let presented = Presented::Ticket(grace.ticket.id);
    let scanned = scan(&hub, door.host, &door.key(), presented, input).await.unwrap();
    assert!(scanned.scan.admitted);
    let inside = found("hopper").await.unwrap().remove(0).inside.unwrap();
    assert_eq!((inside.at, inside.gate.as_deref()), (scanned.scan.at, Some("West")));
}

#[tokio::test]
async fn no_more_are_shown_than_fit_and_void_ones_come_last() {
    let (hub, _database) = test_hub().await;
    let (host, event) = hosted(&hub).await;
    sqlx::query("UPDATE events SET max_capacity = 100 WHERE id = $1")
        .bind(event)
        .execute(hub.db.pool())
        .await
        .unwrap();
    for n in 0..=FOUND_MAX {
        named(&hub, event, &format!("Guest {n:02}")).await;
    }
    sqlx::query("UPDATE tickets SET cancelled_at = now() WHERE attendee_name = 'Guest 00'")
        .execute(hub.db.pool())
        .await
        .unwrap();
    let found = search(&hub, host, &event.to_string(), None, "guest").await.unwrap();
    assert_eq!(found.len(), FOUND_MAX);
    assert_eq!(found[0].ticket.attendee_name, "Guest 01");
    let void = search(&hub, host, &event.to_string(), None, "guest 00").await.unwrap();
    assert!(void[0].void);
}
