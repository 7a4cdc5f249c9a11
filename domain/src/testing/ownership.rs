//! Whose tables are whose: a table is written by the slice that owns it, and by nobody else but for
//! the reasons given here.

use std::collections::BTreeSet;
use std::path::Path;

/// The slice that owns each table.
const OWNERS: &[(&str, &str)] = &[
    ("agenda_pastes", "sessions"),
    ("audit_log", "audit"),
    ("booking_items", "bookings"),
    ("booking_notes", "bookings"),
    ("bookings", "bookings"),
    ("calendar_feeds", "accounts"),
    ("cancellation_failures", "bookings"),
    ("categories", "events"),
    ("certificate_runs", "certificates"),
    ("certificates", "certificates"),
    ("check_in_lists", "attendance"),
    ("check_ins", "attendance"),
    ("email_verifications", "accounts"),
    ("event_changes", "notifications"),
    ("event_drafts", "events"),
    ("event_reminders", "notifications"),
    ("event_sales", "statistics"),
    ("event_visits", "visits"),
    ("event_slugs", "events"),
    ("events", "events"),
    ("guest_lists", "guest_lists"),
    ("guest_links", "bookings"),
    ("idempotency_keys", "idempotency"),
    ("login_sessions", "accounts"),
    ("login_throttles", "accounts"),
    ("mail_messages", "notifications"),
    ("merged_categories", "events"),
    ("message_recipients", "messages"),
    ("messages", "messages"),
    ("news_opt_outs", "messages"),
    ("notifications", "notifications"),
    ("password_resets", "accounts"),
    ("payments", "payments"),
    ("platform_category_days", "statistics"),
    ("platform_counted", "statistics"),
    ("platform_days", "statistics"),
    ("platform_hours", "statistics"),
    ("platform_money_days", "statistics"),
    ("promo_code_tries", "promotions"),
    ("promotion_ticket_types", "promotions"),
    ("promotion_uses", "promotions"),
    ("promotions", "promotions"),
    ("reconciliation_runs", "reconcile"),
    ("reconciliations", "reconcile"),
    ("recovery_codes", "accounts"),
    ("refresh_tokens", "accounts"),
    ("refused_forms", "refused_forms"),
    ("review_reports", "reviews"),
    ("reviews", "reviews"),
    ("sales_counted", "statistics"),
    ("schedule_files", "sessions"),
    ("session_changes", "notifications"),
    ("second_factors", "accounts"),
    ("session_picks", "sessions"),
    ("sessions", "sessions"),
    ("setup_steps", "events"),
    ("team_invitations", "team"),
    ("team_members", "team"),
    ("ticket_exchanges", "bookings"),
    ("ticket_guests", "bookings"),
    ("ticket_pools", "ticket_types"),
    ("ticket_price_steps", "ticket_types"),
    ("ticket_rules", "ticket_types"),
    ("ticket_types", "ticket_types"),
    ("tickets", "bookings"),
    ("transactions", "payments"),
    ("uploads", "events"),
    ("users", "accounts"),
    ("venues", "events"),
    ("waitlist_entries", "waitlist"),
    ("waitlist_moves", "waitlist"),
    ("waitlist_releases", "waitlist"),
    ("webhook_events", "payments"),
];

/// Who else writes a table, and why.
const EXCEPTIONS: &[(&str, &str, &str)] = &[
    ("bookings", "events", "the seats are counters on the event's row (decision 002)"),
    ("waitlist", "events", "so are the parties that wait, and the seats they are offered"),
    ("waitlist", "booking_items", "and so is what it is an offer of"),
    ("ticket_types", "events", "whether it has types and what they cost stand on its row"),
    ("surveys", "events", "`surveyed_at` says whether an event was asked about"),
    ("waitlist", "bookings", "an offer is a booking: one statement makes both, or moves both ends"),
    (
        "bookings",
        "mail_messages",
        "a claim is one statement, with its mail (decision 006); the columns are theirs",
    ),
    ("bookings", "notifications", "and with the line in the inbox"),
    ("bookings", "audit_log", "and with its entries in the history"),
    ("notifications", "audit_log", "a promise is one statement, with its entry in the history"),
    ("mail", "mail_messages", "a message is promised there, and sent from here"),
    ("roles", "team_members", "a team comes along with a copy of its event"),
    ("events", "sessions", "the agenda moves with its event, under its lock (decision 027)"),
    ("privacy", "booking_notes", "an account that goes takes its name off all that stays"),
    ("privacy", "calendar_feeds", "as above"),
    ("privacy", "certificates", "as above"),
    ("privacy", "email_verifications", "as above"),
    ("privacy", "event_drafts", "as above"),
    ("privacy", "idempotency_keys", "as above"),
    ("privacy", "login_sessions", "as above"),
    ("privacy", "mail_messages", "as above"),
    ("privacy", "news_opt_outs", "as above"),
    ("privacy", "notifications", "as above"),
    ("privacy", "password_resets", "as above"),
    ("privacy", "refresh_tokens", "as above"),
    ("privacy", "review_reports", "as above"),
    ("privacy", "reviews", "as above"),
    ("privacy", "second_factors", "as above"),
    ("privacy", "session_picks", "as above"),
    ("privacy", "sessions", "as above"),
    ("privacy", "team_invitations", "as above"),
    ("privacy", "team_members", "as above"),
    ("privacy", "ticket_guests", "as above"),
    ("privacy", "tickets", "as above"),
    ("privacy", "users", "as above"),
];

/// The tables that the SQL in this source writes.
fn written(source: &str) -> BTreeSet<String> {
    let verbs = ["INSERT INTO ", "UPDATE ", "DELETE FROM "];
    let code = source.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let code: String = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let after =
        verbs.iter().flat_map(|verb| code.match_indices(verb).map(|(at, _)| at + verb.len()));
    after
        .map(|at| {
            let word = |c: char| c.is_ascii_lowercase() || c == '_' || c.is_ascii_digit();
            let rest = &code[at..];
            let table = &rest[..rest.find(|c| !word(c)).unwrap_or(rest.len())];
            // The queue's own tables are in another schema.
            if rest[table.len()..].starts_with('.') { "" } else { table }
        })
        .filter(|table| !table.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Every slice with a table that it writes.
fn writes(folder: &Path, slice: Option<&str>, found: &mut BTreeSet<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let slice = slice.unwrap_or(&name);
        if ["tests", "testing", "ownership"].contains(&&*name) || name.ends_with("_tests") {
            continue;
        }
        if path.is_dir() {
            writes(&path, Some(slice), found);
        } else if path.extension().is_some_and(|it| it == "rs") {
            let tables = written(&std::fs::read_to_string(&path).unwrap());
            found.extend(tables.into_iter().map(|table| (slice.to_owned(), table)));
        }
    }
}

#[test]
fn a_table_is_written_by_its_own_slice() {
    let mut found = BTreeSet::new();
    writes(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), None, &mut found);
    let own = |slice: &str, table: &str| OWNERS.contains(&(table, slice));
    let foreign: BTreeSet<(&str, &str)> = found
        .iter()
        .map(|(slice, table)| (&**slice, &**table))
        .filter(|(slice, table)| !own(slice, table))
        .collect();
    let reasoned: BTreeSet<_> =
        EXCEPTIONS.iter().map(|(slice, table, _)| (*slice, *table)).collect();
    assert_eq!(foreign, reasoned, "write it in its slice, or give the reason here");
    let unwritten: Vec<_> = OWNERS
        .iter()
        .filter(|(table, slice)| !found.contains(&((*slice).to_owned(), (*table).to_owned())))
        .collect();
    assert!(unwritten.is_empty(), "these write nothing: {unwritten:?}");
}

#[test]
fn what_is_written_is_read_off_the_sql() {
    let source = "// UPDATE users\n\"WITH a AS (UPDATE events SET x = 1) INSERT INTO tickets (id) \\\n\
        VALUES ($1) ON CONFLICT DO UPDATE SET y = 2\" \"DELETE FROM graphile_worker.jobs\"";
    let tables: Vec<_> = written(source).into_iter().collect();
    assert_eq!(tables, ["events", "tickets"]);
}
