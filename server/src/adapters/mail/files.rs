//! Messages as `.eml` files in a folder, with what was attached beside them.

use super::MailSetupError;
use super::compose::compose;
use async_trait::async_trait;
use domain::notifications::{MailError, Mailer, OutgoingMail};
use lettre::message::Mailbox;
use std::io;
use std::path::{Path, PathBuf};
use uuid::Uuid;

#[derive(Debug)]
pub struct FileMailer {
    folder: PathBuf,
    from: Mailbox,
}

impl FileMailer {
    /// # Errors
    /// The folder cannot be made.
    pub fn new(folder: PathBuf, from: Mailbox) -> Result<Self, MailSetupError> {
        std::fs::create_dir_all(&folder)?;
        Ok(Self { folder, from })
    }

    fn attachment(&self, message: Uuid, name: &str) -> PathBuf {
        self.folder.join(message.to_string()).join(name)
    }
}

#[async_trait]
impl Mailer for FileMailer {
    async fn send(&self, mail: &OutgoingMail) -> Result<(), MailError> {
        let message = compose(&self.from, mail)?.formatted();
        let temporary = |error: io::Error| MailError::Temporary(error.to_string());
        for attachment in &mail.attachments {
            let path = self.attachment(mail.id, &attachment.name);
            write(&path, &attachment.content).await.map_err(temporary)?;
        }
        let path = self.folder.join(format!("{}.eml", mail.id));
        write(&path, &message).await.map_err(temporary)
    }

    async fn kept_attachment(&self, message: Uuid, name: &str) -> Option<Vec<u8>> {
        let plain = !name.is_empty()
            && name.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c))
            && !name.starts_with('.');
        if !plain {
            return None;
        }
        let path = self.attachment(message, name);
        tokio::fs::read(path).await.ok()
    }
}

/// Whoever reads the folder sees a whole file or none.
async fn write(path: &Path, content: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        tokio::fs::create_dir_all(folder).await?;
    }
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    tokio::fs::write(&part, content).await?;
    tokio::fs::rename(part, path).await
}
