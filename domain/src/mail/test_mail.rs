//! A test mail: to the admin who asks for it, by the transport that all mail takes, past the queue. The
//! log keeps what was said to it.

use crate::audit::Entry;
use crate::{Actor, Error, Hub, accounts, network};
use chrono::{DateTime, Utc};
use serde_json::json;
use tracing::Instrument as _;
use types::history::AuditAction;
use types::{ErrorCode, Locale};

/// Characters that are kept of what a mail server says.
const SAID_MAX: usize = 300;

/// Whom a test mail goes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestReader {
    pub email: String,
    pub locale: Locale,
}

/// What became of the last test mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestedMail {
    pub at: DateTime<Utc>,
    pub accepted: bool,
    /// In the words of the mail server, without the address.
    pub said: String,
}

/// Sends one by `send`, which says what the mail server said to it; no transaction is open meanwhile. It
/// is sent and written down whether or not the caller waits for it.
///
/// # Errors
/// Denied to everyone but admins; `too_many_requests` after a few in an hour.
pub async fn send_test<F>(
    hub: &Hub,
    actor: Actor,
    send: impl FnOnce(TestReader) -> F + Send + 'static,
) -> Result<TestedMail, Error>
where
    F: Future<Output = Result<String, String>> + Send + 'static,
{
    actor.require_admin()?;
    let hub = hub.clone();
    let work = async move {
        let now = hub.now();
        let (email, locale) = hub
            .db
            .unseen()
            .write(move |tx| Box::pin(accounts::count_test_mail(tx, actor, now)))
            .await?;
        let (accepted, said) = match send(TestReader { email: email.clone(), locale }).await {
            Ok(said) => (true, said),
            Err(said) => (false, said),
        };
        let said = kept(&said, &email);
        let told = said.clone();
        hub.db
            .write(move |tx| {
                Box::pin(async move {
                    let user = actor.require_account()?;
                    let entry = Entry::new(actor, AuditAction::MailTested, user);
                    let detail = json!({ "accepted": accepted, "said": told });
                    Ok::<_, Error>(entry.detail(detail).record(tx).await?)
                })
            })
            .await?;
        Ok::<_, Error>(TestedMail { at: now, accepted, said })
    };
    let task = tokio::spawn(network::carried(work).in_current_span());
    task.await.unwrap_or_else(|_| Err(ErrorCode::Internal.into()))
}

/// The last one, whoever sent it.
///
/// # Errors
/// What the database says.
pub async fn last_test(hub: &Hub) -> Result<Option<TestedMail>, sqlx::Error> {
    let found: Option<(DateTime<Utc>, serde_json::Value)> = sqlx::query_as(
        "SELECT created_at, detail FROM audit_log WHERE action = $1 AND booking_id IS NULL
         ORDER BY created_at DESC, id DESC LIMIT 1",
    )
    .bind(AuditAction::MailTested)
    .fetch_optional(&mut *hub.db.read().await?)
    .await?;
    Ok(found.map(|(at, detail)| TestedMail {
        at,
        accepted: detail["accepted"] == true,
        said: detail["said"].as_str().unwrap_or_default().to_owned(),
    }))
}

/// On one line, and without the address: the log holds none.
fn kept(said: &str, email: &str) -> String {
    let host = email.rsplit_once('@').map_or("", |(_, host)| host);
    let wire = types::email::wire_email(email);
    let line = said.split_whitespace().collect::<Vec<_>>().join(" ");
    let local = email.strip_suffix(host).unwrap_or_default();
    let addresses = [email, wire.as_str(), local].into_iter().filter(|it| it.len() > 1);
    let hidden = addresses.fold(line, |line, address| line.replace(address, "…"));
    hidden.chars().take(SAID_MAX).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{person, test_hub};
    use types::Failure;
    use types::accounts::Role;
    use types::ids::UserId;

    async fn try_it(
        hub: &Hub,
        actor: Actor,
        said: Result<&str, &str>,
    ) -> Result<TestedMail, Error> {
        let said = said.map(str::to_owned).map_err(str::to_owned);
        send_test(hub, actor, move |_| async move { said }).await
    }

    #[tokio::test]
    async fn what_was_said_is_in_the_log_and_only_admins_ask() {
        let (hub, _database) = test_hub().await;
        let root = person(&hub, Role::Admin).await;
        let admin = Actor::User { id: root, role: Role::Admin };
        assert_eq!(last_test(&hub).await.unwrap(), None);
        let sent = try_it(&hub, admin, Ok("250 2.0.0 queued\r\n as 7")).await.unwrap();
        assert_eq!((sent.accepted, sent.said.as_str()), (true, "250 2.0.0 queued as 7"));
        assert_eq!(last_test(&hub).await.unwrap().unwrap().said, sent.said);
        let email: String = sqlx::query_scalar("SELECT email FROM users WHERE id = $1")
            .bind(root)
            .fetch_one(hub.db.pool())
            .await
            .unwrap();
        let refused = format!("naming the recipient: 550 <{email}>: no such user");
        let refused = try_it(&hub, admin, Err(&refused)).await.unwrap();
        assert_eq!(refused.said, "naming the recipient: 550 <…>: no such user");
        assert!(!last_test(&hub).await.unwrap().unwrap().accepted);
        let entries: Vec<(UserId, String)> =
            sqlx::query_as("SELECT actor_id, subject FROM audit_log WHERE action = 'mail.tested'")
                .fetch_all(hub.db.pool())
                .await
                .unwrap();
        assert_eq!(entries, [(root, format!("user:{root}")), (root, format!("user:{root}"))]);
        let ada = Actor::User { id: person(&hub, Role::Organizer).await, role: Role::Organizer };
        let denied = Failure::from(try_it(&hub, ada, Ok("no")).await.unwrap_err());
        assert_eq!(denied.code, ErrorCode::Forbidden);
        // Let in before.
        let late = Actor::User { id: ada.user_id().unwrap(), role: Role::Admin };
        let denied = Failure::from(try_it(&hub, late, Ok("no")).await.unwrap_err());
        assert_eq!(denied.code, ErrorCode::Forbidden);
    }

    #[tokio::test]
    async fn an_admin_sends_a_few_an_hour() {
        let (hub, _database) = test_hub().await;
        let root = Actor::User { id: person(&hub, Role::Admin).await, role: Role::Admin };
        let other = Actor::User { id: person(&hub, Role::Admin).await, role: Role::Admin };
        let mut refused = None;
        for _ in 0..20 {
            if let Err(error) = try_it(&hub, root, Ok("250 ok")).await {
                refused = Some(Failure::from(error));
                break;
            }
        }
        let refused = refused.expect("it goes on for ever");
        assert_eq!(refused.code, ErrorCode::TooManyRequests);
        assert!(refused.retry_after.is_some());
        try_it(&hub, other, Ok("250 ok")).await.unwrap();
    }
}
