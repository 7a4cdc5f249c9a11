//! Seats that are given away of a type that is named.

use super::support::{Kind, event, exact, organizer, pool, taken, taken_of_pool};
use crate::bookings::{Run, invite_guests};
use crate::testing::test_hub;
use crate::{Actor, Hub};
use types::guests::{GuestInput, GuestsInvited, InviteGuests};
use types::ids::EventId;
use types::{ErrorCode, Failure, FieldProblem};

const REAL: Run = Run::Real(None);

/// Guests by the type that each names.
fn list(round: &str, types: &[&str]) -> InviteGuests {
    let guest = |(n, of): (usize, &&str)| GuestInput {
        name: format!("Guest {n}"),
        email: format!("{round}{n}@guests.test"),
        ticket_type: Some((*of).to_owned()),
    };
    InviteGuests { guests: types.iter().enumerate().map(guest).collect() }
}

async fn invite(
    hub: &Hub,
    host: Actor,
    event: EventId,
    input: InviteGuests,
    run: Run,
) -> Result<GuestsInvited, Failure> {
    let invited = invite_guests(hub, host, &event.to_string(), input, run).await;
    invited.map(|answer| answer.value).map_err(|refusal| refusal.failure)
}

#[tokio::test]
async fn each_guest_gets_the_type_that_the_list_names_and_the_others_the_first_with_room() {
    let (hub, _database) = test_hub().await;
    let host = organizer(&hub).await;
    let event = event(&hub).hosted_by(&hub, host).await;
    let hall = pool(&hub, event, 3).await;
    let first = Kind::of(25_00).quota(2).pool(hall).add(&hub, event).await;
    let second = Kind::of(9_99).pool(hall).add(&hub, event).await;
    let third = Kind::of(0).add(&hub, event).await;
    let id = second.to_string();
    // By id, by name in other letters, and twice by nothing.
    let named = ["", id.as_str(), " type 1 ", ""];
    let told = invite(&hub, host, event, list("a", &named), Run::Rehearsal).await.unwrap();
    let types: Vec<_> = told.created.iter().filter_map(|it| it.ticket_type).collect();
    assert_eq!(
        types,
        [third, second, second, third],
        "one seat of the first is left, and two want it"
    );
    assert!(told.refused.is_empty());
    let told = invite(&hub, host, event, list("a", &named), REAL).await.unwrap();
    let given: Vec<_> = told.created.iter().filter_map(|it| it.ticket_type).collect();
    assert_eq!(given, types);
    assert_eq!((taken(&hub, second).await, taken_of_pool(&hub, hall).await), (2, 2));
    let told = invite(&hub, host, event, list("b", &[""]), REAL).await.unwrap();
    assert_eq!(told.created[0].ticket_type, Some(first));
    assert_eq!(taken(&hub, first).await, 1);
    exact(&hub).await;
}

#[tokio::test]
async fn a_row_whose_type_is_full_or_none_is_told_and_nobody_is_invited() {
    let (hub, _database) = test_hub().await;
    let host = organizer(&hub).await;
    let event = event(&hub).hosted_by(&hub, host).await;
    let small = Kind::of(25_00).quota(1).add(&hub, event).await;
    Kind::of(0).add(&hub, event).await;
    let named = ["Type 0", "Type 0", "Type 1", "VIP"];
    let told = invite(&hub, host, event, list("a", &named), Run::Rehearsal).await.unwrap();
    let refused: Vec<_> =
        told.refused.iter().map(|it| (it.row, it.field.as_str(), it.problem, it.limit)).collect();
    assert_eq!(
        refused,
        [
            (2, "ticket_type", FieldProblem::TooLarge, Some(1)),
            (4, "ticket_type", FieldProblem::NotFound, None),
        ]
    );
    let wrong = invite(&hub, host, event, list("a", &named), REAL).await.unwrap_err();
    assert_eq!(wrong.fields[0].field, "guests.3.ticket_type");
    let full = invite(&hub, host, event, list("a", &named[..3]), REAL).await.unwrap_err();
    assert_eq!((full.code, full.seats_available), (ErrorCode::SoldOut, Some(1)));
    assert_eq!(full.ticket_type, Some(small));
    assert_eq!(taken(&hub, small).await, 0);
    // Those who name none do not fit: so many seats are missing, although the event has them.
    sqlx::query("UPDATE ticket_types SET quota = 1, counted = true")
        .execute(hub.db.pool())
        .await
        .unwrap();
    let told = invite(&hub, host, event, list("a", &["", "", ""]), Run::Rehearsal).await.unwrap();
    assert_eq!((told.seats_free, told.created[0].ticket_type), (-2, None));
    exact(&hub).await;
}

#[tokio::test]
async fn an_event_with_one_kind_of_ticket_has_no_type_to_name() {
    let (hub, _database) = test_hub().await;
    let host = organizer(&hub).await;
    let event = event(&hub).hosted_by(&hub, host).await;
    let refused = invite(&hub, host, event, list("a", &["Adult"]), REAL).await.unwrap_err();
    assert_eq!(refused.fields[0].problem, FieldProblem::NotFound);
    let told = invite(&hub, host, event, list("a", &["  "]), REAL).await.unwrap();
    assert_eq!(told.created[0].ticket_type, None);
}
