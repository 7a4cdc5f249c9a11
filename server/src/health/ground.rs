//! What the checks look at, and what keeps them from it.

use super::Finding;
use crate::config::Config;
use domain::Hub;

#[derive(Debug)]
pub(crate) struct Ground {
    pub config: Config,
    /// Or why there is none.
    pub hub: Result<Hub, String>,
}

impl Ground {
    pub(super) fn hub(&self) -> Result<&Hub, Trouble> {
        self.hub.as_ref().map_err(|_| Trouble::NoDatabase)
    }
}

/// Why a check found nothing out.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Trouble {
    #[error("unknown without the database")]
    NoDatabase,
    #[error("the database says: {0}")]
    Database(#[from] sqlx::Error),
}

pub(crate) type Found = Result<Vec<Finding>, Trouble>;
