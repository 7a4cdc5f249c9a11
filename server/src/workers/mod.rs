//! Work that is done later: one file a job, each a thin call of the use case it stands for.
//!
//! A job that fails is tried again with growing pauses; one that can never work is left in the
//! queue as a dead letter at once. Whatever a job does, doing it twice is the same as once.

mod cancel_event_bookings;
mod forget_picture;
mod lapse;
mod mail_certificates;
mod outcome;
mod remind_event;
mod request_password_reset;
mod send_mail;
mod settle_mock_payment;
mod survey_event;
mod sweep;
mod sweep_files;
mod tell_event_changed;

pub use send_mail::MailRoom;

use crate::adapters::media::Media;
use crate::drawing::Drawing;
use crate::state::AppState;
use domain::Hub;
use graphile_worker::WorkerOptions;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// Jobs that run at the same time in one process.
const CONCURRENCY: usize = 4;
/// One for each running job, for listening, and for the queue's own upkeep.
const CONNECTIONS: u32 = 8;
/// How often work that has become due is looked for; what is due at once is announced.
const POLL: Duration = Duration::from_millis(500);
/// How long running jobs may go on once stopping was asked for.
const DRAIN: Duration = Duration::from_secs(20);

/// How long to wait after the queue could not be reached.
const PAUSE: Duration = Duration::from_secs(2);

/// What jobs reach besides the hub.
#[derive(Clone, Debug)]
pub struct Tools {
    pub mail: MailRoom,
    pub media: Media,
    pub drawing: Drawing,
}

impl Tools {
    /// The same that requests use, so that both keep within one bound.
    pub fn of(state: &AppState) -> Self {
        let (mail, media) = (state.mail.clone(), state.media.clone());
        Self { mail, media, drawing: state.drawing.clone() }
    }
}

/// Works until `stop` is cancelled, then lets running jobs finish. Where the queue cannot be
/// reached, it is tried again and again: the database may be starting anew.
pub async fn run(hub: Hub, tools: Tools, stop: CancellationToken) {
    let sweeping = tokio::spawn(sweep::run(hub.clone(), stop.clone()));
    let sweeping_files =
        tokio::spawn(sweep_files::run(hub.clone(), tools.media.clone(), stop.clone()));
    while !stop.is_cancelled() {
        if let Err(error) = work(&hub, &tools, &stop).await {
            tracing::error!(error, "the workers stopped and start again");
            stop.run_until_cancelled(tokio::time::sleep(PAUSE)).await;
        }
    }
    if let Err(error) = sweeping.await {
        tracing::error!(%error, "the sweeping stopped");
    }
    if let Err(error) = sweeping_files.await {
        tracing::error!(%error, "the sweeping of files stopped");
    }
}

async fn work(hub: &Hub, tools: &Tools, stop: &CancellationToken) -> Result<(), String> {
    let stopping = stop.clone();
    let worker = WorkerOptions::default()
        .schema(domain::migrate::QUEUE_SCHEMA)
        .pg_pool(hub.db.queue_pool(CONNECTIONS))
        .concurrency(CONCURRENCY)
        .poll_interval(POLL)
        .heartbeat_interval(Duration::from_secs(10))
        .sweep_interval(Duration::from_secs(30))
        .sweep_threshold(Duration::from_mins(1))
        .listen_os_shutdown_signals(false)
        .shutdown_grace_period(DRAIN)
        .shutdown_interrupted_job_retry_delay(Duration::from_secs(1))
        .shutdown_signal(async move { stopping.cancelled().await })
        .add_extension(hub.clone())
        .add_extension(tools.mail.clone())
        .add_extension(tools.media.clone())
        .add_extension(tools.drawing.clone())
        .define_job::<lapse::Holds>()
        .define_job::<lapse::Offer>()
        .define_job::<settle_mock_payment::Task>()
        .define_job::<cancel_event_bookings::Task>()
        .define_job::<send_mail::Task>()
        .define_job::<request_password_reset::Task>()
        .define_job::<survey_event::Task>()
        .define_job::<mail_certificates::Task>()
        .define_job::<remind_event::Task>()
        .define_job::<forget_picture::Task>()
        .define_job::<tell_event_changed::Task>()
        .init()
        .await
        .map_err(|error| error.to_string())?;
    worker.run().await.map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests;
