//! The operator's files: plain UTF-8 files of a bounded size, each looked at by itself.

use super::file_name;
use std::fs;
use std::io::{self, Read as _};
use std::path::Path;
use types::Locale;
use types::legal::LegalPage;

/// A long policy has some 60 kB; in Cyrillic twice as much.
const SIZE_MAX: usize = 128 * 1024;

#[derive(Debug)]
pub(crate) struct File {
    pub page: LegalPage,
    pub language: Locale,
    pub text: Result<String, FileError>,
}

#[derive(Debug, thiserror::Error)]
pub(crate) enum FileError {
    #[error("is not there")]
    Missing,
    #[error("is empty")]
    Empty,
    #[error("is no file")]
    NotAFile,
    #[error("has more than {} kB", SIZE_MAX / 1024)]
    TooLarge,
    #[error("is not UTF-8")]
    NotText,
    #[error("cannot be read: {0}")]
    Unreadable(#[from] io::Error),
}

/// Each page in each language, found or not.
pub(super) fn read_all(folder: &Path) -> Vec<File> {
    let mut files = Vec::new();
    for page in LegalPage::ALL {
        for language in Locale::ALL {
            let text = read(&folder.join(file_name(page, language)));
            files.push(File { page, language, text });
        }
    }
    files
}

/// The same for who looks whether all is well, with the Markdown files of other names: a slip of the
/// finger leaves a page without its text.
///
/// # Errors
/// The folder cannot be read.
pub(crate) fn examine(folder: &Path) -> io::Result<(Vec<File>, Vec<String>)> {
    let files = read_all(folder);
    let known: Vec<String> = files.iter().map(name).collect();
    let mut others = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let markdown = Path::new(&name).extension().is_some_and(|it| it.eq_ignore_ascii_case("md"));
        if markdown && !known.contains(&name) {
            others.push(name);
        }
    }
    others.sort();
    Ok((files, others))
}

pub(crate) fn name(file: &File) -> String {
    file_name(file.page, file.language)
}

fn read(path: &Path) -> Result<String, FileError> {
    // Asked before it is opened: to open a pipe is to wait for who writes into it.
    let found = fs::metadata(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => FileError::Missing,
        _ => FileError::Unreadable(error),
    })?;
    if !found.is_file() {
        return Err(FileError::NotAFile);
    }
    let mut bytes = Vec::new();
    let limit = u64::try_from(SIZE_MAX).unwrap_or(u64::MAX).saturating_add(1);
    fs::File::open(path)?.take(limit).read_to_end(&mut bytes)?;
    if bytes.len() > SIZE_MAX {
        return Err(FileError::TooLarge);
    }
    let text = String::from_utf8(bytes).map_err(|_| FileError::NotText)?;
    let text = text.trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        return Err(FileError::Empty);
    }
    Ok(text.to_owned())
}
