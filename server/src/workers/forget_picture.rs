//! Deletes the files of a picture that no account refers to any more.

use super::job_result::{JobError, hub, settle};
use crate::adapters::media::{Media, folder_of};
use domain::accounts;
use domain::jobs::{ForgetPicture, Job};
use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize};

#[derive(Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Task(ForgetPicture);

impl TaskHandler for Task {
    const IDENTIFIER: &'static str = ForgetPicture::IDENTIFIER;

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        settle(&context, forget(&self.0, &context)).await
    }
}

/// Deletes nothing that an account names: the job may be late, or have been caused by mistake.
async fn forget(job: &ForgetPicture, context: &WorkerContext) -> Result<(), JobError> {
    let hub = hub(context)?;
    let media = context
        .get_ext::<Media>()
        .ok_or_else(|| JobError::Retry("the worker has no media store".into()))?;
    let Some(folder) = folder_of(&job.address) else { return Ok(()) };
    if !accounts::named_pictures(&hub, &[folder.to_owned()]).await?.is_empty() {
        tracing::warn!(folder, "a picture that was to be forgotten is named by an account");
        return Ok(());
    }
    media.forget_avatar(&job.address).await.map_err(|error| JobError::Retry(error.to_string()))
}
