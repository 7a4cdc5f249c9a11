//! Context of the health checks: the configuration and the hub they look at.

use super::{Detail, Finding, said};
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
#[derive(Debug)]
pub(crate) enum CheckError {
    NoDatabase,
    Database(sqlx::Error),
}

impl From<sqlx::Error> for CheckError {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error)
    }
}

impl From<CheckError> for Detail {
    fn from(error: CheckError) -> Self {
        match error {
            CheckError::NoDatabase => {
                said!("unknown without the database", "без базы данных неизвестно")
            }
            CheckError::Database(error) => {
                said!("the database says: {error}", "база данных сообщает: {error}")
            }
        }
    }
}

pub(crate) type CheckResult = Result<Vec<Finding>, CheckError>;
