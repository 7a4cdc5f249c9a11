//! Jobs that work batch by batch: each batch is a job of its own, so that a stop loses little and
//! the lane serves others in between.

use super::job_result::JobError;
use domain::Hub;
use domain::jobs::{Job, enqueue};

/// People or bookings a run.
pub(super) const BATCH: u16 = 100;

/// Enqueues the job again while there is more to do.
pub(super) async fn go_on<J>(hub: &Hub, job: J, more: bool) -> Result<(), JobError>
where
    J: Job + Send + Sync + 'static,
{
    if more {
        hub.db.write(move |tx| Box::pin(async move { enqueue(tx, &job, None).await })).await?;
    }
    Ok(())
}
