//! An exchange of a ticket that was handed on: its guest is told of it, within bounds.

use super::handed_on::EVE;
use super::handed_on_told::{email_of, give, mails_to, proved, read};
use super::support::{attendee, callback, event, execute, organizer, pay};
use crate::bookings::{Run, exchange_as_organizer, exchange_ticket, handed_on_secret};
use crate::testing::{kind, test_hub, wanted};
use crate::{Actor, Hub, bookings};
use serde_json::json;
use types::exchange::{ExchangeForAttendee, ExchangeTicket};
use types::ids::{BookingId, TicketId, TicketTypeId};
use types::payments::PaymentOutcome;
use types::ticket_names::HAND_ONS_A_DAY;

/// Two paid tickets of an event with two kinds, of which the first is handed on.
struct Typed {
    hub: Hub,
    host: Actor,
    ada: Actor,
    event: String,
    of: (BookingId, TicketId),
    kinds: [TicketTypeId; 2],
}

async fn typed(hub: &Hub) -> Typed {
    let (host, ada) = (organizer(hub).await, attendee(hub).await);
    let event = event(hub).hosted_by(hub, host).await;
    let kinds =
        [kind(hub, event, "Adult", (20, None)).await, kind(hub, event, "Senior", (20, None)).await];
    execute(hub, "INSERT INTO ticket_rules (event_id, exchanges) SELECT id, true FROM events")
        .await;
    let booked = bookings::book(hub, ada, wanted(event, &[(kinds[0], 2)]), None).await;
    let booking = booked.unwrap().value.id;
    let payment = pay(hub, ada, booking).await.unwrap();
    callback(hub, ada, &payment, PaymentOutcome::Completed).await;
    let of = (booking, bookings::get(hub, ada, booking).await.unwrap().tickets[0].id);
    give(hub, ada, of, EVE).await;
    proved(hub).await;
    Typed { hub: hub.clone(), host, ada, event: event.to_string(), of, kinds }
}

impl Typed {
    async fn exchange(&self, to: TicketTypeId) {
        let (booking, ticket) = self.of;
        let input = ExchangeTicket { ticket_type: to };
        exchange_ticket(&self.hub, self.ada, booking, ticket, input, None).await.unwrap();
    }
}

#[tokio::test]
async fn whose_ticket_is_exchanged_is_told_for_what_and_nothing_of_money() {
    let (hub, _database) = test_hub().await;
    let it = typed(&hub).await;
    let cheap = kind(&hub, it.event.parse().unwrap(), "Student", (5, None)).await;
    it.exchange(cheap).await;
    let reason = "They are a senior.".to_owned();
    let input = ExchangeForAttendee { ticket_type: it.kinds[1], reason, waive: true, refund: None };
    let run = Run::Real(None);
    let done = exchange_as_organizer(&hub, it.host, &it.event, it.of, input, run).await.unwrap();
    assert_eq!(done.value.effect.people_told, 2, "the team is told how many people are");
    let mails = mails_to(&hub, EVE, "ticket_exchanged").await;
    let [first, second] = mails.try_into().unwrap();
    let (by_buyer, by_team) = (read(&hub, first).await, read(&hub, second).await);
    let secret = handed_on_secret(&hub, it.of.1).await.unwrap().unwrap();
    for (told, from, to) in [(&by_buyer, "Adult", "Student"), (&by_team, "Student", "Senior")] {
        assert_eq!((&told.data["from"], &told.data["to"]), (&json!(from), &json!(to)));
        assert_eq!((&told.data["token"], &told.data["handed_on"]), (&json!(secret), &json!(true)));
        assert_eq!((told.data.get("refunded"), told.data.get("seat")), (None, None));
        let of = told.booking.as_ref().unwrap();
        assert_eq!((of.quantity, of.tickets.len(), of.total.is_zero()), (1, 1, true));
        assert_eq!(of.items.len(), 1);
        assert_eq!((&*of.items[0].name, of.items[0].unit_price.is_zero()), ("Senior", true));
    }
    assert_eq!(by_buyer.data.get("reason"), None);
    assert_eq!(by_team.data["reason"], "They are a senior.");
    // The buyer hears of the money.
    let buyer = email_of(&hub, it.ada).await;
    let [paid_back, _] = mails_to(&hub, &buyer, "ticket_exchanged").await.try_into().unwrap();
    assert!(read(&hub, paid_back).await.data.get("refunded").is_some());
}

#[tokio::test]
async fn a_buyer_who_exchanges_to_and_fro_mails_the_guest_so_often_and_no_more() {
    let (hub, _database) = test_hub().await;
    let it = typed(&hub).await;
    let often = usize::try_from(HAND_ONS_A_DAY / 2).unwrap();
    for nth in 0..often + 3 {
        it.exchange(it.kinds[(nth + 1) % 2]).await;
    }
    // The first of the day's mails of this booking handed it on.
    assert_eq!(mails_to(&hub, EVE, "ticket_exchanged").await.len(), often - 1);
    let buyer = email_of(&hub, it.ada).await;
    assert_eq!(mails_to(&hub, &buyer, "ticket_exchanged").await.len(), often + 3);
}
