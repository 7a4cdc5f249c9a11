//! What is booked of which type, at which price, and why it is refused.

use super::support::{
    Kind, attendee, book, bought, buy, event, exact, execute, in_balance, money, pool, seats,
    taken, taken_of_pool, wanted,
};
use crate::bookings::{self, get};
use crate::idempotency::IdempotencyKey;
use crate::ids::new_id;
use crate::testing::{logged_in, test_hub};
use types::bookings::{BookInput, BookingStatus};
use types::ids::TicketTypeId;
use types::{ErrorCode, FieldProblem};

#[tokio::test]
async fn a_booking_of_several_types_holds_all_of_them_and_says_what_each_costs() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).create(&hub).await;
    let adult = Kind::of(25_00).quota(5).add(&hub, event).await;
    let student = Kind::of(9_99).add(&hub, event).await;
    let (ada, booking) = bought(&hub, event, &[(student, 1), (adult, 2)]).await;
    assert_eq!((booking.quantity, booking.status), (3, BookingStatus::Pending));
    assert_eq!((booking.total_price, booking.unit_price), (money(59_99), money(9_99)));
    let items: Vec<_> =
        booking.items.iter().map(|it| (&*it.name, it.quantity, it.unit_price)).collect();
    assert_eq!(items, [("Type 0", 2, money(25_00)), ("Type 1", 1, money(9_99))]);
    assert_eq!(get(&hub, ada, booking.id).await.unwrap(), booking);
    assert_eq!((taken(&hub, adult).await, taken(&hub, student).await), (2, 0));
    assert_eq!(seats(&hub, event).await, (0, 3, 0));
    exact(&hub).await;
}

#[tokio::test]
async fn all_of_a_booking_or_nothing() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).create(&hub).await;
    let shared = pool(&hub, event, 3).await;
    let adult = Kind::of(25_00).pool(shared).add(&hub, event).await;
    let student = Kind::of(9_99).pool(shared).quota(2).add(&hub, event).await;
    bought(&hub, event, &[(student, 2)]).await;
    let ada = attendee(&hub).await;
    let left = async |items: &[(TicketTypeId, i64)]| {
        let refusal = buy(&hub, ada, event, items).await.unwrap_err().failure;
        assert_eq!(refusal.code, ErrorCode::SoldOut);
        (refusal.ticket_type, refusal.seats_available)
    };
    assert_eq!(left(&[(adult, 1), (student, 1)]).await, (Some(student), Some(0)));
    assert_eq!(left(&[(adult, 2)]).await, (Some(adult), Some(1)), "the pool has one more");
    assert_eq!(taken_of_pool(&hub, shared).await, 2);
    buy(&hub, ada, event, &[(adult, 1)]).await.unwrap();
    exact(&hub).await;
}

#[tokio::test]
async fn what_costs_nothing_is_confirmed_with_tickets_of_their_types() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).create(&hub).await;
    let gratis = Kind::of(0).quota(3).add(&hub, event).await;
    let child = Kind::of(0).add(&hub, event).await;
    let adult = Kind::of(5_00).add(&hub, event).await;
    let (ada, booking) = bought(&hub, event, &[(gratis, 1), (child, 2)]).await;
    assert_eq!(booking.status, BookingStatus::Confirmed);
    let types: Vec<_> = booking.tickets.iter().map(|ticket| ticket.ticket_type).collect();
    assert_eq!(types, [Some(gratis), Some(child), Some(child)]);
    assert_eq!(get(&hub, ada, booking.id).await.unwrap().tickets, booking.tickets);
    let (_, mixed) = bought(&hub, event, &[(gratis, 1), (adult, 1)]).await;
    assert_eq!((mixed.status, mixed.total_price), (BookingStatus::Pending, money(5_00)));
    assert_eq!(seats(&hub, event).await, (3, 2, 0));
    exact(&hub).await;
}

#[tokio::test]
async fn the_first_so_many_pay_less_and_keep_it() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).create(&hub).await;
    let adult = Kind::of(25_00).early(3, 19_00).add(&hub, event).await;
    let (_, first) = bought(&hub, event, &[(adult, 2)]).await;
    let (_, second) = bought(&hub, event, &[(adult, 2)]).await;
    let (ada, third) = bought(&hub, event, &[(adult, 1)]).await;
    let (_, fourth) = bought(&hub, event, &[(adult, 1)]).await;
    let prices = [&first, &second, &third, &fourth].map(|it| it.total_price);
    // The second wants two, and one is left at that price.
    assert_eq!(prices, [money(38_00), money(50_00), money(25_00), money(25_00)]);
    execute(&hub, "DELETE FROM ticket_price_steps").await;
    execute(&hub, "UPDATE ticket_types SET price = 99").await;
    assert_eq!(get(&hub, ada, third.id).await.unwrap(), third);
    exact(&hub).await;
}

#[tokio::test]
async fn a_quantity_means_the_only_type_on_sale() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub).create(&hub).await);
    let adult = Kind::of(25_00).add(&hub, event).await;
    let booking = book(&hub, ada, event, 2).await.unwrap();
    assert_eq!((booking.items[0].ticket_type, booking.items[0].quantity), (adult, 2));
    let key = || Some(IdempotencyKey::parse("once").unwrap());
    let with_key = || bookings::book(&hub, ada, BookInput::of(event, 1), key());
    assert_eq!(with_key().await.unwrap().value, with_key().await.unwrap().value);
    Kind::of(9_99).add(&hub, event).await;
    let refusal = book(&hub, ada, event, 2).await.unwrap_err().failure;
    assert_eq!(refusal.code, ErrorCode::TicketTypeRequired);
    execute(&hub, "UPDATE ticket_types SET offering = 'PAUSED' WHERE price < 10").await;
    book(&hub, ada, event, 2).await.unwrap();
    exact(&hub).await;
    // Where none is on sale, the only one there is says why; of several, one is to be named.
    execute(&hub, "UPDATE ticket_types SET offering = 'PAUSED'").await;
    let refusal = book(&hub, ada, event, 2).await.unwrap_err().failure;
    assert_eq!(refusal.code, ErrorCode::TicketTypeRequired);
    execute(&hub, "UPDATE ticket_types SET offering = 'ARCHIVED' WHERE price < 10").await;
    let refusal = book(&hub, ada, event, 2).await.unwrap_err().failure;
    assert_eq!((refusal.code, refusal.ticket_type), (ErrorCode::SaleNotOpen, Some(adult)));
}

#[tokio::test]
async fn by_a_token_and_with_a_key_it_is_the_same_booking() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub).create(&hub).await);
    let adult = Kind::of(25_00).quota(3).add(&hub, event).await;
    let bearer = logged_in(&hub, ada.user_id().unwrap()).await;
    bookings::book(&hub, bearer, wanted(event, &[(adult, 1)]), None).await.unwrap();
    let key = || Some(IdempotencyKey::parse("once").unwrap());
    let again = || bookings::book(&hub, ada, wanted(event, &[(adult, 2)]), key());
    let (first, second) = (again().await.unwrap(), again().await.unwrap());
    assert_eq!(first.value, second.value);
    assert_eq!(taken(&hub, adult).await, 3);
    exact(&hub).await;
}

#[tokio::test]
async fn what_cannot_be_had_says_why() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub).create(&hub).await);
    let adult = Kind::of(25_00).add(&hub, event).await;
    for (sql, expected) in [
        ("UPDATE ticket_types SET offering = 'PAUSED'", ErrorCode::SaleNotOpen),
        ("UPDATE ticket_types SET offering = 'ARCHIVED'", ErrorCode::SaleEnded),
        (
            "UPDATE ticket_types SET offering = 'FOR_SALE',
                 sale_from = clock_timestamp() + interval '1 hour'",
            ErrorCode::SaleNotOpen,
        ),
        (
            "UPDATE ticket_types SET sale_from = NULL,
                 sale_until = clock_timestamp() - interval '1 hour'",
            ErrorCode::SaleEnded,
        ),
    ] {
        execute(&hub, sql).await;
        let refusal = buy(&hub, ada, event, &[(adult, 1)]).await.unwrap_err().failure;
        assert_eq!((refusal.code, refusal.ticket_type), (expected, Some(adult)), "{sql}");
    }
    let field = async |items: &[(TicketTypeId, i64)]| {
        let refusal = buy(&hub, ada, event, items).await.unwrap_err().failure;
        assert_eq!(refusal.code, ErrorCode::ValidationFailed);
        (refusal.fields[0].field.clone(), refusal.fields[0].problem)
    };
    let set = "UPDATE ticket_types SET sale_until = NULL, min_per_booking = 2, max_per_booking = 3";
    execute(&hub, set).await;
    let quantity = || "items[0].quantity".to_owned();
    assert_eq!(field(&[(adult, 1)]).await, (quantity(), FieldProblem::TooSmall));
    assert_eq!(field(&[(adult, 4)]).await, (quantity(), FieldProblem::TooLarge));
    let unknown = ("items[0].ticket_type".to_owned(), FieldProblem::NotFound);
    assert_eq!(field(&[(TicketTypeId(new_id()), 2)]).await, unknown);
    execute(&hub, "UPDATE ticket_types SET hidden = true").await;
    assert_eq!(field(&[(adult, 2)]).await, unknown);
    assert_eq!(seats(&hub, event).await, (0, 0, 0));
    in_balance(&hub).await;
}

#[tokio::test]
async fn an_event_with_one_kind_of_ticket_has_no_types_to_name() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub).create(&hub).await);
    let refusal = buy(&hub, ada, event, &[(TicketTypeId(new_id()), 1)]).await.unwrap_err().failure;
    assert_eq!(refusal.fields[0].field, "items[0].ticket_type");
}

#[tokio::test]
async fn how_many_one_person_may_have_is_counted_over_all_types() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub).create(&hub).await);
    let adult = Kind::of(25_00).add(&hub, event).await;
    let student = Kind::of(9_99).add(&hub, event).await;
    execute(&hub, "UPDATE events SET max_per_person = 3").await;
    buy(&hub, ada, event, &[(adult, 1), (student, 1)]).await.unwrap();
    let refusal = buy(&hub, ada, event, &[(student, 2)]).await.unwrap_err().failure;
    assert_eq!((refusal.code, refusal.limit), (ErrorCode::PerPersonLimit, Some(3)));
    buy(&hub, ada, event, &[(student, 1)]).await.unwrap();
    exact(&hub).await;
}
