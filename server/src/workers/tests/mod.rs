//! The queue at work, with real workers on a real database.

mod booked;
mod event_updates;
mod every_job;
mod follow_up;
mod mail;
mod pictures;
mod session_updates;

use super::{Tools, run, sweep_files};
use crate::adapters::mail::FileMailer;
use crate::adapters::media::Media;
use crate::drawing::Drawing;
use crate::mail::MailDelivery;
use async_trait::async_trait;
use chrono::TimeDelta;
use domain::jobs::{Job, enqueue};
use domain::mail::{ListedMail, MailError, Mailer, OutgoingMail, recent};
use domain::payments::MockProvider;
use domain::testing::{
    EventBuilder, TestDatabase, attendance, category, event_input, person, test_hub,
};
use domain::{Actor, Hub, bookings, events, payments};
use rust_decimal::Decimal;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use types::Locale;
use types::accounts::Role;
use types::bookings::{BookInput, Booking};
use types::events::EventInput;
use types::ids::EventId;
use types::payments::{PayInput, PaymentMethod};

/// Running workers, and where their mail ends up.
struct Works {
    hub: Hub,
    folder: PathBuf,
    media: Media,
    stop: CancellationToken,
    running: JoinHandle<()>,
    _database: TestDatabase,
}

fn delivery(mailer: Arc<dyn Mailer>) -> MailDelivery {
    MailDelivery { mailer, keep_secrets: false, deadline: MailDelivery::DEADLINE }
}

fn tools(mail: MailDelivery) -> Tools {
    let media = Media::new(Arc::new(object_store::memory::InMemory::new()));
    Tools { mail, media, drawing: Drawing::default() }
}

/// For work that sends no mail.
fn idle_tools() -> Tools {
    #[derive(Debug)]
    struct Nobody;

    #[async_trait]
    impl Mailer for Nobody {
        async fn send(&self, mail: &OutgoingMail) -> Result<String, MailError> {
            Err(MailError::Permanent(format!("{} is not to be sent", mail.subject)))
        }
    }

    tools(delivery(Arc::new(Nobody)))
}

impl Works {
    async fn start() -> Self {
        let (mut hub, database) = test_hub().await;
        let mut settings = (*hub.settings).clone();
        settings.mock_payment_delay = Duration::ZERO;
        hub.payments = Arc::new(MockProvider::new(&settings));
        hub.settings = Arc::new(settings);
        let folder = std::env::temp_dir().join(format!("event-hub-{}", domain::ids::new_id()));
        let from = "Event Hub <hub@example.org>".parse().unwrap();
        let mailer = Arc::new(FileMailer::new(folder.clone(), from).unwrap());
        Self::with(hub, database, folder, mailer)
    }

    fn with(hub: Hub, database: TestDatabase, folder: PathBuf, mailer: Arc<dyn Mailer>) -> Self {
        Self::delivering_by(hub, database, folder, delivery(mailer))
    }

    fn delivering_by(
        hub: Hub,
        database: TestDatabase,
        folder: PathBuf,
        delivery: MailDelivery,
    ) -> Self {
        let stop = CancellationToken::new();
        let tools = tools(delivery);
        let media = tools.media.clone();
        let running = tokio::spawn(run(hub.clone(), tools, stop.clone()));
        Self { hub, folder, media, stop, running, _database: database }
    }

    /// Waits for the queue to hold nothing but what is due later.
    async fn idle(&self) {
        let settled = async {
            loop {
                let due: i64 = sqlx::query_scalar(
                    "SELECT count(*) FROM graphile_worker.jobs
                     WHERE run_at <= now() AND attempts < max_attempts OR locked_at IS NOT NULL",
                )
                .fetch_one(self.hub.db.pool())
                .await
                .unwrap();
                if due == 0 {
                    return;
                }
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(30), settled)
            .await
            .expect("the queue is worked off");
    }

    /// Puts a job into the queue as the use cases do, and waits until it is done.
    async fn do_now<J: Job + Send + Sync + 'static>(&self, job: J) {
        let queued =
            self.hub.db.write(move |tx| Box::pin(async move { enqueue(tx, &job, None).await }));
        queued.await.unwrap();
        self.idle().await;
    }

    /// What somebody was sent of a kind.
    async fn mails(&self, to: &str, kind: &str) -> Vec<ListedMail> {
        let mut mails = recent(&self.hub, Some(to)).await.unwrap();
        mails.retain(|mail| mail.kind == kind);
        mails
    }

    /// Nothing in the queue has failed so far.
    async fn nothing_failed(&self) {
        let errors: Vec<String> = sqlx::query_scalar(
            "SELECT last_error FROM graphile_worker.jobs WHERE last_error IS NOT NULL",
        )
        .fetch_all(self.hub.db.pool())
        .await
        .unwrap();
        assert_eq!(errors, [""; 0]);
    }

    /// Lets time go by: everything that is there becomes that much older.
    async fn time_passes(&self, by: TimeDelta) {
        for older in [
            "UPDATE events SET start_date = start_date - $1, end_date = end_date - $1",
            "UPDATE bookings SET confirmed_at = confirmed_at - $1, booked_at = booked_at - $1",
            "UPDATE mail_messages SET created_at = created_at - $1",
            "UPDATE notifications SET created_at = created_at - $1",
            "UPDATE event_changes SET first_at = first_at - $1, last_at = last_at - $1,
                 told_at = ARRAY(SELECT t - $1 FROM unnest(told_at) t ORDER BY t)",
            "UPDATE graphile_worker._private_jobs SET run_at = run_at - $1",
        ] {
            sqlx::query(older).bind(by).execute(self.hub.db.pool()).await.unwrap();
        }
    }

    /// What has changed of the events is due to be told, and is.
    async fn quarter_passes(&self) {
        for due in [
            "UPDATE event_changes SET first_at = first_at - interval '15 minutes'",
            "UPDATE session_changes SET first_at = first_at - interval '15 minutes'",
            "UPDATE graphile_worker._private_jobs SET run_at = now()
             WHERE key LIKE 'gather_event_change:%' OR key LIKE 'gather_session_changes:%'",
        ] {
            sqlx::query(due).execute(self.hub.db.pool()).await.unwrap();
        }
        self.idle().await;
    }

    async fn end(self) {
        self.stop.cancel();
        self.running.await.unwrap();
        let _ = std::fs::remove_dir_all(self.folder);
    }
}

async fn attendee(hub: &Hub) -> Actor {
    Actor::User { id: person(hub, Role::Attendee).await, role: Role::Attendee }
}

async fn event(hub: &Hub, price: i64) -> EventId {
    let organizer = person(hub, Role::Organizer).await;
    EventBuilder { price: Decimal::from(price), capacity: 500, ..EventBuilder::new(hub) }
        .insert(hub, organizer)
        .await
}

async fn book(hub: &Hub, actor: Actor, event: EventId, quantity: i64) -> Booking {
    let input = BookInput::of(event, quantity);
    bookings::book(hub, actor, input, None).await.unwrap().value
}

async fn pay(hub: &Hub, actor: Actor, booking: &Booking, card: &str) {
    let input = PayInput {
        booking: booking.id,
        payment_method: PaymentMethod::MockCard,
        card_number: Some(card.into()),
    };
    payments::pay(hub, actor, input, None).await.unwrap();
}

/// Somebody who books, by their address, with a language and a clock of their own.
async fn reader(hub: &Hub, locale: Locale, timezone: &str) -> (String, Actor) {
    let id = person(hub, Role::Attendee).await;
    let email = sqlx::query_scalar(
        "UPDATE users SET locale = $2, timezone = $3 WHERE id = $1 RETURNING email",
    )
    .bind(id.0)
    .bind(locale.as_str())
    .bind(timezone)
    .fetch_one(hub.db.pool())
    .await
    .unwrap();
    (email, Actor::User { id, role: Role::Attendee })
}

/// An event as an organizer publishes it, with all its jobs: in Berlin, free, for two hours, after
/// that many days.
async fn published(hub: &Hub, days: i64) -> (Actor, EventId) {
    let organizer = Actor::User { id: person(hub, Role::Organizer).await, role: Role::Organizer };
    category(hub, "rust").await;
    let start_date = hub.now() + TimeDelta::days(days);
    let input = EventInput { max_capacity: 500, ..event_input(start_date) };
    let made = events::create(hub, organizer, input, Locale::En).await.unwrap();
    (organizer, made.event.id)
}

/// So many more who were there, each with one seat.
async fn crowd(hub: &Hub, event: EventId, count: usize) {
    for _ in 0..count {
        attendance(hub, event, person(hub, Role::Attendee).await, true).await;
    }
}
