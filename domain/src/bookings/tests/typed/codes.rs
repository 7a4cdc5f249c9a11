//! Promo codes for some types, and codes that open hidden ones.

use super::support::{
    Kind, attendee, bought, buy_with, callback, code_for, event, exact, execute, hide, ledger,
    money, organizer, pay, seats, taken, uses,
};
use crate::bookings::{self, cancel_ticket, change_promo_code, get};
use crate::events::duplicate;
use crate::ids::new_id;
use crate::testing::{person, test_hub};
use crate::{Actor, Hub, promotions};
use chrono::TimeDelta;
use futures::future::join_all;
use rust_decimal::Decimal;
use types::accounts::Role;
use types::bookings::{BookInput, Booking, BookingStatus};
use types::effects::{CopyPart, DuplicateEvent};
use types::ids::{BookingId, TicketTypeId};
use types::payments::PaymentOutcome;
use types::promotions::{PromoCodeInput, PromotionInput};
use types::{ErrorCode, Failure, FieldProblem, Locale};

async fn change(
    hub: &Hub,
    actor: Actor,
    booking: BookingId,
    code: Option<&str>,
) -> Result<Booking, Failure> {
    let input = PromoCodeInput { promo_code: code.map(Into::into) };
    let changed = change_promo_code(hub, actor, booking, input, None).await;
    changed.map(|answer| answer.value).map_err(|refusal| refusal.failure)
}

fn of_code(failure: &Failure, code: ErrorCode, problem: FieldProblem) {
    assert_eq!(failure.code, code);
    assert_eq!((&*failure.fields[0].field, failure.fields[0].problem), ("promo_code", problem));
}

#[tokio::test]
async fn a_discount_falls_on_the_tickets_that_its_code_is_for() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).create(&hub).await;
    let adult = Kind::of(20_00).quota(5).add(&hub, event).await;
    let student = Kind::of(9_99).quota(5).add(&hub, event).await;
    code_for(&hub, event, ("STUDENTS", 50), &[student]).await;
    let ada = attendee(&hub).await;
    let items = [(adult, 1), (student, 3)];
    let held = buy_with(&hub, ada, event, ("students", &items)).await.unwrap();
    // Half of 29.97, half a cent up.
    assert_eq!((held.discount, held.total_price), (money(14_99), money(34_98)));
    let payment = pay(&hub, ada, held.id).await.unwrap();
    callback(&hub, ada, &payment, PaymentOutcome::Completed).await;
    let costs: Vec<Decimal> =
        sqlx::query_scalar("SELECT price::numeric FROM tickets ORDER BY seat")
            .fetch_all(hub.db.pool())
            .await
            .unwrap();
    assert_eq!(costs, [money(20_00), money(4_99), money(4_99), money(5_00)]);
    let booking = get(&hub, ada, held.id).await.unwrap();
    let mut back = Decimal::ZERO;
    for at in [1, 0, 3, 2] {
        cancel_ticket(&hub, ada, booking.id, booking.tickets[at].id, None).await.unwrap();
        back += costs[at];
        assert_eq!(ledger(&hub).await.1, i64::try_from(back.mantissa()).unwrap());
        exact(&hub).await;
    }
}

#[tokio::test]
async fn a_code_for_other_types_is_refused_beside_its_field_and_not_used() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).create(&hub).await;
    let adult = Kind::of(20_00).add(&hub, event).await;
    let student = Kind::of(9_99).add(&hub, event).await;
    code_for(&hub, event, ("STUDENTS", 50), &[student]).await;
    let refused =
        buy_with(&hub, attendee(&hub).await, event, ("STUDENTS", &[(adult, 2)])).await.unwrap_err();
    of_code(&refused, ErrorCode::PromoCodeForOthers, FieldProblem::PromoCodeForOthers);
    let (ada, held) = bought(&hub, event, &[(adult, 1)]).await;
    let refused = change(&hub, ada, held.id, Some("STUDENTS")).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::PromoCodeForOthers);
    assert_eq!((uses(&hub, "STUDENTS").await, seats(&hub, event).await), (0, (0, 1, 0)));
    exact(&hub).await;
}

#[tokio::test]
async fn a_code_whose_types_are_gone_is_for_none_and_not_for_all() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).create(&hub).await;
    let adult = Kind::of(20_00).add(&hub, event).await;
    let student = Kind::of(9_99).add(&hub, event).await;
    code_for(&hub, event, ("STUDENTS", 50), &[student]).await;
    let deleted = sqlx::query("DELETE FROM ticket_types WHERE id = $1").bind(student);
    deleted.execute(hub.db.pool()).await.unwrap();
    let refused =
        buy_with(&hub, attendee(&hub).await, event, ("STUDENTS", &[(adult, 1)])).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::PromoCodeForOthers);
    let mut connection = hub.db.read().await.unwrap();
    let left = promotions::of_event(&mut connection, event).await.unwrap().remove(0);
    assert_eq!(left.ticket_types, Some(Vec::new()));
}

#[tokio::test]
async fn a_hidden_type_is_had_with_a_code_that_opens_it_and_else_is_not_there() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).create(&hub).await;
    let adult = Kind::of(20_00).add(&hub, event).await;
    let friend = Kind::of(15_00).quota(4).add(&hub, event).await;
    hide(&hub, friend).await;
    code_for(&hub, event, ("FRIENDS", 0), &[friend]).await;
    code_for(&hub, event, ("EVERYTHING", 10), &[]).await;
    let eve = attendee(&hub).await;
    // What is hidden and what is nowhere are answered alike, whatever else is right.
    for code in ["", "EVERYTHING", "NO-SUCH"] {
        let told = [friend, TicketTypeId(new_id())].map(|of| [(of, 1)]);
        let hidden = buy_with(&hub, eve, event, (code, &told[0])).await.unwrap_err();
        let unknown = buy_with(&hub, eve, event, (code, &told[1])).await.unwrap_err();
        assert_eq!(hidden, unknown, "{code}");
    }
    let ada = attendee(&hub).await;
    let held = buy_with(&hub, ada, event, ("friends", &[(friend, 2), (adult, 1)])).await.unwrap();
    assert_eq!((held.total_price, held.discount), (money(50_00), money(0)));
    assert_eq!(held.promo_code.as_deref(), Some("FRIENDS"));
    assert_eq!((uses(&hub, "FRIENDS").await, taken(&hub, friend).await), (1, 2));
    exact(&hub).await;

    // With the code gone, its one use would open the type again and again.
    let off = change(&hub, ada, held.id, None).await.unwrap_err();
    assert_eq!(
        (&*off.fields[0].field, off.fields[0].problem),
        ("promo_code", FieldProblem::Required)
    );
    let other = change(&hub, ada, held.id, Some("EVERYTHING")).await.unwrap_err();
    assert_eq!(other.code, ErrorCode::PromoCodeForOthers);
    assert_eq!((uses(&hub, "FRIENDS").await, uses(&hub, "EVERYTHING").await), (1, 0));
    code_for(&hub, event, ("BETTER", 20), &[friend]).await;
    let better = change(&hub, ada, held.id, Some("BETTER")).await.unwrap();
    assert_eq!((better.discount, better.total_price), (money(6_00), money(44_00)));
    assert_eq!((uses(&hub, "FRIENDS").await, uses(&hub, "BETTER").await), (0, 1));
    bookings::cancel(&hub, ada, held.id, None).await.unwrap();
    assert_eq!((uses(&hub, "BETTER").await, taken(&hub, friend).await), (0, 0));
    exact(&hub).await;
}

#[tokio::test]
async fn a_hidden_type_that_costs_nothing_is_confirmed_at_once_and_uses_the_code() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).create(&hub).await;
    let crew = Kind::of(0).add(&hub, event).await;
    hide(&hub, crew).await;
    let input = code_for(&hub, event, ("CREW", 0), &[crew]).await;
    assert!(input.value.is_zero());
    execute(&hub, "UPDATE promotions SET max_uses = 1").await;
    let ada = attendee(&hub).await;
    let booking = buy_with(&hub, ada, event, ("CREW", &[(crew, 2)])).await.unwrap();
    assert_eq!((booking.status, booking.tickets.len()), (BookingStatus::Confirmed, 2));
    assert_eq!(booking.promo_code.as_deref(), Some("CREW"));
    let refused = buy_with(&hub, ada, event, ("CREW", &[(crew, 1)])).await.unwrap_err();
    of_code(&refused, ErrorCode::InvalidPromoCode, FieldProblem::PromoCodeInvalid);
    assert_eq!((uses(&hub, "CREW").await, taken(&hub, crew).await), (1, 0));
    assert_eq!(seats(&hub, event).await, (2, 0, 0));
    exact(&hub).await;
}

#[tokio::test]
async fn only_seats_and_a_code_mean_the_type_that_it_opens() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).create(&hub).await;
    let friend = Kind::of(15_00).add(&hub, event).await;
    hide(&hub, friend).await;
    code_for(&hub, event, ("FRIENDS", 10), &[friend]).await;
    let ada = attendee(&hub).await;
    let input = |code: &str| BookInput { promo_code: Some(code.into()), ..BookInput::of(event, 2) };
    let without = bookings::book(&hub, ada, input(""), None).await.unwrap_err().failure;
    assert_eq!(without.code, ErrorCode::TicketTypeRequired);
    let booking = bookings::book(&hub, ada, input("FRIENDS"), None).await.unwrap().value;
    assert_eq!((booking.items[0].ticket_type, booking.total_price), (friend, money(27_00)));
    exact(&hub).await;
}

#[tokio::test]
async fn the_last_use_of_a_code_opens_a_hidden_type_once() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).capacity(50).create(&hub).await;
    let friend = Kind::of(15_00).quota(40).add(&hub, event).await;
    hide(&hub, friend).await;
    code_for(&hub, event, ("ONCE", 10), &[friend]).await;
    execute(&hub, "UPDATE promotions SET max_uses = 1").await;
    let people = join_all((0..12).map(|_| attendee(&hub))).await;
    let items = [(friend, 1)];
    let told =
        join_all(people.iter().map(|who| buy_with(&hub, *who, event, ("ONCE", &items)))).await;
    let (booked, refused): (Vec<_>, Vec<_>) = told.into_iter().partition(Result::is_ok);
    assert_eq!(booked.len(), 1);
    for failure in refused {
        assert_eq!(failure.unwrap_err().code, ErrorCode::InvalidPromoCode);
    }
    assert_eq!((uses(&hub, "ONCE").await, taken(&hub, friend).await), (1, 1));
    exact(&hub).await;
}

#[tokio::test]
async fn a_code_that_cannot_be_used_opens_nothing() {
    for end in [
        "UPDATE promotions SET paused_at = clock_timestamp()",
        "UPDATE promotions SET deleted_at = clock_timestamp()",
        "UPDATE promotions SET valid_until = clock_timestamp()",
        "UPDATE promotions SET max_uses = 1, uses = 1",
    ] {
        let (hub, _database) = test_hub().await;
        let event = event(&hub).create(&hub).await;
        let friend = Kind::of(15_00).add(&hub, event).await;
        hide(&hub, friend).await;
        code_for(&hub, event, ("FRIENDS", 10), &[friend]).await;
        execute(&hub, end).await;
        let ada = attendee(&hub).await;
        let refused = buy_with(&hub, ada, event, ("FRIENDS", &[(friend, 1)])).await.unwrap_err();
        of_code(&refused, ErrorCode::InvalidPromoCode, FieldProblem::PromoCodeInvalid);
        assert_eq!(seats(&hub, event).await, (0, 0, 0), "{end}");
    }
}

#[tokio::test]
async fn the_types_of_a_code_are_its_events_and_what_takes_nothing_off_opens_one() {
    let (hub, _database) = test_hub().await;
    let host = organizer(&hub).await;
    let own = event(&hub).hosted_by(&hub, host).await;
    let elsewhere = event(&hub).create(&hub).await;
    let adult = Kind::of(20_00).add(&hub, own).await;
    let friend = Kind::of(15_00).add(&hub, own).await;
    let foreign = Kind::of(15_00).add(&hub, elsewhere).await;
    hide(&hub, friend).await;
    let good = code_for(&hub, own, ("GOOD", 10), &[adult]).await;
    let with = |types: &[TicketTypeId]| PromotionInput {
        code: "OTHER".into(),
        ticket_types: Some(types.to_vec()),
        ..good.clone()
    };
    let nothing = |types: &[TicketTypeId]| PromotionInput { value: 0.into(), ..with(types) };
    for (input, field, problem) in [
        (with(&[]), "ticket_types", FieldProblem::Required),
        (with(&[foreign]), "ticket_types", FieldProblem::NotFound),
        (with(&[adult, TicketTypeId(new_id())]), "ticket_types", FieldProblem::NotFound),
        (nothing(&[adult]), "value", FieldProblem::TooSmall),
        (
            PromotionInput { ticket_types: None, ..nothing(&[adult]) },
            "value",
            FieldProblem::TooSmall,
        ),
    ] {
        let refused = Failure::from(promotions::create(&hub, host, input).await.unwrap_err());
        assert_eq!((&*refused.fields[0].field, refused.fields[0].problem), (field, problem));
    }
    let platform = PromotionInput { event: None, ..with(&[adult]) };
    let admin = Actor::User { id: person(&hub, Role::Admin).await, role: Role::Admin };
    let refused = Failure::from(promotions::create(&hub, admin, platform).await.unwrap_err());
    assert_eq!(refused.fields[0].problem, FieldProblem::NotAllowed);
    let made = promotions::create(&hub, host, nothing(&[friend, adult, friend])).await.unwrap();
    assert_eq!(made.ticket_types, Some(vec![adult, friend]));
    let fewer = promotions::update(&hub, host, made.id, with(&[friend])).await.unwrap();
    assert_eq!(fewer.ticket_types, Some(vec![friend]));
    let all = PromotionInput { ticket_types: None, ..with(&[]) };
    let all = promotions::update(&hub, host, made.id, all).await.unwrap();
    assert_eq!(
        (all.ticket_types.clone(), all),
        (None, promotions::get(&hub, host, made.id).await.unwrap())
    );
}

#[tokio::test]
async fn a_copy_of_an_event_has_codes_for_its_own_types() {
    let (hub, _database) = test_hub().await;
    let host = organizer(&hub).await;
    let event = event(&hub).hosted_by(&hub, host).await;
    let adult = Kind::of(20_00).add(&hub, event).await;
    let old = Kind::of(15_00).add(&hub, event).await;
    code_for(&hub, event, ("BOTH", 10), &[adult, old]).await;
    code_for(&hub, event, ("OLD", 10), &[old]).await;
    code_for(&hub, event, ("ALL", 10), &[]).await;
    execute(&hub, "UPDATE ticket_types SET offering = 'ARCHIVED' WHERE price = 15").await;
    let wish = DuplicateEvent {
        start_date: hub.now() + TimeDelta::days(40),
        title: None,
        include: vec![CopyPart::Promotions],
    };
    let copy = duplicate(&hub, host, &event.to_string(), wish, Locale::En).await.unwrap();
    let copy = copy.event.id;
    let types: Vec<TicketTypeId> =
        sqlx::query_scalar("SELECT id FROM ticket_types WHERE event_id = $1")
            .bind(copy)
            .fetch_all(hub.db.pool())
            .await
            .unwrap();
    let mut connection = hub.db.read().await.unwrap();
    let codes = promotions::of_event(&mut connection, copy).await.unwrap();
    let for_types: Vec<_> = codes.into_iter().map(|code| code.ticket_types).collect();
    assert_eq!(for_types, [Some(types), Some(Vec::new()), None]);
}
