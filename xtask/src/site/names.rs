//! A hash in each file's name, so that browsers may keep the files for ever.

use std::{
    collections::BTreeMap,
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};

use super::split::{LOADER, MANIFEST};

#[derive(Debug)]
pub(super) struct Named {
    pub files: Vec<PathBuf>,
    /// What Leptos reads to find the names: one `kind: hash` a line.
    pub hashes: String,
}

/// What goes into the package directory, under its final names.
struct Package<'a> {
    parts: &'a Path,
    pkg: &'a Path,
    named: Named,
}

/// Publishes `NAME.{js,wasm,css}` as `NAME.HASH.{js,wasm,css}`, the later modules and their loader
/// likewise.
pub(super) fn publish(
    name: &str,
    later: &[String],
    parts: &Path,
    pkg: &Path,
) -> anyhow::Result<Named> {
    let named = Named { files: Vec::new(), hashes: String::new() };
    let mut package = Package { parts, pkg, named };
    for extension in ["wasm", "css"] {
        let data = package.read(&format!("{name}.{extension}"))?;
        let hash = hash(&data);
        package.write(&format!("{name}.{hash}.{extension}"), &data)?;
        package.note(extension, &hash);
    }

    let mut renamed = BTreeMap::new();
    for module in later {
        let stem = module.strip_suffix(".wasm").context("a later module is a WASM file")?;
        let data = package.read(module)?;
        let new = format!("{stem}.{}", hash(&data));
        package.write(&format!("{new}.wasm"), &data)?;
        renamed.insert(stem.to_owned(), new);
    }
    package.manifest(&renamed)?;
    package.scripts(name, &renamed)?;
    Ok(package.named)
}

impl Package<'_> {
    /// Two scripts that name each other: one hash of both is the hash of each.
    fn scripts(&mut self, name: &str, modules: &BTreeMap<String, String>) -> anyhow::Result<()> {
        let main = self.text(&format!("{name}.js"))?;
        let mut loader = self.text(LOADER)?;
        for (old, new) in modules {
            loader = rename(&loader, &format!("./{old}.wasm"), &format!("./{new}.wasm"))?;
        }
        let hash = hash(&[main.as_bytes(), loader.as_bytes()].concat());
        let (main_name, loader_name) =
            (format!("{name}.{hash}.js"), LOADER.replace(".js", &format!(".{hash}.js")));
        // The other mention of the loader is a name inside the WASM and stays.
        let main =
            rename(&main, &format!("from\"./{LOADER}\""), &format!("from\"./{loader_name}\""))?;
        let loader = rename(&loader, &format!("./{name}.js"), &format!("./{main_name}"))?;
        self.write(&main_name, main.as_bytes())?;
        self.write(&loader_name, loader.as_bytes())?;
        self.note("js", &hash);
        self.note("split", &hash);
        Ok(())
    }

    /// Leptos preloads by it what a page needs.
    fn manifest(&mut self, modules: &BTreeMap<String, String>) -> anyhow::Result<()> {
        let manifest = self.text(MANIFEST)?;
        let mut manifest: BTreeMap<String, Vec<String>> =
            serde_json::from_str(&manifest).context("the manifest is not what it was")?;
        for module in manifest.values_mut().flatten() {
            let new = modules.get(module).with_context(|| format!("no module {module}"))?;
            module.clone_from(new);
        }
        let manifest = serde_json::to_vec(&manifest).context("cannot write the manifest")?;
        let hash = hash(&manifest);
        self.write(&MANIFEST.replace(".json", &format!(".{hash}.json")), &manifest)?;
        self.note("manifest", &hash);
        Ok(())
    }

    fn read(&self, name: &str) -> anyhow::Result<Vec<u8>> {
        let part = self.parts.join(name);
        fs::read(&part).with_context(|| format!("cannot read {}", part.display()))
    }

    fn text(&self, name: &str) -> anyhow::Result<String> {
        String::from_utf8(self.read(name)?).with_context(|| format!("{name} is not text"))
    }

    fn write(&mut self, name: &str, data: &[u8]) -> anyhow::Result<()> {
        let file = self.pkg.join(name);
        fs::write(&file, data).with_context(|| format!("cannot write {}", file.display()))?;
        self.named.files.push(file);
        Ok(())
    }

    fn note(&mut self, kind: &str, hash: &str) {
        self.named.hashes += &[kind, ": ", hash, "\n"].concat();
    }
}

/// A name that does not occur was written differently than we think.
fn rename(text: &str, old: &str, new: &str) -> anyhow::Result<String> {
    if !text.contains(old) {
        bail!("a script does not mention {old:?}");
    }
    Ok(text.replace(old, new))
}

fn hash(data: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    data.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Site {
        dir: PathBuf,
        pkg: PathBuf,
    }

    impl Site {
        fn new(name: &str) -> Self {
            let dir = std::env::temp_dir().join(format!("event-hub-{name}-{}", std::process::id()));
            let pkg = dir.join("pkg");
            fs::create_dir_all(&pkg).unwrap();
            let parts = [
                ("x.js", r#"import*as a from"./__wasm_split.js";b={"./__wasm_split.js":a}"#),
                ("x.wasm", "first"),
                ("x.css", "a{}"),
                (LOADER, r#"import{c}from"./x.js";d("./split_1.wasm")"#),
                ("split_1.wasm", "later"),
                (MANIFEST, r#"{"area":["split_1"]}"#),
            ];
            for (name, data) in parts {
                fs::write(dir.join(name), data).unwrap();
            }
            Self { dir, pkg }
        }

        fn publish(&self) -> Named {
            publish("x", &["split_1.wasm".to_owned()], &self.dir, &self.pkg).unwrap()
        }

        fn text(&self, name: &str) -> String {
            fs::read_to_string(self.pkg.join(name)).unwrap()
        }
    }

    impl Drop for Site {
        fn drop(&mut self) {
            fs::remove_dir_all(&self.dir).unwrap();
        }
    }

    fn hash_of<'a>(named: &'a Named, kind: &str) -> &'a str {
        let mut lines = named.hashes.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(found, _)| *found == kind).unwrap().1
    }

    #[test]
    fn the_names_agree_with_the_hashes_and_follow_the_content() {
        let site = Site::new("names");
        let first = site.publish();
        for extension in ["js", "wasm", "css"] {
            let name = format!("x.{}.{extension}", hash_of(&first, extension));
            assert!(first.files.contains(&site.pkg.join(&name)), "{name}");
        }
        fs::write(site.dir.join("x.css"), "b{}").unwrap();
        let second = site.publish();
        assert_eq!(hash_of(&first, "js"), hash_of(&second, "js"));
        assert_ne!(hash_of(&first, "css"), hash_of(&second, "css"));
    }

    #[test]
    fn every_mention_of_a_file_is_its_final_name() {
        let site = Site::new("mentions");
        let named = site.publish();
        let (js, split) = (hash_of(&named, "js"), hash_of(&named, "split"));
        let module = format!("split_1.{}", hash(b"later"));
        assert_eq!(
            site.text(&format!("x.{js}.js")),
            format!(r#"import*as a from"./__wasm_split.{split}.js";b={{"./__wasm_split.js":a}}"#)
        );
        assert_eq!(
            site.text(&format!("__wasm_split.{split}.js")),
            format!(r#"import{{c}}from"./x.{js}.js";d("./{module}.wasm")"#)
        );
        let manifest = format!("__wasm_split_manifest.{}.json", hash_of(&named, "manifest"));
        assert_eq!(site.text(&manifest), format!(r#"{{"area":["{module}"]}}"#));
    }

    #[test]
    fn a_later_modules_change_changes_the_scripts() {
        let site = Site::new("later");
        let first = site.publish();
        fs::write(site.dir.join("split_1.wasm"), "otherwise").unwrap();
        assert_ne!(hash_of(&first, "js"), hash_of(&site.publish(), "js"));
    }
}
