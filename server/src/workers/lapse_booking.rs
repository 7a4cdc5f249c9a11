//! Gives the seats of an offer from the waitlist back once it has lapsed.

use super::outcome::{JobError, hub, settle};
use domain::bookings;
use domain::jobs::{Job, LapseBooking};
use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize};

#[derive(Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Task(LapseBooking);

impl TaskHandler for Task {
    const IDENTIFIER: &'static str = LapseBooking::IDENTIFIER;

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        let result = lapse(&self.0, &context).await;
        settle(&context, result).await
    }
}

async fn lapse(job: &LapseBooking, context: &WorkerContext) -> Result<(), JobError> {
    let lapsed = bookings::lapse(&hub(context)?, job.booking).await?;
    tracing::debug!(booking = %job.booking, lapsed, "a hold was looked at");
    Ok(())
}
