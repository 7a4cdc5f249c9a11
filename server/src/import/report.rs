//! Import report: what was imported and what was skipped.

use super::plan::Label;
use domain::events::Imported;
use std::collections::HashMap;
use std::fmt;

/// A conference that did not become an event, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// Its place in the file, counted from 1.
    pub number: usize,
    pub name: String,
    pub reason: String,
}

impl Skipped {
    pub(super) fn new(label: &Label, reason: String) -> Self {
        Self { number: label.number, name: label.name.clone(), reason }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    pub read: usize,
    pub added: usize,
    /// Imported before; left as they are.
    pub known: usize,
    pub skipped: Vec<Skipped>,
}

impl Report {
    pub(super) fn new(
        read: usize,
        imported: Imported,
        skipped: Vec<Skipped>,
        labels: &[(String, Label)],
    ) -> Self {
        let labels: HashMap<&str, &Label> =
            labels.iter().map(|(key, label)| (key.as_str(), label)).collect();
        let known = imported.known.iter().filter(|key| labels.contains_key(key.as_str())).count();
        Self { read, added: imported.added, known, skipped }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for skipped in &self.skipped {
            writeln!(f, "skipped no. {} “{}”: {}", skipped.number, skipped.name, skipped.reason)?;
        }
        write!(
            f,
            "{} read: {} added, {} there already, {} skipped",
            self.read,
            self.added,
            self.known,
            self.skipped.len()
        )
    }
}
