//! Tells people that they have a certificate, batch by batch.

use super::batches::{BATCH, go_on};
use super::job_result::{JobError, hub, settle};
use domain::certificates;
use domain::jobs::{Job, MailCertificates};
use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize};

#[derive(Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Task(MailCertificates);

impl TaskHandler for Task {
    const IDENTIFIER: &'static str = MailCertificates::IDENTIFIER;

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        settle(&context, mail(self.0, &context)).await
    }
}

async fn mail(job: MailCertificates, context: &WorkerContext) -> Result<(), JobError> {
    let hub = hub(context)?;
    let done = certificates::mail(&hub, job.event, BATCH).await?;
    tracing::debug!(event = %job.event, ?done, "certificates were mailed");
    go_on(&hub, job, done.more).await
}
