//! An organizer of many events: how long the first figures of a page take.

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
    questions::{self, Question},
    server::Server,
    stats::readable,
    table::Row,
};

const EVENTS: u32 = 1_000;
pub(super) const BOOKINGS: u32 = 1_000_000;
const EMAIL: &str = "host@eventhub.test";
/// How long the ledger may take to be summed up.
const PATIENCE: Duration = Duration::from_mins(2);

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

    let event = event(database)?;
    let questions = vec![
        Question::new("organizer's summary", "/api/organizer/summary/"),
        Question::new("organizer's upcoming events", "/api/organizer/events/?phase=upcoming"),
        Question::new("dashboard of one event", format!("/api/events/{event}/dashboard/")),
        Question::new("bookings of one event", format!("/api/events/{event}/bookings/")),
    ];
    let size = format!(
        "{} events, {} bookings",
        readable(f64::from(EVENTS)),
        readable(f64::from(BOOKINGS))
    );
    questions::measure(&server, token, &event, questions, &size, plan)
}

/// One of the many.
pub(super) fn event(database: &Database) -> anyhow::Result<String> {
    database.text(BOOKED, "SELECT id FROM events WHERE slug = 'booked-500'")
}

/// The workers sum up the ledger, once a minute.
fn until_summed_up(database: &Database) -> anyhow::Result<()> {
    let left =
        "SELECT count(*) FROM transactions WHERE created_at >= (SELECT until FROM sales_counted)";
    until_none(database, left, PATIENCE)
}

/// Waits until nothing is left of what a statement counts.
pub(super) fn until_none(
    database: &Database,
    left: &str,
    patience: Duration,
) -> anyhow::Result<()> {
    let began = Instant::now();
    while database.number(BOOKED, left)? > 0 {
        if began.elapsed() > patience {
            bail!("it was not summed up in time: {left}");
        }
        sleep(Duration::from_secs(1));
    }
    Ok(())
}
