//! Mail transport: an SMTP server, or a folder of files where none is configured.

mod compose;
mod files;
mod smtp;

pub use files::FileMailer;
pub use smtp::{SmtpAddress, SmtpMailer};

use domain::mail::Mailer;
use std::path::Path;
use std::sync::Arc;

#[derive(Debug, thiserror::Error)]
pub enum MailSetupError {
    #[error("SMTP_URL is not the address of a mail server: {0}")]
    Url(String),
    #[error("MAIL_FROM is not a sender: {0}")]
    From(String),
    #[error("the folder for mail cannot be made: {0}")]
    Folder(#[from] std::io::Error),
}

/// The mailer that the configuration asks for: `smtp_url`, else files under `data_dir/mail`.
///
/// # Errors
/// The address, the sender or the folder is unusable.
pub fn mailer(
    smtp_url: Option<&str>,
    from: &str,
    data_dir: &Path,
) -> Result<Arc<dyn Mailer>, MailSetupError> {
    let from = from.parse().map_err(|_| MailSetupError::From(from.to_owned()))?;
    Ok(match smtp_url {
        Some(url) => Arc::new(SmtpMailer::new(url, from)?),
        None => Arc::new(FileMailer::new(data_dir.join("mail"), from)?),
    })
}
