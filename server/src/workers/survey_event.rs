//! Asks those who were at an event how it was, batch by batch, once it is over.

use super::job_result::{JobError, hub, settle};
use domain::jobs::{Job, SurveyEvent, enqueue};
use domain::surveys::{self, Surveyed};
use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize};

/// People a run; the next batch is a job of its own, so that a stop loses little.
const BATCH: u16 = 100;

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
    tracing::debug!(event = %job.event, ?done, "a survey went out");
    if matches!(done, Surveyed::More { .. }) {
        hub.db.write(move |tx| Box::pin(async move { enqueue(tx, &job, None).await })).await?;
    }
    Ok(())
}
