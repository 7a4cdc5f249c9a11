//! Who finds which message, and by which index.

use super::*;
use crate::mail::list_mail;
use crate::testing::plans::{plan, scans_whole, touched, uses};
use crate::testing::{person, test_hub};
use crate::{Actor, Hub};
use types::accounts::Role;

/// A thousand people with thirty messages each, of which few have failed, and one to a stranger.
async fn crowded(hub: &Hub) {
    for sql in [
        "INSERT INTO users (id, email, password_hash, display_name, role)
         SELECT md5('p' || n)::uuid, 'p' || n || '@example.test', '!', 'Pat ' || md5(n::text), 'attendee'
         FROM generate_series(1, 1000) AS n",
        "INSERT INTO mail_messages (id, unique_key, kind, user_id, recipient, locale, status, created_at,
             sent_at)
         SELECT gen_random_uuid(), 'k' || n, 'test', md5('p' || (1 + n % 1000))::uuid,
             'p' || (1 + n % 1000) || '@example.test', 'en',
             CASE n % 900 WHEN 0 THEN 'FAILED' ELSE 'SENT' END, now() - n * interval '1 minute',
             CASE n % 900 WHEN 0 THEN NULL ELSE now() END
         FROM generate_series(1, 30000) AS n",
        "INSERT INTO mail_messages (id, unique_key, kind, recipient, locale, status)
         VALUES (gen_random_uuid(), 'stranger', 'test', 'stranger@example.test', 'en', 'FAILED')",
        "VACUUM ANALYZE users",
        "VACUUM ANALYZE mail_messages",
    ] {
        sqlx::query(sql).execute(hub.db.pool()).await.unwrap();
    }
}

fn filter(state: Option<MailState>, search: &str) -> MailFilter {
    let search = (!search.is_empty()).then(|| search.to_owned());
    MailFilter { state, search }
}

#[tokio::test]
async fn messages_are_found_by_their_person_and_by_the_address_of_a_stranger() {
    let (hub, _database) = test_hub().await;
    crowded(&hub).await;
    let admin = Actor::User { id: person(&hub, Role::Admin).await, role: Role::Admin };
    let find = async |state, search: &str| {
        let page = PageRequest::new(1, 100);
        let found = list_mail(&hub, admin, filter(state, search), page).await.unwrap();
        let times: Vec<_> = found.results.iter().map(|mail| mail.created_at).collect();
        assert!(times.is_sorted_by(|a, b| a >= b), "{search}: the newest come first");
        (found.count, found.results.len())
    };
    let failed = Some(MailState::Failed);
    assert_eq!(find(None, "").await, (10_000, 100), "counted no further");
    assert_eq!(find(failed, "").await, (34, 34));
    assert_eq!(find(None, "P17@").await, (30, 30));
    assert_eq!(find(Some(MailState::Sent), "p17@example").await, (30, 30));
    // The name that the hash of 17 gives.
    assert_eq!(find(None, "pat 70efdf2ec9b0").await, (30, 30));
    assert_eq!(find(failed, "pat").await, (33, 33), "whoever has one");
    assert_eq!(find(None, "Stranger@example.test ").await, (1, 1));
    assert_eq!(find(None, "stranger").await, (0, 0));
    assert_eq!(find(None, "100%").await, (0, 0));
    // Who has another address by now is found by both.
    sqlx::query("UPDATE users SET email = 'moved@example.test' WHERE email = 'p17@example.test'")
        .execute(hub.db.pool())
        .await
        .unwrap();
    for address in ["moved@", "p17@example.test"] {
        assert_eq!(find(None, address).await, (30, 30), "{address}");
    }
}

#[tokio::test]
async fn a_page_of_messages_is_read_by_an_index() {
    let (hub, _database) = test_hub().await;
    crowded(&hub).await;
    let page = PageRequest::default();
    for (state, search, index) in [
        (None, "", "mail_messages_time_idx"),
        (Some(MailState::Sent), "", "mail_messages_time_idx"),
        (Some(MailState::Failed), "", "mail_messages_open_idx"),
        (None, "p17@", "mail_messages_user_idx"),
        (Some(MailState::Failed), "p17@", "mail_messages_user_idx"),
    ] {
        let filter = filter(state, search);
        let read = plan(&hub, |sql| push_page(sql, &filter, page)).await;
        assert!(uses(&read, index), "{filter:?}: {read:#}");
        assert!(touched(&read) <= 1_500.0, "{filter:?}: {read:#}");
        if !search.is_empty() {
            let counted = plan(&hub, |sql| push_count(sql, &filter)).await;
            assert!(!scans_whole(&counted, "mail_messages"), "{filter:?}: {counted:#}");
        }
    }
}
