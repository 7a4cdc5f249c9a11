//! Lists beside the entrance.

use super::*;
use crate::bookings::tests::support::somebody_waits;
use types::FieldProblem;
use types::check_ins::LISTS_MAX;

#[tokio::test]
async fn a_ticket_enters_once_by_each_list() {
    let (hub, _database) = test_hub().await;
    let door = Door::new(&hub).await;
    let (hall, room) = (door.list("Hall").await, door.list("Room").await);
    for list in [None, Some(hall), Some(room)] {
        let told = door.by_list(list).await;
        assert!(told.admitted);
        assert_eq!(told.list.map(|list| list.id), list);
        let again = door.by_list(list).await;
        assert_eq!(again.refusal, Some(CheckInRefusal::AlreadyIn));
    }
    let of = async |list, admitted| door.scans(ScanFilter { list, admitted }).await.count;
    assert_eq!((of(None, None).await, of(Some(hall), None).await), (6, 2));
    assert_eq!((of(None, Some(true)).await, of(Some(room), Some(false)).await), (3, 1));
}

#[tokio::test]
async fn lists_have_names_of_their_own_which_can_be_changed() {
    let (hub, _database) = test_hub().await;
    let door = Door::new(&hub).await;
    let hall = door.list(" Hall ").await;
    door.list("Room").await;
    let rename = async |id, name: &str| {
        let input = CheckInListInput { name: name.into(), ..CheckInListInput::default() };
        let done = change_list(&hub, door.host, &door.key(), id, input).await;
        done.map(|list| list.name).map_err(Failure::from)
    };
    assert_eq!(rename(hall, "hall").await.unwrap(), "hall", "its own name is not taken");
    let taken = rename(hall, "ROOM").await.unwrap_err();
    assert_eq!(taken.fields[0].problem, FieldProblem::Taken);
    assert_eq!(rename(hall, " ").await.unwrap_err().code, ErrorCode::ValidationFailed);
    assert_eq!(rename(hall, "Workshop").await.unwrap(), "Workshop");
    let elsewhere = Door::new(&hub).await.list("Hall").await;
    assert_eq!(rename(elsewhere, "Mine").await.unwrap_err().code, ErrorCode::NotFound);
    let all = lists(&hub, door.host, &door.key()).await.unwrap();
    let names: Vec<_> = all.into_iter().map(|list| list.name).collect();
    assert_eq!(names, ["Workshop", "Room"]);
    let history: Vec<String> =
        query_scalar("SELECT action FROM audit_log WHERE event_id = $1 ORDER BY created_at, id")
            .bind(door.event)
            .fetch_all(hub.db.pool())
            .await
            .unwrap();
    let made = "check_in_list.created";
    let renamed = "check_in_list.renamed";
    assert_eq!(history, [made, made, renamed, renamed]);
}

#[tokio::test]
async fn an_event_has_so_many_lists_and_no_more() {
    let (hub, _database) = test_hub().await;
    let door = Door::new(&hub).await;
    for n in 0..LISTS_MAX {
        door.list(&format!("List {n}")).await;
    }
    let more = CheckInListInput { name: "One more".into(), ..CheckInListInput::default() };
    let refused = create_list(&hub, door.host, &door.key(), more).await.unwrap_err();
    assert_eq!(Failure::from(refused).code, ErrorCode::TooManyRequests);
}

#[tokio::test]
async fn a_list_that_was_never_scanned_for_is_deleted_and_any_other_archived() {
    let (hub, _database) = test_hub().await;
    let door = Door::new(&hub).await;
    let (unused, used) = (door.list("Unused").await, door.list("Used").await);
    let first = door.by_list(Some(used)).await;
    assert!(first.admitted);
    let gone = async |id| remove_list(&hub, door.host, &door.key(), id).await;
    assert!(!gone(unused).await.unwrap().archived);
    assert!(gone(used).await.unwrap().archived);
    for id in [unused, used] {
        assert_eq!(Failure::from(gone(id).await.unwrap_err()).code, ErrorCode::NotFound);
    }
    assert_eq!(lists(&hub, door.host, &door.key()).await.unwrap(), []);
    // What was scanned stays, with the list's name, and can be looked at.
    let scans = door.scans(ScanFilter { list: Some(used), admitted: None }).await;
    assert_eq!(scans.results[0].list.as_ref().map(|list| list.name.as_str()), Some("Used"));
    let more = CheckIn { list: Some(used), ..CheckIn::of(&door.code) };
    assert_eq!(door.scan(more).await.unwrap_err().fields[0].field, "list");
    // A device that says the same once more is told the same.
    let again = CheckIn { id: Some(first.id), list: Some(used), ..CheckIn::of(&door.code) };
    assert_eq!(door.scan(again).await.unwrap().id, first.id);
    // The name is free again.
    assert_ne!(door.list("Used").await, used);
    let history: Vec<String> = query_scalar(
        "SELECT action FROM audit_log WHERE event_id = $1 AND action LIKE 'check_in_list.%'
         ORDER BY created_at, id",
    )
    .bind(door.event)
    .fetch_all(hub.db.pool())
    .await
    .unwrap();
    let told = ["created", "created", "deleted", "archived", "created"];
    assert_eq!(history, told.map(|what| format!("check_in_list.{what}")));
}

/// A scan that is under way holds its list: it is archived and not deleted with the scan.
#[tokio::test]
async fn a_list_is_not_deleted_under_a_scan() {
    let (hub, _database) = test_hub().await;
    let door = Door::new(&hub).await;
    let list = door.list("Hall").await;
    let mut tx = hub.db.pool().begin().await.unwrap();
    let held = crate::attendance::lists::held(&mut tx, door.event, Some(list)).await.unwrap();
    assert!(matches!(held, crate::attendance::lists::Held::Open(_)));
    let (host, key) = (door.host, door.key());
    let removing = tokio::spawn({
        let hub = hub.clone();
        async move { remove_list(&hub, host, &key, list).await.unwrap().archived }
    });
    somebody_waits(&hub).await;
    sqlx::query(
        "INSERT INTO check_ins (id, event_id, list_id, direction, refusal, at)
         VALUES ($1, $2, $3, 'in', 'unknown', clock_timestamp())",
    )
    .bind(crate::ids::new_id())
    .bind(door.event)
    .bind(list)
    .execute(&mut *tx)
    .await
    .unwrap();
    tx.commit().await.unwrap();
    assert!(removing.await.unwrap());
    assert_eq!(door.scans(ScanFilter { list: Some(list), admitted: None }).await.count, 1);
}
