//! Two doors at once.

use super::*;
use sqlx::Acquire as _;
use sqlx::postgres::PgConnection;

#[tokio::test]
async fn of_many_scans_at_once_one_lets_the_guest_in() {
    let (hub, _database) = test_hub().await;
    let door = Door::new(&hub).await;
    let scans = (0..8).map(|_| door.scan(CheckIn::of(&door.code)));
    let told: Vec<_> =
        futures::future::join_all(scans).await.into_iter().map(Result::unwrap).collect();
    assert_eq!(told.iter().filter(|scan| scan.admitted).count(), 1);
    let refused = told.iter().filter(|scan| !scan.admitted);
    assert!(refused.clone().all(|scan| scan.refusal == Some(CheckInRefusal::AlreadyIn)));
    assert!(refused.clone().all(|scan| scan.earlier.is_some()), "each is told when");
    assert_eq!(door.rows().await, 8);
    assert_eq!(door.history().await, ["ticket.checked_in"]);
}

#[tokio::test]
async fn of_many_requests_with_one_id_there_is_one_row() {
    let (hub, _database) = test_hub().await;
    let door = Door::new(&hub).await;
    for code in [door.code.clone(), "nobody's".to_owned()] {
        let id = Some(a_new_id());
        let scans = (0..8).map(|_| door.scan(CheckIn { id, ..CheckIn::of(&code) }));
        let told: Vec<_> = futures::future::join_all(scans).await;
        // Of a code without a ticket there is no lock: whoever comes second may be told to try again.
        let told: Vec<_> = told.into_iter().filter_map(Result::ok).collect();
        assert!(!told.is_empty() && told.iter().all(|scan| *scan == told[0]));
    }
    assert_eq!(door.rows().await, 2);
    assert_eq!(door.history().await, ["ticket.checked_in"]);
}

#[tokio::test]
async fn scans_and_undoing_at_once_leave_rows_that_fit_together() {
    let (hub, _database) = test_hub().await;
    let door = Door::new(&hub).await;
    for _ in 0..5 {
        let Some(inside) = Some(door.go(Direction::In).await).filter(|scan| scan.admitted) else {
            panic!("nobody is in yet")
        };
        let (undone, out, again) =
            tokio::join!(door.undo(inside.id), door.go(Direction::Out), door.go(Direction::In));
        assert!(undone.is_ok() || out.admitted || again.refusal.is_some());
        assert_eq!(crate::reconcile::all(&hub).await.unwrap(), []);
        let open: i64 = query_scalar(
            "SELECT count(*) FROM check_ins WHERE event_id = $1 AND direction = 'in'
             AND refusal IS NULL AND undone_at IS NULL AND left_by IS NULL",
        )
        .bind(door.event)
        .fetch_one(hub.db.pool())
        .await
        .unwrap();
        assert!(open <= 1);
        if open == 1 {
            door.go(Direction::Out).await;
        }
    }
}

/// A scan as it would be without the lock: it looks, and then writes.
async fn looks(connection: &mut PgConnection, ticket: TicketId) -> bool {
    query_scalar("SELECT NOT EXISTS (SELECT FROM check_ins WHERE ticket_id = $1)")
        .bind(ticket)
        .fetch_one(connection)
        .await
        .unwrap()
}

async fn writes(
    connection: &mut PgConnection,
    event: EventId,
    ticket: TicketId,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO check_ins (id, event_id, ticket_id, direction, at)
         VALUES (gen_random_uuid(), $1, $2, 'in', clock_timestamp())",
    )
    .bind(event)
    .bind(ticket)
    .execute(connection)
    .await
    .map(drop)
}

/// Two doors that both look before either writes; how many let the guest in.
async fn two_doors(door: &Door) -> usize {
    let (ticket, event) = (door.ticket().await, door.event);
    let (mut one, mut two) = (door.hub.db.read().await.unwrap(), door.hub.db.read().await.unwrap());
    let (mut one, mut two) = (one.begin().await.unwrap(), two.begin().await.unwrap());
    assert!(looks(&mut one, ticket).await && looks(&mut two, ticket).await);
    let first = writes(&mut one, event, ticket).await;
    one.commit().await.unwrap();
    let second = writes(&mut two, event, ticket).await;
    if second.is_ok() {
        two.commit().await.unwrap();
    }
    [first, second].into_iter().flatten().count()
}

#[tokio::test]
async fn without_the_index_two_doors_that_look_first_let_the_same_ticket_in_twice() {
    let (hub, _database) = test_hub().await;
    let guarded = Door::new(&hub).await;
    assert_eq!(two_doors(&guarded).await, 1);
    sqlx::query("DROP INDEX check_ins_inside_key").execute(hub.db.pool()).await.unwrap();
    assert_eq!(two_doors(&Door::new(&hub).await).await, 2, "the guard is what keeps it single");
}
