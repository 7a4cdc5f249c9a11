//! The guard of the audit log: in every test's database a use case cannot commit a change without the
//! entry that tells of it. Whose tables are watched, and why the others are not, is listed here.

use sqlx::postgres::PgPool;
use sqlx::{AssertSqlSafe, Executor as _};
use std::fmt::Write as _;

/// How a use case's transaction begins in tests: rows that a test writes by hand are not watched.
pub(super) const BEGIN: &str = "BEGIN; SET LOCAL event_hub.use_case = 'on'";

/// A table whose rows are told of.
struct Watched {
    table: &'static str,
    /// What is done to it.
    on: &'static str,
    /// Columns that say nothing of their own: counters, and marks of what is told elsewhere.
    without: &'static [&'static str],
    /// Which entry `a` tells of row `r`.
    by: &'static str,
}

const ALL: &str = "INSERT OR UPDATE OR DELETE";
const OF_EVENT: &str = "a.event_id = (r->>'event_id')::uuid";
const OF_BOOKING: &str = "a.booking_id = (r->>'booking_id')::uuid";

const WATCHED: &[Watched] = &[
    // Who registers is told of by the account's own row, and one that was never used goes with it; how
    // somebody presents themselves concerns nobody else.
    Watched {
        table: "users",
        on: "UPDATE",
        without: &[
            "display_name",
            "bio",
            "avatar",
            "locale",
            "timezone",
            "token_version",
            "is_guest",
            "updated_at",
        ],
        by: "a.subject = 'user:' || (r->>'id')",
    },
    // Which of its codes was last used is told of by the session that it opened.
    Watched {
        table: "second_factors",
        on: ALL,
        without: &["last_step"],
        by: "a.subject = 'user:' || (r->>'user_id')",
    },
    Watched {
        table: "recovery_codes",
        on: ALL,
        without: &[],
        by: "a.subject = 'user:' || (r->>'user_id')",
    },
    Watched {
        table: "categories",
        on: ALL,
        without: &[],
        by: "a.subject IN ('category:' || (r->>'id'), 'category')",
    },
    Watched { table: "venues", on: ALL, without: &[], by: "a.subject = 'venue:' || (r->>'id')" },
    // An autosaved draft leaves one line a quarter of an hour, not one a keystroke.
    Watched {
        table: "events",
        on: ALL,
        without: &["version", "revision", "revised_at", "surveyed_at"],
        by: "a.event_id = (r->>'id')::uuid OR a.subject = 'event'",
    },
    Watched { table: "event_slugs", on: ALL, without: &[], by: OF_EVENT },
    Watched { table: "sessions", on: ALL, without: &[], by: OF_EVENT },
    Watched {
        table: "promotions",
        on: ALL,
        without: &["uses"],
        by: "a.subject = 'promotion:' || (r->>'id')",
    },
    // They go with their type, and before others come.
    Watched {
        table: "promotion_ticket_types",
        on: "INSERT OR UPDATE",
        without: &[],
        by: "a.subject = 'promotion:' || (r->>'promotion_id')",
    },
    // An event that moves takes its open offers along; all become of its first ticket type.
    Watched {
        table: "bookings",
        on: ALL,
        without: &[],
        by: "a.booking_id = (r->>'id')::uuid
             OR a.event_id = (r->>'event_id')::uuid AND (a.subject = 'event:' || a.event_id
                 OR a.action = 'ticket_type.created')",
    },
    Watched { table: "booking_notes", on: ALL, without: &["updated_at"], by: OF_BOOKING },
    Watched {
        table: "tickets",
        on: ALL,
        without: &[],
        by: "a.booking_id = (r->>'booking_id')::uuid
             OR a.event_id = (r->>'event_id')::uuid AND a.action = 'ticket_type.created'",
    },
    Watched {
        table: "ticket_types",
        on: ALL,
        without: &["taken", "stepped", "position", "updated_at"],
        // Those of an import have its one entry.
        by: "a.event_id = (r->>'event_id')::uuid OR a.subject = 'event'",
    },
    // When it was opened is its guest's doing; old ones are forgotten.
    Watched {
        table: "ticket_guests",
        on: "INSERT OR UPDATE",
        without: &["opened_at", "token_hash"],
        by: "a.subject = 'ticket:' || (r->>'ticket_id')",
    },
    // One that ends with its ticket is told of by what ended that.
    Watched { table: "ticket_exchanges", on: ALL, without: &[], by: OF_BOOKING },
    Watched { table: "ticket_rules", on: ALL, without: &[], by: OF_EVENT },
    Watched { table: "ticket_pools", on: ALL, without: &["taken", "position"], by: OF_EVENT },
    // They go with their type, and before others come.
    Watched {
        table: "ticket_price_steps",
        on: "INSERT OR UPDATE",
        without: &[],
        by: "a.event_id = (SELECT t.event_id FROM ticket_types t
             WHERE t.id = (r->>'ticket_type_id')::uuid)",
    },
    Watched { table: "check_in_lists", on: ALL, without: &[], by: OF_EVENT },
    Watched { table: "payments", on: ALL, without: &[], by: OF_BOOKING },
    Watched {
        table: "transactions",
        on: ALL,
        without: &[],
        by: "a.booking_id = (SELECT p.booking_id FROM payments p
             WHERE p.id = (r->>'payment_id')::uuid)",
    },
    Watched {
        table: "waitlist_entries",
        on: ALL,
        without: &[],
        by: "a.subject = 'waitlist_entry:' || (r->>'id') OR a.booking_id = (SELECT w.booking_id
             FROM waitlist_entries w WHERE w.id = (r->>'id')::uuid)
             OR a.event_id = (r->>'event_id')::uuid AND a.subject = 'event:' || a.event_id
                AND r->>'status' = 'OFFERED'",
    },
    Watched { table: "reviews", on: ALL, without: &[], by: "a.subject = 'review:' || (r->>'id')" },
    Watched {
        table: "review_reports",
        on: "INSERT",
        without: &[],
        by: "a.subject = 'review:' || (r->>'review_id')",
    },
    // How far it is on its way is its own row's.
    Watched {
        table: "messages",
        on: ALL,
        without: &["state", "began_at", "sent_at", "audience_size"],
        by: OF_EVENT,
    },
    Watched { table: "certificates", on: ALL, without: &[], by: OF_EVENT },
    // A team goes with its event.
    Watched {
        table: "team_members",
        on: ALL,
        without: &[],
        by: "a.subject = 'team:' || (r->>'id') OR a.subject = 'event:' || (r->>'event_id')",
    },
    // One that is accepted is told of by its member; one that has lapsed, by the next. Old ones are
    // forgotten.
    Watched {
        table: "team_invitations",
        on: "INSERT OR UPDATE",
        without: &[],
        by: "a.subject = 'team:' || (r->>'id') OR a.action IN ('team.joined', 'team.invited')",
    },
];

#[cfg(test)]
const OWN_ROW: &str = "it is a log itself, with its times";
#[cfg(test)]
const LOGIN: &str = "a login session and what guards it, each row with its times";
#[cfg(test)]
const OWN: &str = "of one person's own, seen by nobody else";
#[cfg(test)]
const SENT: &str = "what is promised and sent has its own row, with what became of it";
#[cfg(test)]
const COUNTED: &str = "counted from other rows";
#[cfg(test)]
const MEANWHILE: &str = "kept for a while, until something comes of it";

/// What leaves no entry, and why.
#[cfg(test)]
const UNWATCHED: &[(&str, &str)] = &[
    ("agenda_pastes", MEANWHILE),
    ("audit_log", OWN_ROW),
    ("book_lines", OWN_ROW),
    ("booking_items", "a part of its booking, whose row tells of it"),
    ("calendar_feeds", OWN),
    ("cancellation_failures", "a fault, not somebody's deed"),
    ("certificate_runs", MEANWHILE),
    ("check_ins", OWN_ROW),
    ("email_verifications", LOGIN),
    ("event_changes", MEANWHILE),
    ("event_drafts", MEANWHILE),
    ("event_moves", OWN_ROW),
    ("event_reminders", SENT),
    ("event_sales", COUNTED),
    ("event_visits", COUNTED),
    ("gone_events", "the event's deletion is told of"),
    ("guest_links", SENT),
    ("guest_lists", MEANWHILE),
    ("idempotency_keys", MEANWHILE),
    ("login_sessions", LOGIN),
    ("login_throttles", LOGIN),
    ("mail_messages", SENT),
    ("merged_categories", "the merge is told of by the category that went"),
    ("message_recipients", SENT),
    ("news_opt_outs", OWN),
    ("notifications", SENT),
    ("password_resets", LOGIN),
    ("platform_category_days", COUNTED),
    ("platform_counted", COUNTED),
    ("platform_days", COUNTED),
    ("platform_hours", COUNTED),
    ("platform_money_days", COUNTED),
    ("promo_code_tries", LOGIN),
    ("promotion_uses", COUNTED),
    ("reconciliation_runs", COUNTED),
    ("reconciliations", COUNTED),
    ("refresh_tokens", LOGIN),
    ("refused_forms", MEANWHILE),
    ("sales_counted", COUNTED),
    ("schedule_files", MEANWHILE),
    ("session_changes", MEANWHILE),
    ("session_picks", OWN),
    ("setup_steps", "a step of the set-up, once in an installation's life"),
    ("uploads", MEANWHILE),
    ("waitlist_moves", OWN_ROW),
    ("waitlist_releases", OWN_ROW),
    ("webhook_events", OWN_ROW),
];

/// Puts the guard into the template.
pub(super) async fn watch(pool: &PgPool) -> Result<(), sqlx::Error> {
    let mut sql = GUARD.to_owned();
    for Watched { table, on, without, by } in WATCHED {
        let (without, by) = (without.join(","), by.replace('\'', "''"));
        let _ = write!(
            sql,
            "DROP TRIGGER IF EXISTS audited ON {table};
             CREATE CONSTRAINT TRIGGER audited AFTER {on} ON {table} DEFERRABLE INITIALLY DEFERRED
             FOR EACH ROW EXECUTE FUNCTION test_audited('{without}', '{by}');"
        );
    }
    pool.execute(AssertSqlSafe(sql)).await.map(drop)
}

/// What a mail says of its booking does not tell who changed it; a deletion is one entry for all that
/// goes with the account.
const GUARD: &str = "
    CREATE OR REPLACE FUNCTION test_audited() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        r jsonb;
        told boolean;
        passed text[] := string_to_array(TG_ARGV[0], ',');
    BEGIN
        IF current_setting('event_hub.use_case', true) IS DISTINCT FROM 'on' THEN
            RETURN NULL;
        END IF;
        IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - passed = to_jsonb(OLD) - passed THEN
            RETURN NULL;
        END IF;
        r := to_jsonb(CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END);
        EXECUTE 'SELECT EXISTS (SELECT FROM audit_log a
            WHERE a.created_at >= transaction_timestamp()
              AND (a.action = ''account.deleted''
                  OR NOT starts_with(a.action, ''mail.'') AND (' || TG_ARGV[1] || ')))
            FROM (SELECT $1 AS r) AS watched' INTO told USING r;
        IF NOT told AND TG_TABLE_NAME IN ('events', 'event_slugs', 'sessions') THEN
            SELECT EXISTS (SELECT FROM audit_log a JOIN events e ON e.id = a.event_id
                WHERE e.id = coalesce(r->>'event_id', r->>'id')::uuid AND e.status = 'DRAFT'
                  AND a.action IN ('event.created', 'event.updated')) INTO told;
        END IF;
        IF NOT told THEN
            RAISE EXCEPTION 'the audit log does not tell of % on %', TG_OP, TG_TABLE_NAME;
        END IF;
        RETURN NULL;
    END;
    $$;
";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::Entry;
    use crate::testing::{EventBuilder, person, test_hub};
    use std::collections::BTreeSet;
    use std::path::Path;
    use types::accounts::Role;
    use types::history::AuditAction;
    use types::ids::EventId;

    #[tokio::test]
    async fn every_table_is_watched_or_says_why_not() {
        let (hub, _database) = test_hub().await;
        let tables: Vec<String> = sqlx::query_scalar(
            "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'
               AND tablename NOT LIKE '%sqlx%' ORDER BY 1",
        )
        .fetch_all(hub.db.pool())
        .await
        .unwrap();
        let watched = WATCHED.iter().map(|it| it.table);
        let listed: BTreeSet<&str> = watched.chain(UNWATCHED.iter().map(|it| it.0)).collect();
        assert_eq!(listed, tables.iter().map(String::as_str).collect::<BTreeSet<_>>());
        assert_eq!(listed.len(), WATCHED.len() + UNWATCHED.len(), "listed twice");
    }

    async fn rename(hub: &crate::Hub, event: EventId, told: bool) -> Result<(), sqlx::Error> {
        hub.db
            .write(move |tx| {
                Box::pin(async move {
                    let sql = "UPDATE events SET title = 'Other' WHERE id = $1";
                    sqlx::query(sql).bind(event).execute(&mut *tx).await?;
                    if told {
                        Entry::by_system(AuditAction::EventUpdated, event).record(tx).await?;
                    }
                    Ok(())
                })
            })
            .await
    }

    /// The negative control of every test: without its entry a change does not commit.
    #[tokio::test]
    async fn without_its_entry_a_change_is_refused() {
        let (hub, _database) = test_hub().await;
        let host = person(&hub, Role::Organizer).await;
        let event = EventBuilder::new(&hub).insert(&hub, host).await;
        let refused = rename(&hub, event, false).await.unwrap_err().to_string();
        assert!(refused.contains("does not tell of UPDATE on events"), "{refused}");
        rename(&hub, event, true).await.unwrap();
    }

    /// Statements outside a transaction, which the guard does not see, and what they change. What is
    /// watched leaves its entry in the same statement.
    const STATEMENTS: &[(&str, &str)] = &[
        ("accounts/calendar.rs", "calendar_feeds"),
        ("accounts/verification.rs", "an operator vouches for demo accounts"),
        ("bookings/book.rs", "a claim, which writes its entries itself"),
        ("bookings/cancellation.rs", "cancellation_failures"),
        ("bookings/claim/queue.rs", "a claim, which writes its entries itself"),
        ("bookings/guests/link.rs", "guest_links"),
        ("bookings/naming/guest.rs", "ticket_guests"),
        ("bookings/naming/link.rs", "ticket_guests"),
        ("mail/admission.rs", "mail_messages"),
        ("mail/outbox.rs", "mail_messages"),
        ("notifications/inbox.rs", "notifications"),
        ("privacy/mod.rs", "mail_messages"),
        ("promotions/tries.rs", "promo_code_tries"),
        ("reconcile/schedule.rs", "reconciliations"),
        ("visits/write.rs", "event_visits"),
    ];

    fn statements(folder: &Path, root: &Path, found: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                statements(&path, root, found);
            } else if path.extension().is_some_and(|it| it == "rs")
                && std::fs::read_to_string(&path).unwrap().contains(".statement(")
            {
                found.insert(path.strip_prefix(root).unwrap().to_string_lossy().into_owned());
            }
        }
    }

    #[test]
    fn every_statement_outside_a_transaction_says_what_it_changes() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut found = BTreeSet::new();
        statements(&root, &root, &mut found);
        found.retain(|file| !["db/", "testing/", "tests"].iter().any(|it| file.contains(it)));
        let listed: BTreeSet<String> = STATEMENTS.iter().map(|it| it.0.to_owned()).collect();
        assert_eq!(found, listed);
    }
}
