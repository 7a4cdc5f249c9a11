//! The directory of the unix socket, which only the owner and root may enter.

use std::{
    fs::{self, DirBuilder},
    io::ErrorKind,
    os::unix::fs::{DirBuilderExt, MetadataExt},
    path::{Path, PathBuf},
};

use crate::{Error, data_dir::DataDir, error::Context, tree, user};

/// The file PostgreSQL makes for port 5432.
pub(crate) const FILE: &str = ".s.PGSQL.5432";

/// The kernel's limit for a socket's path, without the closing zero byte.
const LONGEST_PATH: usize = 106;

/// Where the socket of this data directory is; the same for every process.
pub(crate) fn dir_of(data_dir: &DataDir) -> PathBuf {
    let uid = data_dir.run_as.as_ref().map_or_else(user::effective_uid, |user| user.uid);
    choose(&data_dir.root, uid)
}

fn choose(root: &Path, uid: u32) -> PathBuf {
    let beside = root.join("socket");
    let text = beside.as_os_str().as_encoded_bytes();
    // PostgreSQL reads a list here: a comma or a quote would split the path.
    let plain = text.iter().all(|b| b.is_ascii_graphic() && !b",\"'\\@".contains(b));
    if plain && text.len() + 1 + FILE.len() <= LONGEST_PATH {
        beside
    } else {
        PathBuf::from(format!("/tmp/eventhub-{uid}-{}", tree::short_hash(root)))
    }
}

/// Makes the directory private to its user, or refuses one of another user.
pub(crate) fn prepare(data_dir: &DataDir) -> Result<PathBuf, Error> {
    let dir = dir_of(data_dir);
    match DirBuilder::new().mode(0o700).create(&dir) {
        Ok(()) => {
            if let Some(user) = &data_dir.run_as {
                user.own(&dir).while_trying(|| format!("give {} away", dir.display()))?;
            }
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
        Err(error) => return Err(error).while_trying(|| format!("make {}", dir.display())),
    }
    let owner = data_dir.run_as.as_ref().map_or_else(user::effective_uid, |user| user.uid);
    let meta = fs::symlink_metadata(&dir).while_trying(|| format!("look at {}", dir.display()))?;
    if meta.is_dir() && meta.uid() == owner && meta.mode().trailing_zeros() >= 6 {
        Ok(dir)
    } else {
        Err(Error::UnsafeSocketDir { path: dir, owner })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_or_odd_path_gets_a_short_socket() {
        assert_eq!(choose(Path::new("/srv/db"), 7), Path::new("/srv/db/socket"));
        for odd in [format!("/srv/{}", "x".repeat(90)), "/srv/a,b".into(), "/srv/й".into()] {
            let dir = choose(Path::new(&odd), 7);
            assert!(dir.starts_with("/tmp") && dir.join(FILE).as_os_str().len() <= LONGEST_PATH);
        }
    }
}
