//! Dead letters, on a real database.

use super::*;
use crate::accounts::{confirm_password_reset, send_password_reset};
use crate::jobs::RequestPasswordReset;
use crate::mail::{SentMail, letter, mail_due, mark_failed, mark_sent, note_failure};
use crate::notifications::{MailKind, NewMessage, queue};
use crate::testing::{person, test_hub};
use types::Locale;
use types::accounts::Role;
use types::ids::UserId;

async fn admin(hub: &Hub) -> Actor {
    Actor::User { id: person(hub, Role::Admin).await, role: Role::Admin }
}

async fn message(hub: &Hub, user: UserId, key: &str) -> MailId {
    let recipient: String = sqlx::query_scalar("SELECT email FROM users WHERE id = $1")
        .bind(user)
        .fetch_one(hub.db.pool())
        .await
        .unwrap();
    let message = NewMessage {
        unique_key: key.into(),
        kind: MailKind::EventSurvey,
        user_id: Some(user),
        recipient,
        locale: Locale::En,
        booking_id: None,
        data: json!({}),
    };
    hub.db.write(|tx| Box::pin(async move { queue(tx, message).await })).await.unwrap();
    let id: uuid::Uuid = sqlx::query_scalar("SELECT id FROM mail_messages WHERE unique_key = $1")
        .bind(key)
        .fetch_one(hub.db.pool())
        .await
        .unwrap();
    id.into()
}

async fn jobs(hub: &Hub) -> i64 {
    sqlx::query_scalar("SELECT count(*) FROM graphile_worker._private_jobs WHERE is_available")
        .fetch_one(hub.db.pool())
        .await
        .unwrap()
}

/// The jobs' tries are used up.
async fn jobs_die(hub: &Hub) {
    sqlx::query("UPDATE graphile_worker._private_jobs SET attempts = max_attempts")
        .execute(hub.db.pool())
        .await
        .unwrap();
}

async fn found(hub: &Hub, actor: Actor, state: &str, search: Option<&str>) -> Vec<AdminMail> {
    let filter = MailFilter { state: MailState::parse(state), search: search.map(str::to_owned) };
    list_mail(hub, actor, filter, PageRequest::default()).await.unwrap().results
}

fn sent() -> SentMail {
    SentMail {
        subject: "How was it?".into(),
        text: String::new(),
        html: String::new(),
        attachments: Vec::new(),
    }
}

#[tokio::test]
async fn what_failed_is_found_with_its_reason_and_sent_again() {
    let (hub, _database) = test_hub().await;
    let (admin, ada) = (admin(&hub).await, person(&hub, Role::Attendee).await);
    let id = message(&hub, ada, "survey:1").await;
    note_failure(&hub, id.0, "the server is away".into()).await.unwrap();
    let [waiting] = found(&hub, admin, "queued", None).await.try_into().unwrap();
    assert_eq!(waiting.last_error.as_deref(), Some("the server is away"));
    mark_failed(&hub, id.0, "no such mailbox".into()).await.unwrap();
    jobs_die(&hub).await;
    let [failed] = found(&hub, admin, "failed", None).await.try_into().unwrap();
    assert_eq!((failed.id, failed.attempts, failed.user), (id, 2, Some(ada)));
    assert_eq!(failed.last_error.as_deref(), Some("no such mailbox"));

    resend_mail(&hub, Resender::Caller(admin), id).await.unwrap();
    assert_eq!(jobs(&hub).await, 1, "with all its tries");
    let [waiting] = found(&hub, admin, "queued", None).await.try_into().unwrap();
    assert_eq!(waiting.last_error.as_deref(), Some("no such mailbox"), "until it is sent");
    mark_sent(&hub, id.0, sent()).await.unwrap();
    let [delivered] = found(&hub, admin, "sent", Some("@")).await.try_into().unwrap();
    assert_eq!((delivered.last_error, delivered.attempts), (None, 3));
    let again = resend_mail(&hub, Resender::Caller(admin), id).await.unwrap_err();
    assert_eq!(again.code(), Some(ErrorCode::MailAlreadySent));
    let audited: i64 =
        sqlx::query_scalar("SELECT count(*) FROM audit_log WHERE action = 'mail.resent'")
            .fetch_one(hub.db.pool())
            .await
            .unwrap();
    assert_eq!(audited, 1);
}

#[tokio::test]
async fn all_that_failed_is_sent_again_and_nothing_else() {
    let (hub, _database) = test_hub().await;
    let (admin, ada) = (admin(&hub).await, person(&hub, Role::Attendee).await);
    for n in 0..5 {
        let id = message(&hub, ada, &format!("survey:{n}")).await;
        if n < 3 {
            mark_failed(&hub, id.0, "535 credentials".into()).await.unwrap();
        }
    }
    sqlx::query("UPDATE mail_messages SET status = 'WITHHELD' WHERE unique_key = 'survey:4'")
        .execute(hub.db.pool())
        .await
        .unwrap();
    let all = ResendMail { state: MailState::Failed, search: None };
    let resent = resend_all_mail(&hub, Resender::Caller(admin), all.clone()).await.unwrap();
    assert_eq!(resent.count, 3);
    assert_eq!(found(&hub, admin, "queued", None).await.len(), 4);
    assert_eq!(found(&hub, admin, "withheld", None).await.len(), 1);
    assert_eq!(resend_all_mail(&hub, Resender::Operator, all).await.unwrap().count, 0);
    for state in [MailState::Withheld, MailState::Sent, MailState::Queued] {
        let refused =
            resend_all_mail(&hub, Resender::Operator, ResendMail { state, search: None }).await;
        let code = refused.unwrap_err().code();
        assert_eq!(code, Some(ErrorCode::ValidationFailed), "{state:?}");
    }
}

#[tokio::test]
async fn what_failed_and_is_found_is_sent_again_and_the_rest_stays() {
    let (hub, _database) = test_hub().await;
    let admin = admin(&hub).await;
    for (n, name) in ["Ada 100% Lovelace", "Bob", "Ada Byron"].into_iter().enumerate() {
        let reader = person(&hub, Role::Attendee).await;
        sqlx::query("UPDATE users SET display_name = $2 WHERE id = $1")
            .bind(reader)
            .bind(name)
            .execute(hub.db.pool())
            .await
            .unwrap();
        let id = message(&hub, reader, &format!("survey:{n}")).await;
        mark_failed(&hub, id.0, "535 credentials".into()).await.unwrap();
    }
    let again = async |search: &str| {
        let wanted = ResendMail { state: MailState::Failed, search: Some(search.to_owned()) };
        resend_all_mail(&hub, Resender::Caller(admin), wanted).await
    };
    assert_eq!(again("0% love").await.unwrap().count, 1, "as it is, not as a pattern");
    assert_eq!(found(&hub, admin, "failed", None).await.len(), 2);
    assert_eq!(again("nobody").await.unwrap().count, 0);
    assert_eq!(
        again(&"a".repeat(500)).await.unwrap_err().code(),
        Some(ErrorCode::ValidationFailed)
    );
    assert_eq!(again("ada").await.unwrap().count, 1);
    let [left] = found(&hub, admin, "failed", None).await.try_into().unwrap();
    assert_eq!(left.display_name.as_deref(), Some("Bob"));
}

#[tokio::test]
async fn who_has_left_is_not_written_to_again() {
    let (hub, _database) = test_hub().await;
    let (admin, ada) = (admin(&hub).await, person(&hub, Role::Attendee).await);
    let id = message(&hub, ada, "survey:1").await;
    mark_failed(&hub, id.0, "no such mailbox".into()).await.unwrap();
    sqlx::query("UPDATE mail_messages SET recipient = 'deleted-1@deleted.invalid'")
        .execute(hub.db.pool())
        .await
        .unwrap();
    let refused = resend_mail(&hub, Resender::Caller(admin), id).await.unwrap_err();
    assert_eq!(refused.code(), Some(ErrorCode::Gone));
    let all = ResendMail { state: MailState::Failed, search: None };
    assert_eq!(resend_all_mail(&hub, Resender::Operator, all).await.unwrap().count, 0);
}

#[tokio::test]
async fn a_message_whose_job_is_lost_or_dead_is_not_forgotten() {
    let (hub, _database) = test_hub().await;
    let (admin, ada) = (admin(&hub).await, person(&hub, Role::Attendee).await);
    let (lost, dead) = (message(&hub, ada, "survey:1").await, message(&hub, ada, "survey:2").await);
    assert_eq!(mail_due(&hub).await.unwrap(), 0, "each has its job");
    sqlx::query("DELETE FROM graphile_worker._private_jobs WHERE key = 'send_mail:' || $1")
        .bind(lost.to_string())
        .execute(hub.db.pool())
        .await
        .unwrap();
    jobs_die(&hub).await;
    sqlx::query("UPDATE mail_messages SET created_at = created_at - interval '1 hour'")
        .execute(hub.db.pool())
        .await
        .unwrap();
    assert_eq!(mail_due(&hub).await.unwrap(), 2);
    let [queued] = found(&hub, admin, "queued", None).await.try_into().unwrap();
    let [failed] = found(&hub, admin, "failed", None).await.try_into().unwrap();
    assert_eq!((queued.id, failed.id), (lost, dead));
    assert_eq!(failed.last_error.as_deref(), Some("its job died"));
    assert_eq!(jobs(&hub).await, 1);
    assert_eq!(mail_due(&hub).await.unwrap(), 0);
}

#[tokio::test]
async fn only_admins_see_and_send_again() {
    let (hub, _database) = test_hub().await;
    let id = message(&hub, person(&hub, Role::Attendee).await, "survey:1").await;
    for role in [Role::Attendee, Role::Organizer] {
        let actor = Actor::User { id: person(&hub, role).await, role };
        let listed = list_mail(&hub, actor, MailFilter::default(), PageRequest::default()).await;
        assert_eq!(listed.unwrap_err().code(), Some(ErrorCode::Forbidden));
        let resent = resend_mail(&hub, Resender::Caller(actor), id).await;
        assert_eq!(resent.unwrap_err().code(), Some(ErrorCode::Forbidden));
        let all = ResendMail { state: MailState::Failed, search: None };
        let resent = resend_all_mail(&hub, Resender::Caller(actor), all).await;
        assert_eq!(resent.unwrap_err().code(), Some(ErrorCode::Forbidden));
    }
}

#[tokio::test]
async fn a_link_that_comes_late_or_again_works() {
    const LATE: &str = "UPDATE mail_messages SET created_at = created_at - interval '1 hour'";
    let (hub, _database) = test_hub().await;
    let admin = admin(&hub).await;
    for late in [false, true] {
        let ada = person(&hub, Role::Attendee).await;
        let email: String = sqlx::query_scalar("SELECT email FROM users WHERE id = $1")
            .bind(ada)
            .fetch_one(hub.db.pool())
            .await
            .unwrap();
        let request = RequestPasswordReset { email, locale: Locale::En };
        send_password_reset(&hub, request).await.unwrap();
        let (id, first): (uuid::Uuid, String) = sqlx::query_as(
            "SELECT id, data->>'token' FROM mail_messages
             WHERE user_id = $1 AND kind = 'password_reset'",
        )
        .bind(ada)
        .fetch_one(hub.db.pool())
        .await
        .unwrap();
        if late {
            sqlx::query(LATE).execute(hub.db.pool()).await.unwrap();
        } else {
            let prompt = letter(&hub, id).await.unwrap().unwrap();
            assert_eq!(prompt.data["token"], json!(first), "there was no need for another");
            mark_failed(&hub, id, "550 5.1.1 no such user".into()).await.unwrap();
            resend_mail(&hub, Resender::Caller(admin), id.into()).await.unwrap();
        }
        let letter = letter(&hub, id).await.unwrap().unwrap();
        let token = letter.data["token"].as_str().unwrap();
        assert_ne!(token, first);
        confirm_password_reset(&hub, token, "correct horse battery staple").await.unwrap();
    }
}

#[tokio::test]
async fn a_link_that_was_ended_does_not_come_to_life_again() {
    let (hub, _database) = test_hub().await;
    let ada = person(&hub, Role::Attendee).await;
    let email: String = sqlx::query_scalar("SELECT email FROM users WHERE id = $1")
        .bind(ada)
        .fetch_one(hub.db.pool())
        .await
        .unwrap();
    let request = RequestPasswordReset { email, locale: Locale::En };
    send_password_reset(&hub, request).await.unwrap();
    let (id, first): (uuid::Uuid, String) = sqlx::query_as(
        "UPDATE mail_messages SET created_at = created_at - interval '1 hour'
         WHERE kind = 'password_reset' RETURNING id, data->>'token'",
    )
    .fetch_one(hub.db.pool())
    .await
    .unwrap();
    confirm_password_reset(&hub, &first, "correct horse battery staple").await.unwrap();
    let letter = letter(&hub, id).await.unwrap().unwrap();
    assert!(letter.data.get("token").is_none(), "there is nothing to follow: {}", letter.data);
}
