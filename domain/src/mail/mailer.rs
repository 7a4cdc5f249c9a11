//! The port to a mail transport.

use async_trait::async_trait;
use uuid::Uuid;

/// A rendered message.
#[derive(Clone, Debug)]
pub struct OutgoingMail {
    pub id: Uuid,
    /// The same for every try (`<id@host>`), so that a mail program shows a repeat once.
    pub message_id: String,
    pub to: String,
    pub subject: String,
    pub text: String,
    pub html: String,
    pub attachments: Vec<Attachment>,
    /// Whom an answer goes to, if not to the sender.
    pub reply_to: Option<String>,
    /// The address that stops messages like this one, by a click or by one POST (RFC 8058).
    pub unsubscribe: Option<String>,
}

#[derive(Clone, Debug)]
pub struct Attachment {
    pub name: String,
    pub content_type: String,
    pub content: Vec<u8>,
}

#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// May work later: the server is away or asks to wait.
    #[error("{0}")]
    Temporary(String),
    /// Will never work: no such mailbox, not an address.
    #[error("{0}")]
    Permanent(String),
}

#[async_trait]
pub trait Mailer: Send + Sync + std::fmt::Debug {
    /// Answers what was said when the message was taken.
    ///
    /// # Errors
    /// Whether trying again can help.
    async fn send(&self, mail: &OutgoingMail) -> Result<String, MailError>;

    /// An attachment of a message that this mailer kept instead of sending it.
    async fn kept_attachment(&self, _message: Uuid, _name: &str) -> Option<Vec<u8>> {
        None
    }

    /// The messages that this mailer kept instead of sending them.
    async fn kept(&self) -> Vec<Uuid> {
        Vec::new()
    }

    /// Deletes what it kept of a message; what is not there is as good as deleted.
    async fn forget(&self, _message: Uuid) {}
}
