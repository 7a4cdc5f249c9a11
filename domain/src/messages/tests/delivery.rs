//! Each of the audience gets a message once, wherever it breaks off.

use super::house::{House, organizer, text};
use crate::Actor;
use crate::messages::send::next_batch;
use crate::messages::{message, received, recipients, send};
use crate::notifications::Progress;
use crate::testing::{attendance, person};
use sqlx::Connection as _;
use types::accounts::Role;
use types::event_bookings::BookingFilter;
use types::ids::{MessageId, UserId};
use types::messages::{Delivery, WriteMessage};
use types::{ErrorCode, PageRequest};

#[tokio::test]
async fn whatever_breaks_off_each_of_the_audience_gets_it_once() {
    let house = House::new().await;
    let people = house.crowd(7).await;
    let id = house.write(text()).await.unwrap().id;
    assert!(send(&house.hub, id, 2).await.unwrap().more);
    // A run that ends in the middle of a batch has done nothing of it.
    let mut connection = house.hub.db.pool().acquire().await.unwrap();
    let mut broken = connection.begin().await.unwrap();
    assert_eq!(next_batch(&mut broken, id, 2, house.hub.now()).await.unwrap().done, 2);
    broken.rollback().await.unwrap();
    drop(connection);
    // Two that run at once take one batch after the other.
    let (one, other) = tokio::join!(send(&house.hub, id, 2), send(&house.hub, id, 2));
    assert_eq!(one.unwrap().done + other.unwrap().done, 4);
    house.send(id, 2).await;
    house.send(id, 2).await;
    assert_eq!(house.mails(&people).await, [1; 7]);
    assert_eq!(house.state(id).await, "SENT");
    let jobs: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM graphile_worker._private_jobs WHERE key LIKE 'send_mail:%'",
    )
    .fetch_one(house.hub.db.pool())
    .await
    .unwrap();
    assert_eq!(jobs, 7, "as many jobs as mails");
}

/// The negative control: each of two guards suffices, and without both everybody gets it twice.
#[tokio::test]
async fn without_its_marks_and_without_the_key_of_its_mails_everybody_gets_it_twice() {
    let house = House::new().await;
    let people = house.crowd(3).await;
    let id = house.write(text()).await.unwrap().id;
    house.send(id, 2).await;
    let unmarked = "UPDATE message_recipients SET queued_at = NULL";
    let unkeyed = "UPDATE mail_messages SET unique_key = 'x' || unique_key";
    let again = "UPDATE messages SET state = 'SENDING', sent_at = NULL";
    for (sql, expected) in [(unmarked, [1; 3]), (unkeyed, [1; 3])] {
        house.do_sql(sql).await;
        house.do_sql(again).await;
        house.send(id, 2).await;
        assert_eq!(house.mails(&people).await, expected, "{sql}");
    }
    house.do_sql(unmarked).await;
    house.do_sql(again).await;
    house.send(id, 2).await;
    assert_eq!(house.mails(&people).await, [2; 3], "with neither");
}

#[tokio::test]
async fn who_has_several_bookings_gets_one_mail_about_the_one_that_stands() {
    let house = House::new().await;
    let ada = house.attendee().await;
    let first = attendance(&house.hub, house.event, ada, false).await;
    let last = attendance(&house.hub, house.event, ada, false).await;
    sqlx::query(
        "UPDATE bookings SET status = 'CANCELLED', cancelled_at = clock_timestamp(),
             cancel_reason = 'by_attendee' WHERE user_id = $1 AND id <> $2",
    )
    .bind(ada)
    .bind(last)
    .execute(house.hub.db.pool())
    .await
    .unwrap();
    let everybody = WriteMessage { audience: BookingFilter::default(), ..text() };
    let id = house.write(everybody).await.unwrap().id;
    house.send(id, 100).await;
    let about: Vec<uuid::Uuid> =
        sqlx::query_scalar("SELECT booking_id FROM mail_messages WHERE kind = 'organizer_message'")
            .fetch_all(house.hub.db.pool())
            .await
            .unwrap();
    assert_eq!(about, [last.0]);
    assert_ne!(first, last);
}

#[tokio::test]
async fn who_books_before_its_time_gets_it_and_who_books_after_does_not() {
    let house = House::new().await;
    let early = house.attendee().await;
    let later = Some(house.hub.now() + chrono::TimeDelta::hours(1));
    let id = house.write(WriteMessage { send_at: later, ..text() }).await.unwrap().id;
    let meanwhile = house.attendee().await;
    assert_eq!(send(&house.hub, id, 10).await.unwrap(), Progress::default(), "not yet");
    house.do_sql("UPDATE bookings SET booked_at = booked_at - interval '1 hour'").await;
    house.time_comes(id).await;
    let late = house.attendee().await;
    house.send(id, 10).await;
    assert_eq!(house.mails(&[early, meanwhile, late]).await, [1, 1, 0]);
}

#[tokio::test]
async fn the_audience_is_what_the_list_of_bookings_finds() {
    let house = House::new().await;
    let (ada, grace) = (house.attendee().await, house.attendee().await);
    sqlx::query("UPDATE users SET display_name = 'Ada Lovelace' WHERE id = $1")
        .bind(ada)
        .execute(house.hub.db.pool())
        .await
        .unwrap();
    let mut message = text();
    message.audience.search = Some("lovelace".into());
    let written = house.write(message).await.unwrap();
    assert_eq!(written.recipients, 1);
    house.send(written.id, 10).await;
    assert_eq!(house.mails(&[ada, grace]).await, [1, 0]);
}

async fn became(house: &House, id: MessageId) -> Vec<(UserId, Delivery, Option<String>)> {
    let page = PageRequest::new(1, 100);
    let found = recipients(&house.hub, house.olga, &house.key(), id, (None, page)).await.unwrap();
    found.results.into_iter().map(|it| (it.user.id, it.delivery, it.error)).collect()
}

#[tokio::test]
async fn what_became_of_each_is_what_became_of_their_mail() {
    let house = House::new().await;
    let people = house.crowd(6).await;
    let [sent, failed, unproved, disabled, queued, waiting] = people[..] else { unreachable!() };
    let disable = "UPDATE users SET disabled_at = clock_timestamp() WHERE id = $1";
    sqlx::query(disable).bind(disabled).execute(house.hub.db.pool()).await.unwrap();
    let id = house.write(text()).await.unwrap().id;
    house.send(id, 100).await;
    for (user, set) in [
        (sent, "status = 'SENT', sent_at = clock_timestamp()"),
        (failed, "status = 'FAILED', last_error = '550 no such mailbox'"),
        (unproved, "status = 'WITHHELD', last_error = 'withheld'"),
    ] {
        let sql = format!(
            "UPDATE mail_messages SET {set} WHERE user_id = $1 AND kind = 'organizer_message'"
        );
        sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(user)
            .execute(house.hub.db.pool())
            .await
            .unwrap();
    }
    sqlx::query("UPDATE message_recipients SET queued_at = NULL WHERE user_id = $1")
        .bind(waiting)
        .execute(house.hub.db.pool())
        .await
        .unwrap();
    let all = became(&house, id).await;
    let of = |user: UserId| all.iter().find(|it| it.0 == user).unwrap().clone();
    assert_eq!(of(sent).1, Delivery::Sent);
    assert_eq!(of(failed).1, Delivery::Failed);
    assert_eq!(of(failed).2.as_deref(), Some("550 no such mailbox"));
    assert_eq!((of(unproved).1, of(unproved).2), (Delivery::Unproved, None));
    assert_eq!(of(disabled).1, Delivery::Disabled);
    assert_eq!(of(queued).1, Delivery::Queued);
    assert_eq!(of(waiting).1, Delivery::Waiting);
    let mut counts = message(&house.hub, house.olga, &house.key(), id).await.unwrap().counts;
    for delivery in Delivery::ALL {
        let expected = i64::from(delivery != Delivery::OptedOut);
        assert_eq!(*counts.of(delivery), expected, "{delivery}");
    }
    let only = (Some(Delivery::Failed), PageRequest::default());
    let page = recipients(&house.hub, house.olga, &house.key(), id, only).await.unwrap();
    assert_eq!((page.count, page.results[0].user.id), (1, failed));
}

#[tokio::test]
async fn an_address_that_nobody_has_proved_gets_no_mail_but_a_line_in_the_inbox() {
    let house = House::new().await;
    let ada = house.attendee().await;
    sqlx::query("UPDATE users SET email_verified_at = NULL WHERE id = $1")
        .bind(ada)
        .execute(house.hub.db.pool())
        .await
        .unwrap();
    let id = house.write(text()).await.unwrap().id;
    house.send(id, 10).await;
    let mail: uuid::Uuid =
        sqlx::query_scalar("SELECT id FROM mail_messages WHERE kind = 'organizer_message'")
            .fetch_one(house.hub.db.pool())
            .await
            .unwrap();
    assert!(crate::mail::letter(&house.hub, mail).await.unwrap().is_none());
    assert_eq!(became(&house, id).await, [(ada, Delivery::Unproved, None)]);
    let subject: String = sqlx::query_scalar(
        "SELECT data->>'subject' FROM notifications WHERE user_id = $1
         AND kind = 'organizer_message'",
    )
    .bind(ada)
    .fetch_one(house.hub.db.pool())
    .await
    .unwrap();
    assert_eq!(subject, "Doors");
    let reader = Actor::User { id: ada, role: Role::Attendee };
    assert_eq!(received(&house.hub, reader, id).await.unwrap().body, "They open at **five**.");
    let other = Actor::User { id: person(&house.hub, Role::Attendee).await, role: Role::Attendee };
    let refused = received(&house.hub, other, id).await.unwrap_err();
    assert_eq!(refused.code(), Some(ErrorCode::NotFound));
}

#[tokio::test]
async fn a_mail_has_the_words_of_its_message_and_answers_go_to_the_organizer() {
    let house = House::new().await;
    house.attendee().await;
    let id = house.write(text()).await.unwrap().id;
    house.send(id, 10).await;
    let mail: uuid::Uuid =
        sqlx::query_scalar("SELECT id FROM mail_messages WHERE kind = 'organizer_message'")
            .fetch_one(house.hub.db.pool())
            .await
            .unwrap();
    let letter = crate::mail::letter(&house.hub, mail).await.unwrap().unwrap();
    let message = letter.message.as_ref().unwrap();
    assert_eq!((&*message.subject, &*message.body), ("Doors", "They open at **five**."));
    let olga = house.olga.user_id().unwrap();
    let own: String = sqlx::query_scalar("SELECT email FROM users WHERE id = $1")
        .bind(olga)
        .fetch_one(house.hub.db.pool())
        .await
        .unwrap();
    assert_eq!(message.reply_to.as_deref(), Some(&*own));
    assert!(message.opt_out.is_none(), "what is about the booking cannot be stopped");
    let unproved = "UPDATE users SET email_verified_at = NULL WHERE id = $1";
    sqlx::query(unproved).bind(olga).execute(house.hub.db.pool()).await.unwrap();
    let letter = crate::mail::letter(&house.hub, mail).await.unwrap().unwrap();
    assert_eq!(letter.message.as_ref().unwrap().reply_to, None);
}

#[tokio::test]
async fn another_organizer_sees_no_message_and_no_reader_of_it() {
    let house = House::new().await;
    house.attendee().await;
    let id = house.write(text()).await.unwrap().id;
    let other = organizer(person(&house.hub, Role::Organizer).await);
    let key = house.key();
    let refused = message(&house.hub, other, &key, id).await.unwrap_err();
    assert_eq!(refused.code(), Some(ErrorCode::Forbidden));
    let page = (None, PageRequest::default());
    let refused = recipients(&house.hub, other, &key, id, page).await.unwrap_err();
    assert_eq!(refused.code(), Some(ErrorCode::Forbidden));
    // Not even by an event of their own.
    let own = crate::testing::EventBuilder::new(&house.hub)
        .insert(&house.hub, other.user_id().unwrap())
        .await;
    let refused = message(&house.hub, other, &own.to_string(), id).await.unwrap_err();
    assert_eq!(refused.code(), Some(ErrorCode::NotFound));
}
