//! Goes on with issuing an event's certificates, batch by batch.

use super::batches::{BATCH, go_on};
use super::job_result::{JobError, hub, settle};
use domain::certificates;
use domain::jobs::{IssueCertificates, Job};
use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize};

#[derive(Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Task(IssueCertificates);

impl TaskHandler for Task {
    const IDENTIFIER: &'static str = IssueCertificates::IDENTIFIER;

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        settle(&context, issue(self.0, &context)).await
    }
}

async fn issue(job: IssueCertificates, context: &WorkerContext) -> Result<(), JobError> {
    let hub = hub(context)?;
    let done = certificates::issue_more(&hub, job.event, BATCH).await?;
    tracing::debug!(event = %job.event, ?done, "certificates were issued");
    go_on(&hub, job, done.more).await
}
