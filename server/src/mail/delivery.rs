//! Delivery: the mailer that messages go out by, and what is kept of a message that was sent.

use domain::mail::{MailError, Mailer, OutgoingMail};
use std::sync::Arc;
use std::time::Duration;

/// The mailer of this process with its limits.
#[derive(Clone, Debug)]
pub struct MailDelivery {
    pub mailer: Arc<dyn Mailer>,
    /// Whether the secret of a link may stay in the log of what was sent: in development only.
    pub keep_secrets: bool,
    /// How long one message may take from connecting to its acceptance.
    pub deadline: Duration,
}

impl MailDelivery {
    /// As long as the slowest mail server that still works needs.
    pub const DEADLINE: Duration = Duration::from_mins(1);

    /// Sends a message within the deadline; answers what was said when it was taken.
    ///
    /// # Errors
    /// Whether trying again can help.
    pub async fn send(&self, mail: &OutgoingMail) -> Result<String, MailError> {
        let late = || format!("it was not accepted within {} s", self.deadline.as_secs());
        tokio::time::timeout(self.deadline, self.mailer.send(mail))
            .await
            .unwrap_or_else(|_| Err(MailError::Temporary(late())))
    }
}
