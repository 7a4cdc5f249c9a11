//! An organizer of many events: how long the first figures of a page take, each beside an event that is
//! read by its id through the same server.

use std::{
    thread::sleep,
    time::{Duration, Instant},
};

use anyhow::{Context, bail};
use serde_json::json;

use super::{
    Plan,
    data::{self, BOOKED},
    database::Database,
    http,
    server::Server,
    stats::{median, readable},
    table::Row,
};

const EVENTS: u32 = 1_000;
const BOOKINGS: u32 = 1_000_000;
const TARGET_MS: f64 = 50.0;
const EMAIL: &str = "host@eventhub.test";
/// Requests of each kind in one round.
const REQUESTS: u32 = 20;
/// How long the ledger may take to be summed up.
const PATIENCE: Duration = Duration::from_mins(2);

struct Question {
    name: &'static str,
    path: String,
    milliseconds: Vec<f64>,
}

pub(super) fn measure(database: &Database, plan: &Plan) -> anyhow::Result<Vec<Row>> {
    let url = database.cluster()?.url(BOOKED);
    let server = Server::start(&url, database.dir())?;
    let host = json!({ "email": EMAIL, "password": "host-bench-password", "display_name": "Host",
        "role": "organizer" });
    let answer = http::post(server.port, "/api/auth/register/", &host, 201)?;
    let token = answer["access"].as_str().context("no token for a new organizer")?;
    data::many_bookings(database, EMAIL, EVENTS, BOOKINGS)?;
    database.settle(&[BOOKED])?;
    until_summed_up(database)?;
    database.settle(&[BOOKED])?;

    let event = database.text(BOOKED, "SELECT id FROM events WHERE slug = 'booked-500'")?;
    let of = |name, path: String| Question { name, path, milliseconds: vec![] };
    let mut floor = of("an event by its id", format!("/api/events/{event}/"));
    let mut questions = [
        of("organizer's summary", "/api/organizer/summary/".to_owned()),
        of("organizer's upcoming events", "/api/organizer/events/?phase=upcoming".to_owned()),
        of("dashboard of one event", format!("/api/events/{event}/dashboard/")),
        of("bookings of one event", format!("/api/events/{event}/bookings/")),
    ];
    // The first round only warms up.
    for round in 0..=plan.rounds {
        for question in std::iter::once(&mut floor).chain(&mut questions) {
            for _ in 0..REQUESTS {
                let began = Instant::now();
                http::get(server.port, &question.path, token)?;
                let took = began.elapsed().as_secs_f64() * 1000.0;
                if round > 0 {
                    question.milliseconds.push(took);
                }
            }
        }
    }
    let size = format!(
        "{} events, {} bookings",
        readable(f64::from(EVENTS)),
        readable(f64::from(BOOKINGS))
    );
    let floor = median(floor.milliseconds.iter().copied());
    let row = |question: &Question| {
        let name = format!("{}: {size}", question.name);
        let took = median(question.milliseconds.iter().copied());
        Row::at_most_beside(name, took, floor, TARGET_MS, "ms")
    };
    Ok(questions.iter().map(row).collect())
}

/// The workers sum up the ledger, once a minute.
fn until_summed_up(database: &Database) -> anyhow::Result<()> {
    let began = Instant::now();
    let left =
        "SELECT count(*) FROM transactions WHERE created_at >= (SELECT until FROM sales_counted)";
    while database.number(BOOKED, left)? > 0 {
        if began.elapsed() > PATIENCE {
            bail!("the ledger was not summed up in time");
        }
        sleep(Duration::from_secs(1));
    }
    Ok(())
}
