//! The columns of the table.

use super::table::{Body, Row};
use super::world::World;
use crate::testing::{Client, Reply, TestApp};
use axum::body::Body as HttpBody;
use axum::http::{Method, Request, header};
use domain::testing::join_team;
use types::team::TeamRole;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::api::tests) enum Person {
    Anonymous,
    /// Made the booking.
    Owner,
    OtherAttendee,
    /// Organizes the event.
    Organizer,
    OtherOrganizer,
    Admin,
    /// With a token from before the account was disabled.
    Disabled,
    /// With a token from before the password was reset.
    Stale,
    /// In the organizer's team, for all events; none of these four organizes anything.
    Manager,
    Editor,
    Door,
    /// Manager of all events of the other organizer.
    OtherManager,
}

pub(super) const PEOPLE: [Person; 12] = [
    Person::Anonymous,
    Person::Owner,
    Person::OtherAttendee,
    Person::Organizer,
    Person::OtherOrganizer,
    Person::Admin,
    Person::Disabled,
    Person::Stale,
    Person::Manager,
    Person::Editor,
    Person::Door,
    Person::OtherManager,
];

pub(in crate::api::tests) struct People {
    pub clients: [Client; 12],
}

impl People {
    pub(in crate::api::tests) async fn new(app: &TestApp) -> Self {
        let disabled = app.admin().await;
        let stale = app.admin().await;
        for (change, client) in [
            ("UPDATE users SET disabled_at = clock_timestamp() WHERE id = $1", &disabled),
            ("UPDATE users SET token_version = token_version + 1 WHERE id = $1", &stale),
        ] {
            let id = client.user().id.0;
            sqlx::query(change).bind(id).execute(app.hub.db.pool()).await.unwrap();
        }
        let (organizer, other) = (app.organizer().await, app.organizer().await);
        let mut team = Vec::new();
        for (host, role) in [
            (&organizer, TeamRole::Manager),
            (&organizer, TeamRole::Editor),
            (&organizer, TeamRole::Door),
            (&other, TeamRole::Manager),
        ] {
            let client = app.attendee().await;
            join_team(&app.hub, (host.user().id, None), client.user().id, role).await;
            team.push(client);
        }
        let [manager, editor, door, other_manager] = team.try_into().ok().unwrap();
        Self {
            clients: [
                app.anonymous(),
                app.attendee().await,
                app.attendee().await,
                organizer,
                other,
                app.admin().await,
                disabled,
                stale,
                manager,
                editor,
                door,
                other_manager,
            ],
        }
    }

    pub(in crate::api::tests) fn get(&self, person: Person) -> &Client {
        &self.clients[person as usize]
    }

    /// Sends the row's request the way this person would.
    pub(super) async fn send(&self, person: Person, row: &Row, world: &World) -> Reply {
        let client = self.get(person);
        let path = world.fill(row.at);
        let method: Method = row.method.parse().unwrap();
        let request = if row.path.starts_with("/api/") {
            client.request(method, &path)
        } else {
            let request = Request::builder().method(method).uri(&path);
            let request = match person {
                Person::Anonymous => request,
                _ => request.header(header::COOKIE, format!("access={}", client.tokens().access)),
            };
            // As the app's own code asks: a status instead of a redirect.
            request.header(header::ACCEPT, "application/json")
        };
        let request = match row.body {
            Body::None => request.body(HttpBody::empty()),
            Body::Json(text) => request
                .header(header::CONTENT_TYPE, "application/json")
                .body(HttpBody::from(world.fill(text))),
            Body::Form(text) => request
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .body(HttpBody::from(world.fill(text))),
        };
        client.send(request.unwrap()).await
    }
}
