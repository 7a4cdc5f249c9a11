//! Who may see whose books.

use super::{Of, lately};
use crate::bookings::tests::support::{attendee, event, organizer, paid};
use crate::reports::{export_days, export_lines, may_see, report};
use crate::testing::{join_team, person, test_hub};
use crate::{Actor, Error, Hub};
use types::accounts::Role;
use types::reports::ReportQuery;
use types::team::TeamRole;
use types::{ErrorCode, Failure};

async fn answers(hub: &Hub, actor: Actor, of: Of<'_>) -> Vec<Option<ErrorCode>> {
    let wanted = lately(hub);
    let code = |error: Error| Some(Failure::from(error).code);
    vec![
        may_see(hub, actor, of).await.err().and_then(code),
        report(hub, actor, of, &wanted).await.err().and_then(code),
        export_lines(hub, actor, of, &wanted).await.err().and_then(code),
        export_days(hub, actor, of, &wanted).await.err().and_then(code),
    ]
}

#[tokio::test]
async fn books_are_for_who_may_know_of_the_money() {
    let (hub, _database) = test_hub().await;
    let host = organizer(&hub).await;
    let talks = event(&hub).hosted_by(&hub, host).await;
    let second = event(&hub).hosted_by(&hub, host).await;
    paid(&hub, attendee(&hub).await, talks, 1).await;
    paid(&hub, attendee(&hub).await, second, 2).await;
    let (other, admin) = (organizer(&hub).await, person(&hub, Role::Admin).await);
    let admin = Actor::User { id: admin, role: Role::Admin };
    let key = talks.to_string();
    let mut team = Vec::new();
    for role in [TeamRole::Manager, TeamRole::Editor, TeamRole::Door] {
        let member = attendee(&hub).await;
        let host = host.user_id().unwrap();
        join_team(&hub, (host, Some(talks)), member.user_id().unwrap(), role).await;
        team.push(member);
    }
    let (yes, no) = (None, Some(ErrorCode::Forbidden));
    let nobody = Some(ErrorCode::Unauthenticated);
    for (actor, of_event, of_all) in [
        (host, yes, yes),
        (admin, yes, yes),
        (team[0], yes, yes),
        (team[1], no, no),
        (team[2], no, no),
        (other, no, yes),
        (attendee(&hub).await, no, no),
        (Actor::Anonymous, nobody, nobody),
    ] {
        assert_eq!(answers(&hub, actor, Of::Event(&key)).await, vec![of_event; 4], "{actor:?}");
        assert_eq!(answers(&hub, actor, Of::All).await, vec![of_all; 4], "{actor:?}");
    }
    // Of all events each sees those that are theirs to see.
    let charged = async |actor| {
        let found = report(&hub, actor, Of::All, &lately(&hub)).await.unwrap();
        found.report.totals.first().map(|sum| sum.charged)
    };
    assert_eq!(charged(host).await, Some(75.into()));
    assert_eq!(charged(team[0]).await, Some(25.into()));
    assert_eq!((charged(other).await, charged(admin).await), (None, None));
}

#[tokio::test]
async fn days_that_cannot_be_are_refused_by_their_field() {
    let (hub, _database) = test_hub().await;
    let host = organizer(&hub).await;
    for query in ["from=2026-05-02&to=2026-05-01", "from=2024-01-01&to=2026-01-01"] {
        let (wanted, errors) = ReportQuery::from_query(query);
        assert!(errors.is_empty());
        let refused = Failure::from(report(&hub, host, Of::All, &wanted).await.unwrap_err());
        assert_eq!(refused.fields[0].field, "to", "{query}");
    }
}
