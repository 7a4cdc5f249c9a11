//! The queue, asked for by the query of its page.

use crate::error::AppResult;
use crate::transport::Get;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use types::upkeep::{JobState, QueueFigures};
use types::{Page, Wall};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobRow {
    pub id: i64,
    pub kind: String,
    pub state: JobState,
    pub key: Option<String>,
    pub attempts: i16,
    pub max_attempts: i16,
    pub last_error: Option<String>,
    /// When it is due, by the reader's clock.
    pub due: Wall,
    /// Whether its work is found again if it is given up.
    pub found_again: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobsView {
    pub page: Page<JobRow>,
    pub queue: QueueFigures,
    /// Since when the oldest job that is due waits, by the reader's clock.
    pub oldest: Option<Wall>,
}

/// What cannot be read of the filters is left out.
#[server(prefix = "/fn", endpoint = "admin-jobs", protocol = Get)]
pub async fn admin_jobs(
    #[server(default)] state: String,
    #[server(default)] page: String,
) -> AppResult<JobsView> {
    let (hub, actor) = (crate::ssr::hub()?, crate::ssr::actor());
    let page = types::PageRequest::new(page.parse().unwrap_or(1), 20);
    let found = domain::upkeep::list_jobs(&hub, actor, JobState::parse(&state), page).await;
    let found = crate::forms::answer(found)?;
    let zone = crate::forms::answer(domain::accounts::me(&hub, actor).await)?.timezone;
    let wall = |at| domain::events::wall(at, &zone);
    let page = found.page.map(|job| JobRow {
        id: job.id,
        kind: job.kind,
        state: job.state,
        key: job.key,
        attempts: job.attempts,
        max_attempts: job.max_attempts,
        last_error: job.last_error,
        due: wall(job.run_at),
        found_again: job.found_again,
    });
    let oldest = found.figures.oldest.map(wall);
    Ok(JobsView { page, queue: found.figures, oldest })
}
