//! Whom tickets were handed on to: messages reach them by what that very ticket is.

use super::house::{House, confirmed, text};
use crate::Actor;
use crate::bookings::{cancel_ticket, hand_on, take_back};
use crate::mail::letter;
use crate::messages::{reach, send};
use crate::testing::{attendance, kind, person, wanted};
use types::accounts::Role;
use types::bookings::Booking;
use types::event_bookings::{BookingFilter, PaymentFilter};
use types::ids::{TicketId, TicketTypeId, UserId};
use types::messages::WriteMessage;
use types::ticket_names::HandOn;
use uuid::Uuid;

/// Ada has a ticket of each of two kinds; the child's is Eve's.
struct Handed {
    house: House,
    ada: Actor,
    eve: UserId,
    kinds: [TicketTypeId; 2],
    booking: Booking,
}

impl Handed {
    async fn new() -> Self {
        let house = House::new().await;
        let (hub, event) = (&house.hub, house.event);
        house.do_sql("UPDATE events SET price = 0").await;
        let kinds = [
            kind(hub, event, "Adult", (0, None)).await,
            kind(hub, event, "Child", (0, None)).await,
        ];
        let ada = Actor::User { id: person(hub, Role::Attendee).await, role: Role::Attendee };
        let eve = person(hub, Role::Attendee).await;
        let input = wanted(event, &[(kinds[0], 1), (kinds[1], 1)]);
        let booking = crate::bookings::book(hub, ada, input, None).await.unwrap().value;
        let it = Self { house, ada, eve, kinds, booking };
        it.give(it.child()).await;
        it
    }

    fn of_kind(&self, kind: TicketTypeId) -> TicketId {
        self.booking.tickets.iter().find(|it| it.ticket_type == Some(kind)).unwrap().id
    }

    fn child(&self) -> TicketId {
        self.of_kind(self.kinds[1])
    }

    async fn give(&self, ticket: TicketId) {
        let email = sqlx::query_scalar("SELECT email FROM users WHERE id = $1")
            .bind(self.eve)
            .fetch_one(self.house.hub.db.pool())
            .await
            .unwrap();
        let input = HandOn { name: "Eve Adler".into(), email };
        hand_on(&self.house.hub, self.ada, self.booking.id, ticket, input, None).await.unwrap();
    }

    async fn finds(&self, filter: BookingFilter) -> i64 {
        let (hub, key) = (&self.house.hub, self.house.key());
        reach(hub, self.house.olga, &key, (&filter, false)).await.unwrap().recipients
    }

    async fn seen(&self, ticket: TicketId) {
        sqlx::query("UPDATE tickets SET checked_in_at = clock_timestamp() WHERE id = $1")
            .bind(ticket)
            .execute(self.house.hub.db.pool())
            .await
            .unwrap();
    }

    /// How many mails Ada and Eve have.
    async fn mails(&self) -> Vec<i64> {
        self.house.mails(&[self.ada.user_id().unwrap(), self.eve]).await
    }

    async fn eves_mail(&self) -> Uuid {
        sqlx::query_scalar(
            "SELECT id FROM mail_messages WHERE user_id = $1 AND kind = 'organizer_message'",
        )
        .bind(self.eve)
        .fetch_one(self.house.hub.db.pool())
        .await
        .unwrap()
    }
}

#[tokio::test]
async fn a_guest_is_found_by_their_ticket_and_not_by_the_others_of_its_booking() {
    let it = Handed::new().await;
    let of = |ticket_types: &[TicketTypeId]| BookingFilter {
        ticket_types: ticket_types.to_vec(),
        ..confirmed()
    };
    let seen = |seen: bool| BookingFilter { checked_in: Some(seen), ..confirmed() };
    let search = |words: &str| BookingFilter { search: Some(words.into()), ..confirmed() };
    assert_eq!(it.finds(confirmed()).await, 2);
    assert_eq!((it.finds(of(&it.kinds[..1])).await, it.finds(of(&it.kinds[1..])).await), (1, 2));
    assert_eq!((it.finds(seen(false)).await, it.finds(seen(true)).await), (2, 0));
    it.seen(it.of_kind(it.kinds[0])).await;
    // Ada's booking was seen, Eve's ticket was not.
    assert_eq!((it.finds(seen(false)).await, it.finds(seen(true)).await), (1, 1));
    it.seen(it.child()).await;
    assert_eq!((it.finds(seen(false)).await, it.finds(seen(true)).await), (0, 2));
    it.house.do_sql("UPDATE users SET display_name = 'Ada Lovelace' WHERE NOT is_guest").await;
    assert_eq!((it.finds(search("Eve Adler")).await, it.finds(search("lovelace")).await), (2, 1));
}

#[tokio::test]
async fn what_is_asked_of_the_payment_is_asked_of_the_buyer() {
    let it = Handed::new().await;
    let unpaid = BookingFilter { payment_status: Some(PaymentFilter::None), ..confirmed() };
    assert_eq!(it.finds(unpaid).await, 1);
    let coded = BookingFilter { promo_code: Some("EARLY".into()), ..confirmed() };
    it.house.do_sql("UPDATE bookings SET promo_code = 'EARLY'").await;
    assert_eq!(it.finds(coded).await, 1);
}

#[tokio::test]
async fn a_guest_reads_it_with_their_own_ticket_and_nothing_of_the_booking() {
    let it = Handed::new().await;
    let id = it.house.write(text()).await.unwrap();
    assert_eq!(id.recipients, 2);
    it.house.send(id.id, 1).await;
    assert_eq!(it.mails().await, [1, 1]);
    let told = letter(&it.house.hub, it.eves_mail().await).await.unwrap().unwrap();
    assert_eq!(told.data["handed_on"], true);
    assert_eq!(told.message.as_ref().unwrap().subject, "Doors");
    let of = told.booking.as_ref().unwrap();
    let tickets: Vec<_> = of.tickets.iter().map(|ticket| ticket.id).collect();
    assert_eq!((tickets, of.quantity, of.total.is_zero()), (vec![it.child()], 1, true));
}

#[tokio::test]
async fn who_has_several_tickets_and_booked_too_gets_one_about_their_own_booking() {
    let it = Handed::new().await;
    it.give(it.of_kind(it.kinds[0])).await;
    let own = attendance(&it.house.hub, it.house.event, it.eve, false).await;
    let id = it.house.write(text()).await.unwrap();
    assert_eq!(id.recipients, 2);
    it.house.send(id.id, 10).await;
    assert_eq!(it.mails().await, [1, 1]);
    let told = letter(&it.house.hub, it.eves_mail().await).await.unwrap().unwrap();
    assert_eq!((told.booking.as_ref().unwrap().id, told.data.get("handed_on")), (own, None));
}

#[tokio::test]
async fn whoever_has_no_such_ticket_any_more_gets_nothing() {
    let it = Handed::new().await;
    let (hub, booking, ticket) = (&it.house.hub, it.booking.id, it.child());
    // One that was handed on after its time.
    let later = Some(hub.now() + chrono::TimeDelta::hours(1));
    let id = it.house.write(WriteMessage { send_at: later, ..text() }).await.unwrap().id;
    it.house.do_sql("UPDATE bookings SET booked_at = booked_at - interval '1 hour'").await;
    it.house.time_comes(id).await;
    it.house
        .do_sql("UPDATE ticket_guests SET handed_at = clock_timestamp() + interval '1 minute'")
        .await;
    it.house.send(id, 10).await;
    assert_eq!(it.mails().await, [1, 0]);
    // One that is taken back before the mail goes out.
    it.house.do_sql("UPDATE ticket_guests SET handed_at = clock_timestamp()").await;
    let id = it.house.write(text()).await.unwrap().id;
    send(hub, id, 10).await.unwrap();
    assert_eq!(it.mails().await, [2, 1]);
    let mail = it.eves_mail().await;
    take_back(hub, it.ada, booking, ticket).await.unwrap();
    assert!(letter(hub, mail).await.unwrap().is_none());
    // One that is given back.
    it.give(ticket).await;
    assert_eq!(it.finds(confirmed()).await, 2);
    cancel_ticket(hub, it.ada, booking, ticket, None).await.unwrap();
    assert_eq!(it.finds(confirmed()).await, 1);
}
