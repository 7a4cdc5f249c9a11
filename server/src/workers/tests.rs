//! The queue at work, with real workers on a real database.

use super::{MailRoom, run, sweep};
use crate::adapters::mail::FileMailer;
use crate::adapters::media::Media;
use async_trait::async_trait;
use domain::notifications::{self, MailError, MailKind, Mailer, NewMessage, OutgoingMail};
use domain::payments::MockProvider;
use domain::testing::{EventBuilder, TestDatabase, person, test_hub};
use domain::{Actor, Hub, bookings, payments};
use rust_decimal::Decimal;
use serde_json::json;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use tokio::sync::Notify;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use types::Locale;
use types::accounts::Role;
use types::bookings::{BookInput, Booking, BookingStatus};
use types::events::CancelEvent;
use types::ids::EventId;
use types::payments::{PayInput, PaymentMethod, PaymentStatus};

/// Running workers, and where their mail ends up.
struct Works {
    hub: Hub,
    folder: PathBuf,
    stop: CancellationToken,
    running: JoinHandle<()>,
    _database: TestDatabase,
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
        let stop = CancellationToken::new();
        let media = Media::new(Arc::new(object_store::memory::InMemory::new()));
        let room = MailRoom { mailer, keep_secrets: false };
        let running = tokio::spawn(run(hub.clone(), room, media, stop.clone()));
        Self { hub, folder, stop, running, _database: database }
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
    let input = BookInput { event, quantity, promo_code: None };
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

#[tokio::test]
async fn a_paid_booking_ends_as_a_mail_with_tickets_and_a_calendar_entry() {
    let works = Works::start().await;
    let hub = &works.hub;
    let (ada, event) = (attendee(hub).await, event(hub, 25).await);
    let booking = book(hub, ada, event, 2).await;
    pay(hub, ada, &booking, "4111 1111 1111 1111").await;
    works.idle().await;

    let booking = bookings::get(hub, ada, booking.id).await.unwrap();
    assert_eq!(booking.status, BookingStatus::Confirmed);
    let sent = notifications::recent(hub, None).await.unwrap();
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0].kind, "booking_confirmed");
    assert_eq!(
        sent[0].attachments,
        [format!("tickets-{}.pdf", booking.reference), format!("event-{}.ics", booking.reference)]
    );
    let mail = std::fs::read_to_string(works.folder.join(format!("{}.eml", sent[0].id))).unwrap();
    assert!(mail.contains(&format!("Message-ID: <{}@localhost>", sent[0].id)), "{mail}");
    assert!(mail.contains("application/pdf") && mail.contains("text/calendar"));
    let attached = works.folder.join(sent[0].id.to_string());
    let pdf = std::fs::read(attached.join(&sent[0].attachments[0])).unwrap();
    assert!(pdf.starts_with(b"%PDF-"));
    let ics = std::fs::read_to_string(attached.join(&sent[0].attachments[1])).unwrap();
    assert!(ics.contains("BEGIN:VEVENT") && ics.contains(&booking.reference));
    works.end().await;
}

#[tokio::test]
async fn a_refused_card_leaves_the_hold_and_says_so() {
    let works = Works::start().await;
    let hub = &works.hub;
    let (ada, event) = (attendee(hub).await, event(hub, 25).await);
    let booking = book(hub, ada, event, 1).await;
    pay(hub, ada, &booking, "4000 0000 0000 0002").await;
    works.idle().await;
    let booking = bookings::get(hub, ada, booking.id).await.unwrap();
    assert_eq!(booking.status, BookingStatus::Pending);
    assert_eq!(booking.payment.as_ref().unwrap().status, PaymentStatus::Failed);
    assert_eq!(notifications::recent(hub, None).await.unwrap()[0].kind, "payment_failed");

    pay(hub, ada, &booking, "4111 1111 1111 1111").await;
    works.idle().await;
    let booking = bookings::get(hub, ada, booking.id).await.unwrap();
    assert_eq!(booking.status, BookingStatus::Confirmed);
    works.end().await;
}

#[tokio::test]
async fn a_hold_lapses_by_its_own_job() {
    let works = Works::start().await;
    let hub = &works.hub;
    let mut hasty = hub.clone();
    let mut settings = (*hub.settings).clone();
    settings.booking_hold = Duration::from_millis(1);
    hasty.settings = Arc::new(settings);
    let (ada, event) = (attendee(hub).await, event(hub, 25).await);
    let booking = book(&hasty, ada, event, 3).await;
    works.idle().await;
    let booking = bookings::get(hub, ada, booking.id).await.unwrap();
    assert_eq!(booking.status, BookingStatus::Cancelled);
    assert_eq!(bookings::reconcile(hub).await.unwrap(), []);
    works.end().await;
}

#[tokio::test]
async fn the_sweep_lapses_holds_whose_job_was_lost() {
    let (hub, _database) = test_hub().await;
    let (ada, event) = (attendee(&hub).await, event(&hub, 25).await);
    let booking = book(&hub, ada, event, 3).await;
    sqlx::query("DELETE FROM graphile_worker._private_jobs").execute(hub.db.pool()).await.unwrap();
    sqlx::query("UPDATE bookings SET hold_expires_at = clock_timestamp() - interval '1 hour'")
        .execute(hub.db.pool())
        .await
        .unwrap();
    sweep::sweep(&hub).await;
    let booking = bookings::get(&hub, ada, booking.id).await.unwrap();
    assert_eq!(booking.status, BookingStatus::Cancelled);
}

#[tokio::test]
async fn cancelling_an_event_reaches_every_booking() {
    let works = Works::start().await;
    let hub = &works.hub;
    let event = event(hub, 10).await;
    let ada = attendee(hub).await;
    let paid = book(hub, ada, event, 2).await;
    pay(hub, ada, &paid, "4111 1111 1111 1111").await;
    works.idle().await;
    // More than one batch.
    for _ in 0..120 {
        book(hub, ada, event, 1).await;
    }
    let admin = Actor::User { id: person(hub, Role::Admin).await, role: Role::Admin };
    let why = CancelEvent { reason: "the hall is flooded".into() };
    domain::events::cancel(hub, admin, &event.to_string(), why, Locale::En, None).await.unwrap();
    works.idle().await;

    let open: i64 = sqlx::query_scalar("SELECT count(*) FROM bookings WHERE status <> 'CANCELLED'")
        .fetch_one(hub.db.pool())
        .await
        .unwrap();
    assert_eq!(open, 0);
    let paid = bookings::get(hub, ada, paid.id).await.unwrap();
    assert_eq!(paid.payment.unwrap().status, PaymentStatus::Refunded);
    let told: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM mail_messages WHERE kind = 'event_cancelled' AND status = 'SENT'",
    )
    .fetch_one(hub.db.pool())
    .await
    .unwrap();
    assert_eq!(told, 121);
    assert_eq!(bookings::reconcile(hub).await.unwrap(), []);
    works.end().await;
}

#[tokio::test]
async fn a_secret_leaves_the_row_once_its_mail_was_sent() {
    let works = Works::start().await;
    let hub = &works.hub;
    let message = NewMessage {
        unique_key: "password_reset:1".into(),
        kind: MailKind::PasswordReset,
        user_id: None,
        recipient: "ada@example.org".into(),
        locale: Locale::En,
        booking_id: None,
        data: json!({ "token": "open-sesame" }),
    };
    for _ in 0..2 {
        let message = message.clone();
        hub.db
            .write(|tx| Box::pin(async move { notifications::queue(tx, message).await }))
            .await
            .unwrap();
    }
    works.idle().await;
    let sent = notifications::recent(hub, Some("ada@example.org")).await.unwrap();
    assert_eq!(sent.len(), 1, "the occasion was promised twice and told once");
    let kept: String = sqlx::query_scalar("SELECT mail_messages::text FROM mail_messages")
        .fetch_one(hub.db.pool())
        .await
        .unwrap();
    assert!(!kept.contains("open-sesame"), "{kept}");
    let file = std::fs::read_to_string(works.folder.join(format!("{}.eml", sent[0].id))).unwrap();
    let text = file.replace("=\r\n", "");
    assert!(text.contains("reset-password?token=3Dopen-sesame"), "the reader has the link: {file}");
    works.end().await;
}

/// Fails in one way for a while.
#[derive(Debug)]
struct Flaky {
    failures: AtomicU32,
    permanent: bool,
}

#[async_trait]
impl Mailer for Flaky {
    async fn send(&self, _: &OutgoingMail) -> Result<(), MailError> {
        let left =
            self.failures.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |n| n.checked_sub(1));
        match left {
            Err(_) => Ok(()),
            Ok(_) if self.permanent => Err(MailError::Permanent("no such mailbox".into())),
            Ok(_) => Err(MailError::Temporary("the server is away".into())),
        }
    }
}

async fn mail_row(hub: &Hub) -> (String, i32, Option<String>) {
    sqlx::query_as("SELECT status, attempts, last_error FROM mail_messages")
        .fetch_one(hub.db.pool())
        .await
        .unwrap()
}

#[tokio::test]
async fn mail_that_failed_for_now_is_sent_later() {
    let (hub, database) = test_hub().await;
    let mailer = Arc::new(Flaky { failures: AtomicU32::new(1), permanent: false });
    let works = Works::with(hub, database, PathBuf::new(), mailer);
    let hub = &works.hub;
    let (ada, event) = (attendee(hub).await, event(hub, 0).await);
    book(hub, ada, event, 1).await;
    works.idle().await;
    assert_eq!(mail_row(hub).await, ("QUEUED".into(), 1, Some("the server is away".into())));
    // The pause before the next try is over.
    sqlx::query("UPDATE graphile_worker._private_jobs SET run_at = now() WHERE attempts > 0")
        .execute(hub.db.pool())
        .await
        .unwrap();
    works.idle().await;
    assert_eq!(mail_row(hub).await, ("SENT".into(), 2, None));
    works.end().await;
}

#[tokio::test]
async fn mail_that_can_never_be_sent_is_kept_with_its_reason() {
    let (hub, database) = test_hub().await;
    let mailer = Arc::new(Flaky { failures: AtomicU32::new(u32::MAX), permanent: true });
    let works = Works::with(hub, database, PathBuf::new(), mailer);
    let hub = &works.hub;
    let (ada, event) = (attendee(hub).await, event(hub, 0).await);
    book(hub, ada, event, 1).await;
    works.idle().await;
    assert_eq!(mail_row(hub).await, ("FAILED".into(), 1, Some("no such mailbox".into())));
    let dead: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM graphile_worker.jobs WHERE attempts >= max_attempts",
    )
    .fetch_one(hub.db.pool())
    .await
    .unwrap();
    assert_eq!(dead, 1, "the dead letter is kept");
    works.end().await;
}

/// Takes as long as it is let.
#[derive(Debug)]
struct Slow {
    began: Notify,
    may_end: Notify,
}

#[async_trait]
impl Mailer for Slow {
    async fn send(&self, _: &OutgoingMail) -> Result<(), MailError> {
        self.began.notify_one();
        self.may_end.notified().await;
        Ok(())
    }
}

#[tokio::test]
async fn stopping_lets_running_jobs_finish() {
    let (hub, database) = test_hub().await;
    let mailer = Arc::new(Slow { began: Notify::new(), may_end: Notify::new() });
    let works = Works::with(hub, database, PathBuf::new(), mailer.clone());
    let hub = works.hub.clone();
    let (ada, event) = (attendee(&hub).await, event(&hub, 0).await);
    book(&hub, ada, event, 1).await;
    mailer.began.notified().await;
    works.stop.cancel();
    mailer.may_end.notify_one();
    works.running.await.unwrap();
    assert_eq!(mail_row(&hub).await.0, "SENT");
}
