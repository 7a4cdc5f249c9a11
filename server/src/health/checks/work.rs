//! Job checks: the queue, dead jobs and messages, reconciliation.

use crate::health::{CheckContext, CheckResult, Finding};
use chrono::TimeDelta;
use domain::{health, reconcile, retention};

/// A job that is due is looked for every half second.
const LAG_WARN: TimeDelta = TimeDelta::minutes(1);
const LAG_FAIL: TimeDelta = TimeDelta::minutes(10);
/// What is older says nothing of now: a run is made every hour.
const RECONCILED: TimeDelta = TimeDelta::hours(2);

pub(super) async fn queue(check: &'static str, context: &CheckContext) -> CheckResult {
    let hub = context.hub()?;
    let lag = health::queue(hub).await?.lag;
    let says = format!("the oldest job that is due waits {} s", lag.num_seconds());
    Ok(vec![match lag {
        lag if lag >= LAG_FAIL => {
            Finding::fail(check, format!("{says}: no worker runs, or none keeps up"))
        }
        lag if lag >= LAG_WARN => Finding::warn(check, says),
        _ => Finding::ok(check, says),
    }])
}

pub(super) async fn dead_jobs(check: &'static str, context: &CheckContext) -> CheckResult {
    let hub = context.hub()?;
    let dead = health::queue(hub).await?.dead;
    // Those of mail are the dead letters.
    let others: Vec<String> = dead
        .iter()
        .filter(|(kind, _)| kind != "send_mail")
        .map(|(kind, count)| format!("{kind}: {count}"))
        .collect();
    Ok(vec![if others.is_empty() {
        Finding::ok(check, "none")
    } else {
        Finding::fail(check, format!("given up after every try: {}", others.join(", ")))
    }])
}

pub(super) async fn dead_letters(check: &'static str, context: &CheckContext) -> CheckResult {
    let hub = context.hub()?;
    let mail = health::mail(hub).await?;
    let says = format!(
        "{} in all, {} of the last day beside {} sent",
        mail.dead_letters, mail.failed_today, mail.sent_today
    );
    // A stranger can register with an address that takes no mail; most addresses do.
    Ok(vec![match mail.dead_letters {
        0 => Finding::ok(check, "none"),
        _ if mail.failed_today > mail.sent_today => Finding::fail(check, says),
        _ => Finding::warn(check, says),
    }])
}

/// Whether the counters say what the rows say: as the workers found it, who look through everything once
/// an hour; where none has lately, they are held against their rows now.
pub(super) async fn reconcilers(check: &'static str, context: &CheckContext) -> CheckResult {
    let hub = context.hub()?;
    let lately = hub.now() - RECONCILED;
    let last = reconcile::figures(hub).await?;
    let at = last.iter().map(|figure| figure.checked_at).min().filter(|at| *at > lately);
    if let Some(at) = at.filter(|_| last.len() == reconcile::Check::ALL.len()) {
        let at = at.format("%H:%M UTC");
        let wrong: Vec<String> = last
            .iter()
            .filter(|figure| figure.differences > 0)
            .map(|figure| format!("{}: {}", figure.check, figure.differences))
            .collect();
        return Ok(vec![if wrong.is_empty() {
            Finding::ok(check, format!("every counter said what the rows say at {at}"))
        } else {
            Finding::fail(check, format!("differed at {at}: {}", wrong.join(", ")))
        }]);
    }
    let found = reconcile::all(hub).await?;
    Ok(vec![match found.first() {
        None => Finding::ok(check, "every counter says what the rows say"),
        Some(first) => Finding::fail(check, format!("{} differ: {first}", found.len())),
    }])
}

/// How large the tables are that grow by what people do.
pub(super) async fn rows(check: &'static str, context: &CheckContext) -> CheckResult {
    let hub = context.hub()?;
    let sizes = retention::sizes(hub).await?;
    let each: Vec<String> = sizes.iter().map(|(table, rows)| format!("{table} {rows}")).collect();
    Ok(vec![Finding::ok(check, format!("about: {}", each.join(", ")))])
}
