//! Copying a directory of programs to where another user may run them.

use std::{fs, io, os::unix::fs::symlink, path::Path};

/// Copies files, modes and symlinks; static libraries are of no use at run time.
pub(crate) fn copy(from: &Path, to: &Path) -> io::Result<()> {
    let kind = fs::symlink_metadata(from)?.file_type();
    if kind.is_symlink() {
        symlink(fs::read_link(from)?, to)
    } else if kind.is_dir() {
        fs::create_dir(to)?;
        open_to_all(to)?;
        for entry in fs::read_dir(from)? {
            let entry = entry?;
            copy(&entry.path(), &to.join(entry.file_name()))?;
        }
        fs::File::open(to)?.sync_all()
    } else if from.extension().is_some_and(|extension| extension == "a") {
        Ok(())
    } else {
        fs::copy(from, to)?;
        let mut permissions = fs::metadata(to)?.permissions();
        let mode = std::os::unix::fs::PermissionsExt::mode(&permissions);
        std::os::unix::fs::PermissionsExt::set_mode(&mut permissions, mode | 0o444);
        fs::set_permissions(to, permissions)?;
        // The copy is made once: after a crash it must not be a file without its content.
        fs::File::open(to)?.sync_all()
    }
}

/// Directories made by root are for others to pass through, whatever the umask says.
pub(crate) fn open_to_all(dir: &Path) -> io::Result<()> {
    fs::set_permissions(dir, std::os::unix::fs::PermissionsExt::from_mode(0o755))
}

/// A short stable name for a path (FNV-1a).
pub(crate) fn short_hash(path: &Path) -> String {
    let hash = path.as_os_str().as_encoded_bytes().iter().fold(0xcbf2_9ce4_8422_2325, |hash, b| {
        (hash ^ u64::from(*b)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    format!("{hash:016x}")
}
