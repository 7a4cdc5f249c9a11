//! Gives the seats of unpaid bookings and exchanges back once their holds or offers have lapsed.

use super::job_result::{JobError, hub, settle};
use domain::bookings;
use domain::jobs::{Job, LapseBooking, LapseExchanges, LapseHolds};
use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize};
use types::ids::BookingId;

#[derive(Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Holds(LapseHolds);

impl TaskHandler for Holds {
    const IDENTIFIER: &'static str = LapseHolds::IDENTIFIER;

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        settle(&context, lapse(&self.0.bookings, &context)).await
    }
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Offer(LapseBooking);

impl TaskHandler for Offer {
    const IDENTIFIER: &'static str = LapseBooking::IDENTIFIER;

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        settle(&context, lapse(&[self.0.booking], &context)).await
    }
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Exchanges(LapseExchanges);

impl TaskHandler for Exchanges {
    const IDENTIFIER: &'static str = LapseExchanges::IDENTIFIER;

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        settle(&context, lapse_exchanges(&self.0, &context)).await
    }
}

async fn lapse_exchanges(job: &LapseExchanges, context: &WorkerContext) -> Result<(), JobError> {
    let lapsed = bookings::lapse_exchanges(&hub(context)?, &job.exchanges).await?;
    tracing::debug!(lapsed, of = job.exchanges.len(), "exchanges expired");
    Ok(())
}

/// Each by itself, and none keeps another from it. If some failed all are looked at again: what has
/// lapsed does so only once.
async fn lapse(bookings: &[BookingId], context: &WorkerContext) -> Result<(), JobError> {
    let lapsed = bookings::lapse_each(&hub(context)?, bookings).await?;
    tracing::debug!(lapsed, of = bookings.len(), "holds expired");
    Ok(())
}
