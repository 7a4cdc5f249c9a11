//! Health probe of the media store: whether it takes a file and gives it back.

use super::{Media, MediaError};
use object_store::path::Path;
use object_store::{ObjectStoreExt as _, PutPayload};

const CONTENT: &[u8] = b"written by server doctor";

impl Media {
    /// Writes a file under a name of its own, reads it and deletes it.
    ///
    /// # Errors
    /// The store refuses one of the three, or gives back something else.
    pub async fn try_out(&self) -> Result<(), MediaError> {
        let path = Path::from(format!("doctor/{}", domain::ids::new_id().simple()));
        self.store.put(&path, PutPayload::from_static(CONTENT)).await?;
        let read = async { self.store.get(&path).await?.bytes().await }.await;
        self.store.delete(&path).await?;
        if read? == CONTENT {
            Ok(())
        } else {
            let source = "what was read is not what was written".into();
            Err(object_store::Error::Generic { store: "media", source }.into())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_folder_that_works_is_left_as_it_was() {
        let name = format!("event-hub-try-{}", domain::ids::new_id());
        let folder = std::env::temp_dir().join(name);
        Media::in_folder(&folder).unwrap().try_out().await.unwrap();
        assert_eq!(std::fs::read_dir(folder.join("doctor")).unwrap().count(), 0);
        // A file where the folder should be: also root cannot write below it.
        std::fs::remove_dir(folder.join("doctor")).unwrap();
        std::fs::write(folder.join("doctor"), "").unwrap();
        Media::in_folder(&folder).unwrap().try_out().await.unwrap_err();
        std::fs::remove_dir_all(folder).unwrap();
    }
}
