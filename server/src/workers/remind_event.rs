//! Reminds an event's attendees a day ahead, batch by batch.

use super::batches::{BATCH, go_on};
use super::job_result::{JobError, hub, settle};
use domain::jobs::{Job, RemindEvent};
use domain::notifications;
use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize};

#[derive(Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Task(RemindEvent);

impl TaskHandler for Task {
    const IDENTIFIER: &'static str = RemindEvent::IDENTIFIER;

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        settle(&context, remind(self.0, &context)).await
    }
}

async fn remind(job: RemindEvent, context: &WorkerContext) -> Result<(), JobError> {
    let hub = hub(context)?;
    let told = notifications::remind(&hub, job.event, BATCH).await?;
    tracing::info!(event = %job.event, people = told.done, "attendees were reminded");
    go_on(&hub, job, told.more).await
}
