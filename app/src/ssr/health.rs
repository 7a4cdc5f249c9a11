//! A look at the health of the platform, which the server provides: its checks are its own.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use types::upkeep::HealthCheck;

type Found = Pin<Box<dyn Future<Output = Vec<HealthCheck>> + Send>>;

#[derive(Clone)]
pub struct HealthLook(Arc<dyn Fn() -> Found + Send + Sync>);

impl HealthLook {
    pub fn new(look: impl Fn() -> Found + Send + Sync + 'static) -> Self {
        Self(Arc::new(look))
    }

    pub async fn look(&self) -> Vec<HealthCheck> {
        (self.0)().await
    }
}

impl fmt::Debug for HealthLook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HealthLook").finish_non_exhaustive()
    }
}
