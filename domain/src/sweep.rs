//! Work over many rows, of which none keeps those behind it from theirs.

use std::collections::HashSet;
use std::fmt::Display;
use types::ids::EventId;

/// What a run over many rows has done so far. It goes on after an error and tells at the end.
#[derive(Debug, Default)]
pub(crate) struct Run {
    done: u64,
    failed: u64,
    first: Option<sqlx::Error>,
    /// Events that failed: their rows would fail again, each after a wait for the same lock.
    bad: HashSet<EventId>,
}

impl Run {
    /// Whether a row of this event is to be left for the next run; then it counts as failed.
    pub(crate) fn leaves_out(&mut self, event: EventId) -> bool {
        let bad = self.bad.contains(&event);
        self.failed += u64::from(bad);
        bad
    }

    /// Writes down what came of one row; how much was done of it, or its error.
    pub(crate) fn note(
        &mut self,
        row: impl Display,
        event: Option<EventId>,
        result: Result<u64, sqlx::Error>,
    ) {
        match result {
            Ok(done) => self.done += done,
            Err(error) => {
                tracing::warn!(%error, %row, "a row failed; those behind it go on");
                self.failed += 1;
                self.bad.extend(event);
                self.first.get_or_insert(error);
            }
        }
    }

    pub(crate) fn done(&self) -> u64 {
        self.done
    }

    pub(crate) fn failed(&self) -> u64 {
        self.failed
    }

    /// How much was done, if nothing failed.
    pub(crate) fn finish(self) -> Result<u64, SweepError> {
        match self.first {
            None => Ok(self.done),
            Some(first) => Err(SweepError { done: self.done, failed: self.failed, first }),
        }
    }
}

/// Some rows failed; the others are done.
#[derive(Debug, thiserror::Error)]
#[error("{failed} failed and {done} did not; the first error: {first}")]
pub struct SweepError {
    pub done: u64,
    pub failed: u64,
    pub first: sqlx::Error,
}
