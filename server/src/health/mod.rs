//! Health: probes for the process supervisor, and checks for the operator. `server doctor` shows the
//! checks; whatever else shows them runs the same list.

mod checks;
mod context;
mod detail;
mod finding;
mod mail_test;
mod probes;
mod server;
#[cfg(test)]
mod tests;

pub(crate) use context::{CheckContext, CheckResult};
pub(crate) use detail::{Detail, said};
pub(crate) use finding::{Finding, Level};
pub(crate) use probes::router;
pub(crate) use server::look;

use checks::CHECKS;
use futures::future::{BoxFuture, join_all};
use std::time::Duration;

/// For one check: what does not answer by then does not work.
const DEADLINE: Duration = Duration::from_secs(10);

/// A health check: returns one finding or more.
pub(crate) struct Check {
    pub name: &'static str,
    pub run: for<'a> fn(&'a CheckContext) -> BoxFuture<'a, CheckResult>,
}

/// Runs every check at the same time; the findings come in the order of the list.
pub(crate) async fn run_checks(context: &CheckContext) -> Vec<Finding> {
    run(&CHECKS, context, DEADLINE).await
}

/// Logs at the start what an operator should know without running the doctor.
pub(crate) async fn warn_at_start(context: &CheckContext) {
    for finding in run(&checks::AT_START, context, DEADLINE).await {
        match finding.level {
            Level::Ok => {}
            Level::Warn => tracing::warn!(check = finding.check, "{}", finding.detail),
            Level::Fail => tracing::error!(check = finding.check, "{}", finding.detail),
        }
    }
}

async fn run(checks: &[Check], context: &CheckContext, deadline: Duration) -> Vec<Finding> {
    let each = checks.iter().map(|check| tokio::time::timeout(deadline, (check.run)(context)));
    let found = join_all(each).await;
    let each = checks.iter().zip(found).map(|(check, found)| match found {
        Ok(Ok(findings)) => findings,
        Ok(Err(trouble)) => vec![Finding::fail(check.name, Detail::from(trouble))],
        Err(_) => {
            let seconds = deadline.as_secs();
            let late = said!("did not answer within {seconds} s", "ответа нет дольше {seconds} с");
            vec![Finding::fail(check.name, late)]
        }
    });
    each.flatten().collect()
}
