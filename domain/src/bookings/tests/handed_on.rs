//! Tickets that are handed on: a new code, one link, and nothing of the buyer's.

use super::naming::{CLOSED, Stage, stage};
use super::support::{attendee, book, event, execute, in_balance, mails};
use super::used::scan;
use crate::bookings::{
    GuestAddress, Run, cancel, cancel_for_event, cancel_ticket, confirm_guest, confirmed_details,
    guest_details, guest_ticket, hand_on, handed_on_secret, move_booking, name_by_guest,
    name_ticket, send_again, take_back,
};
use crate::ids::new_id;
use crate::notifications::remind;
use crate::privacy::export;
use crate::{Actor, mail};
use types::booking_actions::MoveBooking;
use types::bookings::{Booking, BookingStatus};
use types::guests::GuestTicket;
use types::ids::TicketId;
use types::ticket_names::{HAND_ONS_A_DAY, HandOn, NameTicket};
use types::{ErrorCode, Failure, FieldProblem};
use uuid::Uuid;

pub(super) const EVE: &str = "eve@guests.test";

impl Stage {
    pub(super) fn ticket(&self) -> TicketId {
        self.booking.tickets[0].id
    }

    pub(super) async fn hand_on(&self, actor: Actor, email: &str) -> Result<Booking, Failure> {
        let input = HandOn { name: "Eve Adler".into(), email: email.into() };
        let done = hand_on(&self.hub, actor, self.booking.id, self.ticket(), input, None).await;
        done.map(|answer| answer.value).map_err(|refusal| refusal.failure)
    }

    pub(super) async fn take_back(&self) -> Result<Booking, Failure> {
        let done = take_back(&self.hub, self.ada, self.booking.id, self.ticket()).await;
        done.map_err(Failure::from)
    }

    pub(super) async fn send_again(&self) -> Result<Booking, ErrorCode> {
        let done = send_again(&self.hub, self.ada, self.booking.id, self.ticket(), None).await;
        done.map(|answer| answer.value).map_err(|refusal| refusal.failure.code)
    }

    pub(super) async fn secret(&self) -> String {
        handed_on_secret(&self.hub, self.ticket()).await.unwrap().unwrap()
    }

    pub(super) async fn seen(&self, secret: &str) -> GuestTicket {
        match guest_ticket(&self.hub, secret).await.unwrap() {
            GuestAddress::Ticket(ticket) => *ticket,
            GuestAddress::InAccount(_) => panic!("a ticket that was handed on is in no account"),
        }
    }

    pub(super) async fn count(&self, from: &'static str) -> i64 {
        let sql = sqlx::AssertSqlSafe(format!("SELECT count(*) FROM {from}"));
        sqlx::query_scalar(sql).fetch_one(self.hub.db.pool()).await.unwrap()
    }

    pub(super) async fn last_mail(&self, kind: &str) -> Uuid {
        sqlx::query_scalar(
            "SELECT id FROM mail_messages WHERE kind = $1 AND recipient = $2
             ORDER BY created_at DESC, id DESC LIMIT 1",
        )
        .bind(kind)
        .bind(EVE)
        .fetch_one(self.hub.db.pool())
        .await
        .unwrap()
    }
}

#[tokio::test]
async fn only_the_guest_has_the_code_and_the_one_before_opens_no_door() {
    let stage = stage().await;
    let old = stage.booking.tickets[0].code.clone();
    let after = stage.hand_on(stage.ada, " EVE@guests.test ").await.unwrap();
    let ticket = &after.tickets[0];
    assert_eq!((ticket.code.as_str(), ticket.attendee_name.as_str()), ("", "Eve Adler"));
    assert_eq!((ticket.sent_to.as_deref(), ticket.opened_at), (Some(EVE), None));
    assert_eq!(after.tickets[1], stage.booking.tickets[1], "the other one is as it was");
    assert_eq!(scan(&stage.hub, stage.event, &old).await, Err(ErrorCode::NotFound));
    assert_eq!(scan(&stage.hub, stage.event, "").await, Err(ErrorCode::ValidationFailed));
    // What the buyer prints, keeps and exports has nothing of it.
    let printed = confirmed_details(&stage.hub, stage.ada, after.id).await.unwrap();
    assert_eq!(printed.tickets, after.tickets[1..]);
    let secret = stage.secret().await;
    let seen = stage.seen(&secret).await;
    let code = seen.code.clone().unwrap();
    assert_ne!(code, old);
    let everything = export(&stage.hub, stage.ada).await.unwrap().to_string();
    assert!(everything.contains(EVE) && !everything.contains(&code), "{everything}");
    assert_eq!((seen.name.as_str(), seen.handed_on, seen.may_name), ("Eve Adler", true, true));
    assert!(stage.now().await.tickets[0].opened_at.is_some(), "it was opened just now");
    // The guest's papers are of that ticket alone, and say nothing of money.
    let papers = guest_details(&stage.hub, &secret).await.unwrap();
    assert_eq!((papers.quantity, papers.total.is_zero(), papers.tickets.len()), (1, true, 1));
    assert_eq!(papers.tickets[0].code, code);
    assert_eq!(scan(&stage.hub, stage.event, &code).await, Ok(()));
    assert_eq!(stage.take_back().await.unwrap_err().code, ErrorCode::AlreadyCheckedIn);
    in_balance(&stage.hub).await;
}

#[tokio::test]
async fn what_is_taken_back_has_another_code_and_its_link_is_dead() {
    let stage = stage().await;
    let own = stage.booking.tickets[0].attendee_name.clone();
    stage.hand_on(stage.ada, EVE).await.unwrap();
    let again = stage.hand_on(stage.ada, "bob@guests.test").await.unwrap_err();
    assert_eq!(again.code, ErrorCode::TicketHandedOn, "it is not the buyer's to give");
    let (booking, ticket) = (stage.booking.id, stage.ticket());
    let input = NameTicket { attendee_name: "Ada".into() };
    let named = name_ticket(&stage.hub, stage.ada, booking, ticket, input).await.unwrap_err();
    assert_eq!(named.code(), Some(ErrorCode::TicketHandedOn));
    let secret = stage.secret().await;
    let code = stage.seen(&secret).await.code.unwrap();
    let mail_id = stage.last_mail("ticket_handed_on").await;
    let back = stage.take_back().await.unwrap();
    assert_eq!((back.tickets[0].sent_to.as_deref(), &back.tickets[0].attendee_name), (None, &own));
    assert!(![&code, &stage.booking.tickets[0].code].contains(&&back.tickets[0].code));
    for dead in [&code, &stage.booking.tickets[0].code] {
        assert_eq!(scan(&stage.hub, stage.event, dead).await, Err(ErrorCode::NotFound));
    }
    let gone = guest_ticket(&stage.hub, &secret).await.unwrap_err();
    assert_eq!(gone.code(), Some(ErrorCode::NotFound));
    let gone = guest_details(&stage.hub, &secret).await.unwrap_err();
    assert_eq!(gone.code(), Some(ErrorCode::NotFound));
    // The mail that was not sent yet is not sent.
    assert!(mail::letter(&stage.hub, mail_id).await.unwrap().is_none());
    assert_eq!(stage.count("mail_messages WHERE status = 'WITHHELD'").await, 1);
    assert_eq!(stage.take_back().await.unwrap_err().code, ErrorCode::NotFound);
    assert_eq!(stage.send_again().await, Err(ErrorCode::NotFound));
    stage.hand_on(stage.ada, "bob@guests.test").await.unwrap();
    assert_ne!(stage.secret().await, secret, "another guest has another link");
}

#[tokio::test]
async fn the_mail_says_who_sends_it_and_only_to_a_proved_address() {
    let stage = stage().await;
    stage.hand_on(stage.ada, EVE).await.unwrap();
    assert_eq!(mails(&stage.hub).await, ["booking_confirmed", "ticket_handed_on"]);
    let id = stage.last_mail("ticket_handed_on").await;
    let letter = mail::letter(&stage.hub, id).await.unwrap().unwrap();
    let booking = letter.booking.as_ref().unwrap();
    assert_eq!((booking.tickets.len(), booking.quantity, booking.total.is_zero()), (1, 1, true));
    assert_eq!(letter.data["token"], stage.secret().await.as_str());
    assert_eq!(letter.data.get("from"), None, "a name is no advertisement");
    confirm_guest(&stage.hub, &stage.secret().await).await.unwrap();
    stage.send_again().await.unwrap();
    let id = stage.last_mail("ticket_handed_on").await;
    let letter = mail::letter(&stage.hub, id).await.unwrap().unwrap();
    assert_eq!(letter.name.as_deref(), Some("Eve Adler"));
    assert!(letter.data["from"].as_str().is_some_and(|from| from.starts_with("Person ")));
    assert_eq!(stage.count("notifications WHERE kind = 'ticket_sent'").await, 1);
    // A guest's inbox leads to no booking that is not theirs.
    let foreign = "notifications n JOIN bookings b ON b.id = n.booking_id
        WHERE n.user_id <> b.user_id";
    assert_eq!(stage.count(foreign).await, 0);
}

#[tokio::test]
async fn mail_to_strangers_has_bounds() {
    let stage = stage().await;
    let own: String = sqlx::query_scalar("SELECT email FROM users WHERE id = $1")
        .bind(stage.ada.user_id())
        .fetch_one(stage.hub.db.pool())
        .await
        .unwrap();
    let refused = stage.hand_on(stage.ada, &own).await.unwrap_err();
    assert_eq!(refused.fields[0].problem, FieldProblem::NotAllowed);
    let refused = stage.hand_on(stage.ada, "nobody").await.unwrap_err();
    assert_eq!(
        (&*refused.fields[0].field, refused.fields[0].problem),
        ("email", FieldProblem::Invalid)
    );
    for stranger in [attendee(&stage.hub).await, stage.host] {
        let refused = stage.hand_on(stranger, EVE).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::NotFound);
    }
    assert_eq!(stage.count("users WHERE is_guest").await, 0, "who is refused makes no guests");
    stage.hand_on(stage.ada, EVE).await.unwrap();
    for _ in 1..HAND_ONS_A_DAY / 2 {
        stage.send_again().await.unwrap();
    }
    assert_eq!(stage.send_again().await, Err(ErrorCode::TooManyRequests));
    stage.take_back().await.unwrap();
    let refused = stage.hand_on(stage.ada, "bob@guests.test").await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::TooManyRequests);
    execute(&stage.hub, "UPDATE users SET email_verified_at = NULL").await;
    let refused = stage.hand_on(stage.ada, EVE).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::EmailNotVerified);
}

#[tokio::test]
async fn whether_an_address_has_an_account_is_nothing_that_the_buyer_learns() {
    let stage = stage().await;
    let known = attendee(&stage.hub).await;
    let theirs: String = sqlx::query_scalar("SELECT email FROM users WHERE id = $1")
        .bind(known.user_id())
        .fetch_one(stage.hub.db.pool())
        .await
        .unwrap();
    let mut answers = Vec::new();
    for email in [EVE, theirs.as_str()] {
        let mut after = stage.hand_on(stage.ada, email).await.unwrap();
        assert_eq!(after.tickets[0].sent_to.take().as_deref(), Some(email));
        after.tickets[0].sent_at = None;
        answers.push(after);
        // An account has the ticket by the same link, and no booking of somebody else's.
        let seen = stage.seen(&stage.secret().await).await;
        assert_eq!(seen.has_account, email == theirs);
        stage.take_back().await.unwrap();
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(stage.count("notifications WHERE kind = 'ticket_handed_on'").await, 2);
}

#[tokio::test]
async fn the_guest_names_it_by_the_link_until_changes_are_over() {
    let stage = stage().await;
    stage.hand_on(stage.ada, EVE).await.unwrap();
    let secret = stage.secret().await;
    let name = async |secret: &str, name: &str| {
        let input = NameTicket { attendee_name: name.into() };
        name_by_guest(&stage.hub, secret, input).await.map_err(Failure::from)
    };
    name(&secret, " E.  Adler ").await.unwrap();
    assert_eq!(stage.seen(&secret).await.name, "E. Adler");
    for bad in ["", "See evil.example", &"a".repeat(101)] {
        assert_eq!(name(&secret, bad).await.unwrap_err().code, ErrorCode::ValidationFailed);
    }
    assert_eq!(name(&secret[1..], "Eve").await.unwrap_err().code, ErrorCode::NotFound);
    stage.set(CLOSED).await;
    assert_eq!(name(&secret, "Eve").await.unwrap_err().code, ErrorCode::ChangesClosed);
    assert!(!stage.seen(&secret).await.may_name);
    for closed in [
        stage.take_back().await.unwrap_err().code,
        stage.send_again().await.unwrap_err(),
        stage.hand_on(stage.ada, "bob@guests.test").await.unwrap_err().code,
    ] {
        assert_eq!(closed, ErrorCode::ChangesClosed);
    }
}

#[tokio::test]
async fn a_ticket_that_is_given_back_is_void_for_its_guest_too() {
    let stage = stage().await;
    stage.hand_on(stage.ada, EVE).await.unwrap();
    let secret = stage.secret().await;
    let code = stage.seen(&secret).await.code.unwrap();
    cancel_ticket(&stage.hub, stage.ada, stage.booking.id, stage.ticket(), None).await.unwrap();
    let seen = stage.seen(&secret).await;
    assert_eq!((seen.cancelled, seen.code, seen.may_name), (true, None, false));
    assert_eq!(scan(&stage.hub, stage.event, &code).await, Err(ErrorCode::BookingNotConfirmed));
    let refused = guest_details(&stage.hub, &secret).await.unwrap_err();
    assert_eq!(refused.code(), Some(ErrorCode::BookingNotConfirmed));
    let id = stage.last_mail("tickets_cancelled").await;
    let letter = mail::letter(&stage.hub, id).await.unwrap().unwrap();
    assert_eq!(letter.data.get("refunded"), None, "whose the money is is the buyer's affair");
    in_balance(&stage.hub).await;
}

#[tokio::test]
async fn guests_are_told_of_what_becomes_of_their_event() {
    let stage = stage().await;
    stage.hand_on(stage.ada, EVE).await.unwrap();
    confirm_guest(&stage.hub, &stage.secret().await).await.unwrap();
    execute(&stage.hub, "UPDATE events SET start_date = clock_timestamp() + interval '23 hours'")
        .await;
    execute(&stage.hub, "UPDATE bookings SET confirmed_at = clock_timestamp() - interval '3 days'")
        .await;
    execute(
        &stage.hub,
        "UPDATE ticket_guests SET handed_at = clock_timestamp() - interval '2 days'",
    )
    .await;
    assert_eq!(remind(&stage.hub, stage.event, 10).await.unwrap().done, 2);
    let id = stage.last_mail("event_reminder").await;
    let letter = mail::letter(&stage.hub, id).await.unwrap().unwrap();
    assert_eq!(letter.data["token"], stage.secret().await.as_str());
    assert_eq!(letter.booking.as_ref().unwrap().tickets.len(), 1);
    assert_eq!(letter.booking.as_ref().unwrap().tickets[0].attendee_name, "Eve Adler");
    execute(&stage.hub, "UPDATE events SET status = 'CANCELLED', cancelled_at = clock_timestamp()")
        .await;
    cancel_for_event(&stage.hub, stage.event, 10).await.unwrap();
    let id = stage.last_mail("event_cancelled").await;
    let letter = mail::letter(&stage.hub, id).await.unwrap().unwrap();
    assert_eq!(letter.booking.as_ref().unwrap().status, BookingStatus::Cancelled);
    let refused = stage.hand_on(stage.ada, "bob@guests.test").await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::EventCancelled);
}

#[tokio::test]
async fn a_booking_that_moves_takes_its_guests_along() {
    let stage = stage().await;
    stage.hand_on(stage.ada, EVE).await.unwrap();
    let secret = stage.secret().await;
    let before = stage.seen(&secret).await;
    let there = event(&stage.hub).free().hosted_by(&stage.hub, stage.host).await;
    let input = MoveBooking {
        event: there.to_string(),
        reason: "The hall is small.".into(),
        ticket_type: None,
    };
    let (event, booking) = (stage.event.to_string(), stage.booking.id);
    move_booking(&stage.hub, stage.host, &event, booking, input, Run::Real(None)).await.unwrap();
    let seen = stage.seen(&secret).await;
    assert_ne!(seen.slug, before.slug);
    let (old, new) = (before.code.unwrap(), seen.code.unwrap());
    assert_eq!(scan(&stage.hub, there, &old).await, Err(ErrorCode::NotFound));
    assert_eq!(scan(&stage.hub, there, &new).await, Ok(()));
    stage.last_mail("booking_moved").await;
}

#[tokio::test]
async fn a_double_click_hands_on_once() {
    let stage = stage().await;
    let key = || Some(crate::idempotency::IdempotencyKey::parse(&new_id().to_string()).unwrap());
    let key = key();
    let input = || HandOn { name: "Eve".into(), email: EVE.into() };
    let (booking, ticket) = (stage.booking.id, stage.ticket());
    let first =
        hand_on(&stage.hub, stage.ada, booking, ticket, input(), key.clone()).await.unwrap();
    let second = hand_on(&stage.hub, stage.ada, booking, ticket, input(), key).await.unwrap();
    assert!(second.replayed);
    assert_eq!(first.value, second.value);
    assert_eq!(stage.count("mail_messages WHERE kind = 'ticket_handed_on'").await, 1);
    // Of a booking of several, each ticket has a guest of its own.
    let other = book(&stage.hub, stage.ada, stage.event, 1).await.unwrap();
    let last = other.tickets[0].id;
    hand_on(&stage.hub, stage.ada, other.id, last, input(), None).await.unwrap();
    assert_eq!(stage.count("ticket_guests").await, 2);
    cancel(&stage.hub, stage.ada, other.id, None).await.unwrap();
    in_balance(&stage.hub).await;
}
