//! Questions that one person asks one after another, each beside an event that is read by its id through
//! the same server.

use std::time::Instant;

use super::{Plan, http, server::Server, stats::median, table::Row};

/// First figures are there by then.
const TARGET_MS: f64 = 50.0;
/// Requests of each kind in one round.
const REQUESTS: u32 = 20;

pub(super) struct Question {
    name: String,
    path: String,
    /// Asked as a browser does, with the token as a cookie.
    page: bool,
    milliseconds: Vec<f64>,
}

impl Question {
    pub(super) fn new(name: impl Into<String>, path: impl Into<String>) -> Self {
        Self { name: name.into(), path: path.into(), page: false, milliseconds: Vec::new() }
    }

    pub(super) fn page(name: impl Into<String>, path: impl Into<String>) -> Self {
        Self { page: true, ..Self::new(name, path) }
    }

    fn ask(&self, server: &Server, token: &str) -> anyhow::Result<f64> {
        let began = Instant::now();
        if self.page {
            http::page_as(server.port, &self.path, token)?;
        } else {
            http::get(server.port, &self.path, token)?;
        }
        Ok(began.elapsed().as_secs_f64() * 1000.0)
    }
}

/// A row a question; `size` says of how much.
pub(super) fn measure(
    server: &Server,
    token: &str,
    event: &str,
    mut questions: Vec<Question>,
    size: &str,
    plan: &Plan,
) -> anyhow::Result<Vec<Row>> {
    let mut floor = Question::new("an event by its id", format!("/api/events/{event}/"));
    // The first round only warms up.
    for round in 0..=plan.rounds {
        for question in std::iter::once(&mut floor).chain(&mut questions) {
            for _ in 0..REQUESTS {
                let took = question.ask(server, token)?;
                if round > 0 {
                    question.milliseconds.push(took);
                }
            }
        }
    }
    let floor = median(floor.milliseconds);
    let row = |question: Question| {
        let name = format!("{}: {size}", question.name);
        Row::at_most_beside(name, median(question.milliseconds), floor, TARGET_MS, "ms")
    };
    Ok(questions.into_iter().map(row).collect())
}
