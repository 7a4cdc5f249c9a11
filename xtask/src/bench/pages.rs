//! Pages a second, each beside the cheapest answer the same server gives.

use super::{
    Plan,
    data::{FEW, LARGE, MANY, SMALL},
    database::Database,
    http,
    oha::{self, Load, Until},
    server::Server,
    stats::{median, readable},
    table::Row,
};

const TARGET: f64 = 0.2;
/// A page of many events costs nearly what a page of few does.
const SCALE_TARGET: f64 = 0.8;
const CONNECTIONS: usize = 32;
/// A constant answer through the same middleware, without database and rendering.
const CONSTANT: &str = "/healthz";
const CATALOGUE: &str = "/events";
const LIST: &str = "/api/events/";

struct Page {
    name: String,
    url: String,
    rates: Vec<f64>,
    p99s: Vec<f64>,
}

pub(super) fn measure(
    database: &Database,
    small: &Server,
    large: Option<&Server>,
    plan: &Plan,
) -> anyhow::Result<Vec<Row>> {
    let event = format!("{CATALOGUE}/{}", busiest_event(database)?);
    let mut pages = vec![
        Page::new("constant answer", small, CONSTANT)?,
        Page::new("catalogue page", small, CATALOGUE)?,
        Page::new("event page", small, &event)?,
        Page::new("API list of events", small, LIST)?,
    ];
    if let Some(large) = large {
        pages.push(Page::new("catalogue page", large, CATALOGUE)?);
        pages.push(Page::new("API list of events", large, LIST)?);
    }
    let databases: &[&str] = if large.is_some() { &[SMALL, LARGE] } else { &[SMALL] };
    database.settle(databases)?;

    for page in &mut pages {
        page.load(1)?;
    }
    for _ in 0..plan.rounds {
        for page in &mut pages {
            let (rate, p99) = page.load(plan.page_seconds)?;
            page.rates.push(rate);
            page.p99s.push(p99);
        }
    }
    Ok(rows(&pages))
}

fn rows(pages: &[Page]) -> Vec<Row> {
    let (floors, pages) = pages.split_at(1);
    let floor = floors.first().map(Page::rate);
    let (small, large) = pages.split_at(3.min(pages.len()));
    let mut rows: Vec<_> = small
        .iter()
        .map(|page| Row::rate(page.name.clone(), page.rate(), floor, TARGET, Some(page.p99())))
        .collect();
    for page in large {
        let few = small.iter().find(|few| few.name == page.name).map(Page::rate);
        let name = format!(
            "{}, {} events beside {FEW}",
            page.name,
            readable(f64::from(u32::try_from(MANY).unwrap_or_default()))
        );
        rows.push(Row::rate(name, page.rate(), few, SCALE_TARGET, Some(page.p99())));
    }
    rows
}

impl Page {
    /// Refuses a page that does not answer 200.
    fn new(name: &str, server: &Server, path: &str) -> anyhow::Result<Self> {
        let length = http::page(server.port, path)?.len();
        eprintln!("  {name}: {path}, {length} bytes");
        Ok(Self { name: name.to_owned(), url: server.url(path), rates: vec![], p99s: vec![] })
    }

    /// Answers a second and the slowest hundredth in milliseconds.
    fn load(&self, seconds: u32) -> anyhow::Result<(f64, f64)> {
        let answers = oha::run(&Load {
            url: self.url.clone(),
            until: Until::Seconds(seconds),
            connections: CONNECTIONS,
            post: None,
        })?;
        answers.only(&["200"])?;
        Ok((answers.rate("200"), answers.p99_ms))
    }

    fn rate(&self) -> f64 {
        median(self.rates.iter().copied())
    }

    fn p99(&self) -> f64 {
        median(self.p99s.iter().copied())
    }
}

/// The upcoming demo event with the most on its page.
fn busiest_event(database: &Database) -> anyhow::Result<String> {
    database.text(
        SMALL,
        "SELECT slug FROM events WHERE status = 'PUBLISHED' AND start_date > now()
         ORDER BY (SELECT count(*) FROM sessions WHERE event_id = events.id) DESC,
            length(description) DESC, slug LIMIT 1",
    )
}
