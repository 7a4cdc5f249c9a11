//! `cargo xtask dist`: everything a deployment needs in one folder, for an image or an archive.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};

use crate::{
    files::copy_tree,
    server::{self, Build},
    site,
    tools::{self, Need},
};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// A folder that is not there yet, or is empty
    #[arg(long)]
    out: PathBuf,
}

/// The program looks for `site` and `hash.txt` beside itself; `FONTS_DIR` names `fonts`.
pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    let out = &args.out;
    check_empty(out)?;
    tools::ensure(&[Need::Build, Need::Fonts])?;
    site::build(Build::Release, site::shown)?;
    fs::create_dir_all(out).with_context(|| format!("cannot make {}", out.display()))?;
    for (from, name) in
        [(server::program(Build::Release)?, "server"), (site::hash_file()?, "hash.txt")]
    {
        fs::copy(&from, out.join(name))
            .with_context(|| format!("cannot copy {}", from.display()))?;
    }
    copy_tree(&site::root()?, &out.join("site"))?;
    copy_tree(&tools::fonts_dir()?, &out.join("fonts"))?;
    println!("{}", out.display());
    Ok(())
}

/// Refuses to mix two releases: hashed names of the one before would be served too.
fn check_empty(out: &Path) -> anyhow::Result<()> {
    let found = fs::read_dir(out).is_ok_and(|mut entries| entries.next().is_some());
    if found {
        bail!("{} is not empty", out.display());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_with_a_release_in_it_is_refused() {
        let out = std::env::temp_dir().join(format!("event-hub-dist-{}", std::process::id()));
        assert!(check_empty(&out).is_ok(), "it is not there");
        fs::create_dir_all(&out).unwrap();
        assert!(check_empty(&out).is_ok(), "it is empty");
        fs::write(out.join("server"), "").unwrap();
        assert!(check_empty(&out).is_err());
        fs::remove_dir_all(out).unwrap();
    }
}
