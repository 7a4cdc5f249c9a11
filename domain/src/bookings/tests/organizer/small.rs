//! Another name, a note, the tickets once more.

use super::super::support::{mails, organizer};
use super::{Scene, code, history, scene};
use crate::Hub;
use crate::attendance::check_in;
use crate::bookings::{
    Run, cancel_ticket, get, note_of, rename_ticket, resend_confirmation, resend_message,
    write_note,
};
use crate::privacy::export;
use crate::testing::test_hub;
use types::ErrorCode;
use types::booking_actions::{NoteBooking, RefundChoice, RenameTicket};
use types::bookings::Ticket;
use types::check_ins::CheckIn;
use types::ids::{MailId, TicketId};

impl Scene {
    async fn rename(&self, ticket: TicketId, name: &str) -> Result<Ticket, ErrorCode> {
        let input = RenameTicket { attendee_name: name.into() };
        let renamed =
            rename_ticket(&self.hub, self.host, &self.key(), self.booking, ticket, input).await;
        renamed.map_err(|error| error.code().unwrap())
    }

    async fn note(&self, note: &str) -> Result<String, ErrorCode> {
        let input = NoteBooking { note: note.into() };
        let written = write_note(&self.hub, self.host, &self.key(), self.booking, input).await;
        written.map(|it| it.note).map_err(|error| error.code().unwrap())
    }
}

#[tokio::test]
async fn a_ticket_gets_another_name_until_it_is_used() {
    let (hub, _database) = test_hub().await;
    let scene = scene(&hub).await;
    let tickets = get(&hub, scene.ada, scene.booking).await.unwrap().tickets;
    let renamed = scene.rename(tickets[0].id, "  Eve   Adler ").await.unwrap();
    assert_eq!((renamed.attendee_name.as_str(), &renamed.code), ("Eve Adler", &tickets[0].code));
    let now = get(&hub, scene.ada, scene.booking).await.unwrap().tickets;
    assert_eq!(now[0].attendee_name, "Eve Adler");
    assert_eq!(now[1], tickets[1]);
    // The same again is no change.
    scene.rename(tickets[0].id, "Eve Adler").await.unwrap();
    assert_eq!(history(&hub, scene.booking).await, [("ticket.renamed".to_owned(), None)]);
    for bad in ["", "evil.example/x", "a\u{202e}b", &"x".repeat(101)] {
        assert_eq!(scene.rename(tickets[0].id, bad).await, Err(ErrorCode::ValidationFailed));
    }
    let unknown = crate::ids::new_id().into();
    assert_eq!(scene.rename(unknown, "Eve").await, Err(ErrorCode::NotFound));
    let seen = CheckIn::of(&tickets[0].code);
    check_in(&hub, scene.host, &scene.key(), seen).await.unwrap();
    assert_eq!(scene.rename(tickets[0].id, "Eve").await, Err(ErrorCode::AlreadyCheckedIn));
    cancel_ticket(&hub, scene.ada, scene.booking, tickets[1].id, None).await.unwrap();
    assert_eq!(scene.rename(tickets[1].id, "Eve").await, Err(ErrorCode::BookingNotConfirmed));
    let stranger = Scene { host: organizer(&hub).await, ..scene };
    assert_eq!(stranger.rename(tickets[0].id, "Eve").await, Err(ErrorCode::Forbidden));
}

#[tokio::test]
async fn a_note_is_the_teams_and_its_attendee_may_ask_for_it() {
    let (hub, _database) = test_hub().await;
    let scene = scene(&hub).await;
    assert_eq!(
        scene.note(" Comes with a wheelchair.\r\n ").await.unwrap(),
        "Comes with a wheelchair."
    );
    let mut connection = hub.db.read().await.unwrap();
    let stored = note_of(&mut connection, scene.booking).await.unwrap();
    assert_eq!(stored.as_deref(), Some("Comes with a wheelchair."));
    let exported = export(&hub, scene.ada).await.unwrap();
    assert_eq!(exported["bookings"][0]["organizers_note"], "Comes with a wheelchair.");
    scene.note("Comes with a wheelchair.").await.unwrap();
    assert_eq!(history(&hub, scene.booking).await, [("booking.noted".to_owned(), None)]);
    let said: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM audit_log WHERE (detail::text || changes::text) LIKE '%wheelchair%'",
    )
    .fetch_one(hub.db.pool())
    .await
    .unwrap();
    assert_eq!(said, 0, "what can be taken back is not written where it cannot");
    assert_eq!(scene.note(&"x".repeat(2001)).await, Err(ErrorCode::ValidationFailed));
    assert_eq!(scene.note("").await.unwrap(), "");
    assert_eq!(note_of(&mut connection, scene.booking).await.unwrap(), None);
    let stranger = Scene { host: organizer(&hub).await, ..scene };
    assert_eq!(stranger.note("x").await, Err(ErrorCode::Forbidden));
}

#[tokio::test]
async fn the_tickets_are_mailed_again_three_times_a_day() {
    let (hub, _database) = test_hub().await;
    let scene = scene(&hub).await;
    let again = async || {
        code(resend_confirmation(&hub, scene.host, &scene.key(), scene.booking, None).await)
    };
    for left in [2, 1, 0] {
        assert_eq!(again().await.unwrap().left, left);
    }
    assert_eq!(again().await.unwrap_err(), ErrorCode::TooManyRequests);
    assert_eq!(mails(&hub).await, ["booking_confirmed"; 4]);
    let told: i64 = sqlx::query_scalar("SELECT count(*) FROM notifications")
        .fetch_one(hub.db.pool())
        .await
        .unwrap();
    assert_eq!(told, 1, "the inbox has it already");
    scene.cancel(RefundChoice::Full, None, Run::Real(None)).await.unwrap();
    assert_eq!(again().await.unwrap_err(), ErrorCode::BookingNotConfirmed);
}

/// As if the worker had sent all that waits.
async fn sent(hub: &Hub) {
    let sql = "UPDATE mail_messages SET status = 'SENT', sent_at = clock_timestamp()";
    sqlx::query(sql).execute(hub.db.pool()).await.unwrap();
}

#[tokio::test]
async fn a_message_is_sent_again_as_long_as_it_holds_and_not_without_end() {
    let (hub, _database) = test_hub().await;
    let scene = scene(&hub).await;
    let again = async |host, message| {
        let which = (scene.booking, message);
        code(resend_message(&hub, host, &scene.key(), which, None).await)
    };
    let first: MailId =
        sqlx::query_scalar("SELECT id FROM mail_messages").fetch_one(hub.db.pool()).await.unwrap();
    assert_eq!(again(scene.host, first).await.unwrap_err(), ErrorCode::Gone, "it waits anyway");
    sent(&hub).await;
    assert_eq!(again(scene.host, first).await.unwrap().left, 2);
    assert_eq!(mails(&hub).await, ["booking_confirmed"; 2]);
    let told: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM audit_log WHERE action = 'mail.resent' AND booking_id = $1",
    )
    .bind(scene.booking)
    .fetch_one(hub.db.pool())
    .await
    .unwrap();
    assert_eq!(told, 1);
    let unknown = crate::ids::new_id().into();
    assert_eq!(again(scene.host, unknown).await.unwrap_err(), ErrorCode::NotFound);
    let stranger = organizer(&hub).await;
    assert_eq!(again(stranger, first).await.unwrap_err(), ErrorCode::Forbidden);
    // The tickets count too, whichever is asked for.
    code(resend_confirmation(&hub, scene.host, &scene.key(), scene.booking, None).await).unwrap();
    again(scene.host, first).await.unwrap();
    assert_eq!(again(scene.host, first).await.unwrap_err(), ErrorCode::TooManyRequests);
    scene.cancel(RefundChoice::Full, None, Run::Real(None)).await.unwrap();
    sent(&hub).await;
    assert_eq!(again(scene.host, first).await.unwrap_err(), ErrorCode::Gone, "there is no ticket");
}
