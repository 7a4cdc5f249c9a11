//! Job results: done, to be tried again, or failed for good.

use super::watch::Progress;
use domain::Hub;
use graphile_worker::WorkerContext;
use std::time::Duration;

#[derive(Debug, thiserror::Error)]
pub(super) enum JobError {
    /// May work later.
    #[error("{0}")]
    Retry(String),
    /// Will never work: a dead letter.
    #[error("{0}")]
    Fail(String),
}

impl From<sqlx::Error> for JobError {
    fn from(error: sqlx::Error) -> Self {
        Self::Retry(error.to_string())
    }
}

impl From<domain::SweepError> for JobError {
    fn from(error: domain::SweepError) -> Self {
        Self::Retry(error.to_string())
    }
}

/// The hub, as every job is handed it.
pub(super) fn hub(context: &WorkerContext) -> Result<Hub, JobError> {
    context.get_ext::<Hub>().cloned().ok_or_else(|| JobError::Retry("the worker has no Hub".into()))
}

/// Whether this try is the job's last one.
pub(super) fn is_last_try(context: &WorkerContext) -> bool {
    context.job().attempts() >= context.job().max_attempts()
}

/// A job that takes longer hangs: on a database that has vanished, or on whatever it waits for. It
/// gives its place to those behind it and is tried again.
pub(super) const LONGEST: Duration = Duration::from_mins(5);

/// Does a job and tells the queue how it ended. The queue retries whatever fails, so what can never
/// work is given its last attempt first.
pub(super) async fn settle(
    context: &WorkerContext,
    work: impl Future<Output = Result<(), JobError>>,
) -> Result<(), String> {
    let hangs = |_| Err(JobError::Retry("it did not end in time".into()));
    let ended = tokio::time::timeout(LONGEST, work).await.unwrap_or_else(hangs);
    if let Some(progress) = context.get_ext::<Progress>() {
        progress.ended_one();
    }
    match ended {
        Ok(()) => Ok(()),
        Err(JobError::Retry(reason)) => Err(reason),
        Err(JobError::Fail(reason)) => {
            if let Ok(hub) = hub(context) {
                let id = *context.job().id();
                let used_up = hub
                    .db
                    .statement(move |connection| {
                        Box::pin(async move {
                            sqlx::query(
                                "UPDATE graphile_worker._private_jobs
                                 SET attempts = max_attempts WHERE id = $1",
                            )
                            .bind(id)
                            .execute(connection)
                            .await
                        })
                    })
                    .await;
                if let Err(error) = used_up {
                    tracing::warn!(%error, job = id, "a dead letter will be tried again");
                }
            }
            Err(reason)
        }
    }
}
