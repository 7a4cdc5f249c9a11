//! What goes to an address that nobody has proved to be theirs, on a real database.

use crate::Hub;
use crate::mail::letter;
use crate::notifications::{MailKind, NewMessage, queue};
use crate::testing::{person, test_hub};
use futures::future::join_all;
use serde_json::json;
use types::Locale;
use types::accounts::Role;
use types::ids::UserId;
use uuid::Uuid;

/// Somebody whose address is known to be theirs, or not.
async fn reader(hub: &Hub, email: &str, verified: bool) -> UserId {
    let id = person(hub, Role::Attendee).await;
    sqlx::query(
        "UPDATE users SET email = $2,
             email_verified_at = CASE WHEN $3 THEN clock_timestamp() END WHERE id = $1",
    )
    .bind(id)
    .bind(email)
    .bind(verified)
    .execute(hub.db.pool())
    .await
    .unwrap();
    id
}

async fn promise(hub: &Hub, user: UserId, kind: MailKind) -> Uuid {
    let unique_key = format!("{}:{}", kind.as_str(), crate::ids::new_id());
    let (key, id) = (unique_key.clone(), user.0);
    let recipient: String = sqlx::query_scalar("SELECT email FROM users WHERE id = $1")
        .bind(id)
        .fetch_one(hub.db.pool())
        .await
        .unwrap();
    let message = NewMessage {
        unique_key,
        kind,
        user_id: Some(user),
        recipient,
        locale: Locale::En,
        booking_id: None,
        data: json!({}),
    };
    hub.db.write(|tx| Box::pin(async move { queue(tx, message).await })).await.unwrap();
    sqlx::query_scalar("SELECT id FROM mail_messages WHERE unique_key = $1")
        .bind(key)
        .fetch_one(hub.db.pool())
        .await
        .unwrap()
}

async fn state_of(hub: &Hub, message: Uuid) -> (String, Option<String>) {
    sqlx::query_as("SELECT status, last_error FROM mail_messages WHERE id = $1")
        .bind(message)
        .fetch_one(hub.db.pool())
        .await
        .unwrap()
}

async fn inbox(hub: &Hub, user: UserId) -> i64 {
    sqlx::query_scalar("SELECT count(*) FROM notifications WHERE user_id = $1")
        .bind(user)
        .fetch_one(hub.db.pool())
        .await
        .unwrap()
}

#[tokio::test]
async fn three_messages_a_day_go_to_an_address_that_nobody_has_proved() {
    let (hub, _database) = test_hub().await;
    // One mailbox under three names.
    let people = [
        reader(&hub, "ada@example.test", false).await,
        reader(&hub, "ada+1@example.test", false).await,
        reader(&hub, "ada+2@example.test", false).await,
    ];
    let mut messages = Vec::new();
    for n in 0..9 {
        messages.push(promise(&hub, people[n % 3], MailKind::BookingConfirmed).await);
    }
    // Four workers at once, and each message more than once.
    let looked_at = messages.iter().chain(&messages).map(|id| letter(&hub, *id));
    join_all(looked_at).await.into_iter().for_each(|letter| drop(letter.unwrap()));
    let mut queued = 0;
    for message in &messages {
        match state_of(&hub, *message).await {
            (state, None) if state == "QUEUED" => queued += 1,
            (state, Some(why)) => {
                assert!(state == "WITHHELD" && why.contains("three messages a day"), "{why}");
            }
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(queued, 3);
    assert_eq!(inbox(&hub, people[0]).await, 3, "the inbox tells all of it");
    // A link for a new password goes out all the same.
    let reset = promise(&hub, people[0], MailKind::PasswordReset).await;
    assert!(letter(&hub, reset).await.unwrap().is_some());
    // The next day.
    sqlx::query("UPDATE mail_messages SET unverified_at = unverified_at - interval '1 day'")
        .execute(hub.db.pool())
        .await
        .unwrap();
    let next = promise(&hub, people[0], MailKind::BookingConfirmed).await;
    assert!(letter(&hub, next).await.unwrap().is_some());
}

#[tokio::test]
async fn what_was_withheld_does_not_come_once_the_address_is_proved() {
    let (hub, _database) = test_hub().await;
    let ada = reader(&hub, "ada@example.test", false).await;
    let withheld = promise(&hub, ada, MailKind::EventChanged).await;
    assert!(letter(&hub, withheld).await.unwrap().is_none());
    let (state, why) = state_of(&hub, withheld).await;
    assert!(state == "WITHHELD" && why.unwrap().contains("nobody has proved"));
    assert_eq!(inbox(&hub, ada).await, 1);
    sqlx::query("UPDATE users SET email_verified_at = clock_timestamp()")
        .execute(hub.db.pool())
        .await
        .unwrap();
    assert!(letter(&hub, withheld).await.unwrap().is_none(), "nothing old comes");
    let new = promise(&hub, ada, MailKind::EventChanged).await;
    assert!(letter(&hub, new).await.unwrap().is_some());
}

#[tokio::test]
async fn an_address_that_is_proved_gets_everything_and_one_that_was_left_behind_does_not() {
    let (hub, _database) = test_hub().await;
    let ada = reader(&hub, "ada@example.test", true).await;
    for kind in MailKind::ALL {
        let message = promise(&hub, ada, kind).await;
        assert!(letter(&hub, message).await.unwrap().is_some(), "{kind:?}");
    }
    let message = promise(&hub, ada, MailKind::EventReminder).await;
    sqlx::query("UPDATE users SET email = 'new@example.test'")
        .execute(hub.db.pool())
        .await
        .unwrap();
    assert!(letter(&hub, message).await.unwrap().is_none());
}
