//! The last use is given once, however many ask.

use super::support::{attendee, book, code, counts_are_true, event, publish, uses};
use crate::bookings::{give_code_back, take_code_off};
use crate::ids::new_id;
use crate::promotions::take;
use crate::testing::test_hub;
use futures::future::join_all;
use sqlx::Acquire as _;
use types::promotions::PromotionInput;
use types::{Currency, ErrorCode};

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_code_for_seven_is_given_to_seven_of_sixty_who_rush() {
    let (hub, _database) = test_hub().await;
    let (_, one) = event(&hub, 200, 25_00).await;
    let (_, other) = event(&hub, 200, 25_00).await;
    let input = PromotionInput { max_uses: Some(7), ..code(&hub, "RUSH") };
    let promotion = publish(&hub, input).await;
    let mut tasks = Vec::new();
    for n in 0..60 {
        let (hub, ada) = (hub.clone(), attendee(&hub).await);
        let event = if n % 2 == 0 { one } else { other };
        tasks.push(tokio::spawn(async move { book(&hub, ada, event, 1, "rush").await }));
    }
    let answers: Vec<_> = join_all(tasks).await.into_iter().map(|done| done.unwrap()).collect();
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 7);
    for refusal in answers.into_iter().filter_map(Result::err) {
        assert_eq!(refusal.failure.code, ErrorCode::InvalidPromoCode);
    }
    assert_eq!(uses(&hub, &promotion).await, 7);
    counts_are_true(&hub).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_person_who_asks_from_twenty_tabs_gets_what_one_person_may_have() {
    let (hub, _database) = test_hub().await;
    let (_, event) = event(&hub, 200, 25_00).await;
    let input = PromotionInput { max_uses_per_user: Some(2), ..code(&hub, "TWICE") };
    let promotion = publish(&hub, input).await;
    let ada = attendee(&hub).await;
    let tasks = (0..20).map(|_| {
        let hub = hub.clone();
        tokio::spawn(async move { book(&hub, ada, event, 1, "TWICE").await.is_ok() })
    });
    let given = join_all(tasks).await.into_iter().filter(|done| *done.as_ref().unwrap()).count();
    assert_eq!(given, 2);
    let eve = attendee(&hub).await;
    assert!(
        book(&hub, eve, event, 1, "TWICE").await.is_ok(),
        "somebody else has uses of their own"
    );
    assert_eq!(uses(&hub, &promotion).await, 3);
    counts_are_true(&hub).await;
}

/// Two buyers who look first and count later, without the condition in the counting statement.
#[tokio::test]
async fn without_the_condition_the_last_use_is_given_twice() {
    let (hub, _database) = test_hub().await;
    let input = PromotionInput { max_uses: Some(1), ..code(&hub, "LAST") };
    let promotion = publish(&hub, input).await;
    sqlx::query("ALTER TABLE promotions DROP CONSTRAINT promotions_never_overused")
        .execute(hub.db.pool())
        .await
        .unwrap();
    let mut first = hub.db.read().await.unwrap();
    let mut second = hub.db.read().await.unwrap();
    let mut left = Vec::new();
    for connection in [&mut first, &mut second] {
        let free: bool =
            sqlx::query_scalar("SELECT uses < max_uses FROM promotions WHERE code = 'LAST'")
                .fetch_one(&mut **connection)
                .await
                .unwrap();
        left.push(free);
    }
    for (mut connection, free) in [first, second].into_iter().zip(left) {
        let mut tx = connection.begin().await.unwrap();
        if free {
            sqlx::query("UPDATE promotions SET uses = uses + 1 WHERE code = 'LAST'")
                .execute(&mut *tx)
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
    }
    assert_eq!(uses(&hub, &promotion).await, 2, "two uses of one");
}

#[tokio::test]
async fn with_its_guards_gone_the_database_still_refuses_one_use_too_many() {
    let (hub, _database) = test_hub().await;
    publish(&hub, PromotionInput { max_uses: Some(1), ..code(&hub, "LAST") }).await;
    let twice = sqlx::query("UPDATE promotions SET uses = uses + 2 WHERE code = 'LAST'")
        .execute(hub.db.pool())
        .await
        .unwrap_err();
    assert_eq!(crate::db::violated(&twice), Some("promotions_never_overused"));
}

#[tokio::test]
async fn who_rolls_back_has_taken_nothing() {
    let (hub, _database) = test_hub().await;
    let (_, event) = event(&hub, 10, 25_00).await;
    let promotion = publish(&hub, code(&hub, "NOTHING")).await;
    let ada = attendee(&hub).await.user_id().unwrap();
    let mut connection = hub.db.read().await.unwrap();
    let mut tx = connection.begin().await.unwrap();
    assert!(take(&mut tx, "NOTHING", event, Currency::EUR, ada).await.unwrap().is_some());
    // Of a booking that does not exist there is nothing to give back.
    give_code_back(&mut tx, new_id().into()).await.unwrap();
    take_code_off(&mut tx, new_id().into()).await.unwrap();
    tx.rollback().await.unwrap();
    assert_eq!(uses(&hub, &promotion).await, 0);
    counts_are_true(&hub).await;
}
