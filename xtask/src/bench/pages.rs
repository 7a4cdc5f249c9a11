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
/// A page is kept for all who bring no cookie but language and theme; with this one it is made anew.
const UNSHARED: &str = "bench=1";
/// A constant answer through the same middleware, without database and rendering.
const CONSTANT: &str = "/healthz";
const CATALOGUE: &str = "/events";
const LIST: &str = "/api/events/";

struct Page {
    name: String,
    url: String,
    cookie: Option<&'static str>,
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
    let public = [("catalogue page", CATALOGUE), ("event page", &event), ("API list", LIST)];
    let mut floor = Page::new("constant answer", small, CONSTANT, None)?;
    let mut shared = of(small, &public, None)?;
    let mut made = of(small, &public, Some(UNSHARED))?;
    let mut scaled = match large {
        Some(large) => of(large, &[public[0], public[2]], Some(UNSHARED))?,
        None => vec![],
    };
    let databases: &[&str] = if large.is_some() { &[SMALL, LARGE] } else { &[SMALL] };
    database.settle(databases)?;

    for round in 0..=plan.rounds {
        let pages = std::iter::once(&mut floor).chain(&mut shared).chain(&mut made);
        for page in pages.chain(&mut scaled) {
            // The first round only warms up.
            let (rate, p99) = page.load(if round == 0 { 1 } else { plan.page_seconds })?;
            if round > 0 {
                page.rates.push(rate);
                page.p99s.push(p99);
            }
        }
    }
    Ok(rows(&floor, &shared, &made, &scaled))
}

fn of(
    server: &Server,
    pages: &[(&str, &str)],
    cookie: Option<&'static str>,
) -> anyhow::Result<Vec<Page>> {
    pages.iter().map(|(name, path)| Page::new(name, server, path, cookie)).collect()
}

fn rows(floor: &Page, shared: &[Page], made: &[Page], scaled: &[Page]) -> Vec<Row> {
    let floor = floor.rate();
    let mut rows = vec![];
    for page in shared {
        rows.push(Row::rate(&page.name, page.rate(), Some(floor), TARGET, Some(page.p99())));
    }
    for page in made {
        let figure = format!("{}/s, p99 {} ms", readable(page.rate()), readable(page.p99()));
        rows.push(Row::plain(format!("{}, made for each request", page.name), figure));
    }
    for page in scaled {
        let few = made.iter().find(|few| few.name == page.name).map(Page::rate);
        let name = format!(
            "{}, made for each, {} events beside {FEW}",
            page.name,
            readable(f64::from(u32::try_from(MANY).unwrap_or_default()))
        );
        rows.push(Row::rate(name, page.rate(), few, SCALE_TARGET, Some(page.p99())));
    }
    rows
}

impl Page {
    /// Refuses a page that does not answer 200.
    fn new(
        name: &str,
        server: &Server,
        path: &str,
        cookie: Option<&'static str>,
    ) -> anyhow::Result<Self> {
        let length = http::page(server.port, path)?.len();
        eprintln!("  {name}: {path}, {length} bytes");
        Ok(Self {
            name: name.to_owned(),
            url: server.url(path),
            cookie,
            rates: vec![],
            p99s: vec![],
        })
    }

    /// Answers a second and the slowest hundredth in milliseconds.
    fn load(&self, seconds: u32) -> anyhow::Result<(f64, f64)> {
        let answers = oha::run(&Load {
            url: self.url.clone(),
            until: Until::Seconds(seconds),
            connections: CONNECTIONS,
            rate: None,
            post: None,
            cookie: self.cookie,
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
