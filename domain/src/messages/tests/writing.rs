//! Writing, changing, cancelling, and the copy to oneself.

use super::house::{House, text};
use crate::idempotency::IdempotencyKey;
use crate::messages::{cancel, change, desk, list, messages_due, reach, send_to_oneself, write};
use chrono::TimeDelta;
use types::messages::{MessageState, TESTS_A_DAY, WriteMessage};
use types::{ErrorCode, PageRequest};

fn in_an_hour(house: &House) -> WriteMessage {
    WriteMessage { send_at: Some(house.hub.now() + TimeDelta::hours(1)), ..text() }
}

#[tokio::test]
async fn two_clicks_are_one_message() {
    let house = House::new().await;
    house.attendee().await;
    let key = IdempotencyKey::parse("once").unwrap();
    let click = || write(&house.hub, house.olga, "", text(), None);
    assert_eq!(click().await.unwrap_err().failure.code, ErrorCode::NotFound);
    let event = house.key();
    let click = || write(&house.hub, house.olga, &event, text(), Some(key.clone()));
    let (one, other) = tokio::join!(click(), click());
    let (one, other) = (one.unwrap(), other.unwrap());
    assert_eq!(one.value, other.value);
    assert!(one.replayed != other.replayed);
    let page = PageRequest::default();
    assert_eq!(list(&house.hub, house.olga, &event, page).await.unwrap().0.count, 1);
}

#[tokio::test]
async fn what_waits_can_be_changed_and_cancelled_until_its_time_has_come() {
    let house = House::new().await;
    let people = house.crowd(2).await;
    let (hub, olga, event) = (&house.hub, house.olga, house.key());
    let id = house.write(in_an_hour(&house)).await.unwrap().id;
    let other = WriteMessage { subject: "Other doors".into(), ..in_an_hour(&house) };
    change(hub, olga, &event, id, other).await.unwrap();
    let (page, _) = list(hub, olga, &event, PageRequest::default()).await.unwrap();
    assert_eq!(page.results[0].subject, "Other doors");
    assert_eq!(page.results[0].state, MessageState::Scheduled);
    let cancelled = cancel(hub, olga, &event, id).await.unwrap();
    assert_eq!(cancelled.state, MessageState::Cancelled);
    assert_eq!(cancel(hub, olga, &event, id).await.unwrap(), cancelled, "again");
    house.time_comes(id).await;
    house.send(id, 10).await;
    assert_eq!(house.mails(&people).await, [0, 0], "cancelled is cancelled");
    let id = house.write(in_an_hour(&house)).await.unwrap().id;
    house.time_comes(id).await;
    let late = change(hub, olga, &event, id, text()).await.unwrap_err();
    assert_eq!(late.code(), Some(ErrorCode::MessageBegun));
    house.send(id, 10).await;
    let late = cancel(hub, olga, &event, id).await.unwrap_err();
    assert_eq!(late.code(), Some(ErrorCode::MessageBegun));
    assert_eq!(house.mails(&people).await, [1, 1]);
}

#[tokio::test]
async fn a_message_goes_out_after_the_event_as_well() {
    let house = House::new().await;
    let ada = house.attendee().await;
    house
        .do_sql(
            "UPDATE events SET start_date = start_date - interval '90 days',
             end_date = end_date - interval '90 days'",
        )
        .await;
    let id = house.write(text()).await.unwrap().id;
    house.send(id, 10).await;
    assert_eq!(house.mails(&[ada]).await, [1]);
}

#[tokio::test]
async fn a_message_whose_job_is_lost_is_sent_all_the_same() {
    let house = House::new().await;
    house.attendee().await;
    let id = house.write(text()).await.unwrap().id;
    assert_eq!(messages_due(&house.hub).await.unwrap(), 0, "its job is there");
    house.do_sql("DELETE FROM graphile_worker._private_jobs").await;
    let later = house.write(in_an_hour(&house)).await.unwrap().id;
    house.do_sql("DELETE FROM graphile_worker._private_jobs").await;
    assert_eq!(messages_due(&house.hub).await.unwrap(), 1);
    let key: String = sqlx::query_scalar("SELECT key FROM graphile_worker._private_jobs")
        .fetch_one(house.hub.db.pool())
        .await
        .unwrap();
    assert_eq!(key, format!("send_message:{id}"));
    assert_ne!(later, id);
    house.send(id, 10).await;
    house.do_sql("DELETE FROM graphile_worker._private_jobs").await;
    assert_eq!(messages_due(&house.hub).await.unwrap(), 0, "it is sent");
}

#[tokio::test]
async fn nobody_is_nobody_to_write_to_unless_it_waits() {
    let house = House::new().await;
    assert_eq!(house.write(text()).await.unwrap_err().code, ErrorCode::NobodyToWriteTo);
    assert_eq!(house.write(in_an_hour(&house)).await.unwrap().recipients, 0);
}

#[tokio::test]
async fn whoever_has_not_proved_their_address_writes_to_nobody() {
    let house = House::new().await;
    house.attendee().await;
    sqlx::query("UPDATE users SET email_verified_at = NULL WHERE id = $1")
        .bind(house.olga.user_id())
        .execute(house.hub.db.pool())
        .await
        .unwrap();
    assert_eq!(house.write(text()).await.unwrap_err().code, ErrorCode::EmailNotVerified);
    let trial = send_to_oneself(&house.hub, house.olga, &house.key(), text()).await;
    assert_eq!(trial.unwrap_err().code(), Some(ErrorCode::EmailNotVerified));
    let desk = desk(&house.hub, house.olga, &house.key()).await.unwrap();
    assert_eq!((desk.verified, desk.reply_to), (false, None));
}

#[tokio::test]
async fn a_copy_goes_to_oneself_and_to_nobody_else() {
    let house = House::new().await;
    let ada = house.attendee().await;
    let olga = house.olga.user_id().unwrap();
    send_to_oneself(&house.hub, house.olga, &house.key(), text()).await.unwrap();
    assert_eq!(house.mails(&[olga, ada]).await, [1, 0]);
    let mail: uuid::Uuid = sqlx::query_scalar("SELECT id FROM mail_messages WHERE user_id = $1")
        .bind(olga)
        .fetch_one(house.hub.db.pool())
        .await
        .unwrap();
    let letter = crate::mail::letter(&house.hub, mail).await.unwrap().unwrap();
    let message = letter.message.as_ref().unwrap();
    assert!(message.is_test && message.body == "They open at **five**.");
    let told: i64 = sqlx::query_scalar("SELECT count(*) FROM notifications WHERE user_id = $1")
        .bind(olga)
        .fetch_one(house.hub.db.pool())
        .await
        .unwrap();
    assert_eq!(told, 0, "a trial is no news");
    for _ in 1..TESTS_A_DAY {
        send_to_oneself(&house.hub, house.olga, &house.key(), text()).await.unwrap();
    }
    let more = send_to_oneself(&house.hub, house.olga, &house.key(), text()).await;
    assert_eq!(more.unwrap_err().code(), Some(ErrorCode::TooManyRequests));
}

#[tokio::test]
async fn a_dry_run_says_whom_it_would_reach() {
    let house = House::new().await;
    let people = house.crowd(4).await;
    for (user, set) in
        [(people[1], "email_verified_at = NULL"), (people[2], "disabled_at = clock_timestamp()")]
    {
        let sql = sqlx::AssertSqlSafe(format!("UPDATE users SET {set} WHERE id = $1"));
        sqlx::query(sql).bind(user).execute(house.hub.db.pool()).await.unwrap();
    }
    sqlx::query("INSERT INTO news_opt_outs (organizer_id, user_id) VALUES ($1, $2)")
        .bind(house.olga.user_id())
        .bind(people[3])
        .execute(house.hub.db.pool())
        .await
        .unwrap();
    let audience = text().audience;
    let of = async |news| reach(&house.hub, house.olga, &house.key(), (&audience, news)).await;
    let booking = of(false).await.unwrap();
    assert_eq!((booking.recipients, booking.unproved, booking.disabled), (3, 1, 1));
    assert_eq!(booking.opted_out, 0);
    let news = of(true).await.unwrap();
    assert_eq!((news.recipients, news.opted_out), (2, 1));
}
