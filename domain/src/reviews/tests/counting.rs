//! The stars on the event are those of its visible reviews, whoever writes at the same time.

use super::{Stage, stage, stars};
use crate::Actor;
use crate::Error;
use crate::ids::new_id;
use crate::reviews;
use futures::future::join_all;
use proptest::prelude::{Just, Strategy, prop_oneof};
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use types::ErrorCode;
use types::reviews::{HideReview, Review};

/// Twenty people write, change, hide and take back at the same time.
async fn rush(stage: &Stage) {
    let admin = stage.admin().await;
    let mut guests = Vec::new();
    for _ in 0..20 {
        guests.push(stage.guest().await);
    }
    let turns = guests.into_iter().zip(1_i64..).map(|(guest, turn)| async move {
        let hub = &stage.hub;
        let review = stage.write(guest, 1 + turn % 5).await.unwrap();
        match turn % 4 {
            0 => {
                reviews::update(hub, guest, review.id, stars(1 + (turn + 2) % 5)).await.unwrap();
            }
            1 => {
                reviews::delete(hub, guest, review.id).await.unwrap();
            }
            2 => {
                let reason = HideReview { reason: "Spam".into() };
                reviews::hide(hub, admin, review.id, reason).await.unwrap();
            }
            _ => {}
        }
    });
    join_all(turns).await;
}

#[tokio::test]
async fn everything_at_the_same_time_leaves_the_stars_exact() {
    let stage = stage().await;
    rush(&stage).await;
    assert_eq!(stage.stars().await.iter().sum::<i32>(), 10);
    stage.in_balance().await;
}

/// What the rush proves: without the counting in the review's own statement it comes out wrong.
#[tokio::test]
async fn the_same_rush_without_the_guard_is_found_out() {
    let stage = stage().await;
    sqlx::query("ALTER TABLE reviews DISABLE TRIGGER reviews_count_stars")
        .execute(stage.hub.db.pool())
        .await
        .unwrap();
    rush(&stage).await;
    assert_eq!(reviews::reconcile(&stage.hub).await.unwrap().len(), 1);
}

/// Why the stars are added up and not counted anew: a count waits for the event's row and then
/// still sees the reviews from before its wait.
#[tokio::test]
async fn counting_the_rows_anew_loses_a_review_that_came_at_the_same_time() {
    const COUNT: &str = "UPDATE events SET reviews_count = seen.count, rating_sum = 5 * seen.count,
             stars_5 = seen.count
         FROM (SELECT count(*)::integer AS count FROM reviews WHERE event_id = $1) AS seen
         WHERE id = $1";
    let stage = stage().await;
    let pool = stage.hub.db.pool();
    sqlx::query("ALTER TABLE reviews DISABLE TRIGGER reviews_count_stars")
        .execute(pool)
        .await
        .unwrap();
    let (ada, eve) = (stage.guest().await, stage.guest().await);
    let write = async |by: Actor| {
        let mut tx = pool.begin().await.unwrap();
        sqlx::query("INSERT INTO reviews (id, event_id, user_id, rating) VALUES ($1, $2, $3, 5)")
            .bind(new_id())
            .bind(stage.event)
            .bind(by.user_id().unwrap())
            .execute(&mut *tx)
            .await
            .unwrap();
        tx
    };
    let (mut first, mut second) = (write(ada).await, write(eve).await);
    sqlx::query(COUNT).bind(stage.event).execute(&mut *first).await.unwrap();
    let event = stage.event.0;
    let waiting = tokio::spawn(async move {
        sqlx::query(COUNT).bind(event).execute(&mut *second).await.unwrap();
        second.commit().await.unwrap();
    });
    crate::testing::somebody_waits(&stage.hub).await;
    first.commit().await.unwrap();
    waiting.await.unwrap();
    let drift = reviews::reconcile(&stage.hub).await.unwrap();
    assert_eq!((drift[0].counters[4], drift[0].rows[4]), (1, 2));
}

#[tokio::test]
async fn one_person_reviews_once_however_fast_they_click() {
    let stage = stage().await;
    let ada = stage.guest().await;
    let answers = join_all((0..10).map(|turn| stage.write(ada, 1 + turn % 5))).await;
    let (made, refused): (Vec<_>, Vec<_>) = answers.into_iter().partition(Result::is_ok);
    assert_eq!((made.len(), refused.len()), (1, 9));
    assert!(
        refused
            .iter()
            .all(|r| r.as_ref().err().and_then(Error::code) == Some(ErrorCode::AlreadyReviewed))
    );
    assert_eq!(stage.stars().await.iter().sum::<i32>(), 1);
    stage.in_balance().await;
}

#[tokio::test]
async fn an_account_that_goes_takes_its_stars_along() {
    let stage = stage().await;
    let (ada, eve) = (stage.guest().await, stage.guest().await);
    stage.write(ada, 5).await.unwrap();
    stage.write(eve, 2).await.unwrap();
    sqlx::query("DELETE FROM reviews WHERE user_id = $1")
        .bind(eve.user_id().unwrap())
        .execute(stage.hub.db.pool())
        .await
        .unwrap();
    assert_eq!(stage.stars().await, [0, 0, 0, 0, 1]);
    stage.in_balance().await;
}

#[derive(Clone, Copy, Debug)]
enum Move {
    Write(usize, i64),
    Change(usize, i64),
    Delete(usize),
    Hide(usize),
    Restore(usize),
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let who = 0_usize..4;
    let one = prop_oneof![
        3 => (who.clone(), 1_i64..=5).prop_map(|(who, rating)| Move::Write(who, rating)),
        2 => (who.clone(), 1_i64..=5).prop_map(|(who, rating)| Move::Change(who, rating)),
        1 => who.clone().prop_map(Move::Delete),
        1 => who.clone().prop_map(Move::Hide),
        1 => who.prop_map(Move::Restore),
    ];
    (proptest::collection::vec(one, 60), Just(())).prop_map(|(moves, ())| moves)
}

/// What one person's review is in the model.
#[derive(Clone, Copy, Debug)]
struct Written {
    rating: i64,
    hidden: bool,
}

#[tokio::test]
async fn any_order_of_moves_agrees_with_the_model() {
    let mut runner = TestRunner::deterministic();
    for _ in 0..6 {
        let moves = moves().new_tree(&mut runner).unwrap().current();
        let stage = stage().await;
        let (hub, admin) = (&stage.hub, stage.admin().await);
        let mut guests = Vec::new();
        for _ in 0..4 {
            guests.push(stage.guest().await);
        }
        let mut model = [None::<Written>; 4];
        let mut made: [Option<Review>; 4] = [const { None }; 4];
        for step in moves {
            match step {
                Move::Write(who, rating) => {
                    let answer = stage.write(guests[who], rating).await;
                    assert_eq!(answer.is_ok(), model[who].is_none(), "{step:?}");
                    if let Ok(review) = answer {
                        made[who] = Some(review);
                        model[who] = Some(Written { rating, hidden: false });
                    }
                }
                Move::Change(who, rating) => {
                    let Some(review) = &made[who] else { continue };
                    let answer = reviews::update(hub, guests[who], review.id, stars(rating)).await;
                    assert_eq!(answer.is_ok(), model[who].is_some(), "{step:?}");
                    if let Some(written) = &mut model[who] {
                        written.rating = rating;
                    }
                }
                Move::Delete(who) => {
                    let Some(review) = &made[who] else { continue };
                    let answer = reviews::delete(hub, guests[who], review.id).await;
                    let may = model[who].is_some_and(|written| !written.hidden);
                    assert_eq!(answer.is_ok(), may, "{step:?}");
                    if may {
                        model[who] = None;
                    }
                }
                Move::Hide(who) | Move::Restore(who) => {
                    let Some(review) = &made[who] else { continue };
                    let hide = matches!(step, Move::Hide(_));
                    let answer = if hide {
                        let reason = HideReview { reason: "Spam".into() };
                        reviews::hide(hub, admin, review.id, reason).await
                    } else {
                        reviews::restore(hub, admin, review.id).await
                    };
                    assert_eq!(answer.is_ok(), model[who].is_some(), "{step:?}");
                    if let Some(written) = &mut model[who] {
                        written.hidden = hide;
                    }
                }
            }
            let expected = [1, 2, 3, 4, 5].map(|star| {
                let visible = |written: &&Written| written.rating == star && !written.hidden;
                i32::try_from(model.iter().flatten().filter(visible).count()).unwrap()
            });
            assert_eq!(stage.stars().await, expected, "after {step:?}");
        }
        stage.in_balance().await;
    }
}
