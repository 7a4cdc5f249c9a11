//! An admin of a large platform: how long each list and the first figures of the overview take.

use std::time::{Duration, Instant};

use anyhow::Context;
use serde_json::json;

use super::{
    Plan,
    data::BOOKED,
    database::Database,
    http, organizer, platform,
    questions::{self, Question},
    server::Server,
    stats::readable,
    table::Row,
};

/// How long the days of three years may take to be summed up.
const PATIENCE: Duration = Duration::from_mins(5);

/// Beside the bookings that [`organizer::measure`] has made.
pub(super) fn measure(database: &Database, plan: &Plan) -> anyhow::Result<Vec<Row>> {
    platform::fill(database)?;
    database.settle(&[BOOKED])?;
    let server = Server::start(&database.cluster()?.url(BOOKED), database.dir())?;
    let began = Instant::now();
    organizer::until_none(
        database,
        "SELECT (now() AT TIME ZONE 'UTC')::date - 1 - coalesce(max(day), '0001-01-01') FROM platform_days",
        PATIENCE,
    )?;
    eprintln!("  the days were summed up within {} s", began.elapsed().as_secs());
    database.settle(&[BOOKED])?;

    let admin = json!({ "email": "admin@eventhub.test", "password": "admin-demo-password" });
    let answer = http::post(server.port, "/api/auth/login/", &admin, 200)?;
    let token = answer["access"].as_str().context("no token for the admin")?;
    let size = format!(
        "{} bookings, {} mails",
        readable(f64::from(organizer::BOOKINGS)),
        readable(f64::from(platform::MAILS))
    );
    let event = organizer::event(database)?;
    // Its answer is kept for a moment.
    let looked = Instant::now();
    http::get(server.port, "/api/admin/health/", token)?;
    let took = looked.elapsed().as_secs_f64() * 1000.0;
    let mut rows = questions::measure(&server, token, &event, asked(database)?, &size, plan)?;
    rows.push(Row::plain(
        format!("admin's health, looked at anew: {size}"),
        format!("{} ms", readable(took)),
    ));
    Ok(rows)
}

fn asked(database: &Database) -> anyhow::Result<Vec<Question>> {
    let one = |sql: &str| database.text(BOOKED, sql);
    let person = one("SELECT id FROM users WHERE email = 'person-777@eventhub.test'")?;
    let day = one("SELECT ((now() - interval '200 days') AT TIME ZONE 'UTC')::date")?;
    let admin = |name: &str, path: &str| {
        Question::new(format!("admin's {name}"), format!("/api/admin/{path}"))
    };
    Ok(vec![
        Question::page("admin's overview, page", "/admin"),
        Question::new("admin's overview, figures", "/api/stats/"),
        Question::new(
            "admin's overview, a year by month",
            format!("/api/stats/?from={day}&interval=month"),
        ),
        admin("banner", "attention/"),
        admin("people", "users/"),
        admin("people by name", "users/?search=Guest+4711"),
        admin("people by address", "users/?search=person-4711@"),
        admin("one person", &format!("users/{person}/")),
        admin("mails", "mail/"),
        admin("mails that failed", "mail/?state=failed"),
        admin("mails by person", "mail/?search=person-4711@"),
        admin("mails by many people", "mail/?search=Person"),
        admin("mails that failed by person", "mail/?search=Person+77&state=failed"),
        admin("jobs", "jobs/"),
        admin("jobs that failed", "jobs/?state=failed"),
        admin("payments in trouble", "payments/"),
        admin("audit log", "audit/"),
        admin("audit log by person", &format!("audit/?actor={person}")),
        admin("audit log by deed", "audit/?action=venue.created"),
        admin("audit log by deed of most bookings", "audit/?action=booking.confirmed"),
        admin("audit log by kind", "audit/?object=user"),
        admin("audit log by time", &format!("audit/?from={day}&to={day}")),
        admin("reported reviews", "reviews/?state=reported"),
        admin("reviews", "reviews/"),
        admin("events", "events/"),
        admin("events by title", "events/?search=Booked+55"),
        admin("organizers", "organizers/"),
        admin("promotions", "promotions/"),
        admin("venues", "venues/"),
        admin("health, as it is kept", "health/"),
    ])
}
