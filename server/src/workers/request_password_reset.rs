//! Looks an account up and promises it a mail with a link, if there is one.

use super::job_result::{JobError, hub, settle};
use domain::jobs::{Job, RequestPasswordReset};
use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize};

#[derive(Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Task(RequestPasswordReset);

impl TaskHandler for Task {
    const IDENTIFIER: &'static str = RequestPasswordReset::IDENTIFIER;

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        settle(&context, send(self.0, &context)).await
    }
}

async fn send(job: RequestPasswordReset, context: &WorkerContext) -> Result<(), JobError> {
    domain::accounts::send_password_reset(&hub(context)?, job).await?;
    Ok(())
}
