//! Many at the same moment: one statement claims for all of them, and for each as if it came alone.

use super::support::{
    attendee, book, event, execute, in_balance, mails, seats, sold, somebody_waits,
};
use crate::accounts::Bearer;
use crate::bookings::claim::{
    Claim, ClaimReply, Items, LockPolicy, claim_queued, hold_statement, hold_with,
};
use crate::events::seats::free_seats;
use crate::idempotency::{IdempotencyKey, LookUp, Request, look_up_each};
use crate::testing::{logged_in, test_hub};
use crate::{Actor, Hub, Settings, bookings};
use futures::future::join_all;
use sqlx::{Acquire as _, AssertSqlSafe};
use types::ErrorCode;
use types::bookings::{BookInput, BookingStatus};
use types::ids::EventId;

fn claim(hub: &Hub, event: EventId, actor: Actor, quantity: i32) -> Claim {
    let (user, hold) = (actor.user_id().unwrap(), hub.settings.booking_hold);
    Claim {
        event,
        user,
        version: None,
        session: None,
        quantity,
        items: Items::NONE,
        hold,
        via: None,
        client: None,
    }
}

/// How many of the claims were made by one statement, this one.
async fn made(hub: &Hub, claims: &[Claim], sql: String) -> usize {
    let mut connection = hub.db.read().await.unwrap();
    let replies = hold_with(&mut connection, claims, AssertSqlSafe(sql)).await.unwrap();
    replies.iter().filter(|reply| matches!(reply, ClaimReply::Booked(_))).count()
}

const GUARDS: [&str; 2] =
    [concat!("AND asked.seats <= ", free_seats!()), "AND asked.seats <= open.seats"];

#[tokio::test]
async fn one_statement_sells_no_more_seats_than_there_are() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub).capacity(3).create(&hub).await);
    let claims = [claim(&hub, event, ada, 1); 5];
    let sql = hold_statement(LockPolicy::SkipLocked).to_owned();
    assert_eq!(made(&hub, &claims, sql).await, 3);
    assert_eq!(sold(&hub, event).await, 3);
    in_balance(&hub).await;
}

#[tokio::test]
async fn without_its_guards_the_same_statement_oversells() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub).capacity(3).create(&hub).await);
    let claims = [claim(&hub, event, ada, 1); 5];
    let sql = hold_statement(LockPolicy::SkipLocked);
    // Sharing out alone is believed by nobody: the UPDATE refuses all of them.
    let believing = sql.replace(GUARDS[1], "");
    assert_eq!(made(&hub, &claims, believing.clone()).await, 0);
    let open = believing.replace(GUARDS[0], "");
    assert_eq!(sql.len() - open.len(), GUARDS.concat().len(), "both guards were there");
    let mut connection = hub.db.read().await.unwrap();
    let refused = hold_with(&mut connection, &claims, AssertSqlSafe(open.clone())).await;
    assert_eq!(crate::db::violated(&refused.unwrap_err()), Some("events_never_oversold"));
    execute(&hub, "ALTER TABLE events DROP CONSTRAINT events_never_oversold").await;
    assert_eq!(made(&hub, &claims, open).await, 5, "three seats, five bookings");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_processes_in_a_rush_for_one_event_sell_each_seat_once() {
    let (hub, database) = test_hub().await;
    let other = Hub::new(database.connect().await, Settings::clone(&hub.settings));
    let event = event(&hub).capacity(37).create(&hub).await;
    let people = join_all((0..8).map(|_| attendee(&hub))).await;
    let tasks = (0..80).map(|n| {
        let hub = if n % 2 == 0 { hub.clone() } else { other.clone() };
        let actor = people[n % people.len()];
        tokio::spawn(async move { book(&hub, actor, event, 1).await })
    });
    let answers = join_all(tasks).await;
    let booked = answers.iter().filter(|answer| answer.as_ref().unwrap().is_ok()).count();
    assert_eq!(booked, 37);
    assert_eq!(seats(&hub, event).await, (0, 37, 0));
    in_balance(&hub).await;
}

#[tokio::test]
async fn a_party_that_is_too_large_keeps_nobody_out() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).capacity(5).create(&hub).await;
    let people = join_all((0..3).map(|_| attendee(&hub))).await;
    let asked = people.into_iter().zip([3, 3, 2]);
    let answers = join_all(asked.map(|(actor, seats)| book(&hub, actor, event, seats))).await;
    let quantities: Vec<_> =
        answers.iter().map(|answer| answer.as_ref().ok().map(|b| b.quantity)).collect();
    assert_eq!(quantities, [Some(3), None, Some(2)]);
    let refusal = &answers[1].as_ref().unwrap_err().failure;
    assert_eq!(refusal.code, ErrorCode::SoldOut);
    in_balance(&hub).await;
}

#[tokio::test]
async fn everybody_gets_what_is_theirs() {
    let (hub, _database) = test_hub().await;
    let (free, paid) = (event(&hub).free().create(&hub).await, event(&hub).create(&hub).await);
    let people = join_all((0..6).map(|_| attendee(&hub))).await;
    let asked = people.iter().enumerate().map(|(n, actor)| {
        let event = if n % 2 == 0 { free } else { paid };
        book(&hub, *actor, event, i64::try_from(n / 2 + 1).unwrap())
    });
    for (n, answer) in join_all(asked).await.into_iter().enumerate() {
        let booking = answer.unwrap();
        let user = people[n].user_id().unwrap();
        let stored = bookings::get(&hub, people[n], booking.id).await.unwrap();
        assert_eq!(booking, stored, "what is answered is what the owner finds");
        let name: String = sqlx::query_scalar("SELECT display_name FROM users WHERE id = $1")
            .bind(user)
            .fetch_one(hub.db.pool())
            .await
            .unwrap();
        let status = [BookingStatus::Confirmed, BookingStatus::Pending][n % 2];
        let tickets = if n % 2 == 0 { n / 2 + 1 } else { 0 };
        assert_eq!((booking.status, booking.tickets.len()), (status, tickets));
        assert!(booking.tickets.iter().all(|ticket| ticket.attendee_name == name));
    }
    assert_eq!(mails(&hub).await, ["booking_confirmed"; 3]);
    assert_eq!((sold(&hub, free).await, sold(&hub, paid).await), (6, 6));
    in_balance(&hub).await;
}

#[tokio::test]
async fn holds_that_were_made_together_share_a_job_that_comes_after_the_last_of_them() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub).capacity(3).create(&hub).await);
    let claims = [1, 1, 1, 1].map(|quantity| claim(&hub, event, ada, quantity));
    assert_eq!(made(&hub, &claims, hold_statement(LockPolicy::SkipLocked).to_owned()).await, 3);
    let lapses: Vec<(i64, bool)> = sqlx::query_as(
        "SELECT count(*), bool_and(jobs.run_at >= bookings.hold_expires_at)
         FROM graphile_worker._private_jobs AS jobs
         JOIN bookings ON jobs.payload::jsonb->'bookings' @> to_jsonb(ARRAY[bookings.id])
         GROUP BY jobs.id",
    )
    .fetch_all(hub.db.pool())
    .await
    .unwrap();
    assert_eq!(lapses, [(3, true)]);
}

#[tokio::test]
async fn an_event_that_somebody_holds_keeps_only_its_own_buyers_waiting() {
    let (hub, _database) = test_hub().await;
    let (held, open) = (event(&hub).create(&hub).await, event(&hub).create(&hub).await);
    let ada = attendee(&hub).await;
    let mut holder = hub.db.read().await.unwrap();
    let mut holder = holder.begin().await.unwrap();
    sqlx::query("SELECT FROM events WHERE id = $1 FOR NO KEY UPDATE")
        .bind(held)
        .execute(&mut *holder)
        .await
        .unwrap();
    let waiting = tokio::spawn({
        let hub = hub.clone();
        async move { book(&hub, ada, held, 1).await }
    });
    book(&hub, ada, open, 1).await.expect("nobody holds this one");
    somebody_waits(&hub).await;
    assert!(!waiting.is_finished());
    book(&hub, ada, open, 1).await.expect("and who waits is in nobody's way");
    holder.commit().await.unwrap();
    waiting.await.unwrap().expect("it was worth waiting");
    in_balance(&hub).await;
}

#[tokio::test]
async fn what_one_claim_breaks_is_done_alone_by_the_others() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub).capacity(50).create(&hub).await);
    // More than a booking may have: the database refuses the row, and the statement with it.
    let claims = [1, 11, 2].map(|quantity| claim(&hub, event, ada, quantity));
    let served = join_all(claims.map(|claim| claim_queued(&hub, claim, None))).await;
    assert!(served.iter().all(Option::is_none), "nothing happened, and each is told to try alone");
    assert_eq!(seats(&hub, event).await, (0, 0, 0));
    let mut both = vec![];
    for quantity in [1, 2] {
        both.push(book(&hub, ada, event, quantity).await.unwrap().quantity);
    }
    assert_eq!(both, [1, 2]);
}

#[tokio::test]
async fn what_failed_holds_no_lock_when_it_is_told_so() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub).capacity(50).create(&hub).await);
    let user = ada.user_id().unwrap();
    let request = Request::new(&hub, user, IdempotencyKey::parse("once").unwrap(), "book", &1);
    // Before each, the connection of the rush has been in use.
    book(&hub, ada, event, 1).await.unwrap();
    let broken = claim(&hub, event, ada, 11);
    let served = claim_queued(&hub, broken, Some(request.clone())).await;
    assert!(served.is_none(), "it is to be tried alone");
    let mut alone = hub.db.read().await.unwrap();
    let mut alone = alone.begin().await.unwrap();
    let looks = look_up_each(&mut alone, &[Some(&request)]).await.unwrap();
    assert!(matches!(looks[..], [LookUp::Free]), "and meets no lock of the first try");
    sqlx::query("SELECT FROM users WHERE id = $1 FOR UPDATE NOWAIT")
        .bind(user)
        .execute(&mut *alone)
        .await
        .expect("nor on its account");
}

#[tokio::test]
async fn one_key_is_not_done_twice_in_one_transaction() {
    let (hub, _database) = test_hub().await;
    let user = attendee(&hub).await.user_id().unwrap();
    let key = |name: &str| IdempotencyKey::parse(name).unwrap();
    let request = |name: &str| Request::new(&hub, user, key(name), "book", &1);
    let (one, other) = (request("one"), request("other"));
    let mut connection = hub.db.read().await.unwrap();
    let mut tx = connection.begin().await.unwrap();
    let looks = look_up_each(&mut tx, &[Some(&one), None, Some(&other), Some(&one), None]).await;
    let looks = looks.unwrap();
    assert!(matches!(
        looks[..],
        [LookUp::Free, LookUp::Free, LookUp::Free, LookUp::Twice, LookUp::Free]
    ));
    let mut elsewhere = hub.db.read().await.unwrap();
    let mut elsewhere = elsewhere.begin().await.unwrap();
    let looks = look_up_each(&mut elsewhere, &[Some(&one), None]).await.unwrap();
    assert!(matches!(looks[..], [LookUp::Running, LookUp::Free]));
}

/// Somebody wants seats while the account is deleted, which is seen only once that has committed.
async fn book_while_leaving(hub: &Hub, sql: Option<String>) -> i64 {
    let (ada, event) = (attendee(hub).await, event(hub).create(hub).await);
    let mut leaving = hub.db.read().await.unwrap();
    let mut leaving = leaving.begin().await.unwrap();
    sqlx::query("UPDATE users SET deleted_at = clock_timestamp() WHERE id = $1")
        .bind(ada.user_id())
        .execute(&mut *leaving)
        .await
        .unwrap();
    if let Some(sql) = sql {
        made(hub, &[claim(hub, event, ada, 1)], sql).await;
        leaving.commit().await.unwrap();
    } else {
        let booking = tokio::spawn({
            let hub = hub.clone();
            async move { book(&hub, ada, event, 1).await }
        });
        somebody_waits(hub).await;
        leaving.commit().await.unwrap();
        let refusal = booking.await.unwrap().unwrap_err().failure;
        assert_eq!(refusal.code, ErrorCode::Unauthenticated);
    }
    sold(hub, event).await
}

#[tokio::test]
async fn an_account_that_is_being_deleted_books_nothing() {
    let (hub, _database) = test_hub().await;
    assert_eq!(book_while_leaving(&hub, None).await, 0);
}

/// What the last session of an account was let in with, before another password ended it.
async fn ended_session(hub: &Hub) -> Bearer {
    let ada = attendee(hub).await.user_id().unwrap();
    let before = logged_in(hub, ada).await;
    sqlx::query("UPDATE users SET token_version = token_version + 1 WHERE id = $1")
        .bind(ada)
        .execute(hub.db.pool())
        .await
        .unwrap();
    before
}

#[tokio::test]
async fn a_session_that_has_ended_books_nothing_and_the_next_one_does() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).create(&hub).await;
    let ended = ended_session(&hub).await;
    let input = || BookInput::of(event, 1);
    let refusal = bookings::book(&hub, ended, input(), None).await.unwrap_err().failure;
    assert_eq!((refusal.code, sold(&hub, event).await), (ErrorCode::TokenInvalid, 0));
    let next = Bearer { version: ended.version + 1, ..ended };
    bookings::book(&hub, next, input(), None).await.expect("this one has not ended");
    assert_eq!(sold(&hub, event).await, 1);
    execute(&hub, "UPDATE users SET disabled_at = clock_timestamp()").await;
    let refusal = bookings::book(&hub, next, input(), None).await.unwrap_err().failure;
    assert_eq!((refusal.code, sold(&hub, event).await), (ErrorCode::TokenInvalid, 1));
    in_balance(&hub).await;
}

#[tokio::test]
async fn a_session_that_has_ended_is_told_nothing_else() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).create(&hub).await;
    let ended = ended_session(&hub).await;
    let asked = [(0, None), (1, Some("NOPE")), (99, None)].map(|(quantity, code)| BookInput {
        promo_code: code.map(str::to_owned),
        ..BookInput::of(event, quantity)
    });
    for input in asked {
        let refusal = bookings::book(&hub, ended, input, None).await.unwrap_err().failure;
        assert_eq!(refusal.code, ErrorCode::TokenInvalid);
    }
}

#[tokio::test]
async fn without_its_version_an_ended_session_would_book() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).create(&hub).await;
    let Bearer { user, version, session, .. } = ended_session(&hub).await;
    let hold = hub.settings.booking_hold;
    let session = Some(session);
    let claims = [Claim {
        event,
        user,
        version: Some(version),
        session,
        quantity: 1,
        items: Items::NONE,
        hold,
        via: None,
        client: None,
    }];
    let sql = hold_statement(LockPolicy::SkipLocked);
    assert_eq!(made(&hub, &claims, sql.to_owned()).await, 0);
    let open = sql.replace("AND token_version = coalesce(version, token_version)", "");
    assert_eq!(made(&hub, &claims, open).await, 1, "a booking by somebody who was shut out");
}

#[tokio::test]
async fn without_a_lock_on_the_account_it_would() {
    let (hub, _database) = test_hub().await;
    let sql = hold_statement(LockPolicy::Block).replace("FOR SHARE", "");
    assert_eq!(book_while_leaving(&hub, Some(sql)).await, 1, "a booking of nobody's");
}

#[tokio::test]
async fn somebody_who_logged_out_books_nothing() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).create(&hub).await;
    let left = ended_session(&hub).await;
    let left = Bearer { version: left.version + 1, ..left };
    let input = || BookInput::of(event, 1);
    bookings::book(&hub, left, input(), None).await.expect("the session is open");
    execute(&hub, "UPDATE login_sessions SET ended_at = clock_timestamp()").await;
    let refusal = bookings::book(&hub, left, input(), None).await.unwrap_err().failure;
    assert_eq!((refusal.code, sold(&hub, event).await), (ErrorCode::TokenInvalid, 1));
    // Without the guard the claim alone would book.
    let hold = hub.settings.booking_hold;
    let Bearer { user, version, session, .. } = left;
    let (version, session) = (Some(version), Some(session));
    let claims = [Claim {
        event,
        user,
        version,
        session,
        quantity: 1,
        items: Items::NONE,
        hold,
        via: None,
        client: None,
    }];
    let sql = hold_statement(LockPolicy::SkipLocked);
    assert_eq!(made(&hub, &claims, sql.to_owned()).await, 0);
    let open = sql.replace("session IS NULL OR", "true OR");
    assert_eq!(made(&hub, &claims, open).await, 1, "a booking by somebody who has left");
}
