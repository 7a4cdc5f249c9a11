//! Renders and sends one message, holding no transaction while it does.

use super::job_result::{JobError, hub, is_last_try, settle};
use crate::drawing::Drawing;
use crate::mail::{self, MailDelivery, RenderError};
use domain::Hub;
use domain::jobs::{Job, SendMail};
use domain::mail::{self as outbox, Letter, MailError, OutgoingMail};
use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use serde::{Deserialize, Serialize};

#[derive(Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Task(SendMail);

impl TaskHandler for Task {
    const IDENTIFIER: &'static str = SendMail::IDENTIFIER;

    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        Box::pin(settle(&context, send(&self.0, &context))).await
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
    let delivery = context
        .get_ext::<MailDelivery>()
        .ok_or_else(|| JobError::Retry("the worker was started without mail delivery".into()))?;
    let drawing = context
        .get_ext::<Drawing>()
        .ok_or_else(|| JobError::Retry("the worker was started without a drawing pool".into()))?;
    let Some(letter) = outbox::letter(&hub, job.message).await? else { return Ok(()) };
    let (letter, rendered) = render(&hub, drawing, letter).await?;
    let sent = match rendered {
        Ok(outgoing) => delivery.send(&outgoing).await.map(|_| outgoing),
        Err(error) => Err(MailError::Permanent(error.to_string())),
    };
    match sent {
        Ok(outgoing) => {
            let kept = mail::kept(outgoing, &letter, delivery.keep_secrets);
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
