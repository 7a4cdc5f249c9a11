//! Gives the seats of unpaid bookings back once their holds or offers have lapsed.

use super::outcome::{JobError, hub, settle};
use domain::bookings;
use domain::jobs::{Job, LapseBooking, LapseHolds};
use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize};
use types::ids::BookingId;

#[derive(Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Holds(LapseHolds);

impl TaskHandler for Holds {
    const IDENTIFIER: &'static str = LapseHolds::IDENTIFIER;

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        let result = lapse(&self.0.bookings, &context).await;
        settle(&context, result).await
    }
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Offer(LapseBooking);

impl TaskHandler for Offer {
    const IDENTIFIER: &'static str = LapseBooking::IDENTIFIER;

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        let result = lapse(&[self.0.booking], &context).await;
        settle(&context, result).await
    }
}

/// Each by itself. After an error all are looked at again: what has lapsed does so only once.
async fn lapse(bookings: &[BookingId], context: &WorkerContext) -> Result<(), JobError> {
    let hub = hub(context)?;
    for booking in bookings {
        let lapsed = bookings::lapse(&hub, *booking).await?;
        tracing::debug!(%booking, lapsed, "a hold was looked at");
    }
    Ok(())
}
