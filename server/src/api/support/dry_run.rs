//! Dry runs: `?dry_run=true` of an action that can be rehearsed.

use domain::bookings::Run;
use domain::idempotency::IdempotencyKey;
use serde::Deserialize;
use types::query::{boolean, given};
use types::{Failure, FieldProblem};
use utoipa::IntoParams;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct DryRun {
    /// Nothing happens: the answer is what would.
    #[param(value_type = Option<bool>)]
    dry_run: Option<String>,
}

impl DryRun {
    /// # Errors
    /// `validation_failed` for what is neither true nor false.
    pub(crate) fn run(&self, key: Option<IdempotencyKey>) -> Result<Run, Failure> {
        match given(self.dry_run.as_deref()).map(boolean) {
            Some(None) => Err(Failure::field("dry_run", FieldProblem::Invalid)),
            Some(Some(true)) => Ok(Run::Rehearsal),
            Some(Some(false)) | None => Ok(Run::Real(key)),
        }
    }
}
