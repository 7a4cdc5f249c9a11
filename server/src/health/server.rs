//! The checks as a running server shows them to its admins: one look at a time, kept for a moment.

use super::{CheckContext, Finding, Level, run_checks};
use crate::config::Config;
use crate::ttl_cache::TtlCache;
use app::ssr::HealthLook;
use domain::Hub;
use std::sync::Arc;
use std::time::Duration;
use types::upkeep::HealthCheck;

/// How long an answer is kept.
const KEPT: Duration = Duration::from_secs(5);

/// A look that runs every check. Whoever asks while one looks waits for its answer.
pub(crate) fn look(config: Config, hub: Hub) -> HealthLook {
    let context = CheckContext { config, hub: Ok(hub) };
    let checks = Arc::new((context, TtlCache::<Vec<HealthCheck>>::new(KEPT)));
    HealthLook::new(move || {
        let checks = Arc::clone(&checks);
        Box::pin(async move {
            let (context, known) = &*checks;
            let find = async || {
                let findings = run_checks(context).await;
                findings.into_iter().map(HealthCheck::from).collect()
            };
            known.get(find).await
        })
    })
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
