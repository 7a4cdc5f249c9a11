//! How many tests passed.

use std::{fmt::Display, iter::Sum, ops::Add};

use serde::Deserialize;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub passed: u32,
    pub failed: u32,
    pub skipped: u32,
}

impl Display for Counts {
    /// The plain line that scripts look for.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

impl Add for Counts {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
            skipped: self.skipped + other.skipped,
        }
    }
}

impl Sum for Counts {
    fn sum<I: Iterator<Item = Self>>(counts: I) -> Self {
        counts.fold(Self::default(), Add::add)
    }
}

/// Adds up the `test result:` lines of cargo test.
pub(crate) fn of_cargo(output: &str) -> Counts {
    output.lines().filter_map(of_line).sum()
}

fn of_line(line: &str) -> Option<Counts> {
    let (_, results) = line.split_once("test result: ")?.1.split_once(". ")?;
    let mut counts = Counts::default();
    for result in results.split("; ") {
        let (number, what) = result.split_once(' ')?;
        match what {
            "passed" => counts.passed = number.parse().ok()?,
            "failed" => counts.failed = number.parse().ok()?,
            "ignored" => counts.skipped = number.parse().ok()?,
            _ => {}
        }
    }
    Some(counts)
}

/// Reads Playwright's JSON report; a flaky test passed in the end.
pub(crate) fn of_playwright(report: &str) -> anyhow::Result<Counts> {
    #[derive(Deserialize)]
    struct Report {
        stats: Stats,
    }
    #[derive(Deserialize)]
    struct Stats {
        expected: u32,
        unexpected: u32,
        flaky: u32,
        skipped: u32,
    }
    let Report { stats } = serde_json::from_str(report)?;
    Ok(Counts {
        passed: stats.expected + stats.flaky,
        failed: stats.unexpected,
        skipped: stats.skipped,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adds_up_cargo_test() {
        let output = "running 3 tests\ntest a ... ok\n\
            test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.10s\n\
            \n     Running tests/x.rs\n\
            test result: FAILED. 7 passed; 2 failed; 0 ignored; 0 measured; 5 filtered out; finished in 1.00s\n";
        assert_eq!(of_cargo(output), Counts { passed: 10, failed: 2, skipped: 1 });
        assert_eq!(of_cargo("error[E0425]: cannot find value"), Counts::default());
    }

    #[test]
    fn reads_playwrights_report() {
        let report =
            r#"{"stats":{"expected":40,"skipped":2,"unexpected":1,"flaky":3,"duration":1}}"#;
        let counts = of_playwright(report).unwrap();
        assert_eq!(counts, Counts { passed: 43, failed: 1, skipped: 2 });
        assert_eq!(counts.to_string(), "43 passed, 1 failed");
    }
}
