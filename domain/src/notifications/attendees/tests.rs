//! The rules that hold for every message to attendees.

use super::*;
use crate::Hub;
use crate::testing::{person, test_hub};
use serde_json::json;
use types::accounts::Role;
use types::ids::UserId;
use uuid::Uuid;

/// Two rows a person, as of two bookings.
const TWICE: &str =
    "SELECT user_id, NULL::uuid AS booking_id, now() + nth * interval '1 minute' AS since,
         'night:' || user_id AS occasion, jsonb_build_object('nth', nth) AS data
     FROM unnest($1::uuid[]) AS people (user_id), generate_series(1, 2) AS nth";

async fn tell(hub: &Hub, people: &[UserId], limit: u16) -> Progress {
    let people: Vec<Uuid> = people.iter().map(|id| id.0).collect();
    let told = hub.db.write(move |tx| {
        Box::pin(async move {
            let (kind, data) = (MailKind::EventReminder, json!({ "all": true }));
            tell_attendees(tx, Audience::new(TWICE).bind(people)?, kind, data, limit).await
        })
    });
    told.await.unwrap()
}

async fn messages(hub: &Hub) -> Vec<(Uuid, String, Value)> {
    sqlx::query_as("SELECT user_id, unique_key, data FROM mail_messages ORDER BY user_id")
        .fetch_all(hub.db.pool())
        .await
        .unwrap()
}

async fn set(hub: &Hub, user: UserId, column: &'static str) {
    sqlx::query(AssertSqlSafe(format!("UPDATE users SET {column} = now() WHERE id = $1")))
        .bind(user.0)
        .execute(hub.db.pool())
        .await
        .unwrap();
}

#[tokio::test]
async fn each_person_is_told_once_in_batches_what_is_said_to_all_and_to_them() {
    let (hub, _database) = test_hub().await;
    let mut people = Vec::new();
    for _ in 0..3 {
        people.push(person(&hub, Role::Attendee).await);
    }
    assert_eq!(tell(&hub, &people, 2).await, Progress { done: 2, more: true });
    assert_eq!(tell(&hub, &people, 2).await, Progress { done: 1, more: false });
    assert_eq!(tell(&hub, &people, 2).await, Progress::default(), "nobody is left");
    people.sort();
    let expected: Vec<_> = people
        .iter()
        .map(|id| (id.0, format!("event_reminder:night:{id}"), json!({ "all": true, "nth": 1 })))
        .collect();
    assert_eq!(messages(&hub).await, expected);
}

#[tokio::test]
async fn an_account_that_is_disabled_or_deleted_is_told_nothing() {
    let (hub, _database) = test_hub().await;
    let people = [
        person(&hub, Role::Attendee).await,
        person(&hub, Role::Attendee).await,
        person(&hub, Role::Attendee).await,
    ];
    set(&hub, people[0], "disabled_at").await;
    set(&hub, people[1], "deleted_at").await;
    assert_eq!(tell(&hub, &people, 10).await, Progress { done: 1, more: false });
    assert_eq!(messages(&hub).await[0].0, people[2].0);
}
