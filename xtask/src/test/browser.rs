//! Playwright against the tests' server with the front end that ships.

use std::{ffi::OsString, fs};

use anyhow::{Context, bail};
use embedded_postgres::Cluster;

use super::{
    counts::{self, Counts},
    database,
    summary::Counted,
};
use crate::{
    port,
    server::{self, Running},
    shell, step,
    tools::{Chromium, end2end_program, ensure_chromium, ensure_playwright},
    workspace,
};

const DATABASE: &str = "e2e";

/// Type-checks the specs, which takes seconds; Playwright would fail only after everything is built.
pub(crate) fn check_types() -> anyhow::Result<()> {
    ensure_playwright()?;
    step::quiet("tsc", end2end_program("tsc").args(["--noEmit", "--project", "."])).map(drop)
}

pub(crate) fn run(cluster: &Cluster, filter: Option<&str>) -> anyhow::Result<Counted> {
    ensure_playwright()?;
    if let Some(filter) = filter
        && !has_tests(filter)
    {
        eprintln!("  no browser test matches {filter:?}");
        return Ok(Counted { counts: Counts::default(), ok: true });
    }
    let chromium = ensure_chromium()?;
    let server = serve(cluster, DATABASE, &[])?;
    let report = workspace::scratch("logs")?.join("playwright.json");
    // A report of an earlier run must not be read as this one's.
    let _ = fs::remove_file(&report);

    let mut playwright = end2end_program("playwright");
    playwright.arg("test");
    playwright.env("BASE_URL", server.url()).env("PLAYWRIGHT_JSON_OUTPUT_NAME", &report);
    playwright.arg("--reporter=list,json");
    if let Chromium::Program(program) = chromium {
        playwright.env("CHROMIUM_PATH", program);
    }
    if let Some(filter) = filter {
        playwright.args(["--grep", filter]);
    }
    let outcome = shell::show(&mut playwright);
    let Ok(report) = fs::read_to_string(&report) else {
        bail!("Playwright made no report: {:#}", outcome.err().context("and did not fail")?);
    };
    let counts = counts::of_playwright(&report).context("cannot read Playwright's report")?;
    if counts == Counts::default() {
        bail!(
            "no browser test ran{}",
            outcome.err().map_or_else(String::new, |e| format!(": {e:#}"))
        );
    }
    Ok(Counted { counts, ok: outcome.is_ok() && counts.failed == 0 })
}

/// The tests' server with demo data, on a database and in a directory of its own.
pub(crate) fn serve(
    cluster: &Cluster,
    name: &str,
    more: &[(&'static str, &str)],
) -> anyhow::Result<Running> {
    cluster.ensure_database(name)?;
    let port = port::any_free()?;
    let mut environment: Vec<(&str, OsString)> = vec![
        ("DATABASE_URL", cluster.url(name).into()),
        ("BASE_URL", server::url(port).into()),
        ("APP_ENV", "development".into()),
        ("RATE_LIMIT", "off".into()),
        // One payment in twenty fails by default, and with it one test.
        ("MOCK_PAYMENT_SUCCESS_RATE", "1".into()),
    ];
    environment.extend(more.iter().map(|(name, value)| (*name, (*value).into())));
    Running::start(port, environment, &database::fresh_dir(name)?)
}

fn has_tests(filter: &str) -> bool {
    shell::capture(end2end_program("playwright").args(["test", "--list", "--grep", filter])).is_ok()
}
