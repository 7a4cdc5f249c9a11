//! What guests are told of the tickets that were handed on to them: each once, and within bounds.

use super::handed_on::EVE;
use super::naming::{Stage, stage};
use super::support::{attendee, book, execute};
use crate::bookings::{cancel, cancel_for_event, cancel_ticket, confirm_guest, hand_on};
use crate::mail::{Letter, letter};
use crate::notifications::remind;
use crate::{Actor, Hub};
use serde_json::json;
use types::ErrorCode;
use types::bookings::BookingStatus;
use types::ids::{BookingId, TicketId};
use types::ticket_names::{HAND_ONS_A_DAY, HandOn};
use uuid::Uuid;

pub(super) async fn give(hub: &Hub, from: Actor, of: (BookingId, TicketId), email: &str) {
    let input = HandOn { name: "Eve Adler".into(), email: email.into() };
    hand_on(hub, from, of.0, of.1, input, None).await.unwrap();
}

/// The mails of a kind to an address, the oldest first.
pub(super) async fn mails_to(hub: &Hub, email: &str, kind: &str) -> Vec<Uuid> {
    sqlx::query_scalar(
        "SELECT id FROM mail_messages WHERE recipient = $1 AND kind = $2 ORDER BY created_at, id",
    )
    .bind(email)
    .bind(kind)
    .fetch_all(hub.db.pool())
    .await
    .unwrap()
}

pub(super) async fn read(hub: &Hub, mail: Uuid) -> Letter {
    letter(hub, mail).await.unwrap().unwrap()
}

pub(super) async fn proved(hub: &Hub) {
    execute(hub, "UPDATE users SET email_verified_at = clock_timestamp()").await;
}

pub(super) async fn email_of(hub: &Hub, actor: Actor) -> String {
    sqlx::query_scalar("SELECT email FROM users WHERE id = $1")
        .bind(actor.user_id())
        .fetch_one(hub.db.pool())
        .await
        .unwrap()
}

#[tokio::test]
async fn whose_ticket_is_taken_back_is_told_which_and_by_whom() {
    let stage = stage().await;
    execute(&stage.hub, "UPDATE events SET online_meeting_url = 'https://meet.example.test/x'")
        .await;
    stage.hand_on(stage.ada, EVE).await.unwrap();
    let secret = stage.secret().await;
    let code = stage.seen(&secret).await.code.unwrap();
    confirm_guest(&stage.hub, &secret).await.unwrap();
    stage.take_back().await.unwrap();
    let [mail] = mails_to(&stage.hub, EVE, "ticket_taken_back").await.try_into().unwrap();
    let told = read(&stage.hub, mail).await;
    assert_eq!(told.data["codes"], json!([code]));
    assert!(told.data["from"].as_str().is_some_and(|from| from.starts_with("Person ")));
    assert_eq!(told.data.get("token"), None, "it has no page any more");
    let of = told.booking.as_ref().unwrap();
    assert_eq!((of.tickets.len(), of.quantity, of.total.is_zero()), (0, 1, true));
    assert_eq!((of.attends, of.online_meeting_url.as_deref()), (false, None));
    let inbox = "notifications WHERE kind = 'ticket_taken_back' AND event_id IS NOT NULL
        AND booking_id IS NULL";
    assert_eq!(stage.count(inbox).await, 1);
}

#[tokio::test]
async fn an_address_that_nobody_has_proved_is_told_without_a_name() {
    let stage = stage().await;
    stage.hand_on(stage.ada, EVE).await.unwrap();
    let code = stage.seen(&stage.secret().await).await.code.unwrap();
    stage.take_back().await.unwrap();
    let told = read(&stage.hub, stage.last_mail("ticket_taken_back").await).await;
    assert_eq!((told.name.as_deref(), told.data.get("from")), (None, None));
    assert_eq!(told.data["codes"], json!([code]));
}

#[tokio::test]
async fn a_ticket_that_goes_to_and_fro_mails_no_more_than_handing_on_may() {
    let stage = stage().await;
    let sent = async |kind: &str| mails_to(&stage.hub, EVE, kind).await.len();
    let pairs = usize::try_from(HAND_ONS_A_DAY / 4).unwrap();
    for _ in 0..pairs {
        stage.hand_on(stage.ada, EVE).await.unwrap();
        stage.take_back().await.unwrap();
    }
    stage.hand_on(stage.ada, EVE).await.unwrap();
    assert_eq!(
        (sent("ticket_handed_on").await, sent("ticket_taken_back").await),
        (pairs + 1, pairs)
    );
    // The buyer has it back all the same.
    let back = stage.take_back().await.unwrap();
    assert_eq!(back.tickets[0].sent_to, None);
    assert_eq!(sent("ticket_taken_back").await, pairs);
    let lines = stage.count("notifications WHERE kind = 'ticket_taken_back'").await;
    assert_eq!(lines, i64::try_from(pairs).unwrap() + 1, "the inbox tells it");
    let refused = stage.hand_on(stage.ada, EVE).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::TooManyRequests);
}

impl Stage {
    /// Both tickets of the booking are one guest's.
    async fn both_to_eve(&self) {
        for ticket in &self.booking.tickets {
            give(&self.hub, self.ada, (self.booking.id, ticket.id), EVE).await;
        }
        proved(&self.hub).await;
    }
}

#[tokio::test]
async fn who_has_two_tickets_is_told_of_both_at_once() {
    let stage = stage().await;
    stage.both_to_eve().await;
    execute(&stage.hub, "UPDATE events SET start_date = clock_timestamp() + interval '23 hours'")
        .await;
    execute(&stage.hub, "UPDATE ticket_guests SET handed_at = handed_at - interval '2 days'").await;
    remind(&stage.hub, stage.event, 10).await.unwrap();
    let [mail] = mails_to(&stage.hub, EVE, "event_reminder").await.try_into().unwrap();
    let reminded = read(&stage.hub, mail).await;
    assert_eq!(reminded.booking.as_ref().unwrap().tickets.len(), 2);
    assert_eq!(reminded.data["token"], stage.secret().await.as_str(), "the first one's page");
    cancel(&stage.hub, stage.ada, stage.booking.id, None).await.unwrap();
    let [mail] = mails_to(&stage.hub, EVE, "booking_cancelled").await.try_into().unwrap();
    let told = read(&stage.hub, mail).await;
    assert_eq!(told.data["codes"].as_array().unwrap().len(), 2);
    let of = told.booking.as_ref().unwrap();
    assert_eq!((of.status, of.attends, of.tickets.len()), (BookingStatus::Cancelled, false, 2));
    assert_eq!(told.data.get("refunded"), None);
}

#[tokio::test]
async fn of_two_tickets_the_one_that_is_given_back_is_named_and_the_other_stands() {
    let stage = stage().await;
    stage.both_to_eve().await;
    let code = stage.seen(&stage.secret().await).await.code.unwrap();
    cancel_ticket(&stage.hub, stage.ada, stage.booking.id, stage.ticket(), None).await.unwrap();
    let [mail] = mails_to(&stage.hub, EVE, "tickets_cancelled").await.try_into().unwrap();
    let told = read(&stage.hub, mail).await;
    assert_eq!(told.data["codes"], json!([code]));
    let of = told.booking.as_ref().unwrap();
    assert_eq!((of.status, of.attends), (BookingStatus::Cancelled, true));
}

#[tokio::test]
async fn that_an_event_is_cancelled_is_told_once_to_guest_and_to_who_booked_too() {
    let stage = stage().await;
    stage.both_to_eve().await;
    let (bob, cyd) = (attendee(&stage.hub).await, attendee(&stage.hub).await);
    let bobs = book(&stage.hub, bob, stage.event, 2).await.unwrap();
    give(&stage.hub, bob, (bobs.id, bobs.tickets[0].id), EVE).await;
    let theirs = email_of(&stage.hub, cyd).await;
    give(&stage.hub, bob, (bobs.id, bobs.tickets[1].id), &theirs).await;
    let cyds = book(&stage.hub, cyd, stage.event, 1).await.unwrap();
    proved(&stage.hub).await;
    execute(&stage.hub, "UPDATE events SET status = 'CANCELLED', cancelled_at = clock_timestamp()")
        .await;
    cancel_for_event(&stage.hub, stage.event, 10).await.unwrap();
    assert_eq!(mails_to(&stage.hub, EVE, "event_cancelled").await.len(), 1);
    let [mail] = mails_to(&stage.hub, &theirs, "event_cancelled").await.try_into().unwrap();
    let told = read(&stage.hub, mail).await;
    assert_eq!(told.booking.as_ref().unwrap().id, cyds.id, "with what they get back");
    assert_eq!(told.data.get("handed_on"), None);
}

#[tokio::test]
async fn whoever_booked_too_goes_all_the_same() {
    let stage = stage().await;
    let cyd = attendee(&stage.hub).await;
    let theirs = email_of(&stage.hub, cyd).await;
    stage.hand_on(stage.ada, &theirs).await.unwrap();
    book(&stage.hub, cyd, stage.event, 1).await.unwrap();
    cancel(&stage.hub, stage.ada, stage.booking.id, None).await.unwrap();
    let [mail] = mails_to(&stage.hub, &theirs, "booking_cancelled").await.try_into().unwrap();
    let told = read(&stage.hub, mail).await;
    // The entry in their calendar stays.
    assert!(told.booking.as_ref().unwrap().attends);
    assert_eq!(told.data["handed_on"], true);
}
