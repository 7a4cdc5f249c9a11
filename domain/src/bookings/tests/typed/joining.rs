//! Who may wait for which types, and what becomes of those they wait for.

use super::support::{Kind, attendee, bought, event, exact, execute, organizer};
use super::waiting::{wait, waiting};
use crate::bookings::cancel;
use crate::testing::test_hub;
use crate::ticket_types;
use crate::waitlist::{leave, view};
use types::ids::TicketTypeId;
use types::waitlist::WaitlistStatus;
use types::{ErrorCode, FieldProblem};

#[tokio::test]
async fn nobody_waits_for_what_is_never_sold_to_them() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).capacity(20).create(&hub).await;
    let workshop = Kind::of(40_00).quota(0).add(&hub, event).await;
    let dinner = Kind::of(15_00).quota(0).add(&hub, event).await;
    execute(&hub, "UPDATE ticket_types SET min_per_booking = 2, max_per_booking = 3").await;
    execute(&hub, "UPDATE ticket_types SET max_per_booking = 5 WHERE price < 20").await;
    let refused = async |party: (i64, &[TicketTypeId])| {
        let refusal = wait(&hub, attendee(&hub).await, event, party).await.unwrap_err().failure;
        let field = &refusal.fields[0];
        (field.field.clone(), field.problem, field.limit)
    };
    let too_large = |most| ("quantity".to_owned(), FieldProblem::TooLarge, Some(most));
    assert_eq!(refused((4, &[workshop])).await, too_large(3));
    assert_eq!(refused((6, &[])).await, too_large(5));
    let too_small = ("quantity".to_owned(), FieldProblem::TooSmall, Some(2));
    assert_eq!(refused((1, &[dinner, workshop])).await, too_small);
    execute(&hub, "UPDATE ticket_types SET hidden = true WHERE price < 20").await;
    let unseen = ("ticket_types".to_owned(), FieldProblem::NotFound, None);
    assert_eq!(refused((2, &[dinner])).await, unseen);
    assert_eq!(refused((5, &[])).await, too_large(3));
    waiting(&hub, event, (3, &[])).await;
    exact(&hub).await;
}

#[tokio::test]
async fn an_offer_is_free_of_charge_where_its_type_is() {
    let (hub, _database) = test_hub().await;
    let event = event(&hub).capacity(20).create(&hub).await;
    let workshop = Kind::of(40_00).quota(1).add(&hub, event).await;
    let talk = Kind::of(0).quota(1).add(&hub, event).await;
    execute(&hub, "UPDATE events SET price = 0, price_max = 40").await;
    let (ada, held) = bought(&hub, event, &[(workshop, 1)]).await;
    let (bo, taken) = bought(&hub, event, &[(talk, 1)]).await;
    let for_workshop = waiting(&hub, event, (1, &[workshop])).await;
    let for_talk = waiting(&hub, event, (1, &[talk])).await;
    cancel(&hub, ada, held.id, None).await.unwrap();
    cancel(&hub, bo, taken.id, None).await.unwrap();
    for (who, free) in [(for_workshop, false), (for_talk, true)] {
        let seen = view(&hub, who, &event.to_string()).await.unwrap().unwrap();
        assert_eq!((seen.entry.status, seen.free), (WaitlistStatus::Offered, free));
    }
}

#[tokio::test]
async fn a_type_that_somebody_waits_for_is_archived_and_never_deleted() {
    let (hub, _database) = test_hub().await;
    let host = organizer(&hub).await;
    let event = event(&hub).hosted_by(&hub, host).await;
    let workshop = Kind::of(40_00).quota(0).add(&hub, event).await;
    let dinner = Kind::of(15_00).quota(0).add(&hub, event).await;
    let patient = waiting(&hub, event, (1, &[workshop])).await;
    let delete = async |of| {
        let deleted = ticket_types::delete(&hub, host, &event.to_string(), of).await;
        deleted.map_err(|error| types::Failure::from(error).code)
    };
    assert_eq!(delete(workshop).await, Err(ErrorCode::TicketTypeInUse));
    assert_eq!(delete(dinner).await, Ok(()));
    leave(&hub, patient, &event.to_string()).await.unwrap();
    assert_eq!(delete(workshop).await, Ok(()));
}
