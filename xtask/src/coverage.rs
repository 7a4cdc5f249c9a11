//! `cargo xtask coverage`: which lines of the crates behind the pages the tests reach.

use std::{
    collections::BTreeMap,
    fmt::Display,
    ops::AddAssign,
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};
use serde::Deserialize;

use crate::{
    shell, step,
    test::database,
    tools::{self, Need},
    workspace,
};

const CRATES: [&str; 4] = ["types", "domain", "demo-data", "server"];
const TARGET_PERCENT: f64 = 85.0;
/// How many of the least covered files are named.
const WEAKEST: usize = 12;
/// Files that are not measured: tests, and all crates that are not ours.
const IGNORED: &str = r"/tests?(/|\.rs)|/testing/|/(app|embedded-postgres|xtask)/";

pub(crate) fn run() -> anyhow::Result<()> {
    tools::ensure(&[Need::Postgres, Need::Tests, Need::Coverage, Need::Fonts])?;
    let cluster = database::start()?;
    // Removes the counters of the run before.
    shell::capture(llvm_cov().args(["clean", "--profraw-only"]))?;
    step::shown("tests, with every line counted", || {
        let mut test = llvm_cov();
        test.args(["--no-report", "test"]).args(packages());
        test.env("TEST_DATABASE_URL", cluster.url("postgres"));
        test.env("FONTS_DIR", tools::fonts_dir()?);
        test.env("CALENDAR_PYTHON", tools::calendar_python()?);
        step::quiet("coverage", &mut test).map(drop)
    })?;
    drop(cluster);

    let html = workspace::target()?.join("coverage");
    shell::capture(report().args(["--html", "--output-dir"]).arg(&html))?;
    let json = shell::capture(report().args(["--json", "--summary-only"]))?;
    let files = read(&json, workspace::root())?;
    println!("{}", table(&files));
    println!("every line: {}", html.join("html/index.html").display());
    let all: Lines = files.values().copied().sum();
    if all.percent() < TARGET_PERCENT {
        bail!("{} of the lines are covered, {TARGET_PERCENT} % are asked for", all.text());
    }
    Ok(())
}

fn llvm_cov() -> std::process::Command {
    let mut cargo = shell::cargo();
    cargo.arg("llvm-cov");
    cargo
}

fn report() -> std::process::Command {
    let mut report = llvm_cov();
    report.args(["report", "--ignore-filename-regex", IGNORED]).args(packages());
    report
}

fn packages() -> impl Iterator<Item = String> {
    CRATES.iter().map(|name| format!("--package={name}"))
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
struct Lines {
    count: u32,
    covered: u32,
}

impl Lines {
    fn percent(self) -> f64 {
        if self.count == 0 {
            100.0
        } else {
            100.0 * f64::from(self.covered) / f64::from(self.count)
        }
    }

    fn text(self) -> String {
        format!("{:.1} %", self.percent())
    }
}

impl AddAssign for Lines {
    fn add_assign(&mut self, other: Self) {
        self.count += other.count;
        self.covered += other.covered;
    }
}

impl std::iter::Sum for Lines {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), |mut sum, lines| {
            sum += lines;
            sum
        })
    }
}

/// The lines of each file of our crates, by its path in the checkout.
fn read(json: &str, root: &Path) -> anyhow::Result<BTreeMap<PathBuf, Lines>> {
    #[derive(Deserialize)]
    struct Report {
        data: [Data; 1],
    }
    #[derive(Deserialize)]
    struct Data {
        files: Vec<File>,
    }
    #[derive(Deserialize)]
    struct File {
        filename: PathBuf,
        summary: Summary,
    }
    #[derive(Deserialize)]
    struct Summary {
        lines: Lines,
    }
    let Report { data: [data] } =
        serde_json::from_str(json).context("cannot read the coverage report")?;
    let ours = |file: File| {
        let path = file.filename.strip_prefix(root).ok()?;
        let named = CRATES.iter().any(|name| path.starts_with(name));
        named.then(|| (path.to_owned(), file.summary.lines))
    };
    Ok(data.files.into_iter().filter_map(ours).collect())
}

fn table(files: &BTreeMap<PathBuf, Lines>) -> String {
    let mut crates: BTreeMap<&Path, Lines> = BTreeMap::new();
    for (path, lines) in files {
        if let Some(name) = path.iter().next() {
            *crates.entry(Path::new(name)).or_default() += *lines;
        }
    }
    let all: Lines = files.values().copied().sum();
    let mut weakest: Vec<_> = files.iter().collect();
    weakest.sort_by_key(|(_, lines)| std::cmp::Reverse(lines.count - lines.covered));

    let by_crate = crates.into_iter().map(|(name, lines)| row(name.display(), lines));
    let by_file =
        weakest.into_iter().take(WEAKEST).map(|(path, lines)| row(path.display(), *lines));
    let blank = String::new();
    let heading = "most lines that no test reaches:".to_owned();
    let rows = by_crate.chain([row("all", all), blank, heading]).chain(by_file);
    rows.collect::<Vec<_>>().join("\n")
}

fn row(name: impl Display, lines: Lines) -> String {
    let Lines { count, covered } = lines;
    format!("{:<48} {covered:>6} of {count:>6} {:>8}", name.to_string(), lines.text())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_crates_count_and_are_added_up() {
        let file = |name: &str, count: u32, covered: u32| {
            let lines = format!(r#"{{"count":{count},"covered":{covered}}}"#);
            format!(r#"{{"filename":"{name}","summary":{{"lines":{lines}}}}}"#)
        };
        let files = [
            file("/x/domain/src/a.rs", 10, 5),
            file("/x/domain/src/b.rs", 10, 10),
            file("/x/app/src/a.rs", 10, 0),
            file("/y/domain/src/a.rs", 10, 0),
        ];
        let json = format!(r#"{{"data":[{{"files":[{}]}}]}}"#, files.join(","));
        let files = read(&json, Path::new("/x")).unwrap();
        let all: Lines = files.values().copied().sum();
        assert_eq!(all, Lines { count: 20, covered: 15 });
        assert_eq!(all.text(), "75.0 %");
        assert_eq!(Lines::default().text(), "100.0 %");
        assert!(table(&files).contains("domain/src/a.rs"));
    }
}
