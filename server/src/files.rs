//! Atomic files: whole or not there, also after a crash. They are written and synced beside their
//! place, then put there in one step. Everything the server writes goes through here or through
//! `object_store`, which does the same.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

/// Only for the user the server runs as.
const PRIVATE: u32 = 0o600;

/// Puts the file there, in place of one that may be there.
pub(crate) fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    let staged = Staged::write(path, content)?;
    fs::rename(&staged.0, path)?;
    sync_folder(path)
}

/// Puts the file there unless there is one; says whether it did.
pub(crate) fn create(path: &Path, content: &[u8]) -> io::Result<bool> {
    let staged = Staged::write(path, content)?;
    // Unlike a rename, a link refuses a name that is taken.
    match fs::hard_link(&staged.0, path) {
        Ok(()) => sync_folder(path).map(|()| true),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(error),
    }
}

/// A temporary file, deleted with this value.
struct Staged(PathBuf);

impl Staged {
    fn write(path: &Path, content: &[u8]) -> io::Result<Self> {
        fs::create_dir_all(folder_of(path))?;
        let mut name = OsString::from(".");
        name.push(path.file_name().unwrap_or_default());
        name.push(format!(".{}", domain::ids::new_id().simple()));
        let staged = Self(path.with_file_name(name));
        let mut file =
            OpenOptions::new().write(true).create_new(true).mode(PRIVATE).open(&staged.0)?;
        file.write_all(content)?;
        file.sync_all()?;
        Ok(staged)
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        // Gone already where it was renamed.
        let _ = fs::remove_file(&self.0);
    }
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// The name is as durable as the content only then.
fn sync_folder(path: &Path) -> io::Result<()> {
    File::open(folder_of(path))?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::thread;

    struct Folder(PathBuf);

    impl Folder {
        fn new() -> Self {
            let name = format!("event-hub-files-{}", domain::ids::new_id());
            Self(std::env::temp_dir().join(name))
        }

        fn names(&self) -> Vec<String> {
            let entries = fs::read_dir(&self.0).unwrap();
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn of_many_at_once_one_creates_and_whoever_reads_reads_all_of_it() {
        let folder = Folder::new();
        let path = folder.0.join("deep").join("key");
        let made = thread::scope(|scope| {
            let each: Vec<_> = (0..16)
                .map(|number: usize| {
                    let path = &path;
                    scope.spawn(move || {
                        let content = number.to_string().repeat(50_000 / number.to_string().len());
                        let made = create(path, content.as_bytes()).unwrap();
                        assert_eq!(fs::read(path).unwrap().len(), 50_000);
                        made
                    })
                })
                .collect();
            each.into_iter().map(|one| one.join().unwrap()).filter(|made| *made).count()
        });
        assert_eq!(made, 1);
        assert_eq!(Folder(folder.0.join("deep")).names(), ["key"], "nothing is left over");
    }

    #[test]
    fn whoever_reads_while_a_file_is_replaced_reads_the_old_or_the_new_one() {
        let folder = Folder::new();
        let path = folder.0.join("letter.eml");
        replace(&path, &vec![b'a'; 100_000]).unwrap();
        let done = AtomicBool::new(false);
        thread::scope(|scope| {
            scope.spawn(|| {
                while !done.load(Ordering::SeqCst) {
                    let read = fs::read(&path).unwrap();
                    assert!(read.len() == 100_000 && read.iter().all(|byte| *byte == read[0]));
                }
            });
            for round in 0..50 {
                replace(&path, &vec![b'a' + round; 100_000]).unwrap();
            }
            done.store(true, Ordering::SeqCst);
        });
        assert_eq!(folder.names(), ["letter.eml"]);
    }

    #[test]
    fn what_a_crash_left_behind_is_in_nobodys_way() {
        let folder = Folder::new();
        fs::create_dir_all(&folder.0).unwrap();
        fs::write(folder.0.join(".key.0123"), "half a k").unwrap();
        let path = folder.0.join("key");
        assert!(create(&path, b"a whole key").unwrap());
        assert_eq!(fs::read(&path).unwrap(), b"a whole key");
        let mode = std::os::unix::fs::MetadataExt::mode(&fs::metadata(&path).unwrap());
        assert_eq!(mode & 0o777, PRIVATE);
    }

    /// Every other way to write a file may leave half of one.
    #[test]
    fn nothing_else_in_the_server_writes_files() {
        fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    sources(&path, found);
                } else if path.extension().is_some_and(|kind| kind == "rs") {
                    found.push(path);
                }
            }
        }
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut found = Vec::new();
        for folder in ["src", "../domain/src", "../app/src"] {
            sources(&root.join(folder), &mut found);
        }
        for path in found {
            let text = path.to_string_lossy();
            if text.ends_with("src/files.rs") || text.contains("/tests") {
                continue;
            }
            let source = fs::read_to_string(&path).unwrap();
            let code = source.split("#[cfg(test)]\nmod ").next().unwrap();
            for way in ["fs::write(", "File::create(", "OpenOptions", "fs::rename(", "create_new("]
            {
                assert!(!code.contains(way), "{text} has {way}: use crate::files");
            }
        }
    }
}
