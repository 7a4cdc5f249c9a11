//! Seats that are given away, to people who need no account.

use super::support::{attendee, book, event, execute, mails, organizer, seats, sold};
use crate::accounts::{confirm_password_reset, register, send_password_reset};
use crate::bookings::{
    GuestAddress, Run, confirm_guest, guest_details, guest_secret, guest_ticket, invite_guests,
    list, request_guest_account,
};
use crate::jobs::RequestPasswordReset;
use crate::testing::{TestDatabase, test_hub};
use crate::{Actor, Hub, reconcile};
use futures::future::join_all;
use types::accounts::{Register, Role};
use types::guests::{
    GUESTS_A_DAY, GUESTS_MAX, GuestInput, GuestsInvited, InviteGuests, SkipReason,
};
use types::ids::{BookingId, EventId, UserId};
use types::{ErrorCode, Failure, FieldProblem, Locale, PageRequest};

const REAL: Run = Run::Real(None);

fn guests(rows: &[(&str, &str)]) -> InviteGuests {
    let guest = |(name, email): &(&str, &str)| GuestInput {
        name: (*name).to_owned(),
        email: (*email).to_owned(),
        ..GuestInput::default()
    };
    InviteGuests { guests: rows.iter().map(guest).collect() }
}

async fn invite(
    hub: &Hub,
    host: Actor,
    event: EventId,
    input: InviteGuests,
    run: Run,
) -> Result<GuestsInvited, Failure> {
    let invited = invite_guests(hub, host, &event.to_string(), input, run).await;
    invited.map(|answer| answer.value).map_err(|refusal| refusal.failure)
}

async fn scene(capacity: i32) -> (Hub, TestDatabase, Actor, EventId) {
    let (hub, database) = test_hub().await;
    let host = organizer(&hub).await;
    let event = event(&hub).capacity(capacity).hosted_by(&hub, host).await;
    (hub, database, host, event)
}

async fn count(hub: &Hub, from: &'static str) -> i64 {
    let sql = sqlx::AssertSqlSafe(format!("SELECT count(*) FROM {from}"));
    sqlx::query_scalar(sql).fetch_one(hub.db.pool()).await.unwrap()
}

async fn address_of(hub: &Hub, actor: Actor) -> String {
    sqlx::query_scalar("SELECT email FROM users WHERE id = $1")
        .bind(actor.user_id())
        .fetch_one(hub.db.pool())
        .await
        .unwrap()
}

async fn is_clean(hub: &Hub) {
    assert_eq!(reconcile::all(hub).await.unwrap(), []);
}

#[tokio::test]
async fn a_guest_needs_no_account_and_the_same_list_twice_changes_nothing() {
    let (hub, _database, host, event) = scene(10).await;
    let ada = attendee(&hub).await;
    let hers = address_of(&hub, ada).await;
    let rows = [("Eve Adler", "eve@guests.test"), ("Ada", hers.as_str())];
    let invited = invite(&hub, host, event, guests(&rows), REAL).await.unwrap();
    let created: Vec<_> = invited.created.iter().map(|it| (it.row, it.email.as_str())).collect();
    assert_eq!(created, [(1, "eve@guests.test"), (2, hers.as_str())]);
    assert_eq!((invited.skipped.len(), invited.seats_free), (0, 8));
    assert_eq!(seats(&hub, event).await, (2, 0, 0));
    assert_eq!(mails(&hub).await, ["guest_ticket"; 2]);
    let names: Vec<String> = sqlx::query_scalar("SELECT attendee_name FROM tickets ORDER BY 1")
        .fetch_all(hub.db.pool())
        .await
        .unwrap();
    assert_eq!(names, ["Ada", "Eve Adler"]);
    assert_eq!(count(&hub, "guest_links").await, 1, "who has an account finds it there");
    assert_eq!(list(&hub, ada, PageRequest::default()).await.unwrap().count, 1);
    assert_eq!(count(&hub, "audit_log WHERE action = 'booking.given'").await, 2);
    is_clean(&hub).await;

    let again = invite(&hub, host, event, guests(&rows), REAL).await.unwrap();
    assert!(again.created.is_empty());
    let skipped: Vec<_> = again.skipped.iter().map(|it| (it.row, it.reason)).collect();
    assert_eq!(skipped, [(1, SkipReason::AlreadyInvited), (2, SkipReason::AlreadyInvited)]);
    assert_eq!((seats(&hub, event).await, mails(&hub).await.len()), ((2, 0, 0), 2));
    // Another name and a new guest on the list: only the new one is invited.
    let more = [("E. Adler", "EVE@guests.test"), ("Bob", "bob@guests.test")];
    let more = invite(&hub, host, event, guests(&more), REAL).await.unwrap();
    assert_eq!((more.created[0].row, more.skipped[0].row), (2, 1));
    is_clean(&hub).await;
}

#[tokio::test]
async fn one_bad_row_and_nobody_is_invited() {
    let (hub, _database, host, event) = scene(10).await;
    let rows = [
        ("Eve", "eve@guests.test"),
        ("", "bob@guests.test"),
        ("Bob", "not an address"),
        ("Eve", "eve@guests.test"),
    ];
    let refused = invite(&hub, host, event, guests(&rows), REAL).await.unwrap_err();
    let fields: Vec<_> = refused.fields.iter().map(|it| (it.field.as_str(), it.problem)).collect();
    assert_eq!(
        fields,
        [("guests.1.name", FieldProblem::Required), ("guests.2.email", FieldProblem::Invalid)]
    );
    let told = invite(&hub, host, event, guests(&rows), Run::Rehearsal).await.unwrap();
    let bad: Vec<_> = told.refused.iter().map(|it| (it.row, it.field.as_str())).collect();
    assert_eq!(bad, [(2, "name"), (3, "email")]);
    assert_eq!((told.created.len(), told.created[0].booking), (1, None));
    assert_eq!((told.skipped[0].row, told.skipped[0].reason), (4, SkipReason::Repeated));
    assert_eq!(count(&hub, "users WHERE is_guest").await, 0);
    assert_eq!((count(&hub, "bookings").await, mails(&hub).await.len()), (0, 0));
    for (rows, problem) in [(0, FieldProblem::Required), (501, FieldProblem::TooLarge)] {
        let guest = GuestInput {
            name: "Eve".into(),
            email: "eve@guests.test".into(),
            ..GuestInput::default()
        };
        let input = InviteGuests { guests: vec![guest; rows] };
        let refused = invite(&hub, host, event, input, REAL).await.unwrap_err();
        assert_eq!(refused.fields[0].problem, problem);
    }
}

#[tokio::test]
async fn there_is_a_seat_for_each_or_for_nobody() {
    let (hub, _database, host, event) = scene(3).await;
    book(&hub, attendee(&hub).await, event, 1).await.unwrap();
    let three = [("A", "a@guests.test"), ("B", "b@guests.test"), ("C", "c@guests.test")];
    let told = invite(&hub, host, event, guests(&three), Run::Rehearsal).await.unwrap();
    assert_eq!((told.created.len(), told.seats_free), (3, -1), "one seat is missing");
    let refused = invite(&hub, host, event, guests(&three), REAL).await.unwrap_err();
    assert_eq!((refused.code, refused.seats_available), (ErrorCode::SoldOut, Some(2)));
    assert_eq!((count(&hub, "bookings").await, count(&hub, "users WHERE is_guest").await), (1, 0));
    let invited = invite(&hub, host, event, guests(&three[..2]), REAL).await.unwrap();
    assert_eq!((invited.created.len(), invited.seats_free), (2, 0));
    is_clean(&hub).await;
}

#[tokio::test]
async fn five_hundred_are_invited_at_once_and_mailed_one_by_one() {
    let (hub, _database, host, event) = scene(1000).await;
    let guest = |n: usize| GuestInput {
        name: format!("Guest {n}"),
        email: format!("guest-{n}@guests.test"),
        ..GuestInput::default()
    };
    let list = || InviteGuests { guests: (0..GUESTS_MAX).map(guest).collect() };
    let invited = invite(&hub, host, event, list(), REAL).await.unwrap();
    assert_eq!((invited.created.len(), invited.seats_free), (GUESTS_MAX, 500));
    assert_eq!(mails(&hub).await.len(), GUESTS_MAX);
    assert_eq!(count(&hub, "graphile_worker.jobs WHERE task_identifier = 'send_mail'").await, 500);
    assert_eq!(count(&hub, "guest_links").await, 500);
    let again = invite(&hub, host, event, list(), REAL).await.unwrap();
    assert_eq!((again.created.len(), again.skipped.len()), (0, GUESTS_MAX));
    is_clean(&hub).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn lists_and_buyers_at_once_take_no_more_seats_than_there_are() {
    let (hub, _database, host, event) = scene(5).await;
    let buyers = join_all((0..4).map(|_| attendee(&hub))).await;
    let lists = (0..3).map(|n| {
        let (hub, rows) = (hub.clone(), [format!("a{n}@guests.test"), format!("b{n}@guests.test")]);
        tokio::spawn(async move {
            let rows: Vec<_> = rows.iter().map(|email| ("Guest", email.as_str())).collect();
            invite(&hub, host, event, guests(&rows), REAL).await.map_or(0, |it| it.created.len())
        })
    });
    let buys = buyers.into_iter().map(|buyer| {
        let hub = hub.clone();
        tokio::spawn(async move { usize::from(book(&hub, buyer, event, 1).await.is_ok()) })
    });
    let tasks: Vec<_> = lists.chain(buys).collect();
    let taken: usize = join_all(tasks).await.into_iter().map(|taken| taken.unwrap()).sum();
    assert!(taken <= 5);
    assert_eq!(sold(&hub, event).await, i64::try_from(taken).unwrap());
    is_clean(&hub).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_same_list_twice_at_once_invites_everybody_once() {
    let (hub, _database, host, event) = scene(10).await;
    let tasks = (0..4).map(|_| {
        let hub = hub.clone();
        let rows = [("Eve", "eve@guests.test"), ("Bob", "bob@guests.test")];
        tokio::spawn(async move { invite(&hub, host, event, guests(&rows), REAL).await.unwrap() })
    });
    let answers = join_all(tasks.collect::<Vec<_>>()).await;
    let created: usize = answers.into_iter().map(|it| it.unwrap().created.len()).sum();
    assert_eq!((created, sold(&hub, event).await, mails(&hub).await.len()), (2, 2, 2));
    is_clean(&hub).await;
}

#[tokio::test]
async fn only_an_organizer_with_a_proved_address_writes_to_strangers_and_only_so_often() {
    let (hub, _database, host, event) = scene(10).await;
    let one = [("Eve", "eve@guests.test")];
    let stranger = organizer(&hub).await;
    let refused = invite(&hub, stranger, event, guests(&one), REAL).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::Forbidden);
    execute(&hub, "UPDATE users SET email_verified_at = NULL WHERE role = 'organizer'").await;
    let refused = invite(&hub, host, event, guests(&one), REAL).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::EmailNotVerified);
    execute(&hub, "UPDATE users SET email_verified_at = clock_timestamp()").await;
    // What was given away and taken back counts too: the mail went out.
    sqlx::query(
        "INSERT INTO bookings (id, reference, event_id, user_id, origin, quantity, unit_price,
             total_price, currency, status, cancel_reason, cancelled_at, first_for_person)
         SELECT gen_random_uuid(), 'EH-' || n, $1, $2, 'complimentary', 1, 0, 0, 'EUR',
             'CANCELLED', 'by_organizer', clock_timestamp(), false
         FROM generate_series(100001, 100000 + $3) AS n",
    )
    .bind(event)
    .bind(stranger.user_id())
    .bind(GUESTS_A_DAY)
    .execute(hub.db.pool())
    .await
    .unwrap();
    let refused = invite(&hub, host, event, guests(&one), REAL).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::TooManyRequests);
    execute(&hub, "UPDATE bookings SET booked_at = booked_at - interval '1 day'").await;
    invite(&hub, host, event, guests(&one), REAL).await.unwrap();
}

#[tokio::test]
async fn who_cannot_be_reached_is_left_out_and_no_limit_is_crossed_by_a_gift() {
    let (hub, _database, host, event) = scene(10).await;
    let (ada, gone) = (attendee(&hub).await, attendee(&hub).await);
    sqlx::query("UPDATE users SET disabled_at = clock_timestamp() WHERE id = $1")
        .bind(gone.user_id())
        .execute(hub.db.pool())
        .await
        .unwrap();
    execute(&hub, "UPDATE events SET max_per_person = 1").await;
    book(&hub, ada, event, 1).await.unwrap();
    let (hers, theirs) = (address_of(&hub, ada).await, address_of(&hub, gone).await);
    let rows = [("Ada", hers.as_str()), ("Gone", theirs.as_str())];
    let invited = invite(&hub, host, event, guests(&rows), REAL).await.unwrap();
    assert_eq!(invited.created.len(), 1, "she has a seat already and is given another");
    assert_eq!(invited.skipped[0].reason, SkipReason::NotReachable);
    is_clean(&hub).await;
}

async fn invited_guest(hub: &Hub, host: Actor, event: EventId) -> (BookingId, String) {
    let rows = [("Eve Adler", "eve@guests.test")];
    let invited = invite(hub, host, event, guests(&rows), REAL).await.unwrap();
    let booking = invited.created[0].booking.unwrap();
    (booking, guest_secret(hub, booking).await.unwrap())
}

#[tokio::test]
async fn the_ticket_is_seen_by_who_knows_its_address() {
    let (hub, _database, host, event) = scene(10).await;
    let (booking, secret) = invited_guest(&hub, host, event).await;
    assert_eq!(guest_secret(&hub, booking).await.unwrap(), secret, "it can be mailed again");
    let GuestAddress::Ticket(ticket) = guest_ticket(&hub, &secret).await.unwrap() else {
        panic!("there is no account")
    };
    assert_eq!((ticket.name.as_str(), ticket.confirmed), ("Eve Adler", false));
    assert!(ticket.code.is_some() && !ticket.cancelled);
    assert_eq!(guest_details(&hub, &secret).await.unwrap().id, booking);
    for wrong in ["", "x", &secret[1..]] {
        assert_eq!(guest_ticket(&hub, wrong).await.unwrap_err().code(), Some(ErrorCode::NotFound));
    }
    // The reader of the mail confirms the address: messages about changes go there from now on.
    confirm_guest(&hub, &secret).await.unwrap();
    let GuestAddress::Ticket(ticket) = guest_ticket(&hub, &secret).await.unwrap() else {
        panic!("there is no account")
    };
    assert!(ticket.confirmed);
}

#[tokio::test]
async fn a_guest_becomes_an_account_by_a_mail_and_in_no_other_way() {
    let (hub, _database, host, event) = scene(10).await;
    let (booking, secret) = invited_guest(&hub, host, event).await;
    let input = || Register {
        email: "eve@guests.test".into(),
        password: "a long way to the door".into(),
        display_name: "Eve".into(),
        role: None,
        locale: None,
    };
    // Whoever knows the address gets no session, and its owner a mail.
    let refused = register(&hub, input()).await.unwrap_err();
    assert_eq!(refused.code(), Some(ErrorCode::TicketsForAddress));
    assert!(guest_details(&hub, &secret).await.is_ok());
    request_guest_account(&hub, &secret, Locale::En).await.unwrap();
    let request = RequestPasswordReset { email: "eve@guests.test".into(), locale: Locale::En };
    send_password_reset(&hub, request).await.unwrap();
    let token: String = sqlx::query_scalar(
        "SELECT data->>'token' FROM mail_messages WHERE kind = 'password_reset'",
    )
    .fetch_one(hub.db.pool())
    .await
    .unwrap();
    confirm_password_reset(&hub, &token, "a long way to the door").await.unwrap();
    assert_eq!(guest_ticket(&hub, &secret).await.unwrap(), GuestAddress::InAccount(booking));
    assert!(guest_details(&hub, &secret).await.is_err(), "the address leads to the log-in");
    let user: UserId = sqlx::query_scalar("SELECT id FROM users WHERE email = 'eve@guests.test'")
        .fetch_one(hub.db.pool())
        .await
        .unwrap();
    let eve = Actor::User { id: user, role: Role::Attendee };
    assert_eq!(list(&hub, eve, PageRequest::default()).await.unwrap().results[0].id, booking);
    let known = register(&hub, input()).await.unwrap_err();
    assert_eq!(known.code(), Some(ErrorCode::EmailTaken));
}
