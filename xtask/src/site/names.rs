//! A hash in each file's name, so that browsers may keep the files for ever.

use std::{
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
};

use anyhow::Context;

#[derive(Debug)]
pub(super) struct Named {
    pub files: Vec<PathBuf>,
    /// What Leptos reads to find the names: one `extension: hash` a line.
    pub hashes: String,
}

/// Copies `NAME.{js,wasm,css}` as `NAME.HASH.{js,wasm,css}`.
pub(super) fn publish(name: &str, parts: &Path, pkg: &Path) -> anyhow::Result<Named> {
    let mut named = Named { files: Vec::new(), hashes: String::new() };
    for extension in ["js", "wasm", "css"] {
        let part = parts.join(format!("{name}.{extension}"));
        let data = fs::read(&part).with_context(|| format!("cannot read {}", part.display()))?;
        let hash = hash(&data);
        let file = pkg.join(format!("{name}.{hash}.{extension}"));
        fs::write(&file, data).with_context(|| format!("cannot write {}", file.display()))?;
        named.files.push(file);
        named.hashes += &[extension, ": ", &hash, "\n"].concat();
    }
    Ok(named)
}

fn hash(data: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    data.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_agree_with_the_hashes_and_follow_the_content() {
        let dir = std::env::temp_dir().join(format!("event-hub-names-{}", std::process::id()));
        fs::create_dir_all(&dir).unwrap();
        let publish = |css: &str| {
            for (extension, data) in [("js", "1"), ("wasm", "2"), ("css", css)] {
                fs::write(dir.join(format!("x.{extension}")), data).unwrap();
            }
            publish("x", &dir, &dir).unwrap()
        };
        let first = publish("a{}");
        for (line, file) in first.hashes.lines().zip(&first.files) {
            let (extension, hash) = line.split_once(": ").unwrap();
            assert_eq!(
                file.file_name().unwrap().to_str().unwrap(),
                format!("x.{hash}.{extension}")
            );
        }
        let second = publish("b{}");
        assert_eq!(first.files[..2], second.files[..2]);
        assert_ne!(first.files[2], second.files[2]);
        fs::remove_dir_all(dir).unwrap();
    }
}
