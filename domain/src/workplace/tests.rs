//! What a team sees of the workplace.

use super::{event_head, search};
use crate::Actor;
use crate::events::may_see;
use crate::statistics::organizer_home;
use crate::testing::{EventBuilder, attendance, join_team, person, test_hub};
use types::accounts::Role;
use types::team::TeamRole;

/// Whoever is in one team finds nothing of another in the lists, the search and the figures.
#[tokio::test]
async fn a_team_member_of_another_organizer_sees_nothing() {
    let (hub, _database) = test_hub().await;
    let olga = person(&hub, Role::Organizer).await;
    let oscar = person(&hub, Role::Organizer).await;
    let event = EventBuilder { title: "Quiet engines".into(), ..EventBuilder::new(&hub) };
    let event = event.insert(&hub, olga).await;
    let own = EventBuilder { title: "Loud engines".into(), ..EventBuilder::new(&hub) };
    let own = own.insert(&hub, oscar).await;
    let draft = EventBuilder { status: "DRAFT", ..EventBuilder::new(&hub) };
    let draft = draft.insert(&hub, olga).await;
    let guest = person(&hub, Role::Attendee).await;
    attendance(&hub, event, guest, false).await;
    for role in TeamRole::ALL {
        let ada = person(&hub, Role::Attendee).await;
        join_team(&hub, (oscar, None), ada, role).await;
        let actor = Actor::User { id: ada, role: Role::Attendee };
        let found = search(&hub, actor, "engines").await.unwrap();
        let titles: Vec<_> = found.events.iter().map(|event| &*event.title).collect();
        assert_eq!(titles, ["Loud engines"]);
        let found = search(&hub, actor, "person").await.unwrap();
        assert!(found.people.is_empty() && found.bookings.is_empty());
        let home = organizer_home(&hub, actor).await.unwrap();
        let lines: Vec<_> = home.upcoming.iter().map(|line| line.event.id).collect();
        assert_eq!((lines, home.drafts.len()), (vec![own], 0));
        assert_eq!(home.summary.seats_sold, 0);
        let head = event_head(&hub, actor, &own.to_string()).await.unwrap();
        assert!(head.others.is_empty());
        for hidden in [event, draft] {
            assert!(event_head(&hub, actor, &hidden.to_string()).await.is_err());
        }
        assert!(may_see(&hub, actor, &draft.to_string()).await.is_err());
    }
}

/// Money and people are only for those whose role knows of them, in whatever is shown of all events.
#[tokio::test]
async fn the_figures_of_all_events_hold_no_money_for_who_may_not_know_of_it() {
    let (hub, _database) = test_hub().await;
    let olga = person(&hub, Role::Organizer).await;
    let guest = person(&hub, Role::Attendee).await;
    let event =
        EventBuilder { price: 10.into(), ..EventBuilder::new(&hub) }.insert(&hub, olga).await;
    attendance(&hub, event, guest, false).await;
    for role in TeamRole::ALL {
        let ada = person(&hub, Role::Attendee).await;
        join_team(&hub, (olga, Some(event)), ada, role).await;
        let actor = Actor::User { id: ada, role: Role::Attendee };
        let home = organizer_home(&hub, actor).await.unwrap();
        let knows = role == TeamRole::Manager;
        assert_eq!(home.sees_money, knows, "{role}");
        assert!(knows || home.summary.revenue.is_empty());
        assert!(knows || home.upcoming[0].revenue.is_empty());
        let found = search(&hub, actor, "person").await.unwrap();
        assert_eq!(!found.people.is_empty(), knows, "{role}");
    }
}
