use super::{check, desk, issue, issue_due, issue_more, issued, list, mail, preview, revoke};
use crate::bookings::tests::support::jobs;
use crate::notifications::Progress;
use crate::testing::{EventBuilder, TestDatabase, attendance, person, test_hub};
use crate::{Actor, Hub};
use chrono::TimeDelta;
use types::accounts::Role;
use types::certificates::{
    CertificateCounts, IssueCertificates, IssuedCertificates, RevokeCertificate,
};
use types::ids::{EventId, UserId};
use types::{ErrorCode, PageRequest};

const ALL: IssueCertificates = IssueCertificates { checked_in_only: false };
const CHECKED_IN: IssueCertificates = IssueCertificates { checked_in_only: true };

struct Stage {
    hub: Hub,
    organizer: Actor,
    event: EventId,
    _db: TestDatabase,
}

async fn stage() -> Stage {
    let (hub, db) = test_hub().await;
    let id = person(&hub, Role::Organizer).await;
    let start_date = hub.now() - TimeDelta::hours(5);
    let event = EventBuilder {
        start_date,
        end_date: start_date + TimeDelta::hours(3),
        capacity: 5000,
        ..EventBuilder::new(&hub)
    }
    .insert(&hub, id)
    .await;
    Stage { hub, organizer: Actor::User { id, role: Role::Organizer }, event, _db: db }
}

impl Stage {
    async fn guest(&self, checked_in: bool) -> UserId {
        let id = person(&self.hub, Role::Attendee).await;
        attendance(&self.hub, self.event, id, checked_in).await;
        id
    }

    async fn issue(&self, input: IssueCertificates) -> Result<IssuedCertificates, crate::Error> {
        issue(&self.hub, self.organizer, &self.event.to_string(), input).await
    }

    async fn number(&self, holder: UserId) -> String {
        let page = list(&self.hub, attendee(holder), PageRequest::default()).await.unwrap();
        page.results[0].number.clone()
    }
}

fn attendee(id: UserId) -> Actor {
    Actor::User { id, role: Role::Attendee }
}

fn why(reason: Option<&str>) -> RevokeCertificate {
    RevokeCertificate { reason: reason.map(Into::into) }
}

fn counts(issued: i64, total: i64) -> IssuedCertificates {
    IssuedCertificates { issued, total, remaining: 0 }
}

#[tokio::test]
async fn repeating_issues_only_what_is_missing() {
    let stage = stage().await;
    let (here, absent) = (stage.guest(true).await, stage.guest(false).await);
    // Two bookings of one person are one certificate.
    attendance(&stage.hub, stage.event, here, true).await;
    assert_eq!(stage.issue(CHECKED_IN).await.unwrap(), counts(1, 1));
    let first = stage.number(here).await;
    assert_eq!(stage.issue(CHECKED_IN).await.unwrap(), counts(0, 1));
    assert_eq!(stage.issue(ALL).await.unwrap(), counts(1, 2));
    stage.guest(false).await;
    assert_eq!(stage.issue(ALL).await.unwrap(), counts(1, 3));
    assert_eq!(stage.number(here).await, first, "an issued certificate stays what it is");
    let found = check(&stage.hub, &first.to_lowercase()).await.unwrap();
    assert_eq!((found.number, found.event.id), (first, stage.event));
    assert_ne!(stage.number(absent).await, stage.number(here).await);
}

#[tokio::test]
async fn a_ticket_that_was_handed_on_is_certified_to_its_guest() {
    let stage = stage().await;
    let (buyer, guest) = (stage.guest(true).await, person(&stage.hub, Role::Attendee).await);
    sqlx::query(
        "WITH guest AS (
             INSERT INTO ticket_guests (ticket_id, user_id, email, nonce, token_hash)
             SELECT id, $2, 'eve@guests.test', id, sha256(id::text::bytea)
             FROM tickets WHERE event_id = $1
         )
         UPDATE tickets SET attendee_name = 'Eve Adler' WHERE event_id = $1",
    )
    .bind(stage.event)
    .bind(guest)
    .execute(stage.hub.db.pool())
    .await
    .unwrap();
    assert_eq!(stage.issue(CHECKED_IN).await.unwrap(), counts(1, 1));
    let number = stage.number(guest).await;
    assert_eq!(check(&stage.hub, &number).await.unwrap().name, "Eve Adler");
    let theirs = list(&stage.hub, attendee(buyer), PageRequest::default()).await.unwrap();
    assert_eq!(theirs.count, 0, "who gave the only ticket away was not there");
    assert_eq!(mail(&stage.hub, stage.event, 10).await.unwrap().done, 1);
}

#[tokio::test]
async fn calls_at_the_same_time_issue_each_certificate_once() {
    let stage = stage().await;
    for _ in 0..20 {
        stage.guest(false).await;
    }
    let calls = (0..8).map(|_| stage.issue(ALL));
    let answers = futures::future::join_all(calls).await;
    let issued: i64 = answers.into_iter().map(|answer| answer.unwrap().issued).sum();
    assert_eq!(issued, 20);
}

#[tokio::test]
async fn the_first_batch_is_issued_at_once_and_the_rest_by_one_job_that_can_stop_anywhere() {
    let stage = stage().await;
    crowd(&stage, 350).await;
    let all = stage.issue(ALL).await.unwrap();
    assert_eq!(all, IssuedCertificates { issued: 100, total: 100, remaining: 250 });
    // A second click begins no other run.
    let again = stage.issue(CHECKED_IN).await.unwrap();
    assert_eq!(again, IssuedCertificates { issued: 0, total: 100, remaining: 250 });
    let jobs = jobs(&stage.hub).await;
    assert_eq!(jobs.iter().filter(|job| *job == "issue_certificates").count(), 1, "{jobs:?}");
    let event = stage.event;
    let told = async || {
        let desk = desk(&stage.hub, stage.organizer, &event.to_string()).await.unwrap();
        let run = desk.run.unwrap();
        (run.issued, run.checked_in_only, run.finished_at.is_some(), desk.counts.people_missing)
    };
    assert_eq!(told().await, (100, false, false, 250));
    // What a batch began and did not commit is as if it had not been.
    let hub = &stage.hub;
    let broken = "ALTER TABLE certificate_runs ADD CONSTRAINT broken CHECK (issued <> 200)";
    sqlx::query(broken).execute(hub.db.pool()).await.unwrap();
    assert!(issue_more(hub, event, 100).await.is_err());
    assert_eq!(told().await, (100, false, false, 250));
    let mended = "ALTER TABLE certificate_runs DROP CONSTRAINT broken";
    sqlx::query(mended).execute(hub.db.pool()).await.unwrap();
    assert_eq!(issue_more(hub, event, 100).await.unwrap(), Progress { done: 100, more: true });
    // Two workers at once, as after a crash that was none.
    let two = futures::future::join(issue_more(hub, event, 100), issue_more(hub, event, 100)).await;
    assert_eq!(two.0.unwrap().done + two.1.unwrap().done, 150);
    assert_eq!(told().await, (350, false, true, 0));
    assert_eq!(issue_more(hub, event, 100).await.unwrap(), Progress::default());
    assert_eq!(stage.issue(ALL).await.unwrap(), counts(0, 350));
    let (certificates, people, entries): (i64, i64, i64) = sqlx::query_as(
        "SELECT count(*), count(DISTINCT user_id),
             (SELECT count(*) FROM audit_log WHERE action = 'certificates.issued')
         FROM certificates WHERE event_id = $1",
    )
    .bind(event)
    .fetch_one(hub.db.pool())
    .await
    .unwrap();
    assert_eq!((certificates, people, entries), (350, 350, 1));
}

#[tokio::test]
async fn a_run_for_those_who_came_is_widened_and_one_whose_job_was_lost_is_taken_up() {
    let stage = stage().await;
    crowd(&stage, 150).await;
    sqlx::query(
        "INSERT INTO tickets (id, booking_id, event_id, seat, code, attendee_name, checked_in_at)
         SELECT gen_random_uuid(), id, event_id, 1, md5(id::text), 'Guest', clock_timestamp()
         FROM bookings ORDER BY id LIMIT 120",
    )
    .execute(stage.hub.db.pool())
    .await
    .unwrap();
    let (hub, event) = (&stage.hub, stage.event);
    assert_eq!(stage.issue(CHECKED_IN).await.unwrap().remaining, 20);
    assert_eq!(stage.issue(ALL).await.unwrap().remaining, 50);
    sqlx::query("DELETE FROM graphile_worker._private_jobs").execute(hub.db.pool()).await.unwrap();
    assert_eq!(issue_due(hub).await.unwrap(), 0, "it moved just now");
    let old = "UPDATE certificate_runs SET moved_at = moved_at - interval '5 minutes'";
    sqlx::query(old).execute(hub.db.pool()).await.unwrap();
    assert_eq!(issue_due(hub).await.unwrap(), 1);
    assert_eq!(jobs(hub).await, ["issue_certificates"]);
    assert_eq!(issue_more(hub, event, 100).await.unwrap(), Progress { done: 50, more: false });
    assert_eq!(issue_due(hub).await.unwrap(), 0);
}

/// So many people with a confirmed booking.
async fn crowd(stage: &Stage, people: i32) {
    sqlx::query(
        "WITH guests AS (
             INSERT INTO users (id, email, password_hash, display_name, role)
             SELECT gen_random_uuid(), n || '@crowd.test', '!', 'Guest ' || n, 'attendee'
             FROM generate_series(1, $2) AS n RETURNING id
         )
         INSERT INTO bookings (id, reference, event_id, user_id, quantity, unit_price, total_price,
             currency, status, confirmed_at)
         SELECT gen_random_uuid(), 'EH-' || row_number() OVER () + 100000, $1, id, 1, 0, 0, 'EUR',
             'CONFIRMED', clock_timestamp()
         FROM guests",
    )
    .bind(stage.event)
    .bind(people)
    .execute(stage.hub.db.pool())
    .await
    .unwrap();
}

#[tokio::test]
async fn everyone_is_told_once_however_the_batches_fall() {
    let stage = stage().await;
    for _ in 0..5 {
        stage.guest(false).await;
    }
    stage.issue(ALL).await.unwrap();
    let (hub, event) = (&stage.hub, stage.event);
    assert_eq!(mail(hub, event, 3).await.unwrap(), Progress { done: 3, more: true });
    assert_eq!(mail(hub, event, 3).await.unwrap(), Progress { done: 2, more: false });
    stage.guest(false).await;
    stage.issue(ALL).await.unwrap();
    assert_eq!(mail(hub, event, 3).await.unwrap(), Progress { done: 1, more: false });
    assert_eq!(mail(hub, event, 3).await.unwrap(), Progress { done: 0, more: false });
}

#[tokio::test]
async fn a_disabled_account_is_told_of_its_certificate_once_it_is_enabled_again() {
    let stage = stage().await;
    let guest = stage.guest(false).await;
    stage.issue(ALL).await.unwrap();
    let (hub, event) = (&stage.hub, stage.event);
    let set = async |disabled: &'static str| {
        sqlx::query(disabled).bind(guest.0).execute(hub.db.pool()).await.unwrap();
    };
    set("UPDATE users SET disabled_at = now() WHERE id = $1").await;
    assert_eq!(mail(hub, event, 3).await.unwrap(), Progress::default());
    set("UPDATE users SET disabled_at = NULL WHERE id = $1").await;
    assert_eq!(mail(hub, event, 3).await.unwrap(), Progress { done: 1, more: false });
}

#[tokio::test]
async fn a_revoked_number_is_as_good_as_none_and_is_not_issued_again() {
    let stage = stage().await;
    let guest = stage.guest(true).await;
    stage.issue(ALL).await.unwrap();
    let number = stage.number(guest).await;
    let hub = &stage.hub;
    let forbidden = revoke(hub, attendee(guest), &number, why(None)).await;
    assert_eq!(forbidden.unwrap_err().code(), Some(ErrorCode::Forbidden));
    let nobody = revoke(hub, Actor::Anonymous, &number, why(None)).await;
    assert_eq!(nobody.unwrap_err().code(), Some(ErrorCode::Unauthenticated));
    assert!(check(hub, &number).await.is_ok());
    revoke(hub, stage.organizer, &number, why(Some("A mix-up"))).await.unwrap();
    revoke(hub, stage.organizer, &number, why(Some("A mix-up"))).await.unwrap();
    let unknown = crate::ids::certificate_number();
    for gone in [&number, &unknown] {
        assert_eq!(check(hub, gone).await.unwrap_err().code(), Some(ErrorCode::NotFound));
        let stranger = revoke(hub, attendee(guest), gone, why(None)).await;
        assert_eq!(stranger.unwrap_err().code(), Some(ErrorCode::NotFound));
    }
    assert_eq!(stage.issue(ALL).await.unwrap(), counts(0, 0));
    assert_eq!(list(hub, attendee(guest), PageRequest::default()).await.unwrap().count, 0);
}

#[tokio::test]
async fn only_the_organizer_issues_and_only_once_it_is_over() {
    let stage = stage().await;
    let hub = &stage.hub;
    let stranger = Actor::User { id: person(hub, Role::Organizer).await, role: Role::Organizer };
    let refused = issue(hub, stranger, &stage.event.to_string(), ALL).await;
    assert_eq!(refused.unwrap_err().code(), Some(ErrorCode::Forbidden));
    let soon =
        EventBuilder::new(hub).insert(hub, stage.organizer.user_id().unwrap()).await.to_string();
    let early = issue(hub, stage.organizer, &soon, ALL).await;
    assert_eq!(early.unwrap_err().code(), Some(ErrorCode::EventNotEnded));
}

#[tokio::test]
async fn the_organizer_sees_who_has_one_who_could_and_who_was_told() {
    let stage = stage().await;
    let (hub, event) = (&stage.hub, stage.event.to_string());
    let (came, stayed_away) = (stage.guest(true).await, stage.guest(false).await);
    attendance(hub, stage.event, came, false).await;
    let seen = async || desk(hub, stage.organizer, &event).await.unwrap();
    let none = CertificateCounts {
        people: 2,
        came: 1,
        people_missing: 2,
        came_missing: 1,
        ..CertificateCounts::default()
    };
    assert_eq!((seen().await.counts, seen().await.closed), (none, None));
    stage.issue(CHECKED_IN).await.unwrap();
    let one =
        CertificateCounts { people_missing: 1, came_missing: 0, valid: 1, being_told: 1, ..none };
    assert_eq!(seen().await.counts, one);
    mail(hub, stage.event, 100).await.unwrap();
    assert_eq!(seen().await.counts, one, "the message is promised, not sent");
    sqlx::query("UPDATE mail_messages SET status = 'SENT', sent_at = now()")
        .execute(hub.db.pool())
        .await
        .unwrap();
    let told = CertificateCounts { told: 1, being_told: 0, ..one };
    assert_eq!(seen().await.counts, told);
    stage.issue(ALL).await.unwrap();
    let number = stage.number(came).await;
    revoke(hub, stage.organizer, &number, why(Some(" Wrong\r\nname "))).await.unwrap();
    revoke(hub, stage.organizer, &number, why(Some("Another"))).await.unwrap();
    let page = issued(hub, stage.organizer, &event, PageRequest::default()).await.unwrap();
    assert_eq!(page.count, 2);
    let found: Vec<_> = page
        .results
        .iter()
        .map(|it| (it.holder, it.revoked_at.is_some(), it.revoke_reason.as_deref()))
        .collect();
    assert!(found.contains(&(came, true, Some("Wrong\nname"))), "{found:?}");
    assert!(found.contains(&(stayed_away, false, None)), "{found:?}");
    let reasons: Vec<Option<String>> =
        sqlx::query_scalar("SELECT reason FROM audit_log WHERE action = 'certificate.revoked'")
            .fetch_all(hub.db.pool())
            .await
            .unwrap();
    assert_eq!(reasons, [Some("Wrong\nname".to_owned())]);
    let after = seen().await.counts;
    assert_eq!((after.valid, after.revoked, after.people_missing), (1, 1, 0));
    // A preview is of the event and of nobody: nobody finds it.
    let shown = preview(hub, stage.organizer, &event, "Ada Lovelace").await.unwrap();
    assert_eq!((shown.event.id, shown.name.as_str()), (stage.event, "Ada Lovelace"));
    assert_eq!(check(hub, &shown.number).await.unwrap_err().code(), Some(ErrorCode::NotFound));
}

#[tokio::test]
async fn nobody_else_sees_an_events_certificates() {
    let stage = stage().await;
    let (hub, event) = (&stage.hub, stage.event.to_string());
    let guest = attendee(stage.guest(true).await);
    let stranger = Actor::User { id: person(hub, Role::Organizer).await, role: Role::Organizer };
    for (actor, code) in [
        (Actor::Anonymous, ErrorCode::Unauthenticated),
        (guest, ErrorCode::Forbidden),
        (stranger, ErrorCode::Forbidden),
    ] {
        let page = PageRequest::default();
        let refused = [
            desk(hub, actor, &event).await.map(drop).unwrap_err(),
            issued(hub, actor, &event, page).await.map(drop).unwrap_err(),
            preview(hub, actor, &event, "Ada").await.map(drop).unwrap_err(),
        ];
        for refused in refused {
            assert_eq!(types::Failure::from(refused).code, code);
        }
    }
}
