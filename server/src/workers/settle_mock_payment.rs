//! Lets the mock provider say how a payment ended: a signed callback, as a real one would send.

use super::job_result::{JobError, hub, settle};
use domain::jobs::{Job, SettleMockPayment};
use domain::{Error, payments};
use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize};

#[derive(Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Task(SettleMockPayment);

impl TaskHandler for Task {
    const IDENTIFIER: &'static str = SettleMockPayment::IDENTIFIER;

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        settle(&context, deliver(&self.0, &context)).await
    }
}

async fn deliver(job: &SettleMockPayment, context: &WorkerContext) -> Result<(), JobError> {
    match payments::settle_mock(&hub(context)?, job.payment, job.outcome).await {
        Ok(effect) => {
            tracing::info!(payment = %job.payment, ?effect, "a payment was settled");
            Ok(())
        }
        Err(Error::Database(error)) => Err(error.into()),
        Err(error) => Err(JobError::Fail(error.to_string())),
    }
}
