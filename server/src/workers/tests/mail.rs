//! Mail that is sent, sent later, or never.

use super::{Works, attendee, book, event, pay, reader};
use crate::mail::MailDelivery;
use crate::mail::tests::data;
use async_trait::async_trait;
use domain::jobs::SendMail;
use domain::mail::{self, MailError, Mailer, OutgoingMail};
use domain::notifications::{self, MailKind, NewMessage};
use domain::payments::MockProvider;
use domain::testing::test_hub;
use domain::{Hub, accounts, bookings};
use serde_json::json;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use types::Locale;
use types::bookings::BookingStatus;

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
    let sent = mail::recent(hub, Some("ada@example.org")).await.unwrap();
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

#[tokio::test]
async fn a_message_of_every_kind_is_sent_once_however_often_its_job_runs() {
    let works = Works::start().await;
    let hub = &works.hub;
    let (recipient, ada) = reader(hub, Locale::En, "Europe/Berlin").await;
    let event = event(hub, 0).await;
    let booking = book(hub, ada, event, 1).await.id;
    let mut messages: Vec<uuid::Uuid> = Vec::new();
    for kind in MailKind::ALL {
        let mut data = data(kind);
        if kind == MailKind::OrganizerMessage {
            data["event_id"] = serde_json::json!(event);
        }
        let message = NewMessage {
            unique_key: format!("of_every_kind:{kind}"),
            kind,
            user_id: ada.require_user().ok(),
            recipient: recipient.clone(),
            locale: Locale::En,
            booking_id: (!kind.is_about_account()).then_some(booking),
            data,
        };
        hub.db
            .write(|tx| Box::pin(async move { notifications::queue(tx, message).await }))
            .await
            .unwrap();
        let key = format!("of_every_kind:{kind}");
        let id = sqlx::query_scalar("SELECT id FROM mail_messages WHERE unique_key = $1").bind(key);
        messages.push(id.fetch_one(hub.db.pool()).await.unwrap());
    }
    works.idle().await;
    for message in messages {
        works.do_now(SendMail { message }).await;
    }
    works.nothing_failed().await;
    let sent: Vec<(String, i32)> = sqlx::query_as(
        "SELECT kind, attempts FROM mail_messages
         WHERE unique_key LIKE 'of_every_kind:%' AND status = 'SENT'",
    )
    .fetch_all(hub.db.pool())
    .await
    .unwrap();
    let sent: BTreeSet<_> = sent.into_iter().collect();
    assert_eq!(sent, BTreeSet::from(MailKind::ALL.map(|kind| (kind.to_string(), 1))));
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
    async fn send(&self, _: &OutgoingMail) -> Result<String, MailError> {
        let left =
            self.failures.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |n| n.checked_sub(1));
        match left {
            Err(_) => Ok(String::new()),
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
    async fn send(&self, _: &OutgoingMail) -> Result<String, MailError> {
        self.began.notify_one();
        self.may_end.notified().await;
        Ok(String::new())
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

#[tokio::test]
async fn a_link_for_a_new_password_reaches_an_account_and_nobody_else() {
    let works = Works::start().await;
    let hub = &works.hub;
    let (email, _) = reader(hub, Locale::Ru, "UTC").await;
    accounts::request_password_reset(hub, &email, Locale::Ru).await.unwrap();
    accounts::request_password_reset(hub, "nobody@example.test", Locale::En).await.unwrap();
    works.idle().await;
    let sent = mail::recent(hub, None).await.unwrap();
    let told: Vec<_> = sent.iter().map(|mail| (mail.to.as_str(), mail.kind.as_str())).collect();
    assert_eq!(told, [(email.as_str(), "password_reset")]);
    works.end().await;
}

/// Takes connections and never answers.
#[derive(Debug, Default)]
struct Silent {
    waiting: AtomicU32,
    ends: CancellationToken,
}

#[async_trait]
impl Mailer for Silent {
    async fn send(&self, _: &OutgoingMail) -> Result<String, MailError> {
        self.waiting.fetch_add(1, Ordering::SeqCst);
        self.ends.cancelled().await;
        Ok(String::new())
    }
}

#[tokio::test]
async fn a_mail_server_that_hangs_keeps_no_payment_and_no_seat_waiting() {
    let (mut hub, database) = test_hub().await;
    let mut settings = (*hub.settings).clone();
    settings.mock_payment_delay = Duration::ZERO;
    hub.payments = Arc::new(MockProvider::new(&settings));
    let mut hasty = hub.clone();
    settings.booking_hold = Duration::from_millis(1);
    hasty.settings = Arc::new(settings);
    let mailer = Arc::new(Silent::default());
    let (free, paid) = (event(&hub, 0).await, event(&hub, 25).await);
    // More letters than there are places, all due before the payment.
    for _ in 0..30 {
        book(&hub, attendee(&hub).await, free, 1).await;
    }
    let works = Works::with(hub, database, PathBuf::new(), mailer.clone());
    let hub = &works.hub;
    while mailer.waiting.load(Ordering::SeqCst) < 4 {
        tokio::task::yield_now().await;
    }
    let (ada, bob) = (attendee(hub).await, attendee(hub).await);
    let booking = book(hub, ada, paid, 1).await;
    let lapsing = book(&hasty, bob, paid, 2).await;
    pay(hub, ada, &booking, "4111 1111 1111 1111").await;
    loop {
        let paid = bookings::get(hub, ada, booking.id).await.unwrap().status;
        let lapsed = bookings::get(hub, bob, lapsing.id).await.unwrap().status;
        if (paid, lapsed) == (BookingStatus::Confirmed, BookingStatus::Cancelled) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let sent: i64 = sqlx::query_scalar("SELECT count(*) FROM mail_messages WHERE status = 'SENT'")
        .fetch_one(hub.db.pool())
        .await
        .unwrap();
    assert_eq!(sent, 0, "all that happened while no letter went out");
    mailer.ends.cancel();
    works.end().await;
}

#[tokio::test]
async fn a_letter_that_is_never_accepted_gives_its_place_back() {
    let (hub, database) = test_hub().await;
    let mailer = Arc::new(Silent::default());
    let works = Works::delivering_by(
        hub,
        database,
        PathBuf::new(),
        MailDelivery { mailer, keep_secrets: false, deadline: Duration::from_millis(50) },
    );
    let hub = &works.hub;
    book(hub, attendee(hub).await, event(hub, 0).await, 1).await;
    works.idle().await;
    let (state, tries, error) = mail_row(hub).await;
    assert_eq!((state.as_str(), tries), ("QUEUED", 1), "{error:?}");
    assert!(error.unwrap().contains("not accepted within"));
    works.end().await;
}
