//! Holders of some kinds of ticket: whom lists show and messages reach.

use super::house::House;
use crate::bookings::tests::support::{attendee, callback, pay};
use crate::event_bookings::{attendees, list};
use crate::messages::reach;
use crate::testing::{kind, wanted};
use types::event_bookings::{BookingFilter, BookingQuery};
use types::ids::TicketTypeId;
use types::messages::WriteMessage;
use types::payments::PaymentOutcome;

impl House {
    async fn holder(&self, items: &[(TicketTypeId, i64)]) {
        let who = attendee(&self.hub).await;
        let input = wanted(self.event, items);
        let booked = crate::bookings::book(&self.hub, who, input, None).await.unwrap().value.id;
        let payment = pay(&self.hub, who, booked).await.unwrap();
        callback(&self.hub, who, &payment, PaymentOutcome::Completed).await;
    }
}

#[tokio::test]
async fn lists_and_messages_find_who_holds_any_of_these_kinds() {
    let house = House::new().await;
    let mut kinds = Vec::new();
    for (name, quota) in [("Adult", None), ("Child", Some(9)), ("Workshop", Some(3))] {
        kinds.push(kind(&house.hub, house.event, name, (20, quota)).await);
    }
    let (adult, child, workshop) = (kinds[0], kinds[1], kinds[2]);
    house.holder(&[(adult, 1), (child, 2)]).await;
    house.holder(&[(workshop, 1)]).await;
    house.holder(&[(adult, 2)]).await;
    let (hub, olga, key) = (&house.hub, house.olga, house.key());
    // Bookings, tickets and people.
    for (kinds, bookings, tickets) in [
        (vec![], 3, 6),
        (vec![adult], 2, 3),
        (vec![child], 1, 2),
        (vec![child, workshop], 2, 3),
        (vec![adult, child], 2, 5),
        (vec![adult, child, workshop], 3, 6),
    ] {
        let filter = BookingFilter { ticket_types: kinds.clone(), ..BookingFilter::default() };
        let query = BookingQuery { filter: filter.clone(), ..BookingQuery::default() };
        let found = list(hub, olga, &key, &query).await.unwrap();
        assert_eq!(found.page.count, bookings, "{kinds:?}");
        assert_eq!(attendees(hub, olga, &key, &query).await.unwrap().count, tickets, "{kinds:?}");
        let reached = reach(hub, olga, &key, (&filter, false)).await.unwrap();
        assert_eq!(reached.recipients, bookings, "{kinds:?}");
        let message = WriteMessage {
            subject: "Doors".into(),
            body: "At five.".into(),
            audience: filter,
            ..WriteMessage::default()
        };
        assert_eq!(house.write(message).await.unwrap().recipients, bookings, "{kinds:?}");
    }
    let stored: Vec<i32> = sqlx::query_scalar(
        "SELECT jsonb_array_length(audience -> 'ticket_types') FROM messages ORDER BY created_at, id",
    )
    .fetch_all(hub.db.pool())
    .await
    .unwrap();
    assert_eq!(stored, [0, 1, 1, 2, 2, 3]);
    let names = crate::ticket_types::names(hub, olga, &key).await.unwrap();
    let names: Vec<_> = names.iter().map(|kind| (kind.id, &*kind.name)).collect();
    assert_eq!(names, [(adult, "Adult"), (child, "Child"), (workshop, "Workshop")]);
}
