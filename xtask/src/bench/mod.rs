//! `cargo xtask bench`: how fast the release build is, each figure beside a floor that was measured
//! in the same run on the same machine.

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
    step::shown("data", || data::prepare(&database, !args.quick))?;
    let rows = measure(&database, &plan, !args.quick)?;

    println!("\nEvent Hub on {}", machine::describe());
    let version = database.text("postgres", "SHOW server_version")?;
    let fsync = database.text("postgres", "SHOW fsync")?;
    println!(
        "PostgreSQL {version}, fsync {fsync}; load of the machine before the run {load_before}\n"
    );
    table::print(&rows);
    Ok(())
}

fn measure(database: &Database, plan: &Plan, large: bool) -> anyhow::Result<Vec<Row>> {
    let mut rows = Vec::new();
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

    let for_large = database.cluster()?.url(data::LARGE);
    let second = large.then(|| Server::start(&for_large, database.dir())).transpose()?;
    let pages = step::shown("pages", || pages::measure(database, &server, second.as_ref(), plan))?;
    drop(second);
    let bookings =
        step::shown("bookings", || bookings::measure(database, &server, floor.as_ref(), plan))?;
    let typed =
        step::shown("bookings of ticket types", || typed::measure(database, &server, plan))?;
    let busy = step::shown("bookings beside mail and certificates", || {
        busy::measure(database, &server, plan)
    })?;
    let loaded = server.megabytes("VmHWM")?;
    if large {
        rows.extend(step::shown("organizer", || organizer::measure(database, plan))?);
    }
    let wasm = site::modules()?;
    let first = wasm.first().context("there is no WASM in the site")?;

    rows.extend(bookings);
    rows.extend(typed);
    rows.extend(busy);
    rows.extend(pages);
    rows.push(Row::at_most("memory of the server, idle", idle, MEMORY_TARGET_MB, "MB"));
    rows.push(Row::at_most("memory of the server, most", loaded, MEMORY_TARGET_MB, "MB"));
    rows.push(Row::at_most("start to first answer", median(starts), START_TARGET_S, "s"));
    // The modules of other areas are loaded by the first visit to one of their pages.
    rows.push(Row::plain("WASM of a first visit, raw", format!("{:.0} kB", kilobytes(first.raw))));
    let (compressed, most) = (kilobytes(first.brotli), kilobytes(weight::FIRST_VISIT));
    rows.push(Row::at_most("WASM of a first visit, brotli", compressed, most, "kB"));
    Ok(rows)
}

fn kilobytes(bytes: u64) -> f64 {
    f64::from(u32::try_from(bytes).unwrap_or(u32::MAX)) / 1000.0
}
