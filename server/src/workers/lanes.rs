//! Lanes: groups of jobs with worker slots of their own.
//!
//! A mail server that hangs holds the places of the mail lane and no other: payments are settled
//! and seats given back meanwhile. Whatever waits for something outside the database belongs into a
//! lane of its own.

use super::job_result::JobError;
use super::watch::{Progress, hangs};
use super::{
    Tools, cancel_event_bookings, forget_picture, issue_certificates, lapse, mail_certificates,
    remind_event, request_password_reset, send_mail, send_message, settle_mock_payment,
    survey_event, tell_event_changed, tell_sessions_moved,
};
use domain::Hub;
use graphile_worker::{TaskHandler, WorkerOptions};
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// How long running jobs may go on once stopping was asked for.
pub(crate) const DRAIN: Duration = Duration::from_secs(20);
/// How long to wait after the queue could not be reached.
const PAUSE: Duration = Duration::from_secs(2);
/// Connections beside one for each running job: for listening, and for the queue's own upkeep.
const UPKEEP: u32 = 2;

#[derive(Clone, Copy, Debug)]
pub(super) struct Lane {
    name: &'static str,
    /// Jobs that run at the same time in one process.
    places: u8,
    /// How often each place looks for one job that has become due; what is due at once is announced.
    /// A place takes one job a look, so this bounds how many a second get through.
    poll: Duration,
    jobs: Jobs,
}

#[derive(Clone, Copy, Debug)]
struct Jobs {
    define: fn(WorkerOptions) -> WorkerOptions,
    names: &'static [&'static str],
}

macro_rules! jobs {
    ($($job:ty),* $(,)?) => {
        Jobs {
            define: |options| options$(.define_job::<$job>())*,
            names: &[$(<$job as TaskHandler>::IDENTIFIER),*],
        }
    };
}

/// A job is defined in exactly one of them.
pub(super) const LANES: [Lane; 3] = [
    Lane {
        name: "money and seats",
        places: 4,
        poll: Duration::from_millis(500),
        jobs: jobs![
            lapse::Holds,
            lapse::Offer,
            lapse::Exchanges,
            settle_mock_payment::Task,
            cancel_event_bookings::Task
        ],
    },
    Lane {
        name: "news",
        places: 2,
        poll: Duration::from_millis(500),
        jobs: jobs![
            request_password_reset::Task,
            survey_event::Task,
            issue_certificates::Task,
            mail_certificates::Task,
            remind_event::Task,
            send_message::Task,
            forget_picture::Task,
            tell_event_changed::Gather,
            tell_event_changed::Tell,
            tell_sessions_moved::Gather,
            tell_sessions_moved::Tell
        ],
    },
    Lane {
        name: "mail",
        places: 4,
        poll: Duration::from_millis(250),
        jobs: jobs![send_mail::Task],
    },
];

/// Connections of all lanes of one process.
pub(crate) fn connections() -> u32 {
    LANES.iter().map(Lane::connections).sum()
}

impl Lane {
    fn connections(&self) -> u32 {
        u32::from(self.places) + UPKEEP
    }

    /// Works until `stop` is cancelled. Where the queue cannot be reached, it is tried again and
    /// again: the database may be starting anew.
    pub(super) async fn run(self, hub: Hub, tools: Tools, stop: CancellationToken) {
        while !stop.is_cancelled() {
            if let Err(error) = Box::pin(self.work(&hub, &tools, &stop)).await {
                tracing::error!(lane = self.name, %error, "worker lane restarts after an error");
                stop.run_until_cancelled(tokio::time::sleep(PAUSE)).await;
            }
        }
    }

    async fn work(
        self,
        hub: &Hub,
        tools: &Tools,
        stop: &CancellationToken,
    ) -> Result<(), JobError> {
        let (stopping, progress) = (stop.clone(), Progress::default());
        let options = WorkerOptions::default()
            .schema(domain::migrate::QUEUE_SCHEMA)
            .pg_pool(hub.db.queue_pool(self.connections()))
            .concurrency(self.places.into())
            .poll_interval(self.poll)
            .heartbeat_interval(Duration::from_secs(10))
            .sweep_interval(Duration::from_secs(30))
            .sweep_threshold(Duration::from_mins(1))
            .listen_os_shutdown_signals(false)
            .shutdown_grace_period(DRAIN)
            .shutdown_interrupted_job_retry_delay(Duration::from_secs(1))
            .shutdown_signal(async move { stopping.cancelled().await })
            .add_extension(progress.clone())
            .add_extension(hub.clone())
            .add_extension(tools.mail.clone())
            .add_extension(tools.media.clone())
            .add_extension(tools.drawing.clone());
        let retry = |error: &dyn std::fmt::Display| JobError::Retry(error.to_string());
        let worker = (self.jobs.define)(options).init().await.map_err(|error| retry(&error))?;
        // What hangs is dropped with its connections; other processes, or the next try, take up what
        // it had begun.
        tokio::select! {
            ended = worker.run() => ended.map_err(|error| retry(&error)),
            () = hangs(hub, self.jobs.names, &progress) => Err(retry(&"work is overdue and none of it ends")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_job_has_one_handler_in_one_lane() {
        let mut handled: Vec<_> = LANES.iter().flat_map(|lane| lane.jobs.names).copied().collect();
        let mut all = domain::jobs::ALL.to_vec();
        handled.sort_unstable();
        all.sort_unstable();
        assert_eq!(
            handled, all,
            "give the job a handler in a lane, or take it out of the registry"
        );
    }
}
