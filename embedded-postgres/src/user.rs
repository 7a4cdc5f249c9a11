//! The user that PostgreSQL runs as: root's child changes to an unprivileged user.

use std::{
    fs, io,
    os::unix::fs::{MetadataExt, PermissionsExt, chown, lchown},
    path::Path,
};

use crate::Error;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct User {
    pub name: String,
    pub uid: u32,
    pub gid: u32,
}

pub(crate) fn effective_uid() -> u32 {
    #[expect(unsafe_code, reason = "std has no geteuid; it takes nothing and cannot fail")]
    unsafe {
        libc::geteuid()
    }
}

pub(crate) fn is_root() -> bool {
    effective_uid() == 0
}

impl User {
    /// The user for a fresh cluster that root starts.
    pub(crate) fn unprivileged() -> Result<Self, Error> {
        let passwd = fs::read_to_string("/etc/passwd").unwrap_or_default();
        named(&passwd, "postgres").or_else(|| named(&passwd, "nobody")).ok_or(Error::NoUser)
    }

    /// The owner of an existing file, so that root leaves a user's cluster to that user.
    pub(crate) fn owner_of(path: &Path) -> io::Result<Self> {
        let meta = fs::metadata(path)?;
        Ok(Self { name: format!("#{}", meta.uid()), uid: meta.uid(), gid: meta.gid() })
    }

    /// Whether this user may enter `dir`, i.e. search it and every directory above.
    pub(crate) fn can_enter(&self, dir: &Path) -> bool {
        dir.ancestors().all(|dir| {
            fs::metadata(dir).is_ok_and(|meta| {
                let execute = if meta.uid() == self.uid {
                    0o100
                } else if meta.gid() == self.gid {
                    0o010
                } else {
                    0o001
                };
                meta.permissions().mode() & execute != 0
            })
        })
    }

    pub(crate) fn own(&self, path: &Path) -> io::Result<()> {
        chown(path, Some(self.uid), Some(self.gid))
    }

    /// For data that was copied or restored by root.
    pub(crate) fn own_tree(&self, path: &Path) -> io::Result<()> {
        lchown(path, Some(self.uid), Some(self.gid))?;
        if fs::symlink_metadata(path)?.is_dir() {
            for entry in fs::read_dir(path)? {
                self.own_tree(&entry?.path())?;
            }
        }
        Ok(())
    }
}

fn named(passwd: &str, name: &str) -> Option<User> {
    let line = passwd.lines().find(|line| line.split(':').next() == Some(name))?;
    let mut fields = line.split(':').skip(2);
    let uid = fields.next()?.parse().ok()?;
    let gid = fields.next()?.parse().ok()?;
    // A "postgres" with id 0 would not help.
    (uid != 0).then(|| User { name: name.to_owned(), uid, gid })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PASSWD: &str = "root:x:0:0:root:/root:/bin/bash\n\
        nobody:x:65534:65534::/nonexistent:/usr/sbin/nologin\n\
        postgres:x:101:104:PostgreSQL,,,:/var/lib/postgresql:/bin/bash\n";

    #[test]
    fn reads_ids_from_passwd() {
        let user = named(PASSWD, "postgres").unwrap();
        assert_eq!((user.uid, user.gid), (101, 104));
        assert_eq!(named(PASSWD, "post"), None);
        assert_eq!(named(PASSWD, "root"), None);
    }

    #[test]
    fn a_private_directory_cannot_be_entered_by_others() {
        let dir = std::env::temp_dir().join(format!("eventhub-enter-{}", std::process::id()));
        fs::create_dir_all(dir.join("inner")).unwrap();
        fs::set_permissions(&dir, fs::Permissions::from_mode(0o700)).unwrap();
        let stranger = User { name: "stranger".into(), uid: 4_000_000, gid: 4_000_000 };
        assert!(stranger.can_enter(Path::new("/")));
        assert!(!stranger.can_enter(&dir.join("inner")));
        fs::remove_dir_all(dir).unwrap();
    }
}
