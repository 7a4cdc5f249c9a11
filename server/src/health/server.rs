//! The checks as a running server shows them to its admins: one look at a time, kept for a moment.

use super::{CheckContext, Finding, Level, run_checks};
use crate::config::Config;
use crate::ttl_cache::TtlCache;
use domain::Hub;
use std::time::Duration;
use types::upkeep::HealthCheck;

/// How long an answer is kept.
const KEPT: Duration = Duration::from_secs(5);

#[derive(Debug)]
pub struct ServerChecks {
    context: CheckContext,
    known: TtlCache<Vec<HealthCheck>>,
}

impl ServerChecks {
    pub fn new(config: Config, hub: Hub) -> Self {
        Self { context: CheckContext { config, hub: Ok(hub) }, known: TtlCache::new(KEPT) }
    }

    /// What every check found. Whoever asks while one looks waits for its answer.
    pub async fn look(&self) -> Vec<HealthCheck> {
        let look = async || {
            let findings = run_checks(&self.context).await;
            findings.into_iter().map(HealthCheck::from).collect()
        };
        self.known.get(look).await
    }
}

impl From<Finding> for HealthCheck {
    fn from(finding: Finding) -> Self {
        Self {
            check: finding.check.to_owned(),
            ok: finding.level != Level::Fail,
            warning: finding.level == Level::Warn,
            detail: finding.detail,
        }
    }
}
