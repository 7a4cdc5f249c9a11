//! The server's log file.

use std::{
    fs::{self, File, OpenOptions},
    io::{Read, Seek, SeekFrom},
    path::Path,
};

use crate::{Error, error::Context};

const LONGEST_LOG: u64 = 10 << 20;

/// The log and its length before this start, so that a failure shows its own lines only.
pub(crate) fn open(path: &Path) -> Result<(File, u64), Error> {
    if fs::metadata(path).is_ok_and(|meta| meta.len() > LONGEST_LOG) {
        fs::rename(path, path.with_extension("log.1"))
            .while_trying(|| format!("put {} aside", path.display()))?;
    }
    let open = || {
        let file = OpenOptions::new().create(true).append(true).open(path)?;
        let length = file.metadata()?.len();
        Ok((file, length))
    };
    open().while_trying(|| format!("open {}", path.display()))
}

/// The last lines since this start.
pub(crate) fn tail(log: &Path, from: u64) -> String {
    let mut text = String::new();
    if let Ok(mut file) = File::open(log)
        && file.seek(SeekFrom::Start(from)).is_ok()
    {
        // What can be read is shown.
        let _ = file.read_to_string(&mut text);
    }
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(10)..].join("\n")
}
