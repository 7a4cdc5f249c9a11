//! Bookings at a steady pace, first alone and then while 500 certificates are issued and a message goes
//! to 5,000 people.

use std::{
    thread::sleep,
    time::{Duration, Instant},
};

use anyhow::{Context, bail};
use serde_json::json;

use super::{
    Plan,
    bookings::{self, Crowd, Sale},
    data::{self, Kinds, SMALL},
    database::Database,
    http,
    oha::{Answers, Until},
    server::Server,
    stats::median,
    table::Row,
};

const RATE: u32 = 200;
const CROWD: Crowd = Crowd { connections: 16, rate: Some(RATE) };
const GUESTS: u32 = 5_000;
const CERTIFICATES: u32 = 500;
/// Of the slowest hundredth of bookings, beside what it is when nothing else is done.
const TARGET: f64 = 1.5;
const SEATS: u32 = 100_000;
const EMAIL: &str = "busy-host@eventhub.test";
/// How long certificates and messages may take in all.
const PATIENCE: Duration = Duration::from_mins(3);

pub(super) fn measure(
    database: &Database,
    server: &Server,
    plan: &Plan,
) -> anyhow::Result<Vec<Row>> {
    let host = json!({ "email": EMAIL, "password": "host-bench-password", "display_name": "Host",
        "role": "organizer" });
    let answer = http::post(server.port, "/api/auth/register/", &host, 201)?;
    let token = answer["access"].as_str().context("no token for a new organizer")?;
    data::trust(database, EMAIL)?;
    let buyers = bookings::register(server, "busy-buyer")?;
    let mut sale = Sale::open(database, "busy", 1, SEATS, Kinds::Plain)?;
    let until = Until::Seconds(plan.booking_seconds * 2);
    sale.sell(server, &buyers, CROWD, Until::Seconds(1))?;

    let (mut quiet, mut busy) = (Vec::new(), Vec::new());
    for round in 0..plan.rounds.min(3) {
        let written =
            data::event_that_is_over(database, EMAIL, &format!("written-{round}"), GUESTS)?;
        let certified =
            data::event_that_is_over(database, EMAIL, &format!("certified-{round}"), CERTIFICATES)?;
        database.settle(&[SMALL])?;
        quiet.push(sale.sell(server, &buyers, CROWD, until)?);
        http::post_as(
            server.port,
            &format!("/api/events/{certified}/certificates/"),
            token,
            &json!({}),
            202,
        )?;
        let message = json!({ "subject": "See you again", "body": "It was **good** to have you." });
        let path = format!("/api/events/{written}/messages/");
        http::post_as(server.port, &path, token, &message, 202)?;
        busy.push(sale.sell(server, &buyers, CROWD, until)?);
        until_done(database, &written, &certified)?;
    }
    sale.verify(database)?;

    let of = |all: &[Answers], figure: fn(&Answers) -> f64| median(all.iter().map(figure));
    let name = format!(
        "{RATE} bookings a second beside {CERTIFICATES} certificates and a message \
        to {GUESTS}"
    );
    let p99: fn(&Answers) -> f64 = |answers| answers.p99_ms;
    let slowest: fn(&Answers) -> f64 = |answers| answers.slowest_ms;
    let slowest = format!("{:.1} ms, quiet {:.1} ms", of(&busy, slowest), of(&quiet, slowest));
    Ok(vec![
        Row::at_most_times(format!("{name}, p99"), of(&busy, p99), of(&quiet, p99), TARGET),
        Row::plain(format!("{name}, the slowest"), slowest),
    ])
}

/// Every certificate is there, and every one of the audience has a mail that was sent.
fn until_done(database: &Database, written: &str, certified: &str) -> anyhow::Result<()> {
    let began = Instant::now();
    loop {
        let certificates = database.number(
            SMALL,
            &format!("SELECT count(*) FROM certificates WHERE event_id = '{certified}'"),
        )?;
        let sent = database.number(
            SMALL,
            &format!(
                "SELECT count(*) FROM message_recipients r JOIN messages m ON m.id = r.message_id
                 WHERE m.event_id = '{written}' AND r.queued_at IS NOT NULL"
            ),
        )?;
        if certificates == i64::from(CERTIFICATES) && sent == i64::from(GUESTS) {
            return Ok(());
        }
        if began.elapsed() > PATIENCE {
            bail!("{certificates} certificates and {sent} messages after {PATIENCE:?}");
        }
        sleep(Duration::from_millis(200));
    }
}
