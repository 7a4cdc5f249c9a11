//! The event's team exchanges anybody's ticket.

use super::{
    Kind, adds_up, costs, event, exact, execute, get_items, has, ledger, mails, money, organizer,
    taken,
};
use crate::bookings::{Run, cancel, exchange_as_organizer, get, organizer_exchanges};
use crate::testing::test_hub;
use crate::{Actor, Hub};
use types::ErrorCode;
use types::booking_actions::BookingChanged;
use types::exchange::{ExchangeForAttendee, Sum};
use types::ids::{BookingId, EventId, TicketId, TicketTypeId};

fn to(ticket_type: TicketTypeId) -> ExchangeForAttendee {
    let reason = "They are a student.".to_owned();
    ExchangeForAttendee { ticket_type, reason, waive: false, refund: None }
}

async fn by(
    hub: &Hub,
    (host, event): (Actor, EventId),
    of: (BookingId, TicketId),
    input: ExchangeForAttendee,
    run: Run,
) -> Result<BookingChanged, ErrorCode> {
    let done = exchange_as_organizer(hub, host, &event.to_string(), of, input, run).await;
    done.map(|answer| answer.value).map_err(|refusal| refusal.failure.code)
}

#[tokio::test]
async fn what_costs_more_is_a_present_and_comes_back_for_what_was_paid() {
    let (hub, _database) = test_hub().await;
    let host = organizer(&hub).await;
    let event = event(&hub).hosted_by(&hub, host).await;
    let student = Kind::of(9_99).add(&hub, event).await;
    let adult = Kind::of(25_00).quota(2).add(&hub, event).await;
    let (ada, booking) = has(&hub, event, &[(student, 2)]).await;
    let of = (booking.id, booking.tickets[0].id);
    // Neither the rules of holders nor what is on sale hold for the team.
    execute(&hub, "UPDATE ticket_types SET hidden = true, offering = 'PAUSED' WHERE quota = 2")
        .await;
    let offered = organizer_exchanges(&hub, host, &event.to_string(), of.0, of.1).await.unwrap();
    assert_eq!((offered.refused, offered.options[0].refused), (None, None));
    assert_eq!(offered.options[0].more, money(15_01));
    let team = (host, event);
    let asked = by(&hub, team, of, to(adult), Run::Real(None)).await;
    assert_eq!(asked, Err(ErrorCode::ExchangeCostsMore));
    let present = ExchangeForAttendee { waive: true, ..to(adult) };
    let rehearsed = by(&hub, team, of, present.clone(), Run::Rehearsal).await.unwrap();
    assert_eq!(get_items(&rehearsed.booking), [(student, 1), (adult, 1)]);
    assert_eq!((rehearsed.effect.people_told, taken(&hub, adult).await), (1, 0));
    let done = by(&hub, team, of, present, Run::Real(None)).await.unwrap();
    assert_eq!(done.booking, get(&hub, ada, booking.id).await.unwrap());
    assert_eq!((done.booking.total_price, done.booking.discount), (money(19_98), money(15_01)));
    assert_eq!(costs(&hub, booking.id).await, [9_99, 9_99]);
    adds_up(&hub, &done.booking).await;
    assert_eq!((ledger(&hub).await, taken(&hub, adult).await), ((19_98, 0), 1));
    assert_eq!(mails(&hub).await, ["booking_confirmed", "ticket_exchanged"]);
    let reasons: Vec<Option<String>> =
        sqlx::query_scalar("SELECT reason FROM audit_log WHERE action = 'ticket.exchanged'")
            .fetch_all(hub.db.pool())
            .await
            .unwrap();
    assert_eq!(reasons, [Some("They are a student.".to_owned())]);
    exact(&hub).await;
    cancel(&hub, ada, booking.id, None).await.unwrap();
    assert_eq!(ledger(&hub).await, (19_98, 19_98));
    exact(&hub).await;
}

#[tokio::test]
async fn of_what_costs_less_the_team_says_how_much_goes_back() {
    let (hub, _database) = test_hub().await;
    let host = organizer(&hub).await;
    let event = event(&hub).hosted_by(&hub, host).await;
    let adult = Kind::of(25_00).add(&hub, event).await;
    let student = Kind::of(10_00).add(&hub, event).await;
    let (_, booking) = has(&hub, event, &[(adult, 4)]).await;
    execute(&hub, "UPDATE bookings SET refund_full_until_hours = 8760, refund_percent_after = 20")
        .await;
    let (team, of) = ((host, event), |n: usize| (booking.id, booking.tickets[n].id));
    let sum = |cents| ExchangeForAttendee { refund: Some(Sum(money(cents))), ..to(student) };
    let much = by(&hub, team, of(0), sum(15_01), Run::Real(None)).await;
    assert_eq!(much, Err(ErrorCode::ValidationFailed));
    let mut back = 0;
    for (n, input, cents) in
        [(0, sum(15_00), 15_00), (1, sum(0), 0), (2, sum(7_25), 7_25), (3, to(student), 3_00)]
    {
        let done = by(&hub, team, of(n), input, Run::Real(None)).await.unwrap();
        assert_eq!(done.effect.refund, money(cents));
        back += cents;
        assert_eq!(ledger(&hub).await, (10_000, back));
        adds_up(&hub, &done.booking).await;
        exact(&hub).await;
    }
}

#[tokio::test]
async fn only_the_team_and_only_for_what_there_is() {
    let (hub, _database) = test_hub().await;
    let host = organizer(&hub).await;
    let event = event(&hub).hosted_by(&hub, host).await;
    let adult = Kind::of(25_00).add(&hub, event).await;
    let student = Kind::of(10_00).quota(1).add(&hub, event).await;
    let (ada, booking) = has(&hub, event, &[(adult, 1)]).await;
    let of = (booking.id, booking.tickets[0].id);
    let stranger = organizer(&hub).await;
    for (who, code) in [(ada, ErrorCode::Forbidden), (stranger, ErrorCode::Forbidden)] {
        let refused = by(&hub, (who, event), of, to(student), Run::Real(None)).await;
        assert_eq!(refused, Err(code));
    }
    has(&hub, event, &[(student, 1)]).await;
    let team = (host, event);
    let full = by(&hub, team, of, to(student), Run::Real(None)).await;
    assert_eq!(full, Err(ErrorCode::SoldOut));
    execute(&hub, "UPDATE ticket_types SET offering = 'ARCHIVED' WHERE quota = 1").await;
    let archived = by(&hub, team, of, to(student), Run::Real(None)).await;
    assert_eq!(archived, Err(ErrorCode::SaleEnded));
    let unworded = ExchangeForAttendee { reason: " ".into(), ..to(student) };
    let refused = by(&hub, team, of, unworded, Run::Real(None)).await;
    assert_eq!(refused, Err(ErrorCode::ValidationFailed));
    exact(&hub).await;
}
