//! The data directory, and the user who owns it.

use std::{
    fs::{self, DirBuilder},
    io::ErrorKind,
    os::unix::fs::{DirBuilderExt, MetadataExt, symlink},
    path::{Path, PathBuf},
};

use crate::{
    Error,
    error::Context,
    tree,
    user::{self, User},
};

/// Where root keeps what an unprivileged user must reach.
const SHARED_BASE: &str = "/var/lib/eventhub";

#[derive(Debug, Clone)]
pub(crate) struct DataDir {
    /// Without symlinks.
    pub root: PathBuf,
    /// The user of the PostgreSQL processes; `None` means ourselves.
    pub run_as: Option<User>,
}

impl DataDir {
    /// Makes the directory if missing. When root starts us below a directory that no other user
    /// may enter (say `/root`), the data goes to `/var/lib/eventhub` and `data_dir` links there.
    pub(crate) fn prepare(data_dir: &Path) -> Result<Self, Error> {
        let path = std::path::absolute(data_dir)
            .while_trying(|| format!("resolve {}", data_dir.display()))?;
        if let Some(parent) = path.parent() {
            make_parents(parent)?;
        }
        if user::is_root() { as_root(&path) } else { as_ourselves(&path) }
    }

    pub(crate) fn cluster(&self) -> PathBuf {
        cluster(&self.root)
    }

    pub(crate) fn log(&self) -> PathBuf {
        self.root.join("postgres.log")
    }

    /// The major version that made the data, if there is any.
    pub(crate) fn data_version(&self) -> Option<String> {
        fs::read_to_string(self.cluster().join("PG_VERSION")).ok().map(|v| v.trim().to_owned())
    }
}

fn cluster(root: &Path) -> PathBuf {
    root.join("cluster")
}

fn as_ourselves(path: &Path) -> Result<DataDir, Error> {
    make_private(path)?;
    let root = real(path)?;
    let owner = fs::metadata(&root).while_trying(|| format!("look at {}", root.display()))?.uid();
    if owner != user::effective_uid() {
        return Err(Error::NotOwner { path: root, owner });
    }
    Ok(DataDir { root, run_as: None })
}

fn as_root(path: &Path) -> Result<DataDir, Error> {
    if let Ok(link) = fs::read_link(path) {
        // The link outlives its target when /var/lib is cleaned.
        make_private(&link)?;
    }
    let has_data = cluster(path).join("PG_VERSION").exists();
    let user = owner_of_data(path)?.map_or_else(User::unprivileged, Ok)?;
    let parent = real(path.parent().unwrap_or(path))?;
    if !path.is_symlink() && !user.can_enter(&parent) {
        if has_data || is_filled(path) {
            return Err(Error::Unreachable { path: real(path)?, user: user.name });
        }
        relocate(path)?;
    }
    make_private(path)?;
    let root = real(path)?;
    if has_data {
        // Restored by root, or owned by root after a copy: PostgreSQL wants its user's files.
        let owner = User::owner_of(&cluster(&root)).while_trying(|| "look at the data")?;
        if owner.uid != user.uid {
            user.own_tree(&root).while_trying(|| format!("give {} away", root.display()))?;
        }
    }
    user.own(&root).while_trying(|| format!("give {} to {}", root.display(), user.name))?;
    Ok(DataDir { root, run_as: Some(user) })
}

/// A user's own cluster stays theirs, also when root starts it.
fn owner_of_data(path: &Path) -> Result<Option<User>, Error> {
    match User::owner_of(&cluster(path)) {
        Ok(owner) => Ok((owner.uid != 0).then_some(owner)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).while_trying(|| format!("look at {}", path.display())),
    }
}

/// A new directory that other users may enter, with `path` as a link to it.
fn relocate(path: &Path) -> Result<(), Error> {
    let base = shared_base()?;
    let name = tree::short_hash(path);
    let mut made = None;
    // An earlier checkout at the same path must not lend its data to this one.
    for number in 0..10_000 {
        let candidate = base.join(format!("data-{name}-{number}"));
        match DirBuilder::new().mode(0o700).create(&candidate) {
            Ok(()) => {
                made = Some(candidate);
                break;
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => {
                return Err(error).while_trying(|| format!("make {}", candidate.display()));
            }
        }
    }
    let target = made
        .ok_or_else(|| Error::Unreachable { path: path.to_owned(), user: "postgres".to_owned() })?;
    if path.is_dir() {
        // Known to be empty.
        fs::remove_dir(path).while_trying(|| format!("replace {}", path.display()))?;
    }
    match symlink(&target, path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            // Another start was first; both use its directory.
            fs::remove_dir(&target).while_trying(|| format!("remove {}", target.display()))
        }
        outcome => outcome.while_trying(|| format!("link {}", path.display())),
    }
}

/// `/var/lib/eventhub`, which every user may enter.
pub(crate) fn shared_base() -> Result<PathBuf, Error> {
    let base = PathBuf::from(SHARED_BASE);
    make_parents(&base)?;
    Ok(base)
}

fn make_parents(dir: &Path) -> Result<(), Error> {
    if dir.is_dir() {
        return Ok(());
    }
    if let Some(parent) = dir.parent() {
        make_parents(parent)?;
    }
    match fs::create_dir(dir) {
        Ok(()) if user::is_root() => {
            tree::open_to_all(dir).while_trying(|| format!("open {}", dir.display()))
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        outcome => outcome.while_trying(|| format!("make {}", dir.display())),
    }
}

fn make_private(dir: &Path) -> Result<(), Error> {
    match DirBuilder::new().mode(0o700).create(dir) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        outcome => outcome.while_trying(|| format!("make {}", dir.display())),
    }
}

fn is_filled(dir: &Path) -> bool {
    fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_some())
}

fn real(path: &Path) -> Result<PathBuf, Error> {
    fs::canonicalize(path).while_trying(|| format!("find {}", path.display()))
}
