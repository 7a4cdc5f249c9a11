//! What a new organizer may send, and what anybody may.

use super::house::{House, text};
use crate::messages::{message, messages_due, send};
use crate::testing::person;
use crate::{Actor, accounts};
use chrono::TimeDelta;
use types::ErrorCode;
use types::accounts::Role;
use types::messages::{MESSAGES_A_DAY, UNTRUSTED_A_DAY, WriteMessage};

async fn trust(house: &House, trusted: bool) {
    let admin = person(&house.hub, Role::Admin).await;
    let admin = Actor::User { id: admin, role: Role::Admin };
    let olga = house.olga.user_id().unwrap();
    let changed = accounts::set_trusted(&house.hub, admin, olga, trusted).await.unwrap();
    assert_eq!(changed.trusted, trusted);
}

#[tokio::test]
async fn a_new_organizer_writes_to_so_many_a_day_until_an_admin_trusts_them() {
    let house = House::new().await;
    house.crowd(3).await;
    house.wrote_to(UNTRUSTED_A_DAY - 2).await;
    let refused = house.write(text()).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::MessageLimit);
    assert_eq!(refused.limit.map(i64::from), Some(UNTRUSTED_A_DAY));
    trust(&house, true).await;
    house.write(text()).await.unwrap();
    trust(&house, false).await;
    assert_eq!(house.write(text()).await.unwrap_err().code, ErrorCode::MessageLimit);
    house.do_sql("UPDATE message_recipients SET queued_at = queued_at - interval '1 day'").await;
    // The three of the message before still have their turn to come.
    house.write(text()).await.unwrap();
}

#[tokio::test]
async fn trust_is_given_by_admins_alone() {
    let house = House::new().await;
    let olga = house.olga.user_id().unwrap();
    let refused = accounts::set_trusted(&house.hub, house.olga, olga, true).await.unwrap_err();
    assert_eq!(refused.code(), Some(ErrorCode::Forbidden));
}

#[tokio::test]
async fn what_is_scheduled_and_more_than_a_day_allows_goes_on_another_day() {
    let house = House::new().await;
    let people = house.crowd(3).await;
    let later = Some(house.hub.now() + TimeDelta::hours(1));
    let id = house.write(WriteMessage { send_at: later, ..text() }).await.unwrap().id;
    house.wrote_to(UNTRUSTED_A_DAY - 1).await;
    house.time_comes(id).await;
    house.send(id, 2).await;
    assert_eq!(house.mails(&people).await.into_iter().sum::<i64>(), 1);
    let read = message(&house.hub, house.olga, &house.key(), id).await.unwrap();
    assert!(read.limited && read.counts.waiting == 2);
    assert_eq!(send(&house.hub, id, 2).await.unwrap().done, 0, "enough for a day");
    house.do_sql("DELETE FROM graphile_worker._private_jobs").await;
    assert_eq!(messages_due(&house.hub).await.unwrap(), 1, "it is looked at again");
    house.do_sql("UPDATE message_recipients SET queued_at = queued_at - interval '1 day'").await;
    house.send(id, 2).await;
    assert_eq!(house.mails(&people).await, [1; 3]);
}

#[tokio::test]
async fn two_messages_at_once_share_what_is_left_of_a_day() {
    let house = House::new().await;
    let people = house.crowd(3).await;
    let later = Some(house.hub.now() + TimeDelta::hours(1));
    let one = house.write(WriteMessage { send_at: later, ..text() }).await.unwrap().id;
    let other = house.write(WriteMessage { send_at: later, ..text() }).await.unwrap().id;
    house.wrote_to(UNTRUSTED_A_DAY - 4).await;
    for id in [one, other] {
        house.time_comes(id).await;
    }
    tokio::join!(house.send(one, 1), house.send(other, 1));
    assert_eq!(house.mails(&people).await.into_iter().sum::<i64>(), 4);
}

#[tokio::test]
async fn an_event_has_so_many_messages_a_day() {
    let house = House::new().await;
    house.attendee().await;
    for _ in 0..MESSAGES_A_DAY {
        house.write(text()).await.unwrap();
    }
    assert_eq!(house.write(text()).await.unwrap_err().code, ErrorCode::TooManyRequests);
    house.do_sql("UPDATE messages SET created_at = created_at - interval '1 day'").await;
    house.write(text()).await.unwrap();
}

#[tokio::test]
async fn an_organizer_who_was_disabled_writes_to_nobody_more() {
    let house = House::new().await;
    let mut people = house.crowd(3).await;
    people.sort();
    let begun = house.write(text()).await.unwrap().id;
    assert_eq!(send(&house.hub, begun, 1).await.unwrap().done, 1);
    let waits = house.write(text()).await.unwrap().id;
    sqlx::query("UPDATE users SET disabled_at = clock_timestamp() WHERE id = $1")
        .bind(house.olga.user_id())
        .execute(house.hub.db.pool())
        .await
        .unwrap();
    house.send(begun, 1).await;
    house.send(waits, 1).await;
    assert_eq!(house.mails(&people).await, [1, 0, 0]);
    assert_eq!(house.state(waits).await, "CANCELLED");
}
