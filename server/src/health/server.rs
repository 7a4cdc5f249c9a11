//! The checks as a running server shows them to its admins: one look at a time, kept for a moment.

use super::{CheckContext, Finding, Level, mail_test, run_checks};
use crate::config::Config;
use crate::mail::MailDelivery;
use crate::ttl_cache::TtlCache;
use app::ssr::{HealthChecks, HealthLook, Looked};
use domain::Hub;
use futures::FutureExt as _;
use futures::future::BoxFuture;
use std::sync::Arc;
use std::time::Duration;
use types::Locale;

/// How long an answer is kept.
const KEPT: Duration = Duration::from_secs(5);
/// How long a test mail may take: its sender waits for the page.
const TRIED: Duration = Duration::from_secs(20);

/// A look that runs every check. Whoever asks while one looks waits for its answer.
pub(crate) fn look(config: Config, hub: Hub, mail: MailDelivery) -> HealthLook {
    let mail = MailDelivery { deadline: mail.deadline.min(TRIED), ..mail };
    let context = CheckContext { config, hub: Ok(hub), mail_to: None };
    HealthLook::new(Server(Arc::new(Parts { context, mail, known: TtlCache::new(KEPT) })))
}

struct Server(Arc<Parts>);

struct Parts {
    context: CheckContext,
    mail: MailDelivery,
    known: TtlCache<Vec<Looked>>,
}

impl HealthChecks for Server {
    fn look(&self) -> BoxFuture<'static, Vec<Looked>> {
        let server = Arc::clone(&self.0);
        async move {
            let find = async || {
                let findings = run_checks(&server.context).await;
                findings.into_iter().map(Looked::from).collect()
            };
            server.known.get(find).await
        }
        .boxed()
    }

    fn send_mail(&self, to: String, locale: Locale) -> BoxFuture<'static, Result<String, String>> {
        let server = Arc::clone(&self.0);
        async move {
            let base_url = &server.context.config.base_url;
            mail_test::send(&server.mail, &to, locale, base_url).await
        }
        .boxed()
    }

    fn forget(&self) -> BoxFuture<'static, ()> {
        let server = Arc::clone(&self.0);
        async move { server.known.forget().await }.boxed()
    }
}

impl From<Finding> for Looked {
    fn from(finding: Finding) -> Self {
        Self {
            check: finding.check,
            ok: finding.level != Level::Fail,
            warning: finding.level == Level::Warn,
            said: finding.detail.into(),
        }
    }
}
