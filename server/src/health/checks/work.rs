//! Job checks: the queue, dead jobs and messages, reconciliation.

use crate::health::{CheckContext, CheckResult, Finding, said};
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
    let seconds = lag.num_seconds();
    let says = said!(
        "the oldest job that is due waits {seconds} s",
        "самое старое из срочных заданий ждёт {seconds} с",
    );
    Ok(vec![match lag {
        lag if lag >= LAG_FAIL => {
            let idle = said!(
                ": no worker runs, or none keeps up",
                ": ни один обработчик не работает или не успевает",
            );
            Finding::fail(check, says.then(idle))
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
        Finding::ok(check, said!("none", "нет"))
    } else {
        let others = others.join(", ");
        let says =
            said!("given up after every try: {others}", "брошены после всех попыток: {others}");
        Finding::fail(check, says)
    }])
}

pub(super) async fn dead_letters(check: &'static str, context: &CheckContext) -> CheckResult {
    let hub = context.hub()?;
    let mail = health::mail(hub).await?;
    let (all, failed, sent) = (mail.dead_letters, mail.failed_today, mail.sent_today);
    let says = said!(
        "{all} in all, {failed} of the last day beside {sent} sent",
        "всего {all}, за последние сутки {failed}, отправлено {sent}",
    );
    // A stranger can register with an address that takes no mail; most addresses do.
    Ok(vec![match mail.dead_letters {
        0 => Finding::ok(check, said!("none", "нет")),
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
            let says = said!(
                "every counter said what the rows say at {at}",
                "в {at} все счётчики сходились со строками",
            );
            Finding::ok(check, says)
        } else {
            let wrong = wrong.join(", ");
            Finding::fail(check, said!("differed at {at}: {wrong}", "в {at} расходились: {wrong}"))
        }]);
    }
    let found = reconcile::all(hub).await?;
    Ok(vec![match found.first() {
        None => Finding::ok(
            check,
            said!("every counter says what the rows say", "все счётчики сходятся со строками"),
        ),
        Some(first) => {
            let count = found.len();
            Finding::fail(check, said!("{count} differ: {first}", "расходятся: {count}: {first}"))
        }
    }])
}

/// How large the tables are that grow by what people do.
pub(super) async fn rows(check: &'static str, context: &CheckContext) -> CheckResult {
    let hub = context.hub()?;
    let sizes = retention::sizes(hub).await?;
    let each: Vec<String> = sizes.iter().map(|(table, rows)| format!("{table} {rows}")).collect();
    let each = each.join(", ");
    Ok(vec![Finding::ok(check, said!("about: {each}", "примерно: {each}"))])
}
