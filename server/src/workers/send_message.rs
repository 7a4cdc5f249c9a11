//! Sends an organizer's message to its audience, batch by batch.

use super::batches::{BATCH, go_on};
use super::job_result::{JobError, hub, settle};
use domain::jobs::{Job, SendMessage};
use domain::messages;
use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize};

#[derive(Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Task(SendMessage);

impl TaskHandler for Task {
    const IDENTIFIER: &'static str = SendMessage::IDENTIFIER;

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        settle(&context, send(self.0, &context)).await
    }
}

async fn send(job: SendMessage, context: &WorkerContext) -> Result<(), JobError> {
    let hub = hub(context)?;
    let sent = messages::send(&hub, job.message, BATCH).await?;
    tracing::info!(message = %job.message, people = sent.done, "a message was promised");
    go_on(&hub, job, sent.more).await
}
