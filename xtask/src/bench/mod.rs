//! `cargo xtask bench`: how fast the release build is, each figure beside a floor that was measured
//! in the same run on the same machine.

mod admin;
mod bookings;
mod busy;
mod data;
mod database;
mod floor;
pub(crate) mod http;
mod machine;
mod oha;
mod organizer;
mod pages;
mod platform;
mod questions;
mod server;
mod stats;
mod table;
mod typed;

use anyhow::Context;
use database::Database;
use floor::Floor;
use server::Server;
use stats::median;
use table::Row;

use crate::{
    server::Build,
    site, step,
    tools::{self, Need},
    weight,
};

const STARTS: u32 = 5;
const START_TARGET_S: f64 = 1.0;
const MEMORY_TARGET_MB: f64 = 120.0;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// One short round and no large catalogue: to see that the bench works, not how fast it is
    #[arg(long)]
    quick: bool,
    /// Measure what was built last
    #[arg(long)]
    no_build: bool,
    /// Only these parts, one after another
    #[arg(long, value_enum, value_delimiter = ',')]
    only: Vec<Part>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Part {
    Pages,
    Bookings,
    Types,
    Busy,
    Organizer,
    Admin,
}

/// What is measured: the parts asked for, and whether those of large databases.
struct Parts {
    only: Vec<Part>,
    large: bool,
}

impl Parts {
    fn have(&self, part: Part) -> bool {
        let large = self.large || !matches!(part, Part::Organizer | Part::Admin);
        // An admin's pages are measured beside the bookings of the organizer.
        let needed = part == Part::Organizer && self.only.contains(&Part::Admin);
        large && (self.only.is_empty() || self.only.contains(&part) || needed)
    }
}

/// Rounds of everything alternate, so that a disturbance hits figure and floor alike.
struct Plan {
    rounds: u32,
    booking_seconds: u32,
    page_seconds: u32,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    let plan = if args.quick {
        Plan { rounds: 1, booking_seconds: 1, page_seconds: 1 }
    } else {
        Plan { rounds: 5, booking_seconds: 4, page_seconds: 3 }
    };
    tools::ensure(&[Need::Build, Need::Postgres, Need::Load])?;
    if !args.no_build {
        site::build(Build::Release, site::shown)?;
    }
    let load_before = machine::load();
    let database = step::shown("database: a fresh cluster of its own", Database::start)?;
    let parts = Parts { only: args.only.clone(), large: !args.quick };
    let copies = [Part::Pages, Part::Organizer, Part::Admin];
    let large = parts.large && copies.into_iter().any(|part| parts.have(part));
    step::shown("data", || data::prepare(&database, large))?;
    let rows = measure(&database, &plan, &parts)?;

    println!("\nEvent Hub on {}", machine::describe());
    let version = database.text("postgres", "SHOW server_version")?;
    let fsync = database.text("postgres", "SHOW fsync")?;
    println!(
        "PostgreSQL {version}, fsync {fsync}; load of the machine before the run {load_before}\n"
    );
    table::print(&rows);
    Ok(())
}

fn measure(database: &Database, plan: &Plan, parts: &Parts) -> anyhow::Result<Vec<Row>> {
    let floor = Floor::prepare(database)?;
    if floor.is_none() {
        eprintln!(
            "▸ no floor for bookings: pgbench is missing (Debian: `apt-get install postgresql`)"
        );
    }
    let url = database.cluster()?.url(data::SMALL);
    let starts = step::shown(format!("{STARTS} starts"), || {
        let start = |_| Server::start(&url, database.dir()).map(|it| it.started_in.as_secs_f64());
        (0..STARTS).map(start).collect::<anyhow::Result<Vec<_>>>()
    })?;
    let server = Server::start(&url, database.dir())?;
    // Its first page, so that what is made once is made.
    http::page(server.port, "/events")?;
    let idle = server.megabytes("VmRSS")?;

    let pages = part(parts, Part::Pages, "pages", || {
        let for_large = database.cluster()?.url(data::LARGE);
        let second = parts.large.then(|| Server::start(&for_large, database.dir())).transpose()?;
        pages::measure(database, &server, second.as_ref(), plan)
    })?;
    let mut rows = part(parts, Part::Bookings, "bookings", || {
        bookings::measure(database, &server, floor.as_ref(), plan)
    })?;
    rows.extend(part(parts, Part::Types, "bookings of ticket types", || {
        typed::measure(database, &server, plan)
    })?);
    rows.extend(part(parts, Part::Busy, "bookings beside mail and certificates", || {
        busy::measure(database, &server, plan)
    })?);
    let loaded = server.megabytes("VmHWM")?;
    rows.extend(pages);
    rows.extend(part(parts, Part::Organizer, "organizer", || organizer::measure(database, plan))?);
    rows.extend(part(parts, Part::Admin, "admin", || admin::measure(database, plan))?);
    rows.push(Row::at_most("memory of the server, idle", idle, MEMORY_TARGET_MB, "MB"));
    rows.push(Row::at_most("memory of the server, most", loaded, MEMORY_TARGET_MB, "MB"));
    rows.push(Row::at_most("start to first answer", median(starts), START_TARGET_S, "s"));
    let wasm = site::modules()?;
    let first = wasm.first().context("there is no WASM in the site")?;
    // The modules of other areas are loaded by the first visit to one of their pages.
    rows.push(Row::plain("WASM of a first visit, raw", format!("{:.0} kB", kilobytes(first.raw))));
    let (compressed, most) = (kilobytes(first.brotli), kilobytes(weight::FIRST_VISIT));
    rows.push(Row::at_most("WASM of a first visit, brotli", compressed, most, "kB"));
    Ok(rows)
}

/// The rows of a part; none where it was not asked for.
fn part(
    parts: &Parts,
    part: Part,
    name: &str,
    measure: impl FnOnce() -> anyhow::Result<Vec<Row>>,
) -> anyhow::Result<Vec<Row>> {
    if parts.have(part) { step::shown(name, measure) } else { Ok(Vec::new()) }
}

fn kilobytes(bytes: u64) -> f64 {
    f64::from(u32::try_from(bytes).unwrap_or(u32::MAX)) / 1000.0
}
