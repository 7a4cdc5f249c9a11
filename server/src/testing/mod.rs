//! Test application: the whole router on a database of the test's own.
//!
//! ```ignore
//! let app = TestApp::new().await;
//! let ada = app.attendee().await;
//! let reply = ada.post("/api/bookings/", json!({ "event": event, "quantity": 2 })).await;
//! assert_eq!(reply.status, 201);
//! ```

pub(crate) mod calendar_reader;
mod client;
mod log;
pub(crate) mod markup;

pub(crate) use client::{Client, Reply};
pub(crate) use log::Log;

use crate::adapters::media::Media;
use crate::config::{Config, Source};
use crate::drawing::Drawing;
use crate::health;
use crate::mail::MailDelivery;
use crate::router;
use crate::state::{AppState, Parts, WebSettings};
use axum::Router;
use domain::testing::{TestDatabase, test_hub};
use domain::{Hub, Settings};
use leptos::config::LeptosOptions;
use std::sync::Arc;
use types::accounts::{Register, Role};

pub(crate) const PASSWORD: &str = "correct horse battery";

#[derive(Debug)]
pub(crate) struct TestApp {
    pub hub: Hub,
    pub router: Router,
    pub state: AppState,
    pub drawing: Drawing,
    _database: TestDatabase,
}

impl TestApp {
    /// With the documented settings, but without rate limits.
    pub(crate) async fn new() -> Self {
        Self::with(|_| {}, WebSettings::default()).await
    }

    pub(crate) async fn with(change: impl FnOnce(&mut Settings), web: WebSettings) -> Self {
        let (mut hub, database) = test_hub().await;
        let mut settings = Settings::clone(&hub.settings);
        change(&mut settings);
        hub.settings = Arc::new(settings);
        Self::on(hub, database, web)
    }

    /// On a hub of the test's own making, for instance with a clock that stands still.
    pub(crate) fn on(hub: Hub, database: TestDatabase, web: WebSettings) -> Self {
        // A stream tells how things are and ends, unless a test opens it.
        hub.live.close();
        Self::live(hub, database, web)
    }

    /// The same with streams that go on; the test lets the hub hear of changes.
    pub(crate) fn live(hub: Hub, database: TestDatabase, web: WebSettings) -> Self {
        log::ask_each_thread();
        let leptos_options = LeptosOptions::builder().output_name("event-hub").build();
        let folder = std::env::temp_dir().join("event-hub-test-mail");
        let mailer = crate::adapters::mail::mailer(None, "hub@example.org", &folder).unwrap();
        let mail = MailDelivery {
            mailer,
            keep_secrets: !web.production,
            deadline: MailDelivery::DEADLINE,
        };
        let media = Media::new(Arc::new(object_store::memory::InMemory::new()));
        let drawing = Drawing::default();
        let state = AppState::new(Parts {
            hub: hub.clone(),
            leptos_options,
            web,
            mail: mail.clone(),
            media,
            drawing: drawing.clone(),
            checks: health::look(config(), hub.clone(), mail),
            legal: crate::site::legal::texts(None, &crate::site::legal::Facts::of(&hub)),
        });
        let router = router::router(state.clone());
        Self { hub, router, state, drawing, _database: database }
    }

    /// Nobody in particular.
    pub(crate) fn anonymous(&self) -> Client {
        Client::new(self.router.clone(), None)
    }

    pub(crate) async fn attendee(&self) -> Client {
        self.person(Role::Attendee).await
    }

    pub(crate) async fn organizer(&self) -> Client {
        self.person(Role::Organizer).await
    }

    pub(crate) async fn admin(&self) -> Client {
        self.person(Role::Admin).await
    }

    /// Makes an account with a verified address; each call is another person.
    pub(crate) async fn person(&self, role: Role) -> Client {
        let input = somebody(role);
        let made = domain::accounts::create_verified(&self.hub, input, role).await;
        Client::new(self.router.clone(), Some(made.unwrap()))
    }

    /// Registers somebody who has not followed the link in the first mail yet.
    pub(crate) async fn newcomer(&self, role: Role) -> Client {
        let input = Register { role: Some(role), ..somebody(role) };
        let made = domain::accounts::register(&self.hub, input).await;
        Client::new(self.router.clone(), Some(made.unwrap()))
    }
}

/// The documented settings, with what they keep in a folder of the tests.
fn config() -> Config {
    let data = std::env::temp_dir().join("event-hub-test-data");
    let pairs = [("DATA_DIR", data.to_str().unwrap())];
    Config::load(&pairs.into_iter().collect::<Source>()).unwrap()
}

fn somebody(role: Role) -> Register {
    let name = domain::ids::new_id().simple().to_string();
    Register {
        email: format!("{name}@people.test"),
        password: PASSWORD.to_owned(),
        display_name: format!("{} {}", role.as_str(), &name[24..]),
        role: None,
        locale: None,
    }
}
