//! Pictures of events in the media store.

use super::picture::event_picture;
use super::{Media, MediaError, PictureError, SWEPT_AT_ONCE, is_folder};
use crate::drawing::Slot;
use chrono::{DateTime, Utc};
use domain::{Hub, events};
use futures::{StreamExt as _, TryStreamExt as _};
use object_store::path::Path;
use object_store::{ObjectStoreExt as _, PutPayload};
use std::collections::BTreeSet;
use types::paths::PICTURES;
use types::uploads::{Crop, FILE, PICTURE_WIDTHS};
use types::{Failure, FieldError, FieldProblem};

/// A picture that was drawn anew and kept.
#[derive(Clone, Debug)]
pub struct KeptPicture {
    pub folder: String,
    pub width: u32,
    pub height: u32,
}

impl KeptPicture {
    /// The address to give an event as its picture.
    pub fn address(&self) -> String {
        format!("{PICTURES}{}/{FILE}", self.folder)
    }
}

impl Media {
    /// Draws a sent picture anew in its widths and keeps them.
    ///
    /// # Errors
    /// What was sent is no picture that we take, or it cannot be kept.
    pub async fn keep_picture(
        &self,
        slot: Slot,
        sent: Vec<u8>,
        crop: Option<Crop>,
    ) -> Result<KeptPicture, MediaError> {
        let drawn = slot.run(move || event_picture(sent, crop)).await??;
        let folder = domain::ids::secret_token();
        for (width, webp) in drawn.files {
            self.store.put(&path(&folder, width), PutPayload::from(webp)).await?;
        }
        Ok(KeptPicture { folder, width: drawn.width, height: drawn.height })
    }

    /// One file of an event's picture, if there is such a one.
    ///
    /// # Errors
    /// The store does not answer.
    pub async fn picture(&self, folder: &str, file: &str) -> Result<Option<Vec<u8>>, MediaError> {
        let width = PICTURE_WIDTHS.into_iter().find(|width| file == format!("{width}.webp"));
        let Some(width) = width.filter(|_| is_folder(folder)) else { return Ok(None) };
        match self.store.get(&path(folder, width)).await {
            Ok(found) => Ok(Some(found.bytes().await?.to_vec())),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Deletes the files of a picture; what is not there is as good as deleted.
    ///
    /// # Errors
    /// The store does not answer.
    pub async fn forget_picture(&self, folder: &str) -> Result<(), MediaError> {
        if !is_folder(folder) {
            return Ok(());
        }
        for width in PICTURE_WIDTHS {
            match self.store.delete(&path(folder, width)).await {
                Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    /// Deletes pictures that no event has shown since `before`, and files older than that which no
    /// row names: an upload that ended between its files and its row leaves such ones. Answers how
    /// many.
    ///
    /// # Errors
    /// The store or the database does not answer.
    pub async fn sweep_pictures(
        &self,
        hub: &Hub,
        before: DateTime<Utc>,
    ) -> Result<u64, MediaError> {
        let mut swept = 0;
        for folder in events::forget_uploads(hub, before).await? {
            self.forget_picture(&folder).await?;
            swept += 1;
        }
        let prefix = Path::from("pictures");
        let mut files = self.store.list(Some(&prefix)).try_chunks(SWEPT_AT_ONCE);
        while let Some(files) = files.next().await {
            let files = files.map_err(|stopped| stopped.1)?;
            let old = files.iter().filter(|file| file.last_modified < before);
            let folders: BTreeSet<String> = old
                .filter_map(|file| file.location.parts().nth(1))
                .map(|folder| folder.as_ref().to_owned())
                .filter(|folder| is_folder(folder))
                .collect();
            let folders: Vec<String> = folders.into_iter().collect();
            let known = events::known_uploads(hub, &folders).await?;
            for folder in folders.iter().filter(|folder| !known.contains(*folder)) {
                self.forget_picture(folder).await?;
                swept += 1;
            }
        }
        Ok(swept)
    }
}

fn path(folder: &str, width: u32) -> Path {
    Path::from(format!("pictures/{folder}/{width}.webp"))
}

/// What is wrong with the field `file` or with what is to be cut out of it.
pub(super) fn failure(error: MediaError) -> Failure {
    if matches!(error, MediaError::Picture(PictureError::CropOutside)) {
        return Failure::field("width", FieldProblem::OutsidePicture);
    }
    let failure = Failure::from(error);
    let named = |error: FieldError| FieldError { field: "file".into(), ..error };
    Failure { fields: failure.fields.into_iter().map(named).collect(), ..failure }
}
