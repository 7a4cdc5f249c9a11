//! A holder exchanges a ticket of their own.

use super::{
    Kind, adds_up, allow, bought, buy, costs, event, exact, exchange, execute, get_items, has,
    ledger, mails, money, paid, pool, seats, taken, taken_of_pool,
};
use crate::bookings::{become_of_type, cancel, cancel_ticket, exchanges_of_ticket, get};
use crate::testing::test_hub;
use types::ErrorCode;
use types::bookings::BookInput;

#[tokio::test]
async fn a_cheaper_type_brings_the_difference_back_and_later_exactly_what_it_cost() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).create(&hub).await;
    let adult = Kind::of(25_00).quota(5).add(&hub, event).await;
    let student = Kind::of(9_99).quota(5).add(&hub, event).await;
    allow(&hub, event).await;
    let (ada, before) = has(&hub, event, &[(adult, 2)]).await;
    let of = (before.id, before.tickets[1].id);
    let offered = exchanges_of_ticket(&hub, ada, of.0, of.1).await.unwrap();
    assert_eq!((offered.price, offered.refused), (money(25_00), None));
    let option = &offered.options[0];
    assert_eq!((option.ticket_type, option.refused), (student, None));
    assert_eq!((option.less, option.refund, option.more), (money(15_01), money(15_01), money(0)));
    for _ in 0..2 {
        let after = exchange(&hub, ada, of, student).await.unwrap();
        assert_eq!((after.quantity, after.total_price), (2, money(34_99)));
        assert_eq!(get_items(&after), [(adult, 1), (student, 1)]);
        assert_eq!(after.tickets[1].ticket_type, Some(student));
        assert_eq!(after.tickets[1].code, before.tickets[1].code, "the code stays");
        adds_up(&hub, &after).await;
    }
    // Once, however often it is asked for.
    assert_eq!(ledger(&hub).await, (50_00, 15_01));
    assert_eq!(mails(&hub).await, ["booking_confirmed", "ticket_exchanged"]);
    assert_eq!((taken(&hub, adult).await, taken(&hub, student).await), (1, 1));
    assert_eq!(seats(&hub, event).await, (2, 0, 0));
    let told: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM audit_log WHERE booking_id = $1 AND action = 'ticket.exchanged'",
    )
    .bind(before.id)
    .fetch_one(hub.db.pool())
    .await
    .unwrap();
    assert_eq!(told, 1);
    exact(&hub).await;
    cancel_ticket(&hub, ada, of.0, of.1, None).await.unwrap();
    assert_eq!(ledger(&hub).await, (50_00, 25_00));
    exact(&hub).await;
    cancel(&hub, ada, of.0, None).await.unwrap();
    assert_eq!(ledger(&hub).await, (50_00, 50_00));
    assert_eq!((taken(&hub, adult).await, taken(&hub, student).await), (0, 0));
    exact(&hub).await;
}

#[tokio::test]
async fn what_costs_nothing_or_the_same_is_exchanged_without_money() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).create(&hub).await;
    let kinds = [Kind::of(0).add(&hub, event).await, Kind::of(0).quota(3).add(&hub, event).await];
    let dear =
        [Kind::of(12_00).add(&hub, event).await, Kind::of(12_00).quota(3).add(&hub, event).await];
    allow(&hub, event).await;
    for [from, to] in [kinds, dear] {
        let before = ledger(&hub).await.1;
        let (ada, booking) = has(&hub, event, &[(from, 1)]).await;
        let of = (booking.id, booking.tickets[0].id);
        for to in [to, from, to] {
            let after = exchange(&hub, ada, of, to).await.unwrap();
            assert_eq!(
                (get_items(&after), after.total_price),
                (vec![(to, 1)], booking.total_price)
            );
            assert_eq!(after.unit_price, booking.unit_price);
            adds_up(&hub, &after).await;
            exact(&hub).await;
        }
        assert_eq!((ledger(&hub).await.1, taken(&hub, to).await), (before, 1));
    }
}

#[tokio::test]
async fn a_full_event_and_a_full_pool_keep_nobody_from_another_type_of_it() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).capacity(2).create(&hub).await;
    let shared = pool(&hub, event, 2).await;
    let adult = Kind::of(25_00).pool(shared).add(&hub, event).await;
    let student = Kind::of(10_00).pool(shared).quota(1).add(&hub, event).await;
    allow(&hub, event).await;
    let (ada, booking) = has(&hub, event, &[(adult, 2)]).await;
    let tickets: Vec<_> = booking.tickets.iter().map(|ticket| (booking.id, ticket.id)).collect();
    exchange(&hub, ada, tickets[0], student).await.unwrap();
    assert_eq!((taken(&hub, student).await, taken_of_pool(&hub, shared).await), (1, 2));
    assert_eq!(exchange(&hub, ada, tickets[1], student).await, Err(ErrorCode::SoldOut));
    assert_eq!(seats(&hub, event).await, (2, 0, 0));
    exact(&hub).await;
}

#[tokio::test]
async fn a_type_that_the_booking_has_at_another_price_costs_what_it_costs_now() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).create(&hub).await;
    let adult = Kind::of(25_00).add(&hub, event).await;
    let student = Kind::of(9_99).early(1, 5_00).add(&hub, event).await;
    allow(&hub, event).await;
    let (ada, booking) = has(&hub, event, &[(adult, 2), (student, 1)]).await;
    assert_eq!(booking.total_price, money(55_00));
    let of = |n: usize| (booking.id, booking.tickets[n].id);
    let after = exchange(&hub, ada, of(0), student).await.unwrap();
    // 25.00 + 9.99 + 5.00: the item has the higher price, and what one cost less is a discount.
    assert_eq!((after.total_price, after.discount), (money(39_99), money(4_99)));
    assert_eq!(after.unit_price, money(9_99));
    assert_eq!(costs(&hub, booking.id).await, [9_99, 25_00, 5_00]);
    adds_up(&hub, &after).await;
    exact(&hub).await;
    let mut back = 15_01;
    for (ticket, cost) in [(2, 5_00), (0, 9_99), (1, 25_00)] {
        cancel_ticket(&hub, ada, of(ticket).0, of(ticket).1, None).await.unwrap();
        back += cost;
        assert_eq!(ledger(&hub).await, (55_00, back));
        exact(&hub).await;
    }
}

#[tokio::test]
async fn late_a_part_of_the_difference_comes_back_as_the_refund_rule_says() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).create(&hub).await;
    let adult = Kind::of(25_00).add(&hub, event).await;
    let student = Kind::of(9_99).add(&hub, event).await;
    allow(&hub, event).await;
    let (ada, booking) = has(&hub, event, &[(adult, 1)]).await;
    execute(&hub, "UPDATE bookings SET refund_full_until_hours = 8760, refund_percent_after = 30")
        .await;
    let after = exchange(&hub, ada, (booking.id, booking.tickets[0].id), student).await.unwrap();
    assert_eq!((ledger(&hub).await, after.total_price), ((25_00, 4_50), money(9_99)));
    exact(&hub).await;
}

#[tokio::test]
async fn tickets_from_before_there_were_types_share_what_was_paid() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).create(&hub).await;
    let ada = super::attendee(&hub).await;
    let held = crate::bookings::book(&hub, ada, BookInput::of(event, 3), None).await.unwrap();
    let booking = paid(&hub, ada, held.value.id).await;
    let adult = Kind::of(30_00).add(&hub, event).await;
    let student = Kind::of(10_00).add(&hub, event).await;
    let mut tx = hub.db.pool().begin().await.unwrap();
    become_of_type(&mut tx, event, adult).await.unwrap();
    tx.commit().await.unwrap();
    allow(&hub, event).await;
    let after = exchange(&hub, ada, (booking.id, booking.tickets[1].id), student).await.unwrap();
    assert_eq!(costs(&hub, booking.id).await, [25_00, 10_00, 25_00]);
    assert_eq!(after.total_price, money(60_00));
    adds_up(&hub, &after).await;
    exact(&hub).await;
    cancel(&hub, ada, booking.id, None).await.unwrap();
    assert_eq!(ledger(&hub).await, (75_00, 75_00));
}

#[tokio::test]
async fn who_waits_for_the_type_that_came_free_is_offered_it() {
    use crate::waitlist::{join, own};
    use types::waitlist::JoinWaitlist;
    let (hub, _database) = test_hub().await;
    let event = event(&hub).capacity(9).create(&hub).await;
    let workshop = Kind::of(40_00).quota(1).add(&hub, event).await;
    let talk = Kind::of(10_00).quota(3).add(&hub, event).await;
    allow(&hub, event).await;
    let (ada, booking) = has(&hub, event, &[(workshop, 1)]).await;
    let eve = super::attendee(&hub).await;
    let input = JoinWaitlist { ticket_types: vec![workshop], ..JoinWaitlist::of(1) };
    join(&hub, eve, &event.to_string(), input, None).await.unwrap();
    exchange(&hub, ada, (booking.id, booking.tickets[0].id), talk).await.unwrap();
    let offer = own(&hub, eve, &event.to_string()).await.unwrap().booking.expect("an offer");
    let offer = get(&hub, eve, offer).await.unwrap();
    assert_eq!(get_items(&offer), [(workshop, 1)]);
    let cause: String = sqlx::query_scalar("SELECT cause FROM waitlist_releases")
        .fetch_one(hub.db.pool())
        .await
        .unwrap();
    assert_eq!(cause, "ticket_exchanged");
    // And the seat is theirs: who exchanged does not get it back.
    let (bo, other) = has(&hub, event, &[(talk, 1)]).await;
    execute(&hub, "UPDATE ticket_types SET price = 5 WHERE quota = 1").await;
    let refused = exchange(&hub, bo, (other.id, other.tickets[0].id), workshop).await;
    assert_eq!(refused, Err(ErrorCode::SoldOut));
    assert_eq!(seats(&hub, event).await, (2, 0, 1));
    exact(&hub).await;
}

#[tokio::test]
async fn nobody_is_passed_who_waits_for_a_sale_that_has_just_opened() {
    use crate::waitlist::join;
    use types::waitlist::JoinWaitlist;
    let (hub, _database) = test_hub().await;
    let event = event(&hub).capacity(9).create(&hub).await;
    let dinner = Kind::of(5_00).quota(2).add(&hub, event).await;
    let talk = Kind::of(10_00).quota(3).add(&hub, event).await;
    let open = Kind::of(10_00).add(&hub, event).await;
    allow(&hub, event).await;
    let (ada, booking) = has(&hub, event, &[(talk, 1)]).await;
    let of = (booking.id, booking.tickets[0].id);
    let soon = "UPDATE ticket_types SET sale_from = clock_timestamp() + interval '1 hour'
        WHERE quota = 2";
    execute(&hub, soon).await;
    let eve = super::attendee(&hub).await;
    let input = JoinWaitlist { ticket_types: vec![dinner], ..JoinWaitlist::of(1) };
    join(&hub, eve, &event.to_string(), input, None).await.unwrap();
    execute(
        &hub,
        "UPDATE ticket_types SET sale_from = clock_timestamp() - interval '1 hour'
        WHERE quota = 2",
    )
    .await;
    assert_eq!(exchange(&hub, ada, of, dinner).await, Err(ErrorCode::WaitlistFirst));
    // What nothing limits takes no seat that anybody waits for.
    exchange(&hub, ada, of, open).await.unwrap();
    exact(&hub).await;
}

#[tokio::test]
async fn a_booking_has_as_many_of_each_type_as_one_booking_may() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).create(&hub).await;
    let group = Kind::of(10_00).add(&hub, event).await;
    let single = Kind::of(10_00).add(&hub, event).await;
    allow(&hub, event).await;
    let (ada, booking) = has(&hub, event, &[(group, 3)]).await;
    let of = |n: usize| (booking.id, booking.tickets[n].id);
    let limit = |least: i32, most: i32, id| {
        sqlx::query(
            "UPDATE ticket_types SET min_per_booking = $1, max_per_booking = $2 WHERE id = $3",
        )
        .bind(least)
        .bind(most)
        .bind(id)
        .execute(hub.db.pool())
    };
    limit(3, 10, group).await.unwrap();
    assert_eq!(exchange(&hub, ada, of(0), single).await, Err(ErrorCode::ExchangeQuantity));
    limit(2, 10, group).await.unwrap();
    limit(1, 1, single).await.unwrap();
    exchange(&hub, ada, of(0), single).await.unwrap();
    limit(1, 10, group).await.unwrap();
    assert_eq!(exchange(&hub, ada, of(1), single).await, Err(ErrorCode::ExchangeQuantity));
    limit(1, 3, single).await.unwrap();
    for n in [1, 2] {
        exchange(&hub, ada, of(n), single).await.unwrap();
    }
    exact(&hub).await;
    // Nothing is left of the first; what is bought anew is another booking's.
    let (_, other) = bought(&hub, event, &[(group, 1)]).await;
    assert_eq!(get_items(&other), [(group, 1)]);
    let mine = buy(&hub, ada, event, &[(single, 1)]).await.unwrap();
    assert_eq!(get_items(&mine), [(single, 1)]);
    exact(&hub).await;
}
