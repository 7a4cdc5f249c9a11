use super::*;
use crate::Hub;
use crate::testing::{EventBuilder, person, test_hub};
use types::accounts::Role;
use types::ids::EventId;

async fn event(hub: &Hub, status: &'static str) -> EventId {
    let host = person(hub, Role::Organizer).await;
    EventBuilder { status, ..EventBuilder::new(hub) }.insert(hub, host).await
}

async fn slug_of(hub: &Hub, event: EventId) -> String {
    let slug = sqlx::query_scalar("SELECT slug FROM events WHERE id = $1").bind(event);
    slug.fetch_one(hub.db.pool()).await.unwrap()
}

async fn rows(hub: &Hub, event: EventId) -> Vec<(String, i64)> {
    sqlx::query_as(
        "SELECT origin, sum(visits)::bigint FROM event_visits WHERE event_id = $1
         GROUP BY origin ORDER BY origin",
    )
    .bind(event)
    .fetch_all(hub.db.pool())
    .await
    .unwrap()
}

#[tokio::test]
async fn visits_are_written_together_and_added_up() {
    let (hub, _database) = test_hub().await;
    let (shown, draft) = (event(&hub, "PUBLISHED").await, event(&hub, "DRAFT").await);
    let (slug, day) = (slug_of(&hub, shown).await, hub.now().date_naive());
    let version = hub.db.version();
    for _ in 0..2 {
        for via in [None, Some("news"), Some("News"), Some("%00")] {
            hub.visits.count(&slug, Origin::of(via), day);
        }
        // By its id, of a draft, and of nothing.
        hub.visits.count(&shown.to_string(), Origin::Direct, day);
        hub.visits.count(&draft.to_string(), Origin::Direct, day);
        hub.visits.count("there-is-no-such-event", Origin::Direct, day);
        write_visits(&hub).await.unwrap();
    }
    let kept = [("", 4), ("*", 2), ("news", 4)].map(|(origin, count)| (origin.to_owned(), count));
    assert_eq!(rows(&hub, shown).await, kept);
    assert!(rows(&hub, draft).await.is_empty());
    assert_eq!(hub.db.version(), version, "no shared page is made anew for it");
}

#[tokio::test]
async fn origins_that_are_made_up_fill_no_table_and_hide_none_that_is_known() {
    let (hub, _database) = test_hub().await;
    let shown = event(&hub, "PUBLISHED").await;
    let (slug, day) = (slug_of(&hub, shown).await, hub.now().date_naive());
    hub.visits.count(&slug, Origin::of(Some("news")), day);
    write_visits(&hub).await.unwrap();
    for n in 0..300 {
        hub.visits.count(&slug, Origin::of(Some(&format!("made-up-{n}"))), day);
        if n % 40 == 0 {
            hub.visits.count(&slug, Origin::of(Some("news")), day);
            write_visits(&hub).await.unwrap();
        }
    }
    write_visits(&hub).await.unwrap();
    let kept = rows(&hub, shown).await;
    let own = kept.iter().filter(|(origin, _)| origin != OTHER).count();
    assert_eq!(own, ORIGINS_A_DAY);
    assert_eq!(kept.iter().map(|(_, count)| count).sum::<i64>(), 309);
    assert!(kept.contains(&("news".to_owned(), 9)));
    // Another day has room again.
    hub.visits.count(&slug, Origin::of(Some("late")), day.succ_opt().unwrap());
    write_visits(&hub).await.unwrap();
    assert!(rows(&hub, shown).await.contains(&("late".to_owned(), 1)));
}

#[tokio::test]
async fn the_last_visits_are_written_when_the_server_stops() {
    let (hub, _database) = test_hub().await;
    let shown = event(&hub, "PUBLISHED").await;
    hub.visits.count(&shown.to_string(), Origin::Direct, hub.now().date_naive());
    let stop = tokio_util::sync::CancellationToken::new();
    stop.cancel();
    keep_counting(hub.clone(), stop).await;
    assert_eq!(rows(&hub, shown).await, [(String::new(), 1)]);
}

#[tokio::test]
async fn what_cannot_be_written_waits() {
    let (hub, _database) = test_hub().await;
    let shown = event(&hub, "PUBLISHED").await;
    hub.visits.count(&shown.to_string(), Origin::Direct, hub.now().date_naive());
    let rename = |from: &str, to: &str| format!("ALTER TABLE {from} RENAME TO {to}");
    for (from, to, works) in
        [("event_visits", "elsewhere", false), ("elsewhere", "event_visits", true)]
    {
        let sql = sqlx::AssertSqlSafe(rename(from, to));
        sqlx::query(sql).execute(hub.db.pool()).await.unwrap();
        assert_eq!(write_visits(&hub).await.is_ok(), works);
    }
    assert_eq!(rows(&hub, shown).await, [(String::new(), 1)]);
}
