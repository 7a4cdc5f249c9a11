use super::{CONTENT_MAX, keep, take};
use crate::testing::{person, test_hub};
use crate::{Actor, Hub};
use types::ErrorCode;
use types::accounts::Role;

async fn somebody(hub: &Hub) -> Actor {
    Actor::User { id: person(hub, Role::Attendee).await, role: Role::Attendee }
}

#[tokio::test]
async fn what_was_typed_is_given_back_once_and_to_nobody_else() {
    let (hub, _database) = test_hub().await;
    let (ada, boris) = (somebody(&hub).await, somebody(&hub).await);
    let id = keep(&hub, ada, "typed".into()).await.unwrap();
    assert_eq!(take(&hub, boris, id).await.unwrap(), None);
    let nobody = take(&hub, Actor::Anonymous, id).await.unwrap_err();
    assert_eq!(nobody.code(), Some(ErrorCode::Unauthenticated));
    assert_eq!(take(&hub, ada, id).await.unwrap().as_deref(), Some("typed"));
    assert_eq!(take(&hub, ada, id).await.unwrap(), None);
}

#[tokio::test]
async fn a_person_has_only_so_many_of_so_many_bytes() {
    let (hub, _database) = test_hub().await;
    let (ada, boris) = (somebody(&hub).await, somebody(&hub).await);
    let other = keep(&hub, boris, "other".into()).await.unwrap();
    let mut ids = Vec::new();
    for n in 0..5 {
        ids.push(keep(&hub, ada, format!("{n}")).await.unwrap());
    }
    let mut there = Vec::new();
    for id in ids {
        there.push(take(&hub, ada, id).await.unwrap().is_some());
    }
    assert_eq!(there, [false, false, true, true, true]);
    assert!(take(&hub, boris, other).await.unwrap().is_some(), "each has their own");
    keep(&hub, ada, "x".repeat(CONTENT_MAX)).await.unwrap();
    let longer = keep(&hub, ada, "x".repeat(CONTENT_MAX + 1)).await.unwrap_err();
    assert_eq!(longer.code(), Some(ErrorCode::PayloadTooLarge));
    let nobody = keep(&hub, Actor::Anonymous, "typed".into()).await.unwrap_err();
    assert_eq!(nobody.code(), Some(ErrorCode::Unauthenticated));
}
