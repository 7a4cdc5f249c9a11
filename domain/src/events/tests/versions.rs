//! Two people change one event: nothing is overwritten unseen.

use super::writing::{input, organizer};
use crate::events::{Matching, create, get, patch, patch_matching, update_matching};
use crate::testing::test_hub;
use crate::{Actor, Error, Hub};
use types::events::{EventPatch, EventView};
use types::{ErrorCode, Locale};

fn titled(title: &str) -> EventPatch {
    EventPatch { title: Some(title.into()), ..EventPatch::default() }
}

async fn from(
    hub: &Hub,
    actor: Actor,
    id: &str,
    version: i32,
    title: &str,
) -> Result<EventView, Error> {
    let versions = Matching::OneOf(vec![version]);
    patch_matching(hub, actor, id, &versions, titled(title), Locale::En).await
}

#[tokio::test]
async fn a_change_from_an_older_version_is_refused() {
    let (hub, _database) = test_hub().await;
    let actor = organizer(&hub).await;
    let made = create(&hub, actor, input(&hub), Locale::En).await.unwrap();
    let id = made.event.id.to_string();
    let first = made.version.unwrap();
    let second = from(&hub, actor, &id, first, "Second").await.unwrap().version.unwrap();
    assert!(second > first);
    let late = from(&hub, actor, &id, first, "Late").await;
    assert_eq!(late.unwrap_err().code(), Some(ErrorCode::ChangedMeanwhile));
    let put = Matching::OneOf(vec![first]);
    let late = update_matching(&hub, actor, &id, &put, input(&hub), Locale::En).await;
    assert_eq!(late.unwrap_err().code(), Some(ErrorCode::ChangedMeanwhile));
    let now = get(&hub, actor, &id, Locale::En).await.unwrap();
    assert_eq!((&*now.event.title, now.version), ("Second", Some(second)));
    // Whoever names no version changes it as before.
    patch(&hub, actor, &id, titled("Third"), Locale::En).await.unwrap();
    let both = Matching::OneOf(vec![second, second + 1]);
    patch_matching(&hub, actor, &id, &both, titled("Fourth"), Locale::En).await.unwrap();
    let stranger = get(&hub, Actor::Anonymous, &id, Locale::En).await.unwrap();
    assert_eq!(stranger.version, None, "it is for who may change it");
}

#[tokio::test]
async fn seats_that_are_sold_leave_the_version_as_it_is() {
    let (hub, _database) = test_hub().await;
    let actor = organizer(&hub).await;
    let made = create(&hub, actor, input(&hub), Locale::En).await.unwrap();
    sqlx::query("UPDATE events SET seats_held = seats_held + 1 WHERE id = $1")
        .bind(made.event.id)
        .execute(hub.db.pool())
        .await
        .unwrap();
    let now = get(&hub, actor, &made.event.slug, Locale::En).await.unwrap();
    assert_eq!(now.version, made.version);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_changes_from_one_version_one_is_made() {
    let (hub, _database) = test_hub().await;
    let actor = organizer(&hub).await;
    let made = create(&hub, actor, input(&hub), Locale::En).await.unwrap();
    let (id, version) = (made.event.id.to_string(), made.version.unwrap());
    let tasks: Vec<_> = (0..12)
        .map(|number| {
            let (hub, id) = (hub.clone(), id.clone());
            tokio::spawn(async move {
                from(&hub, actor, &id, version, &format!("Number {number}")).await
            })
        })
        .collect();
    let mut made = 0;
    for task in tasks {
        match task.await.unwrap() {
            Ok(_) => made += 1,
            Err(error) => assert_eq!(error.code(), Some(ErrorCode::ChangedMeanwhile)),
        }
    }
    assert_eq!(made, 1);
}

/// The version looked at before the lock, and not under it: both change it, and one is overwritten.
#[tokio::test]
async fn without_asking_under_the_lock_a_change_is_overwritten() {
    let (hub, _database) = test_hub().await;
    let actor = organizer(&hub).await;
    let made = create(&hub, actor, input(&hub), Locale::En).await.unwrap();
    let id = made.event.id.to_string();
    let look = async || get(&hub, actor, &id, Locale::En).await.unwrap().version.unwrap();
    let (ada, bob) = (look().await, look().await);
    let versions = [ada, bob];
    for (version, title) in versions.into_iter().zip(["Ada's", "Bob's"]) {
        assert_eq!(version, made.version.unwrap(), "it is still that, says the look");
        patch(&hub, actor, &id, titled(title), Locale::En).await.unwrap();
    }
    let now = get(&hub, actor, &id, Locale::En).await.unwrap();
    assert_eq!(now.event.title, "Bob's", "and Ada's text is gone unseen");
}
