//! Deletes the files of a picture that nobody shows any more.

use super::outcome::{JobError, settle};
use crate::adapters::media::Media;
use domain::jobs::{ForgetPicture, Job};
use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize};

#[derive(Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Task(ForgetPicture);

impl TaskHandler for Task {
    const IDENTIFIER: &'static str = ForgetPicture::IDENTIFIER;

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        let result = forget(&self.0, &context).await;
        settle(&context, result).await
    }
}

async fn forget(job: &ForgetPicture, context: &WorkerContext) -> Result<(), JobError> {
    let media = context.get_ext::<Media>().ok_or_else(|| JobError::Retry("no media".into()))?;
    media.forget_avatar(&job.address).await.map_err(|error| JobError::Retry(error.to_string()))
}
