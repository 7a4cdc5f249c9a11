//! Who wants no news of an organizer gets none, and what is about their booking all the same.

use super::house::{House, text};
use crate::messages::{recipients, set_opted_out, subscription};
use types::messages::{Delivery, WriteMessage};
use types::{ErrorCode, PageRequest};

async fn secret_in_the_mail(house: &House) -> String {
    let mail: uuid::Uuid = sqlx::query_scalar(
        "SELECT id FROM mail_messages WHERE kind = 'organizer_message' ORDER BY id DESC LIMIT 1",
    )
    .fetch_one(house.hub.db.pool())
    .await
    .unwrap();
    let letter = crate::mail::letter(&house.hub, mail).await.unwrap().unwrap();
    letter.message.as_ref().unwrap().opt_out.clone().unwrap()
}

#[tokio::test]
async fn the_link_in_news_stops_news_and_nothing_else() {
    let house = House::new().await;
    let ada = house.attendee().await;
    let news = || WriteMessage { news: true, ..text() };
    let first = house.write(news()).await.unwrap().id;
    house.send(first, 10).await;
    let secret = secret_in_the_mail(&house).await;
    assert!(!subscription(&house.hub, &secret).await.unwrap().opted_out, "looking changes nothing");
    for _ in 0..2 {
        assert!(set_opted_out(&house.hub, &secret, true).await.unwrap().opted_out);
    }
    assert_eq!(house.write(news()).await.unwrap_err().code, ErrorCode::NobodyToWriteTo);
    let grace = house.attendee().await;
    let second = house.write(news()).await.unwrap().id;
    house.send(second, 10).await;
    assert_eq!(house.mails(&[ada, grace]).await, [1, 1]);
    let page = (Some(Delivery::OptedOut), PageRequest::default());
    let out = recipients(&house.hub, house.olga, &house.key(), second, page).await.unwrap();
    assert_eq!((out.count, out.results[0].user.id), (1, ada));
    let about_the_booking = house.write(text()).await.unwrap().id;
    house.send(about_the_booking, 10).await;
    assert_eq!(house.mails(&[ada, grace]).await, [2, 2]);
    assert!(!set_opted_out(&house.hub, &secret, false).await.unwrap().opted_out);
    let third = house.write(news()).await.unwrap().id;
    house.send(third, 10).await;
    assert_eq!(house.mails(&[ada, grace]).await, [3, 3]);
}

#[tokio::test]
async fn who_stops_news_while_a_message_is_on_its_way_is_left_out() {
    let house = House::new().await;
    let mut people = house.crowd(3).await;
    people.sort();
    let id = house.write(WriteMessage { news: true, ..text() }).await.unwrap().id;
    assert_eq!(crate::messages::send(&house.hub, id, 1).await.unwrap().done, 1);
    let (olga, last) = (house.olga.user_id().unwrap(), people[2]);
    let secret = crate::notifications::opt_out_secret(&house.hub.settings, olga, last);
    set_opted_out(&house.hub, &secret, true).await.unwrap();
    house.send(id, 1).await;
    assert_eq!(house.mails(&people).await, [1, 1, 0]);
}

#[tokio::test]
async fn a_link_that_nobody_made_leads_nowhere() {
    let house = House::new().await;
    for secret in ["", "x", "AAAA"] {
        let found = subscription(&house.hub, secret).await.unwrap_err();
        assert_eq!(found.code(), Some(ErrorCode::NotFound));
        let set = set_opted_out(&house.hub, secret, true).await.unwrap_err();
        assert_eq!(set.code(), Some(ErrorCode::NotFound));
    }
}
