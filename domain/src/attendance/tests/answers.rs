//! What a scan is answered.

use super::*;
use std::sync::Arc;

#[tokio::test]
async fn a_ticket_is_seen_once_and_the_second_scan_is_told_when_and_where() {
    let (hub, _database) = test_hub().await;
    let door = Door::new(&hub).await;
    let before = hub.now();
    let gate = Some("North".to_owned());
    let padded = format!(" {} ", door.code);
    let first = door.scan(CheckIn { gate, ..CheckIn::of(padded) }).await.unwrap();
    assert!(first.admitted && first.refusal.is_none() && first.at >= before);
    let again = door.scan(CheckIn::of(&door.code)).await.unwrap();
    assert_eq!(again.refusal, Some(CheckInRefusal::AlreadyIn));
    let earlier = again.earlier.unwrap();
    assert_eq!((earlier.at, earlier.gate.as_deref()), (first.at, Some("North")));
    let refused = check_in(&hub, door.host, &door.key(), CheckIn::of(&door.code)).await;
    let refused = Failure::from(refused.unwrap_err());
    assert_eq!(
        (refused.code, refused.checked_in_at),
        (ErrorCode::AlreadyCheckedIn, Some(first.at))
    );
    assert_eq!(door.history().await, ["ticket.checked_in"]);
}

#[tokio::test]
async fn a_ticket_opens_its_own_event_only_and_not_once_it_was_given_back() {
    let (hub, _database) = test_hub().await;
    let (door, other) = (Door::new(&hub).await, Door::new(&hub).await);
    let refusal = async |code: &str| door.scan(CheckIn::of(code)).await.unwrap().refusal;
    assert_eq!(refusal(&other.code).await, Some(CheckInRefusal::OtherEvent));
    assert_eq!(refusal("no such code").await, Some(CheckInRefusal::Unknown));
    let given_back = guest(&hub, door.event).await;
    sqlx::query("UPDATE tickets SET cancelled_at = clock_timestamp() WHERE code = $1")
        .bind(&given_back)
        .execute(hub.db.pool())
        .await
        .unwrap();
    assert_eq!(refusal(&given_back).await, Some(CheckInRefusal::Void));
    sqlx::query(
        "UPDATE events SET status = 'CANCELLED', cancelled_at = clock_timestamp() WHERE id = $1",
    )
    .bind(door.event)
    .execute(hub.db.pool())
    .await
    .unwrap();
    assert_eq!(refusal(&door.code).await, Some(CheckInRefusal::EventCancelled));
    assert_eq!(door.rows().await, 4, "each of them is written down");
    assert_eq!(door.history().await, Vec::<String>::new());
    // What was refused says nothing of another event's ticket, and keeps no code.
    let page = door.scans(ScanFilter::default()).await;
    assert!(page.results.iter().all(|scan| !scan.admitted));
    let named = page.results.iter().filter(|scan| scan.ticket.is_some()).count();
    assert_eq!(named, 2, "the tickets of this event");
    let kept: String = query_scalar("SELECT string_agg(c::text, ' ') FROM check_ins c")
        .fetch_one(hub.db.pool())
        .await
        .unwrap();
    assert!(!kept.contains("no such code") && !kept.contains(&other.code), "{kept}");
}

#[tokio::test]
async fn nobody_else_scans_looks_or_undoes() {
    let (hub, _database) = test_hub().await;
    let (door, other) = (Door::new(&hub).await, Door::new(&hub).await);
    let scanned = door.go(Direction::In).await;
    let attendee = Actor::User { id: person(&hub, Role::Attendee).await, role: Role::Attendee };
    for stranger in [attendee, other.host] {
        let key = door.key();
        let presented = Presented::Code(door.code.clone());
        let input = CheckIn::of(&door.code);
        let refused = [
            scan(&hub, stranger, &key, presented, input).await.map(drop),
            undo(&hub, stranger, &key, scanned.id).await.map(drop),
            desk(&hub, stranger, &key).await.map(drop),
            figures(&hub, stranger, &key).await.map(drop),
            search(&hub, stranger, &key, None, "Person").await.map(drop),
            lists(&hub, stranger, &key).await.map(drop),
            scan_of(&hub, stranger, &key, scanned.id).await.map(drop),
            scans(&hub, stranger, &key, ScanFilter::default(), PageRequest::default())
                .await
                .map(drop),
            create_list(
                &hub,
                stranger,
                &key,
                CheckInListInput { name: "X".into(), ..CheckInListInput::default() },
            )
            .await
            .map(drop),
        ];
        for refused in refused {
            assert_eq!(Failure::from(refused.unwrap_err()).code, ErrorCode::Forbidden);
        }
    }
    // Of another event of one's own it is not found either.
    let elsewhere = other.undo(scanned.id).await;
    assert_eq!(elsewhere.unwrap_err(), ErrorCode::NotFound);
    let elsewhere = scan_of(&hub, other.host, &other.key(), scanned.id).await;
    assert_eq!(Failure::from(elsewhere.unwrap_err()).code, ErrorCode::NotFound);
}

#[tokio::test]
async fn a_repeated_id_gets_the_first_answer_whatever_has_happened_since() {
    let (hub, _database) = test_hub().await;
    let door = Door::new(&hub).await;
    let (first_id, second_id) = (Some(a_new_id()), Some(a_new_id()));
    let first = door.scan(CheckIn { id: first_id, ..CheckIn::of(&door.code) }).await.unwrap();
    let again = door.scan(CheckIn { id: first_id, ..CheckIn::of(&door.code) }).await.unwrap();
    assert!(again.admitted, "whoever did not hear the answer is not told that somebody is in");
    assert_eq!((again, door.rows().await), (first.clone(), 1));
    let refused = door.scan(CheckIn { id: second_id, ..CheckIn::of(&door.code) }).await.unwrap();
    door.undo(first.id).await.unwrap();
    let same = door.scan(CheckIn { id: second_id, ..CheckIn::of(&door.code) }).await.unwrap();
    assert_eq!(same, refused, "also of a refusal");
    let unknown = CheckIn { id: Some(a_new_id()), ..CheckIn::of("nobody's") };
    let told = door.scan(unknown.clone()).await.unwrap();
    assert_eq!(door.scan(unknown).await.unwrap(), told);
}

#[tokio::test]
async fn an_id_names_one_scan() {
    let (hub, _database) = test_hub().await;
    let (door, other) = (Door::new(&hub).await, Door::new(&hub).await);
    let id = Some(a_new_id());
    door.scan(CheckIn { id, ..CheckIn::of(&door.code) }).await.unwrap();
    let guest = guest(&hub, door.event).await;
    let list = Some(door.list("Hall").await);
    for input in [
        CheckIn { id, ..CheckIn::of(guest) },
        CheckIn { id, ..CheckIn::of("nobody's") },
        CheckIn { id, list, ..CheckIn::of(&door.code) },
        CheckIn { id, direction: Some(Direction::Out), ..CheckIn::of(&door.code) },
    ] {
        let refused = door.scan(input).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::IdempotencyKeyReused);
    }
    let refused = other.scan(CheckIn { id, ..CheckIn::of(&other.code) }).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::IdempotencyKeyReused);
    assert!(!other.seen().await);
}

#[tokio::test]
async fn somebody_who_tries_codes_fills_no_table() {
    let (hub, _database) = test_hub().await;
    let hub = hub.clone().with_clock(Arc::new(crate::clock::FixedClock::at(hub.now())));
    let door = Door::new(&hub).await;
    for n in 0..40 {
        let told = door.scan(CheckIn::of(format!("guess {n}"))).await.unwrap();
        assert_eq!(told.refusal, Some(CheckInRefusal::Unknown), "{n}");
    }
    assert_eq!(door.rows().await, 30);
    assert!(door.go(Direction::In).await.admitted, "whoever has a ticket is let in all the same");
    let told = door.go(Direction::In).await;
    assert!(told.earlier.is_some(), "and the second scan is told when: {told:?}");
    assert_eq!(door.rows().await, 31);
}

#[tokio::test]
async fn what_is_typed_is_refused_by_its_field() {
    let (hub, _database) = test_hub().await;
    let door = Door::new(&hub).await;
    let long = Some("x".repeat(61));
    let elsewhere = Some(Door::new(&hub).await.list("Hall").await);
    for (field, input) in [
        ("code", CheckIn::of(" ")),
        ("code", CheckIn::of("x".repeat(101))),
        ("gate", CheckIn { gate: long.clone(), ..CheckIn::of("a") }),
        ("device", CheckIn { device: long, ..CheckIn::of("a") }),
        ("list", CheckIn { list: elsewhere, ..CheckIn::of("a") }),
    ] {
        let refused = door.scan(input).await.unwrap_err();
        assert_eq!(refused.fields[0].field, field);
    }
    assert_eq!(door.rows().await, 0);
}
