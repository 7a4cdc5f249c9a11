//! `server import FILE`: real conferences from a public collection become published events.
//!
//! Importing is all or nothing and may be repeated: a broken file changes nothing, and what is
//! there already stays as it is. Capacity and price follow from a conference's name, not from
//! chance.

mod file;
mod plan;
mod report;
mod size;
mod topics;
mod zones;

pub use file::FileError;
pub use report::{Report, Skipped};

use anyhow::Context as _;
use domain::Hub;
use domain::events::ImportOrganizer;
use indicatif::{ProgressBar, ProgressStyle};
use std::path::Path;

/// Imports a file of conferences and says what became of each.
///
/// # Errors
/// The file cannot be read or is broken, or the database refuses; then nothing was changed.
pub async fn run(hub: &Hub, path: &Path, bar: &ProgressBar) -> anyhow::Result<Report> {
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let conferences =
        file::parse(&bytes).with_context(|| format!("{} is broken", path.display()))?;
    let plan = plan::plan(&conferences);
    bar.set_length(u64::try_from(plan.events.len()).unwrap_or(u64::MAX));
    let organizer = ImportOrganizer {
        email: "conferences@eventhub.test".to_owned(),
        display_name: "Conference calendar".to_owned(),
    };
    let names: Vec<(String, plan::Label)> = plan.labels;
    let ticker = bar.clone();
    let progress = move |done: usize| ticker.set_position(u64::try_from(done).unwrap_or_default());
    let imported =
        domain::events::import(hub, organizer, plan.categories, plan.events, progress).await?;
    bar.finish_and_clear();
    Ok(Report::new(conferences.len(), imported, plan.skipped, &names))
}

/// A progress bar; hidden where the output is no terminal.
pub fn progress_bar() -> ProgressBar {
    let bar = ProgressBar::new(0);
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len} {msg}") {
        bar.set_style(style);
    }
    bar.set_message("events");
    bar
}

#[cfg(test)]
mod tests;
