//! Delivery: the mailer that messages go out by, and what is kept of a message that was sent.

use domain::mail::Mailer;
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
}
