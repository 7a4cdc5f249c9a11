//! File mailer: messages as `.eml` files in a folder, with their attachments beside them.

use super::MailSetupError;
use super::compose::compose;
use crate::files;
use async_trait::async_trait;
use domain::mail::{MailError, Mailer, OutgoingMail};
use lettre::message::Mailbox;
use std::collections::BTreeSet;
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
    async fn send(&self, mail: &OutgoingMail) -> Result<String, MailError> {
        let message = compose(&self.from, mail)?.formatted();
        let temporary = |error: io::Error| MailError::Temporary(error.to_string());
        for attachment in &mail.attachments {
            let path = self.attachment(mail.id, &attachment.name);
            write(&path, &attachment.content).await.map_err(temporary)?;
        }
        let path = self.folder.join(format!("{}.eml", mail.id));
        write(&path, &message).await.map_err(temporary)?;
        Ok(format!("kept as the file {}", path.display()))
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

    async fn kept(&self) -> Vec<Uuid> {
        let Ok(mut entries) = tokio::fs::read_dir(&self.folder).await else { return Vec::new() };
        let mut kept = BTreeSet::new();
        while let Ok(Some(entry)) = entries.next_entry().await {
            // A message is a file, and its attachments are a folder of the same name.
            let name = entry.file_name().to_string_lossy().into_owned();
            kept.extend(name.strip_suffix(".eml").unwrap_or(&name).parse::<Uuid>());
        }
        kept.into_iter().collect()
    }

    async fn forget(&self, message: Uuid) {
        let name = message.to_string();
        let (file, folder) = (self.folder.join(format!("{name}.eml")), self.folder.join(name));
        for gone in [tokio::fs::remove_file(file).await, tokio::fs::remove_dir_all(folder).await] {
            if let Err(error) = gone
                && error.kind() != io::ErrorKind::NotFound
            {
                tracing::warn!(%error, %message, "a message's files could not be deleted");
            }
        }
    }
}

/// Whoever reads the folder sees a whole file or none, and a message that counts as sent stays there.
#[expect(clippy::disallowed_methods, reason = "a small file, as many at once as mail has slots")]
async fn write(path: &Path, content: &[u8]) -> io::Result<()> {
    let (path, content) = (path.to_owned(), content.to_owned());
    let written = tokio::task::spawn_blocking(move || files::replace(&path, &content));
    written.await.map_err(io::Error::other)?
}
