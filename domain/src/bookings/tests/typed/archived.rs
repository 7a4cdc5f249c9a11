//! Who waits for what is sold no more is told so, and waits no longer.

use super::support::{Kind, bought, event, exact};
use super::waiting::waiting;
use crate::testing::test_hub;
use crate::waitlist::end_for_archived;
use crate::{Actor, Hub};
use types::ids::TicketTypeId;

async fn offer(hub: &Hub, kind: TicketTypeId, offering: &str) {
    sqlx::query("UPDATE ticket_types SET offering = $2 WHERE id = $1")
        .bind(kind)
        .bind(offering)
        .execute(hub.db.pool())
        .await
        .unwrap();
}

async fn waits(hub: &Hub, who: Actor) -> bool {
    sqlx::query_scalar("SELECT status = 'WAITING' FROM waitlist_entries WHERE user_id = $1")
        .bind(who.user_id())
        .fetch_one(hub.db.pool())
        .await
        .unwrap()
}

#[tokio::test]
async fn who_waits_for_archived_types_alone_is_told_and_waits_no_longer() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).capacity(20).create(&hub).await;
    let workshop = Kind::of(40_00).quota(1).add(&hub, event).await;
    let dinner = Kind::of(15_00).quota(1).add(&hub, event).await;
    bought(&hub, event, &[(workshop, 1), (dinner, 1)]).await;
    let in_vain = waiting(&hub, event, (2, &[workshop])).await;
    let for_either = waiting(&hub, event, (1, &[workshop, dinner])).await;
    let for_any = waiting(&hub, event, (1, &[])).await;
    offer(&hub, workshop, "PAUSED").await;
    assert_eq!(end_for_archived(&hub).await.unwrap(), 0, "it may be sold again");

    offer(&hub, workshop, "ARCHIVED").await;
    assert_eq!(end_for_archived(&hub).await.unwrap(), 1);
    assert_eq!(end_for_archived(&hub).await.unwrap(), 0);
    assert!(!waits(&hub, in_vain).await);
    assert!(waits(&hub, for_either).await && waits(&hub, for_any).await);
    let told: Vec<(Option<uuid::Uuid>, String)> = sqlx::query_as(
        "SELECT user_id, data ->> 'kinds' FROM mail_messages WHERE kind = 'waitlist_ended'",
    )
    .fetch_all(hub.db.pool())
    .await
    .unwrap();
    assert_eq!(told, [(in_vain.user_id().map(|id| id.0), "Type 0".to_owned())]);
    let why: Vec<String> =
        sqlx::query_scalar("SELECT reason FROM waitlist_moves WHERE to_status = 'LEFT'")
            .fetch_all(hub.db.pool())
            .await
            .unwrap();
    assert_eq!(why, ["types_archived"]);
    exact(&hub).await;

    // Both of the types that somebody would have taken.
    offer(&hub, dinner, "ARCHIVED").await;
    assert_eq!(end_for_archived(&hub).await.unwrap(), 1);
    assert!(!waits(&hub, for_either).await && waits(&hub, for_any).await);
    exact(&hub).await;
}
