//! Asks those who were at an event how it was, batch by batch, once it is over.

use super::batches::{BATCH, go_on};
use super::job_result::{JobError, hub, settle};
use domain::jobs::{Job, SurveyEvent};
use domain::surveys;
use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize};

#[derive(Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Task(SurveyEvent);

impl TaskHandler for Task {
    const IDENTIFIER: &'static str = SurveyEvent::IDENTIFIER;

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        settle(&context, survey(self.0, &context)).await
    }
}

async fn survey(job: SurveyEvent, context: &WorkerContext) -> Result<(), JobError> {
    let hub = hub(context)?;
    let done = surveys::survey(&hub, job.event, BATCH).await?;
    tracing::debug!(event = %job.event, ?done, "survey mails promised");
    go_on(&hub, job, done.is_some_and(|done| done.more)).await
}
