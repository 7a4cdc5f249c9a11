//! Periodic work: one list for every process that has workers, `serve` and `worker` alike.
//!
//! Every minute comes the safety net beside the queue: what is done even if a job was lost. A task
//! that fails or hangs keeps none of those behind it from their turn; one that is interrupted does
//! the rest the next time.

use super::{Tools, sweep_files};
use domain::{
    Hub, bookings, certificates, idempotency, mail, messages, notifications, payments, privacy,
    reconcile, retention, statistics, surveys, ticket_types, waitlist,
};
use futures::future::BoxFuture;
use std::time::Duration;
use tokio::task::JoinHandle;
use tokio::time::MissedTickBehavior;
use tokio_util::sync::CancellationToken;

/// Tasks of one period, in their order.
#[derive(Debug)]
pub(super) struct Schedule {
    every: Duration,
    /// A task that takes longer hangs.
    longest: Duration,
    tasks: &'static [Task],
}

#[derive(Debug)]
struct Task {
    /// What the log says was done so many times.
    what: &'static str,
    run: fn(Hub, Tools) -> BoxFuture<'static, Result<u64, String>>,
}

macro_rules! task {
    ($what:literal, |$hub:ident, $tools:ident| $work:expr) => {
        Task {
            what: $what,
            run: |hub, tools| {
                Box::pin(async move {
                    let ($hub, $tools) = (&hub, &tools);
                    $work.await.map_err(|error| error.to_string())
                })
            },
        }
    };
}

pub(super) const MINUTE: Schedule = Schedule {
    every: Duration::from_mins(1),
    longest: Duration::from_mins(10),
    tasks: &[
        task!("holds lapsed", |hub, _tools| bookings::lapse_due(hub)),
        task!("exchanges lapsed", |hub, _tools| bookings::lapse_exchanges_due(hub)),
        task!("payments to settle", |hub, _tools| payments::settle_due(hub)),
        task!("events surveyed", |hub, _tools| surveys::survey_due(hub)),
        task!("certificates to issue", |hub, _tools| certificates::issue_due(hub)),
        task!("waits ended", |hub, _tools| waitlist::close_started(hub)),
        task!("waits for what was archived ended", |hub, _tools| waitlist::end_for_archived(hub)),
        task!("sales that opened to those who wait", |hub, _tools| waitlist::promise_opened(hub)),
        task!("events to remind of", |hub, _tools| notifications::remind_due(hub)),
        task!("changes to tell", |hub, _tools| notifications::changes_due(hub)),
        task!("changes of agendas to tell", |hub, _tools| notifications::session_changes_due(hub)),
        task!("messages to attendees", |hub, _tools| messages::messages_due(hub)),
        task!("messages without a job", |hub, _tools| mail::mail_due(hub)),
        task!("prices of events set anew", |hub, _tools| ticket_types::refresh_due(hub)),
        task!("idempotency keys forgotten", |hub, _tools| idempotency::sweep(hub)),
        task!("lines of the ledger summed up", |hub, _tools| statistics::count_sales(hub)),
        task!("days of the platform summed up", |hub, _tools| statistics::count_days(hub)),
        task!("counters held against their rows", |hub, _tools| reconcile_counters(hub)),
    ],
};

const HOUR: Schedule = Schedule {
    every: Duration::from_hours(1),
    longest: Duration::from_hours(1),
    tasks: &[
        task!("messages to people who left", |hub, _tools| forget_farewells(hub)),
        task!("old rows", |hub, _tools| forget_old_rows(hub)),
    ],
};

const SIX_HOURS: Schedule = Schedule {
    every: Duration::from_hours(6),
    longest: Duration::from_hours(6),
    tasks: &[
        task!("pictures that no account names", |hub, tools| {
            sweep_files::pictures(hub, &tools.media)
        }),
        task!("pictures that no event shows", |hub, tools| {
            sweep_files::event_pictures(hub, &tools.media)
        }),
        task!("messages kept as files that nobody has any more", |hub, tools| {
            sweep_files::messages(hub, &*tools.mail.mailer)
        }),
    ],
};

const SCHEDULES: [Schedule; 3] = [MINUTE, HOUR, SIX_HOURS];

/// The names of all tasks.
#[cfg(test)]
pub(super) fn tasks() -> impl Iterator<Item = &'static str> {
    SCHEDULES.into_iter().flat_map(|schedule| schedule.tasks).map(|task| task.what)
}

/// Runs every schedule until `stop` is cancelled.
pub(super) fn start(hub: &Hub, tools: &Tools, stop: &CancellationToken) -> Vec<JoinHandle<()>> {
    let each = SCHEDULES.into_iter();
    each.map(|schedule| tokio::spawn(schedule.run(hub.clone(), tools.clone(), stop.clone())))
        .collect()
}

impl Schedule {
    async fn run(self, hub: Hub, tools: Tools, stop: CancellationToken) {
        let mut ticks = tokio::time::interval(self.every);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        while stop.run_until_cancelled(ticks.tick()).await.is_some() {
            stop.run_until_cancelled(self.once(&hub, &tools)).await;
        }
    }

    /// Does each task once.
    pub(super) async fn once(&self, hub: &Hub, tools: &Tools) {
        for Task { what, run } in self.tasks {
            match tokio::time::timeout(self.longest, run(hub.clone(), tools.clone())).await {
                Ok(Ok(0)) => {}
                Ok(Ok(count)) => tracing::info!(count, "swept: {what}"),
                Ok(Err(error)) => tracing::warn!(%error, "not swept: {what}"),
                Err(_) => tracing::error!("sweep timed out: {what}"),
            }
        }
    }
}

/// What differs is logged where it is found.
async fn reconcile_counters(hub: &Hub) -> Result<u64, sqlx::Error> {
    reconcile::run_if_due(hub).await.map(|_| 0)
}

async fn forget_farewells(hub: &Hub) -> Result<u64, sqlx::Error> {
    privacy::forget_farewells(hub).await.map(|()| 0)
}

/// By every table's retention; one that fails is named and stops none behind it.
async fn forget_old_rows(hub: &Hub) -> Result<u64, std::convert::Infallible> {
    for swept in retention::sweep(hub).await {
        match swept.rows {
            Ok(0) => {}
            Ok(rows) => tracing::info!(table = swept.table, rows, "old rows were forgotten"),
            Err(error) => {
                tracing::warn!(%error, table = swept.table, "old rows were not forgotten");
            }
        }
    }
    Ok(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_task_has_a_name_of_its_own() {
        let names: Vec<_> = tasks().collect();
        assert_eq!(names.iter().collect::<HashSet<_>>().len(), names.len());
    }
}
