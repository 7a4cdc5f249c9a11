//! Media store: the pictures that users upload, in an object store.

mod event_pictures;
mod picture;
mod try_out;
pub mod upload;

pub use event_pictures::KeptPicture;
pub use picture::{PictureError, avatar};

use crate::drawing::{DrawingError, Slot};
use chrono::{DateTime, Utc};
use domain::Hub;
use domain::accounts::named_pictures;
use futures::{StreamExt as _, TryStreamExt as _};
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt as _, PutPayload};
use std::collections::BTreeSet;
use std::sync::Arc;
use types::accounts::AVATAR_SIZES;
use types::paths::AVATARS;

/// Files that are looked at together when old ones are swept.
const SWEPT_AT_ONCE: usize = 600;

/// Keeps files under a folder, or wherever else an object store is.
#[derive(Clone, Debug)]
pub struct Media {
    store: Arc<dyn ObjectStore>,
}

#[derive(Debug, thiserror::Error)]
pub enum MediaError {
    #[error(transparent)]
    Picture(#[from] PictureError),
    #[error("the picture could not be kept: {0}")]
    Store(#[from] object_store::Error),
    #[error(transparent)]
    Drawing(#[from] DrawingError),
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

impl Media {
    /// # Errors
    /// The folder cannot be made or used.
    pub fn in_folder(folder: &std::path::Path) -> Result<Self, MediaError> {
        let failed = |error: std::io::Error| object_store::Error::Generic {
            store: "media",
            source: Box::new(error),
        };
        std::fs::create_dir_all(folder).map_err(failed)?;
        // The row that names a picture is durable, so the picture is too.
        let store = LocalFileSystem::new_with_prefix(folder)?.with_fsync(true);
        Ok(Self::new(Arc::new(store)))
    }

    pub fn new(store: Arc<dyn ObjectStore>) -> Self {
        Self { store }
    }

    /// Draws a sent picture anew in three sizes and keeps them; answers the address to show.
    ///
    /// # Errors
    /// What was sent is no picture that we take, or it cannot be kept.
    pub async fn keep_avatar(&self, slot: Slot, sent: Vec<u8>) -> Result<String, MediaError> {
        let drawn = slot.run(move || avatar(sent)).await??;
        let folder = domain::ids::secret_token();
        for (size, webp) in drawn {
            let path = Path::from(format!("avatars/{folder}/{size}.webp"));
            self.store.put(&path, PutPayload::from(webp)).await?;
        }
        Ok(format!("{AVATARS}{folder}/{}.webp", AVATAR_SIZES[1]))
    }

    /// One file of an avatar, if there is such a one.
    ///
    /// # Errors
    /// The store does not answer.
    pub async fn avatar(&self, folder: &str, file: &str) -> Result<Option<Vec<u8>>, MediaError> {
        let known = AVATAR_SIZES.iter().any(|size| file == format!("{size}.webp"));
        if !known || !is_folder(folder) {
            return Ok(None);
        }
        match self.store.get(&Path::from(format!("avatars/{folder}/{file}"))).await {
            Ok(found) => Ok(Some(found.bytes().await?.to_vec())),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Deletes the files behind an address; what is not there is as good as deleted.
    ///
    /// # Errors
    /// The store does not answer.
    pub async fn forget_avatar(&self, address: &str) -> Result<(), MediaError> {
        match folder_of(address) {
            Some(folder) => self.forget_folder(folder).await,
            None => Ok(()),
        }
    }

    async fn forget_folder(&self, folder: &str) -> Result<(), MediaError> {
        for size in AVATAR_SIZES {
            let path = Path::from(format!("avatars/{folder}/{size}.webp"));
            match self.store.delete(&path).await {
                Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    /// Deletes the pictures that were kept before `before` and that no account names: an upload
    /// that ended between its files and its row leaves such ones. Answers how many.
    ///
    /// # Errors
    /// The store or the database does not answer.
    pub async fn sweep(&self, hub: &Hub, before: DateTime<Utc>) -> Result<u64, MediaError> {
        let prefix = Path::from("avatars");
        let mut files = self.store.list(Some(&prefix)).try_chunks(SWEPT_AT_ONCE);
        let mut swept = 0;
        while let Some(files) = files.next().await {
            let files = files.map_err(|stopped| stopped.1)?;
            let old = files.iter().filter(|file| file.last_modified < before);
            let folders: BTreeSet<String> = old
                .filter_map(|file| file.location.parts().nth(1))
                .map(|folder| folder.as_ref().to_owned())
                .filter(|folder| is_folder(folder))
                .collect();
            let folders: Vec<String> = folders.into_iter().collect();
            let named = named_pictures(hub, &folders).await?;
            for folder in folders.iter().filter(|folder| !named.contains(*folder)) {
                self.forget_folder(folder).await?;
                swept += 1;
            }
        }
        Ok(swept)
    }
}

/// The folder that an address leads to, where it is one of ours.
pub fn folder_of(address: &str) -> Option<&str> {
    let folder = address.strip_prefix(AVATARS)?.split('/').next();
    folder.filter(|folder| is_folder(folder))
}

/// Whether it is a name the server made: 256 random bits.
fn is_folder(name: &str) -> bool {
    name.len() == 43 && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b))
}

/// What is wrong with the field `avatar`; what is wrong with us is only logged.
impl From<MediaError> for types::Failure {
    fn from(error: MediaError) -> Self {
        use types::{ErrorCode, FieldError, FieldProblem};
        let problem = match error {
            MediaError::Drawing(error) => return error.into(),
            MediaError::Picture(PictureError::TooManyPixels) => FieldProblem::TooLarge,
            MediaError::Picture(PictureError::NotAPicture | PictureError::CropOutside) => {
                FieldProblem::Invalid
            }
            MediaError::Picture(PictureError::Encoding)
            | MediaError::Store(_)
            | MediaError::Database(_) => {
                tracing::error!(%error, "storing a picture failed");
                return ErrorCode::Internal.into();
            }
        };
        Self::fields(vec![FieldError { field: "avatar".into(), problem, limit: None }])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use object_store::memory::InMemory;

    #[tokio::test]
    async fn a_picture_is_kept_in_three_sizes_until_it_is_forgotten() {
        let media = Media::new(Arc::new(InMemory::new()));
        let address =
            media.keep_avatar(Slot::in_test(), picture::tests::png(40, 30)).await.unwrap();
        let folder = address.strip_prefix(AVATARS).unwrap().strip_suffix("/256.webp").unwrap();
        for size in AVATAR_SIZES {
            let file = media.avatar(folder, &format!("{size}.webp")).await.unwrap().unwrap();
            assert_eq!(&file[8..12], b"WEBP");
        }
        for (folder, file) in [(folder, "65.webp"), (folder, "../64.webp"), ("..", "64.webp")] {
            assert!(media.avatar(folder, file).await.unwrap().is_none(), "{folder}/{file}");
        }
        for _ in 0..2 {
            media.forget_avatar(&address).await.unwrap();
        }
        assert!(media.avatar(folder, "64.webp").await.unwrap().is_none());
    }

    #[test]
    fn an_uploaded_picture_is_shown_in_the_size_that_fits_and_no_other_is_fetched() {
        let address = format!("{AVATARS}{}/256.webp", "a".repeat(43));
        let small = types::accounts::avatar_sized(&address, 64).unwrap();
        assert!(small.starts_with(AVATARS) && small.ends_with("/64.webp"), "{small}");
        for elsewhere in ["https://a.test/b.png", "//a.test/media/avatars/x/y", "/pkg/x.png"] {
            assert_eq!(types::accounts::avatar_sized(elsewhere, 64), None, "{elsewhere}");
        }
    }
}
