//! Ways in and out as rows, taking them back, and what follows from them.

use super::*;
use types::check_ins::ListFigures;

#[tokio::test]
async fn who_goes_out_may_come_in_again() {
    let (hub, _database) = test_hub().await;
    let door = Door::new(&hub).await;
    let refusal = |scan: Scan| scan.refusal;
    assert_eq!(refusal(door.go(Direction::Out).await), Some(CheckInRefusal::NotIn));
    assert_eq!(refusal(door.go(Direction::In).await), None);
    assert_eq!(refusal(door.go(Direction::In).await), Some(CheckInRefusal::AlreadyIn));
    assert_eq!(refusal(door.go(Direction::Out).await), None);
    assert!(door.seen().await, "they were here");
    assert_eq!(refusal(door.go(Direction::Out).await), Some(CheckInRefusal::NotIn));
    assert_eq!(refusal(door.go(Direction::In).await), None);
    let history = ["ticket.checked_in", "ticket.checked_out", "ticket.checked_in"];
    assert_eq!(door.history().await, history);
}

#[tokio::test]
async fn what_was_undone_was_not() {
    let (hub, _database) = test_hub().await;
    let door = Door::new(&hub).await;
    let first = door.go(Direction::In).await;
    let refused = door.go(Direction::In).await;
    assert_eq!(door.undo(refused.id).await.unwrap_err(), ErrorCode::CheckInNotUndoable);
    assert_eq!(door.undo(a_new_id()).await.unwrap_err(), ErrorCode::NotFound);
    let undone = door.undo(first.id).await.unwrap();
    assert_eq!(undone.undone_by.as_ref().map(|by| by.id), door.host.user_id());
    assert!(!door.seen().await, "the ticket is as if it had never been seen");
    assert_eq!(door.undo(first.id).await.unwrap(), undone, "once is enough");
    assert!(door.go(Direction::In).await.admitted);
    let history = ["ticket.checked_in", "ticket.check_in_undone", "ticket.checked_in"];
    assert_eq!(door.history().await, history);
}

#[tokio::test]
async fn only_the_last_scan_is_undone() {
    let (hub, _database) = test_hub().await;
    let door = Door::new(&hub).await;
    let way_in = door.go(Direction::In).await;
    let way_out = door.go(Direction::Out).await;
    assert_eq!(door.undo(way_in.id).await.unwrap_err(), ErrorCode::CheckInNotUndoable);
    let again = door.go(Direction::In).await;
    assert_eq!(door.undo(way_out.id).await.unwrap_err(), ErrorCode::CheckInNotUndoable);
    door.undo(again.id).await.unwrap();
    door.undo(way_out.id).await.unwrap();
    assert_eq!(door.go(Direction::In).await.refusal, Some(CheckInRefusal::AlreadyIn));
    door.undo(way_in.id).await.unwrap();
    assert!(!door.seen().await && door.go(Direction::In).await.admitted);
}

#[tokio::test]
async fn a_ticket_is_seen_when_it_first_came_in_by_any_list() {
    let (hub, _database) = test_hub().await;
    let door = Door::new(&hub).await;
    let list = Some(door.list("Hall").await);
    let hall = door.by_list(list).await;
    let entrance = door.by_list(None).await;
    let seen = async || -> Option<chrono::DateTime<chrono::Utc>> {
        query_scalar("SELECT checked_in_at FROM tickets WHERE code = $1")
            .bind(&door.code)
            .fetch_one(hub.db.pool())
            .await
            .unwrap()
    };
    assert_eq!(seen().await, Some(hall.at));
    door.undo(hall.id).await.unwrap();
    assert_eq!(seen().await, Some(entrance.at));
    door.undo(entrance.id).await.unwrap();
    assert_eq!(seen().await, None);
    assert_eq!(crate::reconcile::all(&hub).await.unwrap(), []);
}

#[tokio::test]
async fn a_ticket_that_an_older_server_marks_has_a_row_and_can_be_undone() {
    let (hub, _database) = test_hub().await;
    let door = Door::new(&hub).await;
    sqlx::query(
        "UPDATE tickets SET checked_in_at = clock_timestamp(), checked_in_by = $2
         WHERE code = $1 AND checked_in_at IS NULL",
    )
    .bind(&door.code)
    .bind(door.host.user_id())
    .execute(hub.db.pool())
    .await
    .unwrap();
    assert_eq!(crate::reconcile::all(&hub).await.unwrap(), []);
    let all = door.scans(ScanFilter::default()).await;
    assert_eq!((all.count, all.results[0].by.as_ref().map(|by| by.id)), (1, door.host.user_id()));
    assert_eq!(door.go(Direction::In).await.refusal, Some(CheckInRefusal::AlreadyIn));
    door.undo(all.results[0].id).await.unwrap();
    assert!(!door.seen().await);
}

#[tokio::test]
async fn the_figures_count_the_rows() {
    let (hub, _database) = test_hub().await;
    let door = Door::new(&hub).await;
    let list = Some(door.list("Hall").await);
    let other = guest(&hub, door.event).await;
    door.go(Direction::In).await;
    door.go(Direction::Out).await;
    let second = door.scan(CheckIn::of(&other)).await.unwrap();
    door.by_list(list).await;
    let told = figures(&hub, door.host, &door.key()).await.unwrap();
    let (entrance, hall) = (told.of(None), told.of(list));
    let expected =
        ListFigures { list: None, inside: 1, entered: 2, expected: 0, last_5_minutes: 2 };
    assert_eq!(entrance, expected);
    assert_eq!((hall.inside, hall.entered, hall.expected), (1, 1, 1));
    door.undo(second.id).await.unwrap();
    let entrance = figures(&hub, door.host, &door.key()).await.unwrap().of(None);
    assert_eq!((entrance.inside, entrance.entered, entrance.expected), (0, 1, 1));
    let later = hub.now() + chrono::TimeDelta::minutes(6);
    let later = hub.clone().with_clock(std::sync::Arc::new(crate::clock::FixedClock::at(later)));
    let quiet = figures(&later, door.host, &door.key()).await.unwrap().of(None);
    assert_eq!((quiet.entered, quiet.last_5_minutes), (1, 0));
}

#[tokio::test]
async fn a_person_is_told_of_their_scans() {
    let (hub, _database) = test_hub().await;
    let (host, event) = hosted(&hub).await;
    let ada = person(&hub, Role::Attendee).await;
    let code = code(&hub, attendance(&hub, event, ada, false).await).await;
    let gate = Some("North".to_owned());
    let input = CheckIn { gate, ..CheckIn::of(&code) };
    check_in(&hub, host, &event.to_string(), input).await.unwrap();
    let actor = Actor::User { id: ada, role: Role::Attendee };
    let told = crate::privacy::export(&hub, actor).await.unwrap();
    let rows = &told["bookings"][0]["tickets"][0]["check_ins"];
    assert_eq!(rows.as_array().unwrap().len(), 1);
    assert_eq!((&rows[0]["direction"], &rows[0]["gate"]), (&"in".into(), &"North".into()));
}
