//! What those who were there get once it is over: a question, and a certificate.

use super::{Works, book, crowd, published, reader};
use chrono::TimeDelta;
use domain::jobs::{IssueCertificates as IssueJob, MailCertificates, SendMessage, SurveyEvent};
use domain::mail::ListedMail;
use domain::{Actor, Hub, certificates, messages};
use types::certificates::IssueCertificates;
use types::events::EventPatch;
use types::ids::EventId;
use types::messages::{MessageState, WriteMessage};
use types::{Locale, PageRequest};

async fn count(works: &Works, kind: &str) -> i64 {
    sqlx::query_scalar("SELECT count(*) FROM mail_messages WHERE kind = $1 AND status = 'SENT'")
        .bind(kind)
        .fetch_one(works.hub.db.pool())
        .await
        .unwrap()
}

/// An event in two days that 103 people booked, which is more than one batch.
struct Booked {
    organizer: Actor,
    event: EventId,
    /// One who reads English and booked twice: their address, and who they are.
    ada: (String, Actor),
    /// One who reads Russian.
    boris: (String, Actor),
}

async fn booked(hub: &Hub) -> Booked {
    let (organizer, event) = published(hub, 2).await;
    let ada = reader(hub, Locale::En, "UTC").await;
    let boris = reader(hub, Locale::Ru, "UTC").await;
    for actor in [ada.1, ada.1, boris.1] {
        book(hub, actor, event, 1).await;
    }
    crowd(hub, event, 101).await;
    Booked { organizer, event, ada, boris }
}

#[tokio::test]
async fn who_was_there_is_asked_once_it_is_over_and_never_twice() {
    let works = Works::start().await;
    let hub = &works.hub;
    let Booked { organizer, event, ada, boris } = booked(hub).await;
    // It will take an hour longer.
    let end: chrono::DateTime<chrono::Utc> =
        sqlx::query_scalar("SELECT end_date + interval '1 hour' FROM events")
            .fetch_one(hub.db.pool())
            .await
            .unwrap();
    let longer = EventPatch { end_date: Some(end), ..EventPatch::default() };
    domain::events::patch(hub, organizer, &event.to_string(), longer, Locale::En).await.unwrap();
    works.time_passes(TimeDelta::days(2) + TimeDelta::minutes(150)).await;
    works.idle().await;
    assert_eq!(count(&works, "event_survey").await, 0, "it would have been over by now");

    works.time_passes(TimeDelta::hours(1)).await;
    works.idle().await;
    assert_eq!(count(&works, "event_survey").await, 103);
    works.do_now(SurveyEvent { event }).await;
    assert_eq!(count(&works, "event_survey").await, 103);
    let stars = |mail: &ListedMail| mail.text.matches("/review?rating=").count();
    for (to, subject) in [
        (&ada.0, "How was it? An evening of Rust"),
        (&boris.0, "Как всё прошло? An evening of Rust"),
    ] {
        let [mail] = works.mails(to, "event_survey").await.try_into().unwrap();
        assert_eq!((mail.subject.as_str(), stars(&mail)), (subject, 5));
    }
    works.nothing_failed().await;
    works.end().await;
}

#[tokio::test]
async fn a_certificate_is_told_of_once_with_the_address_that_proves_it() {
    let works = Works::start().await;
    let hub = &works.hub;
    let Booked { organizer, event, ada, boris } = booked(hub).await;
    works.time_passes(TimeDelta::days(3)).await;
    let all = IssueCertificates { checked_in_only: false };
    for _ in 0..2 {
        certificates::issue(hub, organizer, &event.to_string(), all).await.unwrap();
        works.idle().await;
    }
    works.do_now(MailCertificates { event }).await;
    assert_eq!(count(&works, "certificate_issued").await, 103);
    for (to, actor, subject) in [
        (&ada.0, ada.1, "Your certificate: An evening of Rust"),
        (&boris.0, boris.1, "Ваш сертификат: An evening of Rust"),
    ] {
        let [mail] = works.mails(to, "certificate_issued").await.try_into().unwrap();
        assert_eq!(mail.subject, subject);
        let own = certificates::list(hub, actor, PageRequest::default()).await.unwrap();
        let [own] = own.results.try_into().unwrap();
        assert!(mail.text.contains(&format!("/certificates/{}", own.number)), "{}", mail.text);
    }
    works.nothing_failed().await;
    works.end().await;
}

#[tokio::test]
async fn an_interrupted_run_goes_on_and_gives_each_person_one_certificate() {
    let works = Works::start().await;
    let hub = &works.hub;
    let (organizer, event) = published(hub, 2).await;
    crowd(hub, event, 130).await;
    works.time_passes(TimeDelta::days(3)).await;
    let all = IssueCertificates { checked_in_only: false };
    let answer = certificates::issue(hub, organizer, &event.to_string(), all).await.unwrap();
    assert_eq!((answer.issued, answer.remaining), (100, 30));
    works.idle().await;
    // A worker that died after its batch has not said so: its job is done once more.
    works.do_now(IssueJob { event }).await;
    let desk = certificates::desk(hub, organizer, &event.to_string()).await.unwrap();
    assert_eq!((desk.counts.valid, desk.counts.people_missing), (130, 0));
    assert!(desk.run.unwrap().finished_at.is_some());
    assert_eq!(count(&works, "certificate_issued").await, 130);
    works.nothing_failed().await;
    works.end().await;
}

#[tokio::test]
async fn a_message_reaches_each_of_many_once_even_if_its_job_runs_twice() {
    let works = Works::start().await;
    let hub = &works.hub;
    let Booked { organizer, event, ada, boris } = booked(hub).await;
    let message = WriteMessage {
        subject: "Doors".into(),
        body: "They open at **five**.".into(),
        news: true,
        ..WriteMessage::default()
    };
    let written = messages::write(hub, organizer, &event.to_string(), message, None).await;
    let id = written.unwrap().value.id;
    works.idle().await;
    works.do_now(SendMessage { message: id }).await;
    assert_eq!(count(&works, "organizer_message").await, 103);
    for (to, subject, stop) in [
        (&ada.0, "Doors · An evening of Rust", "No more news from this organizer"),
        (&boris.0, "Doors · An evening of Rust", "Больше не получать новости"),
    ] {
        let [mail] = works.mails(to, "organizer_message").await.try_into().unwrap();
        assert_eq!(mail.subject, subject);
        assert!(mail.html.contains("<strong>five</strong>") && mail.text.contains(stop));
    }
    let read = messages::message(hub, organizer, &event.to_string(), id).await.unwrap();
    assert_eq!((read.counts.sent, read.message.state), (103, MessageState::Sent));
    works.nothing_failed().await;
    works.end().await;
}
