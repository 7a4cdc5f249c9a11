//! Renders and sends one message, holding no transaction while it does.

use super::outcome::{JobError, hub, is_last_try, settle};
use crate::drawing::Drawing;
use crate::mail::{self, RenderError};
use domain::Hub;
use domain::jobs::{Job, SendMail};
use domain::mail::{self as outbox, Letter, MailError, Mailer, OutgoingMail};
use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::time::Duration;

/// Who delivers mail, and what is kept of it.
#[derive(Clone, Debug)]
pub struct MailRoom {
    pub mailer: Arc<dyn Mailer>,
    /// Whether the secret of a link may stay in the log of what was sent: in development only.
    pub keep_secrets: bool,
    /// How long one message may take from connecting to its acceptance.
    pub deadline: Duration,
}

impl MailRoom {
    /// As long as the slowest mail server that still works needs.
    pub const DEADLINE: Duration = Duration::from_mins(1);
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Task(SendMail);

impl TaskHandler for Task {
    const IDENTIFIER: &'static str = SendMail::IDENTIFIER;

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        settle(&context, send(&self.0, &context)).await
    }
}

/// Drawing tickets takes a while: not on a thread that serves requests.
async fn render(
    hub: &Hub,
    drawing: &Drawing,
    letter: Letter,
) -> Result<(Letter, Result<OutgoingMail, RenderError>), JobError> {
    let hub = hub.clone();
    let rendered = drawing.documents.background(move || {
        let rendered = mail::render(&letter, &hub.settings.base_url);
        (letter, rendered)
    });
    rendered.await.map_err(|error| JobError::Retry(error.to_string()))
}

async fn send(job: &SendMail, context: &WorkerContext) -> Result<(), JobError> {
    let hub = hub(context)?;
    let room =
        context.get_ext::<MailRoom>().ok_or_else(|| JobError::Retry("no mail room".into()))?;
    let drawing = context
        .get_ext::<Drawing>()
        .ok_or_else(|| JobError::Retry("nothing to draw with".into()))?;
    let Some(letter) = outbox::letter(&hub, job.message).await? else { return Ok(()) };
    let (letter, rendered) = render(&hub, drawing, letter).await?;
    let sent = match rendered {
        Ok(outgoing) => deliver(room, &outgoing).await.map(|()| outgoing),
        Err(error) => Err(MailError::Permanent(error.to_string())),
    };
    match sent {
        Ok(outgoing) => {
            let kept = mail::kept(outgoing, &letter, room.keep_secrets);
            outbox::mark_sent(&hub, job.message, kept).await?;
            tracing::info!(message = %job.message, kind = letter.kind.as_str(), "mail was sent");
            Ok(())
        }
        Err(MailError::Temporary(reason)) if !is_last_try(context) => {
            outbox::note_failure(&hub, job.message, reason.clone()).await?;
            Err(JobError::Retry(reason))
        }
        Err(MailError::Temporary(reason) | MailError::Permanent(reason)) => {
            outbox::mark_failed(&hub, job.message, reason.clone()).await?;
            Err(JobError::Fail(reason))
        }
    }
}

async fn deliver(room: &MailRoom, outgoing: &OutgoingMail) -> Result<(), MailError> {
    let late = || format!("it was not accepted within {} s", room.deadline.as_secs());
    let sending = room.mailer.send(outgoing);
    tokio::time::timeout(room.deadline, sending)
        .await
        .unwrap_or_else(|_| Err(MailError::Temporary(late())))
}
