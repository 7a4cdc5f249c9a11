//! Types that are made together with their event, and an event of which nothing can be sold.

use super::support::of;
use crate::bookings::tests::support::organizer;
use crate::events::{create, edit, patch, update};
use crate::testing::{category, event_input, test_hub};
use crate::{Actor, Hub};
use chrono::TimeDelta;
use types::events::{EventInput, EventPatch, EventStatus, EventView};
use types::ids::TicketPoolId;
use types::ticket_types::{Offering, TicketTypeInput, TicketTypePatch};
use types::{Failure, FieldProblem, Locale};

fn with(hub: &Hub, status: EventStatus, ticket_types: Vec<TicketTypeInput>) -> EventInput {
    let start = hub.now() + TimeDelta::days(3);
    EventInput { ticket_types, status: Some(status), ..event_input(start) }
}

async fn make(hub: &Hub, host: Actor, input: EventInput) -> Result<EventView, Failure> {
    create(hub, host, input, Locale::En).await.map_err(Failure::from)
}

fn told(failure: &Failure) -> Vec<(&str, FieldProblem)> {
    failure.fields.iter().map(|it| (it.field.as_str(), it.problem)).collect()
}

#[tokio::test]
async fn an_event_is_made_with_its_types_or_not_at_all() {
    let (hub, _database) = test_hub().await;
    category(&hub, "rust").await;
    let host = organizer(&hub).await;
    let mut student = of("Student", 10);
    student.quota = Some(12);
    let types = vec![of("Adult", 40), student];
    let made = make(&hub, host, with(&hub, EventStatus::Published, types)).await.unwrap().event;
    assert_eq!(
        (made.price.to_string(), made.price_max.to_string()),
        ("10.00".into(), "40.00".into())
    );
    let names: Vec<_> = made.ticket_types.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["Adult", "Student"]);
    assert_eq!(made.ticket_types[1].seats_available, 10, "as many as the event has");

    let mut wrong = of(" ", -1);
    wrong.pool = Some(TicketPoolId::from(uuid::Uuid::nil()));
    let types = vec![of("Adult", 40), wrong];
    let refused = make(&hub, host, with(&hub, EventStatus::Draft, types)).await.unwrap_err();
    assert_eq!(
        told(&refused),
        [
            ("ticket_types[1].name", FieldProblem::Required),
            ("ticket_types[1].price", FieldProblem::TooSmall),
            ("ticket_types[1].pool", FieldProblem::NotFound),
        ]
    );
    let many = vec![of("Adult", 40); 51];
    let refused = make(&hub, host, with(&hub, EventStatus::Draft, many)).await.unwrap_err();
    assert_eq!(told(&refused), [("ticket_types", FieldProblem::TooLong)]);
    let events: i64 =
        sqlx::query_scalar("SELECT count(*) FROM events").fetch_one(hub.db.pool()).await.unwrap();
    assert_eq!(events, 1);
    // Those that are there have entrances of their own.
    let id = made.id.to_string();
    let again = with(&hub, EventStatus::Published, vec![of("Child", 5)]);
    let refused = update(&hub, host, &id, again, Locale::En).await.unwrap_err();
    assert_eq!(told(&Failure::from(refused)), [("ticket_types", FieldProblem::NotAllowed)]);
}

#[tokio::test]
async fn what_can_never_be_sold_is_not_published_and_the_list_says_so() {
    let (hub, _database) = test_hub().await;
    category(&hub, "rust").await;
    let host = organizer(&hub).await;
    let never = |change: fn(&mut TicketTypeInput, &Hub)| {
        let mut it = of("Adult", 40);
        change(&mut it, &hub);
        it
    };
    let publish = || EventPatch { status: Some(EventStatus::Published), ..EventPatch::default() };
    for unsold in [
        never(|it, _| it.quota = Some(0)),
        never(|it, _| it.offering = Offering::Archived),
        never(|it, hub| it.sale_until = Some(hub.now() - TimeDelta::days(1))),
        never(|it, hub| it.sale_from = Some(hub.now() + TimeDelta::days(4))),
    ] {
        let types = vec![unsold.clone()];
        let refused =
            make(&hub, host, with(&hub, EventStatus::Published, types)).await.unwrap_err();
        assert_eq!(told(&refused), [("ticket_types", FieldProblem::NotAllowed)], "{unsold:?}");
        let draft = make(&hub, host, with(&hub, EventStatus::Draft, vec![unsold])).await.unwrap();
        let id = draft.event.id.to_string();
        let list = edit(&hub, host, &id, Locale::En).await.unwrap().missing;
        assert_eq!(list[0].field, "ticket_types");
        assert!(patch(&hub, host, &id, publish(), Locale::En).await.is_err());
        // One that is paused can be taken up again.
        let of_event = crate::ticket_types::list(&hub, host, &id).await.unwrap();
        let mend = TicketTypePatch {
            quota: Some(None),
            sale_from: Some(None),
            sale_until: Some(None),
            offering: Some(Offering::Paused),
            ..TicketTypePatch::default()
        };
        crate::ticket_types::change(&hub, host, &id, of_event.types[0].id, mend).await.unwrap();
        assert_eq!(edit(&hub, host, &id, Locale::En).await.unwrap().missing, []);
        patch(&hub, host, &id, publish(), Locale::En).await.unwrap();
    }
}
