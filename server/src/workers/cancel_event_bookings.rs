//! Cancels, refunds and tells a cancelled event's bookings, batch by batch.

use super::batches::{BATCH, go_on};
use super::job_result::{JobError, hub, settle};
use domain::jobs::{CancelEventBookings, Job};
use domain::{bookings, waitlist};
use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize};

#[derive(Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Task(CancelEventBookings);

impl TaskHandler for Task {
    const IDENTIFIER: &'static str = CancelEventBookings::IDENTIFIER;

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        settle(&context, cancel(self.0, &context)).await
    }
}

async fn cancel(job: CancelEventBookings, context: &WorkerContext) -> Result<(), JobError> {
    let hub = hub(context)?;
    let batch = bookings::cancel_for_event(&hub, job.event, BATCH).await?;
    tracing::info!(event = %job.event, cancelled = batch.cancelled, "bookings were cancelled");
    if batch.more {
        return go_on(&hub, job, true).await;
    }
    let closed = waitlist::close_for_event(&hub, job.event).await?;
    tracing::info!(event = %job.event, closed, "its waitlist was closed");
    if batch.failed > 0 {
        return Err(JobError::Retry(format!("{} bookings are not cancelled yet", batch.failed)));
    }
    Ok(())
}
