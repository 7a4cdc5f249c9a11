//! Lists that are for some kinds of ticket.

use super::*;
use crate::testing::{TestDatabase, kind, wanted};
use types::FieldProblem;
use types::check_ins::CheckInList;
use types::ids::TicketTypeId;
use types::ticket_types::TYPES_MAX;

/// A door of an event with two kinds of ticket, one of each, and one that is of none.
struct Kinds {
    door: Door,
    vip: (TicketTypeId, String),
    adult: (TicketTypeId, String),
    _database: TestDatabase,
}

async fn kinds() -> Kinds {
    let (hub, database) = test_hub().await;
    let door = Door::new(&hub).await;
    let mut each = Vec::new();
    for name in ["VIP", "Adult"] {
        let kind = kind(&hub, door.event, name, (0, None)).await;
        let who = Actor::User { id: person(&hub, Role::Attendee).await, role: Role::Attendee };
        let input = wanted(door.event, &[(kind, 1)]);
        let booked = crate::bookings::book(&hub, who, input, None).await.unwrap().value;
        each.push((kind, booked.tickets[0].code.clone()));
    }
    let [vip, adult] = each.try_into().unwrap();
    Kinds { door, vip, adult, _database: database }
}

fn lounge(ticket_types: Option<Vec<TicketTypeId>>) -> CheckInListInput {
    CheckInListInput { name: "Lounge".into(), ticket_types }
}

impl Kinds {
    async fn make(&self, kinds: Vec<TicketTypeId>) -> Result<CheckInList, Failure> {
        let (hub, key) = (&self.door.hub, self.door.key());
        create_list(hub, self.door.host, &key, lounge(Some(kinds))).await.map_err(Failure::from)
    }

    async fn change(
        &self,
        id: CheckInListId,
        kinds: Option<Vec<TicketTypeId>>,
    ) -> Result<CheckInList, Failure> {
        let (hub, key) = (&self.door.hub, self.door.key());
        change_list(hub, self.door.host, &key, id, lounge(kinds)).await.map_err(Failure::from)
    }

    async fn pass(&self, code: &str, list: CheckInListId, direction: Direction) -> Scan {
        let (list, direction) = (Some(list), Some(direction));
        self.door.scan(CheckIn { list, direction, ..CheckIn::of(code) }).await.unwrap()
    }

    async fn enter(&self, code: &str, list: CheckInListId) -> Option<CheckInRefusal> {
        self.pass(code, list, Direction::In).await.refusal
    }
}

#[tokio::test]
async fn a_list_for_some_kinds_refuses_the_others_and_names_theirs() {
    let it = kinds().await;
    let list = it.make(vec![it.vip.0]).await.unwrap();
    assert_eq!(list.ticket_types, [it.vip.0]);
    assert_eq!(it.enter(&it.vip.1, list.id).await, None);
    let refused = it.pass(&it.adult.1, list.id, Direction::In).await;
    assert_eq!(refused.refusal, Some(CheckInRefusal::OtherType));
    assert_eq!(refused.ticket.unwrap().ticket_type.as_deref(), Some("Adult"));
    assert_eq!(refused.list.unwrap().ticket_types, [it.vip.0]);
    // A ticket of no kind is none of these.
    let code = it.door.code.clone();
    assert_eq!(it.enter(&code, list.id).await, Some(CheckInRefusal::OtherType));
    assert!(!it.door.seen().await, "who is refused was not here");
    let input = CheckIn { list: Some(list.id), ..CheckIn::of(&it.adult.1) };
    let failure = check_in(&it.door.hub, it.door.host, &it.door.key(), input).await.unwrap_err();
    let failure = Failure::from(failure);
    assert_eq!(failure.code, ErrorCode::TicketTypeRefused);
    assert_eq!(failure.ticket_type, Some(it.adult.0));
    // The entrance lets all of them in.
    for code in [&it.vip.1, &it.adult.1, &code] {
        assert_eq!(it.door.scan(CheckIn::of(code)).await.unwrap().refusal, None);
    }
}

#[tokio::test]
async fn who_is_inside_may_go_whatever_the_list_is_for_by_now() {
    let it = kinds().await;
    let list = it.make(Vec::new()).await.unwrap().id;
    assert_eq!(it.enter(&it.adult.1, list).await, None);
    it.change(list, Some(vec![it.vip.0])).await.unwrap();
    assert_eq!(it.pass(&it.adult.1, list, Direction::Out).await.refusal, None);
    assert_eq!(it.enter(&it.adult.1, list).await, Some(CheckInRefusal::OtherType));
    it.change(list, Some(Vec::new())).await.unwrap();
    assert_eq!(it.enter(&it.adult.1, list).await, None);
}

#[tokio::test]
async fn its_kinds_are_those_of_the_event_and_stay_where_nothing_is_said_of_them() {
    let it = kinds().await;
    let list = it.make(vec![it.vip.0, it.vip.0]).await.unwrap();
    assert_eq!(list.ticket_types, [it.vip.0], "each once");
    assert_eq!(it.change(list.id, None).await.unwrap(), list);
    let (_, other) = hosted(&it.door.hub).await;
    let foreign = kind(&it.door.hub, other, "VIP", (0, None)).await;
    let refused = it.change(list.id, Some(vec![it.vip.0, foreign])).await.unwrap_err();
    assert_eq!(
        (&*refused.fields[0].field, refused.fields[0].problem),
        ("ticket_types", FieldProblem::NotFound)
    );
    let many = (0..=TYPES_MAX).map(|_| TicketTypeId(crate::ids::new_id())).collect();
    let refused = it.change(list.id, Some(many)).await.unwrap_err();
    assert_eq!(refused.fields[0].problem, FieldProblem::TooLong);
    it.change(list.id, Some(vec![it.vip.0, it.adult.0])).await.unwrap();
    let said: Vec<serde_json::Value> = query_scalar(
        "SELECT changes -> 'ticket_types' FROM audit_log
         WHERE action LIKE 'check_in_list.%' AND changes ? 'ticket_types' ORDER BY created_at, id",
    )
    .fetch_all(it.door.hub.db.pool())
    .await
    .unwrap();
    assert_eq!(said, [serde_json::json!([null, "VIP"]), serde_json::json!(["VIP", "VIP, Adult"])]);
}

#[tokio::test]
async fn a_list_whose_kind_is_gone_is_open_to_nobody() {
    let it = kinds().await;
    let press = kind(&it.door.hub, it.door.event, "Press", (0, None)).await;
    let list = it.make(vec![press]).await.unwrap().id;
    sqlx::query("DELETE FROM ticket_types WHERE id = $1")
        .bind(press)
        .execute(it.door.hub.db.pool())
        .await
        .unwrap();
    for code in [&it.vip.1, &it.adult.1, &it.door.code] {
        assert_eq!(it.enter(code, list).await, Some(CheckInRefusal::OtherType));
    }
}

#[tokio::test]
async fn a_list_expects_those_whom_it_lets_in_and_marks_others_who_are_found() {
    let it = kinds().await;
    let (hub, host, key) = (&it.door.hub, it.door.host, it.door.key());
    let list = it.make(vec![it.vip.0]).await.unwrap().id;
    let expected = async || {
        let figures = figures(hub, host, &key).await.unwrap();
        (
            figures.of(None).expected,
            figures.of(Some(list)).expected,
            figures.kinds(Some(list)).len(),
        )
    };
    assert_eq!(expected().await, (3, 1, 1));
    assert_eq!(it.enter(&it.vip.1, list).await, None);
    assert_eq!(expected().await, (3, 0, 1));
    let found = async |list| {
        let mut found = search(hub, host, &key, list, "person").await.unwrap();
        found.sort_by_key(|it| it.ticket.ticket_type.clone());
        found.into_iter().map(|it| (it.ticket.ticket_type, it.other_type)).collect::<Vec<_>>()
    };
    let kind = |name: &str| Some(name.to_owned());
    assert_eq!(
        found(Some(list)).await,
        [(None, true), (kind("Adult"), true), (kind("VIP"), false)]
    );
    assert!(found(None).await.iter().all(|it| !it.1));
}
