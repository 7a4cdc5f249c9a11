use super::sweep::{batch, statement};
use super::{Decision, TABLES, forget, sizes, sweep};
use crate::Hub;
use crate::clock::FixedClock;
use crate::ids::new_id;
use crate::testing::{person, test_hub};
use chrono::TimeDelta;
use sqlx::Executor as _;
use std::collections::BTreeSet;
use std::sync::Arc;
use types::accounts::Role;

async fn count(hub: &Hub, table: &str) -> i64 {
    let sql = sqlx::AssertSqlSafe(format!("SELECT count(*) FROM {table}"));
    sqlx::query_scalar(sql).fetch_one(hub.db.pool()).await.unwrap()
}

#[tokio::test]
async fn every_table_has_a_decision() {
    let (hub, _database) = test_hub().await;
    let there: Vec<String> = sqlx::query_scalar(
        "SELECT CASE WHEN n.nspname = 'public' THEN c.relname
                ELSE n.nspname || '.' || c.relname END
         FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE c.relkind IN ('r', 'p') AND n.nspname NOT LIKE 'pg\\_%'
             AND n.nspname <> 'information_schema'",
    )
    .fetch_all(hub.db.pool())
    .await
    .unwrap();
    let there: BTreeSet<&str> = there.iter().map(String::as_str).collect();
    let decided: BTreeSet<&str> = TABLES.iter().map(|(table, _)| *table).collect();
    assert_eq!(decided.len(), TABLES.len(), "a table stands twice");
    let missing: Vec<_> = there.difference(&decided).collect();
    assert!(missing.is_empty(), "decide in retention/tables.rs how long {missing:?} keep rows");
    let gone: Vec<_> = decided.difference(&there).collect();
    assert!(gone.is_empty(), "no such tables: {gone:?}");
}

#[tokio::test]
async fn every_rule_is_understood_and_its_table_counted() {
    let (hub, _database) = test_hub().await;
    let swept = sweep(&hub).await;
    for one in &swept {
        assert!(one.rows.is_ok(), "{one:?}");
    }
    assert_eq!(sizes(&hub).await.unwrap().len(), swept.len());
}

/// One row each of what is swept, written now.
async fn rows(hub: &Hub) {
    let user = person(hub, Role::Attendee).await;
    let there: bool = sqlx::query_scalar("SELECT EXISTS (SELECT FROM events)")
        .fetch_one(hub.db.pool())
        .await
        .unwrap();
    if !there {
        crate::testing::EventBuilder::new(hub).insert(hub, user).await;
    }
    for sql in [
        "INSERT INTO refresh_tokens (id, user_id, family_id, token_hash, expires_at)
         VALUES ($1, $2, $1, sha256($1::text::bytea), now() + interval '1 day')",
        "INSERT INTO password_resets (id, user_id, token_hash, expires_at)
         VALUES ($1, $2, sha256($1::text::bytea), now() + interval '1 day')",
        "INSERT INTO login_throttles (key, failures, last_failure)
         SELECT 'account:' || $1::text, 1, now() WHERE $2::uuid IS NOT NULL",
        "INSERT INTO audit_log (id, actor_id, action, subject) VALUES ($1, $2, 'test', 'it')",
        "INSERT INTO webhook_events (provider, event_id, reference_id, outcome, effect)
         SELECT 'mock', $1::text, 'r', 'COMPLETED', 'applied' WHERE $2::uuid IS NOT NULL",
        "INSERT INTO idempotency_keys (user_id, key, request_hash)
         VALUES ($2, $1::text, sha256($1::text::bytea))",
        "INSERT INTO refused_forms (id, owner_id, content) VALUES ($1, $2, 'typed')",
        "INSERT INTO notifications (id, user_id, kind) VALUES ($1, $2, 'test')",
        "INSERT INTO check_ins (id, event_id, by_id, direction, refusal, at)
         SELECT $1, id, $2, 'in', 'unknown', now() FROM events",
        "INSERT INTO mail_messages (id, unique_key, kind, user_id, recipient, locale, status,
             sent_at, subject, body_text)
         VALUES ($1, $1::text, 'test', $2, 'ada@example.test', 'en', 'SENT', now(), 'Hi', 'Hi')",
        "INSERT INTO mail_messages (id, unique_key, kind, user_id, recipient, locale, status)
         VALUES ($1, $1::text, 'test', $2, 'ada@example.test', 'en', 'FAILED')",
        "INSERT INTO graphile_worker._private_jobs (task_id, key, attempts, max_attempts)
         SELECT min(id), $1::text, 2, 2 FROM graphile_worker._private_tasks
         WHERE $2::uuid IS NOT NULL",
    ] {
        sqlx::query(sql).bind(new_id()).bind(user).execute(hub.db.pool()).await.unwrap();
    }
}

const GROWING: [(&str, i64); 11] = [
    ("refresh_tokens", 1),
    ("password_resets", 1),
    ("login_throttles", 1),
    ("audit_log", 1),
    ("webhook_events", 1),
    ("idempotency_keys", 1),
    ("refused_forms", 1),
    ("notifications", 1),
    ("check_ins", 1),
    ("mail_messages", 2),
    ("graphile_worker._private_jobs", 1),
];

fn later(hub: &Hub, days: i64) -> Hub {
    hub.clone().with_clock(Arc::new(FixedClock::at(hub.now() + TimeDelta::days(days))))
}

#[tokio::test]
async fn what_is_new_stays_and_what_is_old_goes() {
    let (hub, _database) = test_hub().await;
    rows(&hub).await;
    sweep(&hub).await;
    for (table, expected) in GROWING {
        assert_eq!(count(&hub, table).await, expected, "{table} today");
    }
    sweep(&later(&hub, 91)).await;
    let body: String =
        sqlx::query_scalar("SELECT body_text FROM mail_messages WHERE status = 'SENT'")
            .fetch_one(hub.db.pool())
            .await
            .unwrap();
    assert_eq!(body, "", "what was written is forgotten first");
    assert_eq!(count(&hub, "audit_log").await, 1);
    assert_eq!(count(&hub, "webhook_events").await, 1);
    sweep(&later(&hub, 800)).await;
    // The database itself keeps what is young by its own clock: see below.
    for (table, _) in GROWING.into_iter().filter(|(table, _)| *table != "audit_log") {
        assert_eq!(count(&hub, table).await, 0, "{table} after years");
    }
}

#[tokio::test]
async fn one_table_that_cannot_be_swept_stops_none_behind_it() {
    let (hub, _database) = test_hub().await;
    rows(&hub).await;
    hub.db.pool().execute("ALTER TABLE refresh_tokens RENAME TO elsewhere").await.unwrap();
    let swept = sweep(&later(&hub, 400)).await;
    let failed: Vec<_> =
        swept.iter().filter(|one| one.rows.is_err()).map(|one| one.table).collect();
    assert_eq!(failed, ["refresh_tokens"]);
    assert_eq!(count(&hub, "mail_messages").await, 0);
}

/// An entry of so many days ago.
async fn entry(hub: &Hub, days: i32) {
    sqlx::query(
        "INSERT INTO audit_log (id, action, subject, created_at)
         VALUES ($1, 'test', 'it', now() - $2 * interval '1 day')",
    )
    .bind(new_id())
    .bind(days)
    .execute(hub.db.pool())
    .await
    .unwrap();
}

const TAMPERING: [&str; 4] = [
    "DELETE FROM audit_log",
    "UPDATE audit_log SET action = 'x'",
    "TRUNCATE audit_log",
    "INSERT INTO audit_log (id, action, subject) SELECT id, 'x', 'it' FROM audit_log
         ON CONFLICT (id) DO UPDATE SET action = 'x'",
];

#[tokio::test]
async fn the_audit_log_is_only_added_to() {
    let (hub, _database) = test_hub().await;
    entry(&hub, 0).await;
    // Also by the table's owner, who is a superuser here, in a session that calls itself a replica, and
    // with what retention says of itself.
    let disguises = [
        "SELECT 1",
        "SET session_replication_role = replica",
        "SET event_hub.retention = 'on'",
        "SET session_replication_role = replica; SET event_hub.retention = 'on'",
    ];
    for disguise in disguises {
        let mut connection = hub.db.pool().acquire().await.unwrap().detach();
        connection.execute(disguise).await.unwrap();
        for sql in TAMPERING {
            let error = connection.execute(sql).await.unwrap_err();
            assert!(error.to_string().contains("append-only"), "{disguise}; {sql}: {error}");
        }
    }
    assert_eq!(count(&hub, "audit_log").await, 1);
}

/// The negative control: an ordinary trigger sleeps in a replica's session.
#[tokio::test]
async fn without_an_eternal_trigger_a_replica_s_session_empties_the_audit_log() {
    let (hub, _database) = test_hub().await;
    entry(&hub, 0).await;
    let mut connection = hub.db.pool().acquire().await.unwrap().detach();
    for sql in [
        "ALTER TABLE audit_log ENABLE TRIGGER audit_log_append_only",
        "SET session_replication_role = replica",
        "DELETE FROM audit_log",
    ] {
        connection.execute(sql).await.unwrap();
    }
    assert_eq!(count(&hub, "audit_log").await, 0);
}

#[tokio::test]
async fn retention_forgets_what_is_old_of_the_audit_log_and_nothing_else() {
    let (hub, _database) = test_hub().await;
    entry(&hub, 800).await;
    entry(&hub, 700).await;
    // A server whose clock is a year ahead deletes nothing that is young.
    forget(&later(&hub, 365), "audit_log").await.unwrap_err();
    assert_eq!(count(&hub, "audit_log").await, 2);
    assert_eq!(forget(&hub, "audit_log").await.unwrap(), 1);
    assert_eq!(count(&hub, "audit_log").await, 1);
    // The leave to delete ends with the transaction that had it.
    entry(&hub, 800).await;
    let mut connection = hub.db.read().await.unwrap();
    let (_, Decision::Swept([rule])) =
        TABLES.iter().find(|(table, _)| *table == "audit_log").unwrap()
    else {
        panic!("one rule")
    };
    let mut tx = sqlx::Connection::begin(&mut *connection).await.unwrap();
    batch(&mut tx, statement("audit_log", *rule), hub.now() - TimeDelta::days(900)).await.unwrap();
    tx.commit().await.unwrap();
    connection.execute("DELETE FROM audit_log").await.unwrap_err();
}

#[tokio::test]
async fn an_outcome_is_remembered_as_long_as_its_payment_is_open() {
    let (hub, _database) = test_hub().await;
    let user = person(&hub, Role::Attendee).await;
    let event = crate::testing::EventBuilder::new(&hub).insert(&hub, user).await;
    let booking = crate::testing::attendance(&hub, event, user, false).await;
    sqlx::query(
        "WITH payment AS (
             INSERT INTO payments (id, booking_id, provider, payment_method, reference_id, amount,
                 currency, status) VALUES ($1, $2, 'mock', 'MOCK_CARD', 'r', 1, 'EUR', 'PENDING')
         )
         INSERT INTO webhook_events (provider, event_id, reference_id, outcome, effect)
         VALUES ('mock', 'e', 'r', 'COMPLETED', 'ignored')",
    )
    .bind(new_id())
    .bind(booking)
    .execute(hub.db.pool())
    .await
    .unwrap();
    let later = later(&hub, 800);
    assert_eq!(forget(&later, "webhook_events").await.unwrap(), 0);
    hub.db
        .pool()
        .execute("UPDATE payments SET status = 'FAILED', processed_at = now()")
        .await
        .unwrap();
    assert_eq!(forget(&later, "webhook_events").await.unwrap(), 1);
}

const UNVERIFIED: &str =
    "UPDATE users SET email_verified_at = NULL, password_hash = 'x' WHERE id = $1";

/// Whether the account is still there.
async fn is_there(hub: &Hub, user: types::ids::UserId) -> bool {
    sqlx::query_scalar("SELECT EXISTS (SELECT FROM users WHERE id = $1)")
        .bind(user.0)
        .fetch_one(hub.db.pool())
        .await
        .unwrap()
}

#[tokio::test]
async fn an_account_that_was_never_verified_goes_unless_something_hangs_by_it() {
    let (hub, _database) = test_hub().await;
    // Each is left alone by this one statement; nothing is done to the last.
    let spared = [
        "UPDATE users SET email_verified_at = now() WHERE id = $1",
        "UPDATE users SET role = 'admin' WHERE id = $1",
        "UPDATE users SET disabled_at = now() WHERE id = $1",
        "UPDATE users SET deleted_at = now() WHERE id = $1",
        "UPDATE users SET password_hash = '!' WHERE id = $1",
        "INSERT INTO login_sessions (id, user_id, ends_at) SELECT $1, $1, now() + interval '2 years'",
    ];
    let mut people = Vec::new();
    for change in spared.into_iter().chain(["SELECT $1::uuid"]) {
        let user = person(&hub, Role::Attendee).await;
        for sql in [UNVERIFIED, change] {
            sqlx::query(sql).bind(user.0).execute(hub.db.pool()).await.unwrap();
        }
        people.push((user, change));
    }
    let (gone, _) = people.pop().unwrap();
    sqlx::query(
        "INSERT INTO audit_log (id, actor_id, action, subject) VALUES ($1, $1, 'test', 'it')",
    )
    .bind(gone.0)
    .execute(hub.db.pool())
    .await
    .unwrap();
    let organizer = person(&hub, Role::Organizer).await;
    let event = crate::testing::EventBuilder::new(&hub).insert(&hub, organizer).await;
    let guest = person(&hub, Role::Attendee).await;
    crate::testing::attendance(&hub, event, guest, false).await;
    for user in [guest, organizer] {
        sqlx::query(UNVERIFIED).bind(user.0).execute(hub.db.pool()).await.unwrap();
        people.push((user, "a booking or an event"));
    }
    assert_eq!(forget(&later(&hub, 179), "users").await.unwrap(), 0, "not before half a year");
    assert_eq!(forget(&later(&hub, 181), "users").await.unwrap(), 1);
    assert!(!is_there(&hub, gone).await);
    for (user, why) in people {
        assert!(is_there(&hub, user).await, "{why}");
    }
    assert_eq!(count(&hub, "audit_log").await, 1, "what was done stays, without a name");
}
