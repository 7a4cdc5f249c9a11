//! The decision for each table.

/// What happens to the rows of a table in the end.
#[derive(Clone, Copy, Debug)]
pub enum Decision {
    /// They stay, for this reason.
    Kept(&'static str),
    /// They are forgotten by these rules.
    Swept(&'static [Rule]),
}

/// Which rows go, and whether whole or only what they say.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Days that rows are kept, on top of what the condition says.
    pub days: i32,
    /// In SQL; `$1` is the time before which rows are old, `$2` the id of a row of that time.
    pub condition: &'static str,
    /// What is written into them; None: they are deleted.
    pub emptied: Option<&'static str>,
}

const fn deleted(days: i32, condition: &'static str) -> Rule {
    Rule { days, condition, emptied: None }
}

const BUSINESS: &str = "the record of what was agreed, asked for by accounts and tax law";
const EVENT: &str = "lives as long as the event";
const SUMS: &str = "sums of a day, few and without people";

/// Every table, ours and the queue's.
pub const TABLES: &[(&str, Decision)] = &[
    // An account is emptied when its owner deletes it. One that somebody made with an address they
    // never proved theirs, and left unused, is of no use to anybody. What an admin disabled stays so.
    (
        "users",
        Decision::Swept(&[
            deleted(
                180,
                "email_verified_at IS NULL AND created_at < $1 AND role <> 'admin'
                 AND disabled_at IS NULL AND deleted_at IS NULL AND password_hash <> '!'
                 AND NOT EXISTS (SELECT FROM login_sessions s WHERE s.user_id = users.id)
                 AND NOT EXISTS (SELECT FROM bookings b WHERE b.user_id = users.id)
                 AND NOT EXISTS (SELECT FROM events e WHERE e.organizer_id = users.id)
                 AND NOT EXISTS (SELECT FROM waitlist_entries w WHERE w.user_id = users.id)
                 AND NOT EXISTS (SELECT FROM ticket_guests g WHERE g.user_id = users.id)",
            ),
            // A guest whose tickets were taken back, or are long over.
            deleted(
                180,
                "is_guest AND created_at < $1 AND disabled_at IS NULL AND deleted_at IS NULL
                 AND NOT EXISTS (SELECT FROM bookings b WHERE b.user_id = users.id)
                 AND NOT EXISTS (SELECT FROM ticket_guests g WHERE g.user_id = users.id)
                 AND NOT EXISTS (SELECT FROM certificates c WHERE c.user_id = users.id)",
            ),
        ]),
    ),
    ("second_factors", Decision::Kept("one a person, deleted with the account")),
    ("recovery_codes", Decision::Kept("ten a second factor, deleted with it")),
    ("calendar_feeds", Decision::Kept("one a person, deleted with the account")),
    ("refresh_tokens", Decision::Swept(&[deleted(0, "expires_at < $1")])),
    ("password_resets", Decision::Swept(&[deleted(1, "expires_at < $1")])),
    ("email_verifications", Decision::Swept(&[deleted(1, "expires_at < $1")])),
    ("login_sessions", Decision::Swept(&[deleted(1, "ends_at < $1 OR ended_at < $1")])),
    ("login_throttles", Decision::Swept(&[deleted(1, "last_failure < $1")])),
    // Two years: a complaint is made within one, and is looked into in the next.
    ("audit_log", Decision::Swept(&[deleted(730, "created_at < $1")])),
    ("categories", Decision::Kept("made by admins, few")),
    ("merged_categories", Decision::Kept("an address that was public leads on for good")),
    ("setup_steps", Decision::Kept("one a step, done once for good")),
    ("venues", Decision::Kept(EVENT)),
    ("events", Decision::Kept("the record that bookings stand on")),
    ("gone_events", Decision::Kept("an address that was public is answered with 410 for good")),
    ("event_visits", Decision::Kept(EVENT)),
    ("event_sales", Decision::Kept(EVENT)),
    ("sales_counted", Decision::Kept("one row")),
    ("platform_days", Decision::Kept(SUMS)),
    ("platform_money_days", Decision::Kept(SUMS)),
    ("platform_category_days", Decision::Kept(SUMS)),
    ("platform_hours", Decision::Kept(SUMS)),
    ("platform_counted", Decision::Kept("one row")),
    // Those that no event shows go after a day, with their files.
    ("uploads", Decision::Kept("goes with its files, once no event shows it")),
    ("cancellation_failures", Decision::Kept("goes with its booking's cancellation")),
    ("sessions", Decision::Kept(EVENT)),
    ("ticket_types", Decision::Kept(EVENT)),
    ("ticket_pools", Decision::Kept(EVENT)),
    ("ticket_price_steps", Decision::Kept(EVENT)),
    // Lines with names of speakers: only until they are sessions.
    ("agenda_pastes", Decision::Swept(&[deleted(1, "created_at < $1")])),
    ("session_picks", Decision::Kept(EVENT)),
    // An organizer's file, until it is imported.
    ("schedule_files", Decision::Swept(&[deleted(1, "created_at < $1")])),
    // A day's messages are counted; what still waits is told by its job.
    ("session_changes", Decision::Swept(&[deleted(2, "told_at < $1")])),
    // Two weeks decide about refunds; the rest explains them.
    ("event_moves", Decision::Swept(&[deleted(730, "moved_at < $1")])),
    ("event_changes", Decision::Kept("one an event")),
    ("event_reminders", Decision::Kept("one an event")),
    ("event_slugs", Decision::Kept("addresses that lead to an event, as long as it lives")),
    // What was typed and never saved.
    ("event_drafts", Decision::Swept(&[deleted(90, "updated_at < $1")])),
    ("promotions", Decision::Kept(BUSINESS)),
    ("promotion_ticket_types", Decision::Kept(BUSINESS)),
    ("promo_code_tries", Decision::Swept(&[deleted(1, "since < $1")])),
    ("promotion_uses", Decision::Kept("one a person and promotion, the guard of its limit")),
    // What was typed and refused: only until its page shows it again.
    ("refused_forms", Decision::Swept(&[deleted(1, "created_at < $1")])),
    // Names and addresses of people who have not asked to be here: only until they are invited.
    ("guest_lists", Decision::Swept(&[deleted(1, "created_at < $1")])),
    ("bookings", Decision::Kept(BUSINESS)),
    ("booking_items", Decision::Kept(BUSINESS)),
    ("ticket_exchanges", Decision::Kept(BUSINESS)),
    ("booking_notes", Decision::Kept("one a booking, deleted with the account")),
    ("ticket_rules", Decision::Kept(EVENT)),
    // Whom a ticket was sent to is of no use once its event is long over.
    (
        "ticket_guests",
        Decision::Swept(&[deleted(
            365,
            "EXISTS (SELECT FROM tickets t JOIN events e ON e.id = t.event_id
                 WHERE t.id = ticket_guests.ticket_id AND e.end_date < $1)",
        )]),
    ),
    ("guest_links", Decision::Kept("one a complimentary booking, the way to its ticket")),
    ("team_members", Decision::Kept("what somebody is, until they leave or are removed")),
    // An address that somebody wrote down; the history says what became of it.
    ("team_invitations", Decision::Swept(&[deleted(30, "expires_at < $1 OR ended_at < $1")])),
    ("tickets", Decision::Kept(BUSINESS)),
    // Who was let in is kept with the ticket; who was not is of no use once the event is over.
    ("check_ins", Decision::Swept(&[deleted(90, "refusal IS NOT NULL AND at < $1")])),
    ("check_in_lists", Decision::Kept(EVENT)),
    ("payments", Decision::Kept(BUSINESS)),
    ("transactions", Decision::Kept(BUSINESS)),
    ("book_lines", Decision::Kept(BUSINESS)),
    ("certificate_runs", Decision::Kept("one an event, the last")),
    ("certificates", Decision::Kept("can be verified for good")),
    ("reviews", Decision::Kept(EVENT)),
    ("review_reports", Decision::Kept("goes with the review")),
    // Guards that an outcome counts once. Its payment is final, which guards too; a signature is
    // good for minutes, and no provider repeats itself for half a year.
    (
        "webhook_events",
        Decision::Swept(&[deleted(
            180,
            "received_at < $1 AND NOT EXISTS (SELECT FROM payments p
                 WHERE p.provider = webhook_events.provider
                     AND p.reference_id = webhook_events.reference_id AND p.status = 'PENDING')",
        )]),
    ),
    ("idempotency_keys", Decision::Swept(&[deleted(1, "created_at <= $1")])),
    // A wait that is over explains itself for two years.
    ("waitlist_entries", Decision::Swept(&[deleted(730, "id < $2 AND ended_at < $1")])),
    ("waitlist_moves", Decision::Swept(&[deleted(730, "id < $2 AND created_at < $1")])),
    ("waitlist_releases", Decision::Swept(&[deleted(730, "id < $2 AND created_at < $1")])),
    ("messages", Decision::Kept(EVENT)),
    // As long as the mails that say what became of each.
    ("message_recipients", Decision::Swept(&[deleted(365, "added_at < $1")])),
    ("news_opt_outs", Decision::Kept("what somebody wants, until they or their account go")),
    ("notifications", Decision::Swept(&[deleted(365, "id < $2 AND created_at < $1")])),
    (
        "mail_messages",
        Decision::Swept(&[
            // A message's text is deleted before the row that says it was sent.
            Rule {
                days: 90,
                condition: "id < $2 AND status = 'SENT' AND sent_at < $1 AND body_text <> ''",
                emptied: Some(
                    "data = '{}', subject = '', body_text = '', body_html = '', attachments = '[]'",
                ),
            },
            // That a certificate was mailed is asked again whenever certificates are issued.
            deleted(
                365,
                "id < $2 AND status = 'SENT' AND sent_at < $1 AND kind <> 'certificate_issued'",
            ),
            deleted(365, "id < $2 AND status IN ('FAILED', 'WITHHELD') AND created_at < $1"),
        ]),
    ),
    (
        "graphile_worker._private_jobs",
        // Dead letters: a job that works is deleted by the queue.
        Decision::Swept(&[deleted(
            365,
            "attempts >= max_attempts AND locked_at IS NULL AND updated_at < $1",
        )]),
    ),
    ("reconciliations", Decision::Kept("one a check, the last look at it")),
    ("reconciliation_runs", Decision::Kept("one row")),
    ("graphile_worker._private_job_queues", Decision::Kept("one a named queue, few")),
    ("graphile_worker._private_job_retirements", Decision::Kept("goes with its job")),
    (
        "graphile_worker._private_workers",
        Decision::Kept("one a running worker, tidied by the queue"),
    ),
    ("graphile_worker._private_tasks", Decision::Kept("one a kind of job, few")),
    ("graphile_worker._private_known_crontabs", Decision::Kept("one a schedule, none here")),
    ("graphile_worker.migrations", Decision::Kept("one a version of the queue's tables")),
    ("_sqlx_migrations", Decision::Kept("one a migration")),
];
