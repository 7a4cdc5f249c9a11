mod access;
mod closed;
mod exchanged;
mod lines;
mod model;

use super::{Of, export_days, export_lines, report};
use crate::bookings::tests::support::execute;
use crate::{Actor, Hub};
use chrono::Days;
use types::reports::{Report, ReportQuery};

/// A report of the last weeks up to tomorrow.
fn lately(hub: &Hub) -> ReportQuery {
    let today = hub.now().date_naive();
    ReportQuery {
        from: Some(today - Days::new(70)),
        to: Some(today + Days::new(1)),
        ..ReportQuery::default()
    }
}

async fn of(hub: &Hub, actor: Actor, of: Of<'_>, wanted: &ReportQuery) -> Report {
    report(hub, actor, of, wanted).await.unwrap().report
}

/// Everything that a report and its files say.
async fn told(hub: &Hub, actor: Actor, of: Of<'_>, wanted: &ReportQuery) -> String {
    let found = report(hub, actor, of, wanted).await.unwrap();
    let mut lines = export_lines(hub, actor, of, wanted).await.unwrap();
    let mut days = export_days(hub, actor, of, wanted).await.unwrap();
    let (lines, days) = (lines.next().await.unwrap(), days.next().await.unwrap());
    serde_json::to_string(&(found.report, found.lines, lines, days)).unwrap()
}

/// Lets everything that was charged and confirmed so far have happened 40 days earlier.
async fn long_ago(hub: &Hub) {
    for statement in [
        "ALTER TABLE book_lines DISABLE TRIGGER book_lines_written_once",
        "UPDATE book_lines SET at = at - interval '40 days'",
        "ALTER TABLE book_lines ENABLE TRIGGER book_lines_written_once",
        "UPDATE transactions SET created_at = created_at - interval '40 days'",
        "UPDATE bookings SET booked_at = booked_at - interval '40 days',
             confirmed_at = confirmed_at - interval '40 days'",
    ] {
        execute(hub, statement).await;
    }
}
