//! The names on tickets, until when they can be changed, and by whom.

use super::support::{attendee, book, event, execute, organizer};
use super::used::scan;
use crate::bookings::{cancel, get, name_ticket, ticket_changes};
use crate::testing::{TestDatabase, test_hub};
use crate::ticket_types::{replace_rules, rules};
use crate::{Actor, Hub};
use types::bookings::Booking;
use types::ids::EventId;
use types::ticket_names::NameTicket;
use types::ticket_rules::TicketRules;
use types::{ErrorCode, Failure, FieldProblem};

/// Two free tickets of an event a week from now.
pub(super) struct Stage {
    pub(super) hub: Hub,
    pub(super) host: Actor,
    pub(super) event: EventId,
    pub(super) ada: Actor,
    pub(super) booking: Booking,
    _database: TestDatabase,
}

pub(super) async fn stage() -> Stage {
    let (hub, database) = test_hub().await;
    let (host, ada) = (organizer(&hub).await, attendee(&hub).await);
    let event = event(&hub).free().hosted_by(&hub, host).await;
    let booking = book(&hub, ada, event, 2).await.unwrap();
    Stage { hub, host, event, ada, booking, _database: database }
}

impl Stage {
    async fn name(&self, actor: Actor, name: &str) -> Result<Booking, Failure> {
        let (booking, ticket) = (self.booking.id, self.booking.tickets[0].id);
        let input = NameTicket { attendee_name: name.into() };
        name_ticket(&self.hub, actor, booking, ticket, input).await.map_err(Failure::from)
    }

    pub(super) async fn set(&self, rules: TicketRules) {
        let event = self.event.to_string();
        replace_rules(&self.hub, self.host, &event, rules).await.unwrap();
    }

    pub(super) async fn now(&self) -> Booking {
        get(&self.hub, self.ada, self.booking.id).await.unwrap()
    }
}

pub(super) const CLOSED: TicketRules =
    TicketRules { exchanges: false, changes_close_hours: 0, changes_closed: true };

#[tokio::test]
async fn each_ticket_is_named_by_who_booked() {
    let stage = stage().await;
    let own = stage.booking.tickets[0].attendee_name.clone();
    let after = stage.name(stage.ada, " Eve   Adler ").await.unwrap();
    let names: Vec<_> = after.tickets.iter().map(|it| it.attendee_name.as_str()).collect();
    assert_eq!(names, ["Eve Adler", own.as_str()]);
    assert_eq!(after.tickets[0].code, stage.booking.tickets[0].code, "a name is no new ticket");
    let back = stage.name(stage.ada, "  ").await.unwrap();
    assert_eq!(back.tickets[0].attendee_name, own);
    let entries: i64 =
        sqlx::query_scalar("SELECT count(*) FROM audit_log WHERE action = 'ticket.renamed'")
            .fetch_one(stage.hub.db.pool())
            .await
            .unwrap();
    assert_eq!(entries, 2);
    for (hostile, problem) in [
        ("See https://evil.example", FieldProblem::ContainsLink),
        ("write@evil.example", FieldProblem::ContainsLink),
        ("a\u{0}b", FieldProblem::InvalidCharacter),
    ] {
        let refused = stage.name(stage.ada, hostile).await.unwrap_err();
        assert_eq!(
            (&*refused.fields[0].field, refused.fields[0].problem),
            ("attendee_name", problem)
        );
    }
    let long = stage.name(stage.ada, &"a".repeat(101)).await.unwrap_err();
    assert_eq!(long.fields[0].problem, FieldProblem::TooLong);
    for stranger in [attendee(&stage.hub).await, stage.host] {
        assert_eq!(stage.name(stranger, "Eve").await.unwrap_err().code, ErrorCode::NotFound);
    }
}

#[tokio::test]
async fn names_stay_once_changes_are_over() {
    let stage = stage().await;
    let code = async |stage: &Stage| stage.name(stage.ada, "Eve").await.unwrap_err().code;
    stage.set(CLOSED).await;
    assert_eq!(code(&stage).await, ErrorCode::ChangesClosed);
    // A week is 168 hours.
    stage.set(TicketRules { changes_closed: false, changes_close_hours: 200, ..CLOSED }).await;
    assert_eq!(code(&stage).await, ErrorCode::ChangesClosed);
    let starts = stage.booking.event.start_date;
    let told = ticket_changes(&stage.hub, stage.event, starts).await.unwrap();
    assert_eq!((told.open, told.until), (false, Some(starts - chrono::TimeDelta::hours(200))));
    stage.set(TicketRules { changes_closed: false, changes_close_hours: 24, ..CLOSED }).await;
    stage.name(stage.ada, "Eve").await.unwrap();
    scan(&stage.hub, stage.event, &stage.booking.tickets[0].code).await.unwrap();
    assert_eq!(code(&stage).await, ErrorCode::AlreadyCheckedIn);
}

#[tokio::test]
async fn what_is_void_or_has_begun_has_no_names() {
    let stage = stage().await;
    execute(&stage.hub, "UPDATE events SET start_date = clock_timestamp() - interval '1 minute'")
        .await;
    let refused = stage.name(stage.ada, "Eve").await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::ChangesClosed);
    execute(&stage.hub, "UPDATE events SET start_date = clock_timestamp() + interval '1 day'")
        .await;
    cancel(&stage.hub, stage.ada, stage.booking.id, None).await.unwrap();
    let refused = stage.name(stage.ada, "Eve").await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::BookingNotConfirmed);
}

#[tokio::test]
async fn the_rules_are_the_teams_and_come_along_with_a_copy() {
    let stage = stage().await;
    let event = stage.event.to_string();
    assert_eq!(rules(&stage.hub, stage.host, &event).await.unwrap(), TicketRules::default());
    let wish = TicketRules { exchanges: true, changes_close_hours: 48, changes_closed: true };
    stage.set(wish).await;
    stage.set(wish).await;
    assert_eq!(rules(&stage.hub, stage.host, &event).await.unwrap(), wish);
    let told: i64 =
        sqlx::query_scalar("SELECT count(*) FROM audit_log WHERE action = 'ticket_rules.changed'")
            .fetch_one(stage.hub.db.pool())
            .await
            .unwrap();
    assert_eq!(told, 1, "the same rules again are no news");
    for bad in [-1, 8761] {
        let wrong = TicketRules { changes_close_hours: bad, ..wish };
        let refused = replace_rules(&stage.hub, stage.host, &event, wrong).await.unwrap_err();
        assert_eq!(refused.code(), Some(ErrorCode::ValidationFailed));
    }
    for stranger in [organizer(&stage.hub).await, stage.ada] {
        let refused = replace_rules(&stage.hub, stranger, &event, wish).await.unwrap_err();
        assert_eq!(refused.code(), Some(ErrorCode::Forbidden));
        let refused = rules(&stage.hub, stranger, &event).await.unwrap_err();
        assert_eq!(refused.code(), Some(ErrorCode::Forbidden));
    }
    let copy = crate::events::duplicate(
        &stage.hub,
        stage.host,
        &event,
        types::effects::DuplicateEvent {
            title: None,
            start_date: stage.booking.event.start_date + chrono::TimeDelta::days(7),
            include: Vec::new(),
        },
        types::Locale::En,
    )
    .await
    .unwrap();
    let copied = rules(&stage.hub, stage.host, &copy.event.id.to_string()).await.unwrap();
    assert_eq!(copied, TicketRules { changes_closed: false, ..wish }, "it begins open");
}
