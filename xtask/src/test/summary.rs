//! The table at the end.

use std::time::{Duration, Instant};

use super::counts::Counts;
use crate::step::seconds;

struct Row {
    name: &'static str,
    time: Duration,
    ok: bool,
    counts: Option<Counts>,
}

pub(crate) struct Summary {
    began: Instant,
    rows: Vec<Row>,
}

/// What a step that counts tests found; tests may fail without the step breaking.
pub(crate) struct Counted {
    pub counts: Counts,
    pub ok: bool,
}

impl Summary {
    pub(crate) fn new() -> Self {
        Self { began: Instant::now(), rows: Vec::new() }
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
        let began = Instant::now();
        let outcome = work();
        if let Err(error) = &outcome {
            eprintln!("{error:#}");
        }
        let outcome = outcome.ok();
        let (counts, ok) = outcome.unwrap_or_default();
        let row = Row { name, time: began.elapsed(), ok, counts };
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
        println!("{:<24} {}", "all", seconds(self.began.elapsed()));
    }
}

impl Row {
    fn verdict(&self) -> String {
        let word = if self.ok { "ok" } else { "FAILED" };
        let time = seconds(self.time);
        match self.counts {
            Some(counts) => format!("{word:<7} {time:>12}   {counts}, {} skipped", counts.skipped),
            None => format!("{word:<7} {time:>12}"),
        }
    }
}
