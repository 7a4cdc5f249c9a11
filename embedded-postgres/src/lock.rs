//! One owner per data directory, by a lock that the kernel drops with the process.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::Write,
    path::Path,
};

use crate::{Error, error::Context};

/// Held for as long as the value lives.
#[derive(Debug)]
pub(crate) struct Lock {
    file: File,
}

impl Drop for Lock {
    /// A program that is being started at this moment has a copy of every open file until it runs, and the
    /// lock would be held until then.
    fn drop(&mut self) {
        let _ = self.file.unlock();
    }
}

/// Takes the lock, or says who has it.
pub(crate) fn take(root: &Path) -> Result<Lock, Error> {
    let path = root.join("lock");
    let mut file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .while_trying(|| format!("open {}", path.display()))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            // Empty for the instant between another start's lock and its write.
            let pid = fs::read_to_string(&path).ok().and_then(|text| text.trim().parse().ok());
            return Err(Error::InUse { pid, data_dir: root.to_owned() });
        }
        Err(TryLockError::Error(error)) => {
            return Err(error).while_trying(|| format!("lock {}", path.display()));
        }
    }
    file.set_len(0)
        .and_then(|()| writeln!(file, "{}", std::process::id()))
        .while_trying(|| format!("write {}", path.display()))?;
    Ok(Lock { file })
}
