//! Who may do what with an event: the table of roles, held against what the services answer.

use crate::events::{get, may};
use crate::roles::workload;
use crate::testing::{EventBuilder, join_team, person, test_hub};
use crate::{Actor, Hub};
use types::Locale;
use types::accounts::Role;
use types::ids::{EventId, UserId};
use types::team::{EventRight, TeamRole};

/// What each role allows, for one event and for all of them.
const ALLOWED: [(TeamRole, &[EventRight]); 3] = [
    (
        TeamRole::Manager,
        &[
            EventRight::See,
            EventRight::Edit,
            EventRight::Bookings,
            EventRight::Door,
            EventRight::Cancel,
        ],
    ),
    (TeamRole::Editor, &[EventRight::See, EventRight::Edit]),
    (TeamRole::Door, &[EventRight::See, EventRight::Door]),
];

async fn rights(hub: &Hub, user: UserId, event: EventId) -> Vec<EventRight> {
    let actor = Actor::User { id: user, role: Role::Attendee };
    let mut all = Vec::new();
    for right in EventRight::ALL {
        if may(hub, actor, &event.to_string(), right).await.is_ok() {
            all.push(right);
        }
    }
    all
}

async fn run(hub: &Hub, sql: &'static str, user: UserId) {
    sqlx::query(sql).bind(user).execute(hub.db.pool()).await.unwrap();
}

#[tokio::test]
async fn a_role_allows_what_the_table_says_on_its_events_and_nothing_on_others() {
    let (hub, _database) = test_hub().await;
    let olga = person(&hub, Role::Organizer).await;
    let oscar = person(&hub, Role::Organizer).await;
    let event = EventBuilder::new(&hub).insert(&hub, olga).await;
    let second = EventBuilder::new(&hub).insert(&hub, olga).await;
    let foreign = EventBuilder::new(&hub).insert(&hub, oscar).await;
    for (role, allowed) in ALLOWED {
        let one = person(&hub, Role::Attendee).await;
        join_team(&hub, (olga, Some(event)), one, role).await;
        assert_eq!(rights(&hub, one, event).await, allowed, "{role}");
        assert_eq!(rights(&hub, one, second).await, [], "{role} of another event");
        let all = person(&hub, Role::Attendee).await;
        join_team(&hub, (olga, None), all, role).await;
        let mut everywhere = allowed.to_vec();
        if role == TeamRole::Manager {
            everywhere.push(EventRight::Duplicate);
        }
        for event in [event, second] {
            assert_eq!(rights(&hub, all, event).await, everywhere, "{role} of all events");
        }
        for person in [one, all] {
            assert_eq!(rights(&hub, person, foreign).await, [], "{role} of another organizer");
        }
    }
    let nobody = person(&hub, Role::Attendee).await;
    assert_eq!(rights(&hub, nobody, event).await, []);
}

#[tokio::test]
async fn two_roles_allow_what_either_does() {
    let (hub, _database) = test_hub().await;
    let olga = person(&hub, Role::Organizer).await;
    let ada = person(&hub, Role::Attendee).await;
    let event = EventBuilder::new(&hub).insert(&hub, olga).await;
    join_team(&hub, (olga, None), ada, TeamRole::Editor).await;
    join_team(&hub, (olga, Some(event)), ada, TeamRole::Door).await;
    let both = [EventRight::See, EventRight::Edit, EventRight::Door];
    assert_eq!(rights(&hub, ada, event).await, both);
    let actor = Actor::User { id: ada, role: Role::Attendee };
    let work = workload(&mut hub.db.read().await.unwrap(), actor).await.unwrap();
    assert_eq!((work.seen, work.edited, work.booked), (vec![event], vec![event], vec![]));
}

#[tokio::test]
async fn a_team_can_do_nothing_once_its_organizer_can_do_nothing() {
    let (hub, _database) = test_hub().await;
    let ada = person(&hub, Role::Attendee).await;
    for (away, back) in [
        (
            "UPDATE users SET role = 'attendee' WHERE id = $1",
            "UPDATE users SET role = 'organizer' WHERE id = $1",
        ),
        (
            "UPDATE users SET disabled_at = clock_timestamp() WHERE id = $1",
            "UPDATE users SET disabled_at = NULL WHERE id = $1",
        ),
    ] {
        let olga = person(&hub, Role::Organizer).await;
        let event = EventBuilder { status: "DRAFT", ..EventBuilder::new(&hub) };
        let event = event.insert(&hub, olga).await;
        join_team(&hub, (olga, None), ada, TeamRole::Manager).await;
        let actor = Actor::User { id: ada, role: Role::Attendee };
        let seen = async || get(&hub, actor, &event.to_string(), Locale::En).await.is_ok();
        assert!(seen().await && !rights(&hub, ada, event).await.is_empty());
        run(&hub, away, olga).await;
        assert_eq!(rights(&hub, ada, event).await, []);
        assert!(!seen().await, "a draft is shown by both ways of asking");
        run(&hub, back, olga).await;
        assert!(seen().await);
    }
}
