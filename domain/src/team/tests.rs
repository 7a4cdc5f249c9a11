//! Coming into a team and leaving it.

use super::{
    Scope, accept, change_role, decline, invitation, invite, leave, memberships, remove, resend,
    team, withdraw,
};
use crate::events::{EventRight, may};
use crate::roles::invitation_token;
use crate::testing::{EventBuilder, TestDatabase, join_team, person, test_hub};
use crate::{Actor, Error, Hub};
use types::ErrorCode;
use types::accounts::Role;
use types::ids::{EventId, InvitationId, UserId};
use types::team::{Invite, SENDS_MAX, SENT_A_DAY, TeamRole};

struct World {
    hub: Hub,
    _database: TestDatabase,
    olga: Actor,
    event: EventId,
}

fn organizer(id: UserId) -> Actor {
    Actor::User { id, role: Role::Organizer }
}

fn attendee(id: UserId) -> Actor {
    Actor::User { id, role: Role::Attendee }
}

impl World {
    async fn new() -> Self {
        let (hub, database) = test_hub().await;
        let olga = person(&hub, Role::Organizer).await;
        let event = EventBuilder::new(&hub).insert(&hub, olga).await;
        Self { hub, _database: database, olga: organizer(olga), event }
    }

    fn scope(&self) -> Scope {
        Scope::Event(self.event.to_string())
    }

    async fn email(&self, user: UserId) -> String {
        sqlx::query_scalar("SELECT email FROM users WHERE id = $1")
            .bind(user)
            .fetch_one(self.hub.db.pool())
            .await
            .unwrap()
    }

    async fn run(&self, sql: &'static str) {
        sqlx::query(sql).execute(self.hub.db.pool()).await.unwrap();
    }

    async fn invited(&self, scope: Scope, email: &str, role: TeamRole) -> (InvitationId, String) {
        let input = Invite { email: email.to_owned(), role };
        let made = invite(&self.hub, self.olga, scope, input).await.unwrap();
        (made.id, invitation_token(&self.hub.settings, made.id, 1))
    }

    async fn actions(&self) -> Vec<String> {
        sqlx::query_scalar(
            "SELECT action FROM audit_log WHERE action LIKE 'team.%' ORDER BY created_at, id",
        )
        .fetch_all(self.hub.db.pool())
        .await
        .unwrap()
    }
}

fn code<T: std::fmt::Debug>(result: Result<T, Error>) -> ErrorCode {
    result.unwrap_err().code().unwrap()
}

#[tokio::test]
async fn who_is_invited_takes_the_role_by_the_link_once_and_leaves_again() {
    let world = World::new().await;
    let hub = &world.hub;
    let ada = person(hub, Role::Attendee).await;
    let email = world.email(ada).await;
    let (_, token) = world.invited(world.scope(), &email.to_uppercase(), TeamRole::Editor).await;
    let seen = invitation(hub, Actor::Anonymous, &token).await.unwrap();
    assert_eq!((seen.role, seen.for_caller), (TeamRole::Editor, None));
    assert_eq!(seen.event.as_ref().map(|event| event.id), Some(world.event));
    let pending = team(hub, world.olga, &world.scope()).await.unwrap();
    assert_eq!((pending.members.len(), &*pending.invitations[0].email), (0, &*email));

    let joined = accept(hub, attendee(ada), &token).await.unwrap();
    assert_eq!(joined.event.as_ref().map(|event| event.id), Some(world.event));
    let edit = may(hub, attendee(ada), &world.event.to_string(), EventRight::Edit).await;
    assert!(edit.is_ok());
    assert_eq!(accept(hub, attendee(ada), &token).await.unwrap().id, joined.id, "a second click");
    assert_eq!(code(invitation(hub, attendee(ada), &token).await), ErrorCode::NotFound);
    let now = team(hub, world.olga, &world.scope()).await.unwrap();
    assert_eq!((now.members[0].role, now.invitations.len()), (TeamRole::Editor, 0));

    let member = now.members[0].id;
    change_role(hub, world.olga, world.scope(), member, TeamRole::Door).await.unwrap();
    assert_eq!(memberships(hub, attendee(ada)).await.unwrap()[0].role, TeamRole::Door);
    leave(hub, attendee(ada), member).await.unwrap();
    assert!(memberships(hub, attendee(ada)).await.unwrap().is_empty());
    assert_eq!(code(accept(hub, attendee(ada), &token).await), ErrorCode::NotFound, "it is spent");
    let told = ["team.invited", "team.joined", "team.role_changed", "team.left"];
    assert_eq!(world.actions().await, told);
}

#[tokio::test]
async fn an_invitation_is_for_the_address_that_it_was_sent_to_once_that_is_proved() {
    let world = World::new().await;
    let hub = &world.hub;
    let ada = person(hub, Role::Attendee).await;
    let eve = person(hub, Role::Attendee).await;
    let (id, token) = world.invited(Scope::All, &world.email(ada).await, TeamRole::Manager).await;
    for stolen in [&token, &id.to_string()] {
        let refused = code(accept(hub, attendee(eve), stolen).await);
        let expected =
            if *stolen == token { ErrorCode::InvitationForAnother } else { ErrorCode::NotFound };
        assert_eq!(refused, expected);
    }
    assert_eq!(code(accept(hub, Actor::Anonymous, &token).await), ErrorCode::Unauthenticated);
    assert_eq!(invitation(hub, attendee(eve), &token).await.unwrap().for_caller, Some(false));
    world.run("UPDATE users SET email_verified_at = NULL WHERE role = 'attendee'").await;
    assert_eq!(code(accept(hub, attendee(ada), &token).await), ErrorCode::EmailNotVerified);
    // By its id it is there for who has proved the address, and for nobody else.
    assert_eq!(code(accept(hub, attendee(ada), &id.to_string()).await), ErrorCode::NotFound);
    world.run("UPDATE users SET email_verified_at = clock_timestamp()").await;
    let joined = accept(hub, attendee(ada), &id.to_string()).await.unwrap();
    assert_eq!((joined.event, joined.role), (None, TeamRole::Manager));
}

#[tokio::test]
async fn an_invitation_that_is_withdrawn_declined_sent_again_or_old_leads_nowhere() {
    let world = World::new().await;
    let hub = &world.hub;
    let ada = person(hub, Role::Attendee).await;
    let email = world.email(ada).await;
    let (id, token) = world.invited(world.scope(), &email, TeamRole::Door).await;
    assert_eq!(world.invited(world.scope(), &email, TeamRole::Door).await.0, id, "a second click");
    let input = Invite { email: email.clone(), role: TeamRole::Editor };
    let again = invite(hub, world.olga, world.scope(), input).await;
    assert_eq!(code(again), ErrorCode::AlreadyInvited);
    withdraw(hub, world.olga, world.scope(), id).await.unwrap();
    assert_eq!(code(accept(hub, attendee(ada), &token).await), ErrorCode::NotFound);

    let (_, token) = world.invited(world.scope(), &email, TeamRole::Door).await;
    decline(hub, Actor::Anonymous, &token).await.unwrap();
    assert_eq!(code(accept(hub, attendee(ada), &token).await), ErrorCode::NotFound);

    let (id, first) = world.invited(world.scope(), &email, TeamRole::Door).await;
    let soon = resend(hub, world.olga, world.scope(), id).await;
    assert_eq!(code(soon), ErrorCode::TooManyRequests, "a message just went out");
    for sends in 2..=SENDS_MAX {
        world.run("UPDATE team_invitations SET sent_at = sent_at - interval '1 hour'").await;
        let sent = resend(hub, world.olga, world.scope(), id).await.unwrap();
        assert_eq!(sent.sends_left, SENDS_MAX - sends);
    }
    world.run("UPDATE team_invitations SET sent_at = sent_at - interval '1 hour'").await;
    let more = resend(hub, world.olga, world.scope(), id).await;
    assert_eq!(code(more), ErrorCode::TooManyRequests);
    assert_eq!(code(accept(hub, attendee(ada), &first).await), ErrorCode::NotFound);
    world
        .run("UPDATE team_invitations SET expires_at = clock_timestamp() - interval '1 day'")
        .await;
    let last = invitation_token(&hub.settings, id, SENDS_MAX);
    assert_eq!(code(accept(hub, attendee(ada), &last).await), ErrorCode::NotFound);
    // One that has lapsed is in nobody's way.
    let (_, token) = world.invited(world.scope(), &email, TeamRole::Door).await;
    accept(hub, attendee(ada), &token).await.unwrap();
}

#[tokio::test]
async fn nobody_but_the_organizer_changes_a_team_not_even_its_manager() {
    let world = World::new().await;
    let hub = &world.hub;
    let Actor::User { id: olga, .. } = world.olga else { unreachable!() };
    let max = person(hub, Role::Attendee).await;
    join_team(hub, (olga, None), max, TeamRole::Manager).await;
    let ada = person(hub, Role::Attendee).await;
    join_team(hub, (olga, Some(world.event)), ada, TeamRole::Door).await;
    let other = organizer(person(hub, Role::Organizer).await);
    let seen = team(hub, world.olga, &world.scope()).await.unwrap();
    let of_ada = seen.members.iter().find(|it| !it.everywhere).unwrap().id;
    let (id, _) = world.invited(world.scope(), "new@people.test", TeamRole::Door).await;
    for who in [attendee(max), attendee(ada), other, Actor::Anonymous] {
        let input = Invite { email: "more@people.test".into(), role: TeamRole::Manager };
        assert!(invite(hub, who, world.scope(), input).await.is_err(), "{who:?}");
        assert!(team(hub, who, &world.scope()).await.is_err(), "{who:?}");
        let role = TeamRole::Manager;
        assert!(change_role(hub, who, world.scope(), of_ada, role).await.is_err(), "{who:?}");
        assert!(resend(hub, who, world.scope(), id).await.is_err(), "{who:?}");
        assert!(withdraw(hub, who, world.scope(), id).await.is_err(), "{who:?}");
        if who != attendee(ada) {
            assert!(remove(hub, who, world.scope(), of_ada).await.is_err(), "{who:?}");
        }
    }
    // Nor by the team of another event, or by the organizer's own.
    let own = Scope::All;
    assert_eq!(code(remove(hub, world.olga, own.clone(), of_ada).await), ErrorCode::NotFound);
    let of_another = change_role(hub, other, own, of_ada, TeamRole::Manager).await;
    assert_eq!(code(of_another), ErrorCode::NotFound);
    remove(hub, world.olga, world.scope(), of_ada).await.unwrap();
}

#[tokio::test]
async fn an_organizer_sends_so_many_invitations_a_day_and_none_without_an_own_address() {
    let world = World::new().await;
    let hub = &world.hub;
    let Actor::User { id: olga, .. } = world.olga else { unreachable!() };
    let own = Invite { email: world.email(olga).await, role: TeamRole::Door };
    let refused = invite(hub, world.olga, world.scope(), own).await;
    assert_eq!(code(refused), ErrorCode::ValidationFailed);
    for number in 0..SENT_A_DAY {
        world.invited(Scope::All, &format!("p{number}@people.test"), TeamRole::Door).await;
    }
    let input = Invite { email: "more@people.test".into(), role: TeamRole::Door };
    let more = invite(hub, world.olga, Scope::All, input.clone()).await;
    assert_eq!(code(more), ErrorCode::TooManyRequests);
    world.run("UPDATE team_invitations SET sent_at = sent_at - interval '2 days'").await;
    invite(hub, world.olga, Scope::All, input.clone()).await.unwrap();
    world.run("UPDATE users SET email_verified_at = NULL").await;
    let unproved = invite(hub, world.olga, world.scope(), input).await;
    assert_eq!(code(unproved), ErrorCode::EmailNotVerified);
}

#[tokio::test]
async fn two_who_accept_at_once_are_one_member_and_one_entry_of_the_history() {
    let world = World::new().await;
    let hub = &world.hub;
    let ada = person(hub, Role::Attendee).await;
    let (_, token) = world.invited(world.scope(), &world.email(ada).await, TeamRole::Editor).await;
    let (one, two) =
        tokio::join!(accept(hub, attendee(ada), &token), accept(hub, attendee(ada), &token));
    assert_eq!(one.unwrap(), two.unwrap());
    assert_eq!(memberships(hub, attendee(ada)).await.unwrap().len(), 1);
    assert_eq!(world.actions().await, ["team.invited", "team.joined"]);
}

#[tokio::test]
async fn whose_role_changes_and_who_is_removed_is_told_and_who_leaves_is_not() {
    let world = World::new().await;
    let hub = &world.hub;
    let Actor::User { id: olga, .. } = world.olga else { unreachable!() };
    let ada = person(hub, Role::Attendee).await;
    let member = join_team(hub, (olga, Some(world.event)), ada, TeamRole::Door).await;
    let told = async || -> Vec<(Option<String>, bool)> {
        sqlx::query_as(
            "SELECT data->>'role', data ? 'event' FROM mail_messages
             WHERE kind = 'team_changed' ORDER BY created_at, id",
        )
        .fetch_all(hub.db.pool())
        .await
        .unwrap()
    };
    let change = async |role| {
        change_role(hub, world.olga, world.scope(), member, role).await.unwrap();
    };
    change(TeamRole::Door).await;
    assert_eq!(told().await, [], "it is what it was");
    change(TeamRole::Editor).await;
    assert_eq!(told().await, [(Some("editor".into()), true)]);
    for _ in 0..4 {
        change(TeamRole::Door).await;
        change(TeamRole::Manager).await;
    }
    assert_eq!(told().await.len(), 5, "so many a day, however often it is changed");
    remove(hub, world.olga, world.scope(), member).await.unwrap();
    assert_eq!(told().await.last(), Some(&(None, true)));
    assert_eq!(told().await.len(), 6);
    let own = join_team(hub, (olga, None), ada, TeamRole::Manager).await;
    leave(hub, attendee(ada), own).await.unwrap();
    assert_eq!(told().await.len(), 6, "who leaves knows");
    let inbox: i64 =
        sqlx::query_scalar("SELECT count(*) FROM notifications WHERE kind = 'team_changed'")
            .fetch_one(hub.db.pool())
            .await
            .unwrap();
    assert_eq!(inbox, 6);
}
