//! An event with people, and what they were sent.

use crate::ids::new_id;
use crate::messages::{send, write};
use crate::testing::{EventBuilder, TestDatabase, attendance, person, test_hub};
use crate::{Actor, Hub};
use chrono::TimeDelta;
use types::Failure;
use types::accounts::Role;
use types::event_bookings::{BookingFilter, StatusFilter};
use types::ids::{EventId, MessageId, UserId};
use types::messages::{WriteMessage, WrittenMessage};

pub(super) struct House {
    pub(super) hub: Hub,
    pub(super) olga: Actor,
    pub(super) event: EventId,
    _database: TestDatabase,
}

pub(super) fn confirmed() -> BookingFilter {
    BookingFilter { status: Some(StatusFilter::Confirmed), ..BookingFilter::default() }
}

pub(super) fn text() -> WriteMessage {
    WriteMessage {
        subject: "Doors".into(),
        body: "They open at **five**.".into(),
        audience: confirmed(),
        ..WriteMessage::default()
    }
}

pub(super) fn organizer(id: UserId) -> Actor {
    Actor::User { id, role: Role::Organizer }
}

impl House {
    pub(super) async fn new() -> Self {
        let (hub, database) = test_hub().await;
        let olga = person(&hub, Role::Organizer).await;
        let event = EventBuilder { capacity: 10_000, ..EventBuilder::new(&hub) };
        let event = event.insert(&hub, olga).await;
        Self { hub, olga: organizer(olga), event, _database: database }
    }

    pub(super) fn key(&self) -> String {
        self.event.to_string()
    }

    /// Somebody with a confirmed booking.
    pub(super) async fn attendee(&self) -> UserId {
        let user = person(&self.hub, Role::Attendee).await;
        attendance(&self.hub, self.event, user, false).await;
        user
    }

    pub(super) async fn crowd(&self, many: usize) -> Vec<UserId> {
        let mut all = Vec::new();
        for _ in 0..many {
            all.push(self.attendee().await);
        }
        all
    }

    pub(super) async fn write(&self, message: WriteMessage) -> Result<WrittenMessage, Failure> {
        let written = write(&self.hub, self.olga, &self.key(), message, None).await;
        written.map(|it| it.value).map_err(|it| it.failure)
    }

    /// Runs the job until there is nothing left to do.
    pub(super) async fn send(&self, id: MessageId, limit: u16) {
        while send(&self.hub, id, limit).await.unwrap().more {}
    }

    pub(super) async fn do_sql(&self, sql: &'static str) {
        sqlx::query(sql).execute(self.hub.db.pool()).await.unwrap();
    }

    /// How many mails of the kind each of these people has.
    pub(super) async fn mails(&self, people: &[UserId]) -> Vec<i64> {
        let counts: Vec<(UserId, i64)> = sqlx::query_as(
            "SELECT p.id, (SELECT count(*) FROM mail_messages m
                 WHERE m.user_id = p.id AND m.kind = 'organizer_message')
             FROM unnest($1::uuid[]) WITH ORDINALITY AS p (id, place) ORDER BY p.place",
        )
        .bind(people)
        .fetch_all(self.hub.db.pool())
        .await
        .unwrap();
        counts.into_iter().map(|(_, count)| count).collect()
    }

    /// The message's time has come.
    pub(super) async fn time_comes(&self, id: MessageId) {
        sqlx::query("UPDATE messages SET send_at = $2 WHERE id = $1")
            .bind(id)
            .bind(self.hub.now())
            .execute(self.hub.db.pool())
            .await
            .unwrap();
    }

    pub(super) async fn state(&self, id: MessageId) -> String {
        sqlx::query_scalar("SELECT state FROM messages WHERE id = $1")
            .bind(id)
            .fetch_one(self.hub.db.pool())
            .await
            .unwrap()
    }

    /// So many people whom the organizer wrote to a moment ago.
    pub(super) async fn wrote_to(&self, people: i64) {
        let message = new_id();
        sqlx::query(
            "INSERT INTO messages (id, event_id, subject, body, audience, news, state, send_at,
                 created_at, began_at, sent_at, audience_size)
             VALUES ($1, $2, 'Before', 'Text', '{}', false, 'SENT', $3, $3, $3, $3, 1)",
        )
        .bind(message)
        .bind(self.event)
        .bind(self.hub.now() - TimeDelta::days(2))
        .execute(self.hub.db.pool())
        .await
        .unwrap();
        sqlx::query(
            "INSERT INTO message_recipients (message_id, user_id, booking_id, queued_at)
             SELECT $1, gen_random_uuid(), gen_random_uuid(), $3 FROM generate_series(1, $2)",
        )
        .bind(message)
        .bind(people)
        .bind(self.hub.now() - TimeDelta::minutes(1))
        .execute(self.hub.db.pool())
        .await
        .unwrap();
    }
}
