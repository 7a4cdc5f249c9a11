//! Workers: one file a job, each a thin call of its use case.
//!
//! A job that fails is tried again with growing pauses; one that can never work is left in the
//! queue as a dead letter at once. Whatever a job does, doing it twice is the same as once.
//! Money and seats, mail, and all else have places of their own: see [`lanes`]. What is done every so
//! often stands in one list: see [`schedule`].
//!
//! To add a job: its payload and its name in `domain/src/jobs.rs`, its file here, its place in a lane.

mod batches;
mod cancel_event_bookings;
mod forget_picture;
mod job_result;
mod lanes;
mod lapse;
mod mail_certificates;
mod remind_event;
mod request_password_reset;
mod schedule;
mod send_mail;
mod send_message;
mod settle_mock_payment;
mod survey_event;
mod sweep_files;
mod tell_event_changed;
mod watch;

use crate::adapters::media::Media;
use crate::drawing::Drawing;
use crate::mail::MailDelivery;
use crate::state::AppState;
use domain::Hub;
#[cfg(test)]
pub(crate) use lanes::DRAIN;
use lanes::LANES;
pub(crate) use lanes::connections;
use tokio_util::sync::CancellationToken;

/// Dependencies of jobs besides the hub.
#[derive(Clone, Debug)]
pub struct Tools {
    pub mail: MailDelivery,
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

/// Works until `stop` is cancelled, then lets running jobs finish.
pub async fn run(hub: Hub, tools: Tools, stop: CancellationToken) {
    let scheduled = schedule::start(&hub, &tools, &stop);
    let working =
        LANES.map(|lane| tokio::spawn(lane.run(hub.clone(), tools.clone(), stop.clone())));
    for lane in working {
        if let Err(error) = lane.await {
            tracing::error!(%error, "worker lane stopped");
        }
    }
    for schedule in scheduled {
        if let Err(error) = schedule.await {
            tracing::error!(%error, "a schedule of periodic work stopped");
        }
    }
}

#[cfg(test)]
mod tests;
