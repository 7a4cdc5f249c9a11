//! What a large platform has beside its bookings: people, reviews, jobs, mails and the audit log.

use std::time::Instant;

use super::{
    data::{self, BOOKED},
    database::Database,
};

pub(super) const MAILS: u32 = 10_000_000;

/// About three minutes and six gigabytes, most of both for the mails.
pub(super) fn fill(database: &Database) -> anyhow::Result<()> {
    let began = Instant::now();
    // A review is counted with all the others of its event.
    let tables = [&data::FILLED[..], &["reviews", "review_reports"]].concat();
    data::without_triggers(database, BOOKED, &tables, || {
        let statements = include_str!("platform.sql").split(";\n");
        statements
            .filter(|it| !it.trim().is_empty())
            .try_for_each(|statement| database.query(BOOKED, statement).map(drop))
    })?;
    for (table, sql) in
        [("audit_log", include_str!("deeds.sql")), ("mail_messages", include_str!("mails.sql"))]
    {
        let sql = sql.replace("{mails}", &MAILS.to_string());
        data::without_indexes(database, BOOKED, table, || {
            data::without_triggers(database, BOOKED, &["mail_messages"], || {
                database.query(BOOKED, &sql).map(drop)
            })
        })?;
        eprintln!("  {table} filled after {} s", began.elapsed().as_secs());
    }
    let statements = [
        // What waits has its job, which tries again later.
        "INSERT INTO graphile_worker._private_jobs (task_id, payload, run_at, key, attempts, max_attempts,
             last_error)
         SELECT t.id, json_build_object('message', m.id), now() + interval '1 day',
             'send_mail:' || m.id, 3, 25, '451 try again later'
         FROM mail_messages m, graphile_worker._private_tasks t
         WHERE m.status = 'QUEUED' AND t.identifier = 'send_mail'",
        // What was summed up before is not all any more.
        "WITH anew AS (DELETE FROM platform_days)
         UPDATE platform_counted SET until = '-infinity', turn = '0001-01-01'",
    ];
    statements.into_iter().try_for_each(|sql| database.query(BOOKED, sql).map(drop))
}
