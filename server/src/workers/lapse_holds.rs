//! Gives the seats of unpaid bookings back once their holds have lapsed.

use super::outcome::{JobError, hub, settle};
use domain::bookings;
use domain::jobs::{Job, LapseHolds};
use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize};

#[derive(Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Task(LapseHolds);

impl TaskHandler for Task {
    const IDENTIFIER: &'static str = LapseHolds::IDENTIFIER;

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        let result = lapse(&self.0, &context).await;
        settle(&context, result).await
    }
}

/// Each by itself. After an error all are looked at again: who has lapsed does so only once.
async fn lapse(job: &LapseHolds, context: &WorkerContext) -> Result<(), JobError> {
    let hub = hub(context)?;
    for booking in &job.bookings {
        let lapsed = bookings::lapse(&hub, *booking).await?;
        tracing::debug!(%booking, lapsed, "a hold was looked at");
    }
    Ok(())
}
