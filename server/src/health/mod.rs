//! Whether the installation is well: probes for what watches the process, and checks for the person
//! who runs it. `server doctor` shows them; whatever else shows them runs the same list.

mod checks;
mod finding;
mod ground;
mod probes;
#[cfg(test)]
mod tests;

pub(crate) use finding::{Finding, Level};
pub(crate) use ground::{Found, Ground};
pub(crate) use probes::router;

use checks::CHECKS;
use futures::future::{BoxFuture, join_all};
use std::time::Duration;

/// For one check: what does not answer by then does not work.
const DEADLINE: Duration = Duration::from_secs(10);

/// Something to look at; answers with a finding or more.
pub(crate) struct Check {
    pub name: &'static str,
    pub look: for<'a> fn(&'a Ground) -> BoxFuture<'a, Found>,
}

/// Runs every check at the same time; the findings come in the order of the list.
pub(crate) async fn examine(ground: &Ground) -> Vec<Finding> {
    run(&CHECKS, ground, DEADLINE).await
}

/// What an operator should hear of at the start, before anybody runs the doctor.
pub(crate) async fn warn_at_start(ground: &Ground) {
    for finding in run(&checks::AT_START, ground, DEADLINE).await {
        match finding.level {
            Level::Ok => {}
            Level::Warn => tracing::warn!(check = finding.check, "{}", finding.detail),
            Level::Fail => tracing::error!(check = finding.check, "{}", finding.detail),
        }
    }
}

async fn run(checks: &[Check], ground: &Ground, deadline: Duration) -> Vec<Finding> {
    let each = checks.iter().map(|check| tokio::time::timeout(deadline, (check.look)(ground)));
    let found = join_all(each).await;
    let each = checks.iter().zip(found).map(|(check, found)| match found {
        Ok(Ok(findings)) => findings,
        Ok(Err(trouble)) => vec![Finding::fail(check.name, trouble.to_string())],
        Err(_) => {
            let seconds = deadline.as_secs();
            vec![Finding::fail(check.name, format!("did not answer within {seconds} s"))]
        }
    });
    each.flatten().collect()
}
