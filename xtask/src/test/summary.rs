//! The steps of a test run, and the table that is printed at its end.

use std::time::{Duration, Instant};

use super::counts::Counts;
use crate::{shell, step::seconds};

struct Row {
    name: &'static str,
    time: Duration,
    /// CPU time, which varies less between machines than wall-clock time.
    work: Duration,
    ok: bool,
    counts: Option<Counts>,
}

pub(crate) struct Summary {
    began: Instant,
    worked: Duration,
    rows: Vec<Row>,
}

/// What a step that counts tests found; tests may fail without the step breaking.
pub(crate) struct Counted {
    pub counts: Counts,
    pub ok: bool,
}

impl Summary {
    pub(crate) fn new() -> Self {
        Self { began: Instant::now(), worked: shell::work_of_children(), rows: Vec::new() }
    }

    /// Runs a check; a failure is shown at once and does not stop the others.
    pub(crate) fn step(
        &mut self,
        name: &'static str,
        work: impl FnOnce() -> anyhow::Result<()>,
    ) -> bool {
        self.record(name, || work().map(|()| (None, true))).is_some_and(|(_, ok)| ok)
    }

    /// Runs tests and remembers how many passed; `None` if they could not be run.
    pub(crate) fn counted(
        &mut self,
        name: &'static str,
        work: impl FnOnce() -> anyhow::Result<Counted>,
    ) -> Option<Counts> {
        self.record(name, || work().map(|done| (Some(done.counts), done.ok)))?.0
    }

    fn record(
        &mut self,
        name: &'static str,
        work: impl FnOnce() -> anyhow::Result<(Option<Counts>, bool)>,
    ) -> Option<(Option<Counts>, bool)> {
        eprintln!("▸ {name}");
        let (began, worked) = (Instant::now(), shell::work_of_children());
        let outcome = work();
        if let Err(error) = &outcome {
            eprintln!("{error:#}");
        }
        let outcome = outcome.ok();
        let (counts, ok) = outcome.unwrap_or_default();
        let work = shell::work_of_children().saturating_sub(worked);
        let row = Row { name, time: began.elapsed(), work, ok, counts };
        eprintln!("  {}", row.verdict());
        self.rows.push(row);
        outcome
    }

    pub(crate) fn failed(&self) -> bool {
        self.rows.iter().any(|row| !row.ok)
    }

    pub(crate) fn print(&self) {
        println!();
        for row in &self.rows {
            println!("{:<24} {}", row.name, row.verdict());
        }
        let work = shell::work_of_children().saturating_sub(self.worked);
        let time = seconds(self.began.elapsed());
        println!("{:<24} {:<7} {time:>12} {:>8} CPU s", "all", "", work.as_secs());
    }
}

impl Row {
    fn verdict(&self) -> String {
        let word = if self.ok { "ok" } else { "FAILED" };
        let (time, spent) = (seconds(self.time), self.work.as_secs());
        let measured = format!("{word:<7} {time:>12} {spent:>8} CPU s");
        match self.counts {
            Some(counts) => format!("{measured}   {counts}, {} skipped", counts.skipped),
            None => measured,
        }
    }
}
