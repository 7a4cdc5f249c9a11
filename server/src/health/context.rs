//! Context of the health checks: the configuration and the hub they look at.

use super::Finding;
use crate::config::Config;
use domain::Hub;

#[derive(Debug)]
pub(crate) struct CheckContext {
    pub config: Config,
    /// Or why there is none.
    pub hub: Result<Hub, String>,
    /// Where a test mail is sent by the checks: to nobody unless the operator says so.
    pub mail_to: Option<String>,
}

impl CheckContext {
    pub(super) fn hub(&self) -> Result<&Hub, CheckError> {
        self.hub.as_ref().map_err(|_| CheckError::NoDatabase)
    }
}

/// Why a check has no result.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CheckError {
    #[error("unknown without the database")]
    NoDatabase,
    #[error("the database says: {0}")]
    Database(#[from] sqlx::Error),
}

pub(crate) type CheckResult = Result<Vec<Finding>, CheckError>;
