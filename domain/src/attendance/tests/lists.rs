//! Lists beside the entrance.

use super::*;
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
        let input = CheckInListInput { name: name.into() };
        let done = rename_list(&hub, door.host, &door.key(), id, input).await;
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
    let more = CheckInListInput { name: "One more".into() };
    let refused = create_list(&hub, door.host, &door.key(), more).await.unwrap_err();
    assert_eq!(Failure::from(refused).code, ErrorCode::TooManyRequests);
}
