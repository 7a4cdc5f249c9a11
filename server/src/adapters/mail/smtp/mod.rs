//! Messages over SMTP.
//!
//! Each step has a deadline of its own, since the client waits for an answer as long as the
//! connection stands; and each step is known by name when the server refuses, since only a refusal
//! of the recipient is for good.

mod address;
mod answer;
#[cfg(test)]
mod tests;

use address::Encryption;
pub use address::SmtpAddress;

use super::MailSetupError;
use super::compose::compose;
use answer::{Phase, refused, too_slow};
use async_trait::async_trait;
use domain::mail::{MailError, Mailer, OutgoingMail};
use lettre::address::Envelope;
use lettre::message::Mailbox;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::DEFAULT_MECHANISMS;
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::{Extension, MailBodyParameter, MailParameter};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::time::{Instant, timeout};

/// How long one step may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// A connection that has rested longer is not used again.
const RESTED: Duration = Duration::from_secs(30);
/// How many connections rest at most: as many as messages are sent at once.
const RESTING: usize = 4;

pub struct SmtpMailer {
    address: SmtpAddress,
    from: Mailbox,
    patience: Duration,
    resting: Mutex<Vec<(AsyncSmtpConnection, Instant)>>,
}

impl std::fmt::Debug for SmtpMailer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SmtpMailer").field("from", &self.from).finish_non_exhaustive()
    }
}

impl SmtpMailer {
    /// # Errors
    /// The URL is not `smtp://` or `smtps://`.
    pub fn new(url: &str, from: Mailbox) -> Result<Self, MailSetupError> {
        let address = SmtpAddress::parse(url).map_err(|what| MailSetupError::Url(what.into()))?;
        Ok(Self { address, from, patience: PATIENCE, resting: Mutex::default() })
    }

    /// Runs one step; what it answers is judged by which step it was.
    async fn step<T>(
        &self,
        phase: Phase,
        step: impl Future<Output = Result<T, Error>> + Send,
    ) -> Result<T, MailError> {
        match timeout(self.patience, step).await {
            Ok(answer) => answer.map_err(|error| refused(phase, &error)),
            Err(_) => Err(too_slow(phase)),
        }
    }

    /// A connection that is logged in: one that rested, or a new one.
    async fn connection(&self) -> Result<AsyncSmtpConnection, MailError> {
        while let Some((mut connection, since)) = self.rested() {
            let fresh = since.elapsed() < RESTED;
            if fresh && timeout(self.patience, connection.test_connected()).await == Ok(true) {
                return Ok(connection);
            }
        }
        self.connect().await
    }

    /// Connects, says EHLO and logs in, and sends nothing.
    ///
    /// # Errors
    /// The step that did not work, and what the server said to it.
    pub async fn greet(&self) -> Result<(), MailError> {
        let mut connection = self.connect().await?;
        // Whether it says goodbye too is its own affair.
        let _ = timeout(self.patience, connection.quit()).await;
        Ok(())
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, MailError> {
        let SmtpAddress { host, port, hello, .. } = &self.address;
        let tls = match self.address.encryption {
            Encryption::None => None,
            _ => Some(
                TlsParameters::new(host.clone())
                    .map_err(|error| refused(Phase::Encrypt, &error))?,
            ),
        };
        let implicit = tls.clone().filter(|_| self.address.encryption == Encryption::Implicit);
        let connecting = AsyncSmtpConnection::connect_tokio1(
            (host.as_str(), *port),
            Some(self.patience),
            hello,
            implicit,
            None,
        );
        let mut connection = self.step(Phase::Connect, connecting).await?;
        let starts = match self.address.encryption {
            Encryption::None | Encryption::Implicit => false,
            Encryption::Opportunistic => connection.can_starttls(),
            Encryption::Required => true,
        };
        if let Some(tls) = tls.filter(|_| starts) {
            self.step(Phase::Encrypt, connection.starttls(tls, hello)).await?;
        }
        if let Some(credentials) = &self.address.credentials {
            self.step(Phase::LogIn, connection.auth(DEFAULT_MECHANISMS, credentials)).await?;
        }
        Ok(connection)
    }

    async fn hand_over(
        &self,
        connection: &mut AsyncSmtpConnection,
        envelope: &Envelope,
        message: &[u8],
    ) -> Result<String, MailError> {
        let mut options = Vec::new();
        let addresses = envelope.to().iter().chain(envelope.from());
        if !addresses.into_iter().all(|address| AsRef::<str>::as_ref(address).is_ascii()) {
            if !connection.server_info().supports_feature(Extension::SmtpUtfEight) {
                return Err(MailError::Permanent(
                    "naming the recipient: the mail server takes no address beyond ASCII".into(),
                ));
            }
            options.push(MailParameter::SmtpUtfEight);
        }
        if !message.is_ascii() {
            options.push(MailParameter::Body(MailBodyParameter::EightBitMime));
        }
        let sender = Mail::new(envelope.from().cloned(), options);
        self.step(Phase::Sender, connection.command(sender)).await?;
        for recipient in envelope.to() {
            let recipient = Rcpt::new(recipient.clone(), Vec::new());
            self.step(Phase::Recipient, connection.command(recipient)).await?;
        }
        self.step(Phase::Content, connection.command(Data)).await?;
        let taken = self.step(Phase::Content, connection.message(message)).await?;
        let lines = taken.message().collect::<Vec<_>>().join(" ");
        Ok(format!("{} {lines}", taken.code()))
    }

    fn rested(&self) -> Option<(AsyncSmtpConnection, Instant)> {
        self.resting.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }

    fn rest(&self, connection: AsyncSmtpConnection) {
        let mut resting = self.resting.lock().unwrap_or_else(PoisonError::into_inner);
        if resting.len() < RESTING && !connection.has_broken() {
            resting.push((connection, Instant::now()));
        }
    }
}

#[async_trait]
impl Mailer for SmtpMailer {
    async fn send(&self, mail: &OutgoingMail) -> Result<String, MailError> {
        let message = compose(&self.from, mail)?;
        let mut connection = self.connection().await?;
        // A connection that was refused something is closed: its next message begins anew.
        let said =
            self.hand_over(&mut connection, message.envelope(), &message.formatted()).await?;
        self.rest(connection);
        Ok(said)
    }
}
