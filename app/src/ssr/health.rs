//! A look at the health of the platform, which the server provides: its checks are its own.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use types::Locale;
use types::upkeep::HealthCheck;

type Later<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// What a check has found.
#[derive(Clone, Debug)]
pub struct Looked {
    pub check: &'static str,
    pub ok: bool,
    pub warning: bool,
    pub said: Said,
}

/// In English, and in Russian where it is no one else's words.
#[derive(Clone, Debug)]
pub struct Said {
    pub english: String,
    pub russian: Option<String>,
}

impl Looked {
    /// In this language if it can be, and which it is in.
    pub fn told(self, locale: Locale) -> (HealthCheck, Locale) {
        let Self { check, ok, warning, said } = self;
        let (detail, language) = match said.russian.filter(|_| locale == Locale::Ru) {
            Some(russian) => (russian, Locale::Ru),
            None => (said.english, Locale::En),
        };
        (HealthCheck { check: check.to_owned(), ok, warning, detail }, language)
    }
}

/// What the server can look at and try.
pub trait HealthChecks: Send + Sync {
    /// Runs every check, or answers what was found a moment ago.
    fn look(&self) -> Later<Vec<Looked>>;

    /// Sends a test mail; answers what the mail server said to it.
    fn send_mail(&self, to: String, locale: Locale) -> Later<Result<String, String>>;

    /// Forgets what was found a moment ago.
    fn forget(&self) -> Later<()>;
}

#[derive(Clone)]
pub struct HealthLook(Arc<dyn HealthChecks>);

impl HealthLook {
    pub fn new(checks: impl HealthChecks + 'static) -> Self {
        Self(Arc::new(checks))
    }

    /// Each with the language of its detail.
    pub async fn look(&self, locale: Locale) -> Vec<(HealthCheck, Locale)> {
        self.0.look().await.into_iter().map(|found| found.told(locale)).collect()
    }

    /// Has a test mail sent to an admin's own address; the next look tells what became of it.
    ///
    /// # Errors
    /// Those of [`domain::mail::send_test`].
    pub async fn test_mail(
        &self,
        hub: &domain::Hub,
        actor: domain::Actor,
    ) -> Result<domain::mail::TestedMail, domain::Error> {
        let checks = Arc::clone(&self.0);
        let send = move |reader: domain::mail::TestReader| async move {
            checks.send_mail(reader.email, reader.locale).await
        };
        let tested = domain::mail::send_test(hub, actor, send).await;
        self.0.forget().await;
        tested
    }
}

impl fmt::Debug for HealthLook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HealthLook").finish_non_exhaustive()
    }
}
