//! Fewer modules: what several areas share is cut into one module for each set of areas that share it,
//! of which most are so small that a request weighs more than they do. They are joined where that makes
//! nobody fetch much that they do not need.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use anyhow::Context;

use super::{
    Runner,
    split::{LOADER, MANIFEST},
};
use crate::{shell, tools};

/// What one more request is worth, in bytes of a module as it is cut, with its names: a fifth of them
/// is sent.
const REQUEST: u64 = 40_000;

/// By split point: the modules it needs.
type Needs = BTreeMap<String, Vec<String>>;

/// Joins modules in `dir` and returns the file names of all that are later ones then.
pub(super) fn join(dir: &Path, run: Runner) -> anyhow::Result<Vec<String>> {
    let (script, manifest) = (dir.join(LOADER), dir.join(MANIFEST));
    let needs = fs::read_to_string(&manifest).context("cannot read the manifest")?;
    let needs: Needs = serde_json::from_str(&needs).context("the manifest is not what it was")?;
    let file = |module: &str| dir.join(format!("{module}.wasm"));
    let size = |module: &str| fs::metadata(file(module)).map_or(0, |it| it.len());
    let groups = plan(&needs, size);
    let mut loader = fs::read_to_string(&script).context("cannot read the loader")?;
    for group in groups.iter().filter(|group| group.modules.len() > 1) {
        let modules: Vec<_> = group.modules.iter().map(|module| file(module)).collect();
        let mut join = shell::command(tools::wasm_tools()?);
        run("join", join.arg("join").args(&modules))?;
        for module in &modules[1..] {
            fs::remove_file(module).context("cannot remove what was joined")?;
        }
        loader = rewritten(loader, group)?;
    }
    let needs = joined(&needs, &groups);
    fs::write(script, loader).context("cannot write the loader")?;
    let json = serde_json::to_string(&needs).context("cannot write the manifest")?;
    fs::write(manifest, json).context("cannot write the manifest")?;
    let modules: BTreeSet<_> = needs.into_values().flatten().collect();
    Ok(modules.into_iter().map(|module| module + ".wasm").collect())
}

/// Modules that become the first of them, and who needs one of them: a bit for each split point.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Group {
    modules: Vec<String>,
    needed_by: u64,
    size: u64,
}

impl Group {
    /// What those fetch in vain who needed only one of two.
    fn waste(&self, other: &Self) -> u64 {
        let in_vain = |this: &Self, other: &Self| {
            this.size * u64::from((other.needed_by & !this.needed_by).count_ones())
        };
        in_vain(self, other) + in_vain(other, self)
    }

    fn join(mut self, other: Self) -> Self {
        self.modules.extend(other.modules);
        self.needed_by |= other.needed_by;
        self.size += other.size;
        self
    }
}

/// Joins the cheapest pair as long as that costs less than the request it saves.
fn plan(needs: &Needs, size: impl Fn(&str) -> u64) -> Vec<Group> {
    let mut by_module = BTreeMap::<&String, u64>::new();
    for (split, modules) in needs.values().enumerate() {
        // The last one is its own.
        for module in modules.iter().filter(|module| module.starts_with("chunk_")) {
            *by_module.entry(module).or_default() |= 1 << split;
        }
    }
    let group = |(module, needed_by): (&String, u64)| Group {
        modules: vec![module.clone()],
        needed_by,
        size: size(module),
    };
    let mut groups: Vec<_> = by_module.into_iter().map(group).collect();
    loop {
        let pairs = (0..groups.len()).flat_map(|last| (0..last).map(move |first| (first, last)));
        let waste = |&(first, last): &(usize, usize)| groups[first].waste(&groups[last]);
        let Some((first, last)) = pairs.min_by_key(waste).filter(|pair| waste(pair) < REQUEST)
        else {
            return groups;
        };
        let (last, first) = (groups.remove(last), groups.remove(first));
        groups.push(first.join(last));
    }
}

/// The same needs, of joined modules.
fn joined(needs: &Needs, groups: &[Group]) -> Needs {
    let name = |module: &String| {
        let group = groups.iter().find(|group| group.modules.contains(module));
        group.map_or(module, |group| &group.modules[0]).clone()
    };
    let joined = needs.iter().map(|(split, modules)| {
        let mut seen = BTreeSet::new();
        let modules = modules.iter().map(name).filter(|module| seen.insert(module.clone()));
        (split.clone(), modules.collect())
    });
    joined.collect()
}

/// The loader, which names each module where it is fetched and where it is needed.
fn rewritten(mut text: String, group: &Group) -> anyhow::Result<String> {
    let [first, others @ ..] = group.modules.as_slice() else { return Ok(text) };
    for module in others {
        let begin = text.find(&format!("const __{module} = "));
        let begin = begin.with_context(|| format!("the loader does not fetch {module}"))?;
        let end = text[begin..].find(", []);\n").context("a loader ends otherwise")?;
        text.replace_range(begin..begin + end + ", []);\n".len(), "");
        for after in [",", "]"] {
            text = text.replace(&format!("__{module}{after}"), &format!("__{first}{after}"));
        }
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn needs(of: &[(&str, &[&str])]) -> Needs {
        let of = of.iter().map(|(split, modules)| {
            ((*split).to_owned(), modules.iter().map(|module| (*module).to_owned()).collect())
        });
        of.collect()
    }

    #[test]
    fn small_modules_are_joined_and_large_ones_stay() {
        let needs = needs(&[
            ("a", &["chunk_1", "chunk_2", "chunk_3", "split_a"]),
            ("b", &["chunk_1", "chunk_3", "split_b"]),
            ("c", &["chunk_2", "split_c"]),
        ]);
        // The third is needed by those who need the first: that costs nobody anything.
        let size = |module: &str| if module == "chunk_2" { 2 * REQUEST } else { 10 * REQUEST };
        let groups = plan(&needs, size);
        let modules: Vec<_> = groups.iter().map(|group| group.modules.clone()).collect();
        assert_eq!(modules, [vec!["chunk_2".to_owned()], vec!["chunk_1".into(), "chunk_3".into()]]);
        let joined = joined(&needs, &groups);
        assert_eq!(joined["a"], ["chunk_1", "chunk_2", "split_a"]);
        assert_eq!(joined["b"], ["chunk_1", "split_b"]);
        assert_eq!(plan(&needs, |_| 10).len(), 1);
    }

    #[test]
    fn the_loader_fetches_a_joined_module_once() {
        let text = "const __chunk_1 = makeLoad(() => {\n1}\n, []);\n/* b */\n\
                    const __chunk_10 = makeLoad(() => {\n10}\n, []);\n\
                    const a = load([__chunk_1, __chunk_10]);";
        let group = Group {
            modules: vec!["chunk_10".to_owned(), "chunk_1".to_owned()],
            needed_by: 0,
            size: 0,
        };
        let text = rewritten(text.to_owned(), &group).unwrap();
        assert_eq!(
            text,
            "/* b */\nconst __chunk_10 = makeLoad(() => {\n10}\n, []);\n\
             const a = load([__chunk_10, __chunk_10]);"
        );
        assert!(rewritten(text, &group).is_err(), "it fetches no chunk_1");
    }
}
