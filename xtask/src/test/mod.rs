//! `cargo xtask test`: everything that must hold before a change lands.

pub(crate) mod browser;
mod circles;
mod counts;
pub(crate) mod database;
mod deny;
mod format;
mod layers;
mod lints;
mod purity;
pub(crate) mod rust_tests;
mod summary;

use anyhow::bail;
use summary::Summary;

use crate::{
    schemathesis, site,
    tools::{self, Need},
    weight,
};

/// Requests an operation and role: a minute's worth. `cargo xtask schemathesis` sends more.
const API_EXAMPLES: u32 = 2;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Only tests whose name contains this, Rust's and the browser's; leaves out the checks
    filter: Option<String>,
    /// Leave out the front end and the browser tests
    #[arg(long, conflicts_with = "only_browser")]
    skip_browser: bool,
    /// Only the browser tests and what they need
    #[arg(long)]
    only_browser: bool,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    let mut summary = Summary::new();
    let filter = args.filter.as_deref();
    tools::ensure(&[Need::Postgres, Need::Fonts])?;
    let cluster = database::start()?;

    if !args.only_browser && filter.is_none() {
        tools::ensure(&[Need::Checks])?;
        summary.step("format", format::check);
        summary.step("wasm purity", purity::check);
        summary.step("layers of the domain", layers::check);
        summary.step("circles of the server", circles::check);
        summary.step("licences and bans", deny::check);
        summary.step("lints of the front end", lints::frontend);
    }
    let mut said = String::new();
    let built = summary.step("build the tests", || {
        said = rust_tests::build()?;
        Ok(())
    });
    if built && filter.is_none() {
        summary.step("lints", || lints::none_in(&said));
    }
    if built && !args.only_browser {
        summary.counted("unit and integration", || rust_tests::run(&cluster, filter));
    }
    let mut in_browser = None;
    if !args.skip_browser {
        tools::ensure(&[Need::Build])?;
        summary.step("types of browser tests", browser::check_types);
        let front = built && summary.step("build the front end", || site::build_front(site::quiet));
        if front {
            in_browser = summary.counted("browser", || browser::run(&cluster, filter));
            if filter.is_none() {
                summary.step("weight of the pages", weight::check);
                let everybody = |_: &str| true;
                summary.step("API as described", || {
                    schemathesis::ask(&cluster, API_EXAMPLES, everybody)
                });
            }
        }
    }
    drop(cluster);

    summary.print();
    if let Some(counts) = &in_browser {
        println!("{counts}");
    }
    if summary.failed() {
        bail!("not everything passed");
    }
    Ok(())
}
