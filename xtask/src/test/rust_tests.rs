//! The native build that everything in a test run shares, and `cargo test` on it.

use std::process::Command;

use anyhow::Context;
use embedded_postgres::Cluster;

use super::{
    counts::{self, Counts},
    lints,
    summary::Counted,
};
use crate::{
    shell,
    step::{self, Failed},
    tools::{self, Need},
};

/// Builds the browser tests' server and all tests in one cargo run, so that no crate is compiled
/// twice. Returns the output of the compiler and clippy. A step of its own, since compile errors
/// would count as failed tests otherwise.
pub(crate) fn build() -> anyhow::Result<String> {
    step::quiet("build the tests", command("build")?.args(["--bins", "--tests"]))
}

pub(crate) fn run(cluster: &Cluster, filter: Option<&str>) -> anyhow::Result<Counted> {
    tools::ensure(&[Need::Tests])?;
    let mut test = command("test")?;
    test.env("TEST_DATABASE_URL", cluster.url("postgres")).env("FONTS_DIR", tools::fonts_dir()?);
    test.env("CALENDAR_PYTHON", tools::calendar_python()?);
    test.args(["--bins", "--tests", "--no-fail-fast", "--"]).args(filter);
    match step::quiet("unit and integration", &mut test) {
        Ok(output) => Ok(Counted { counts: counts::of_cargo(&output), ok: true }),
        Err(error) => {
            let output =
                &error.downcast_ref::<Failed>().context("the tests could not be run")?.output;
            let counts = counts::of_cargo(output);
            eprintln!("{}", output.trim_end());
            // A crash leaves no count, but it is a failure.
            let counts = Counts { failed: counts.failed.max(1), ..counts };
            Ok(Counted { counts, ok: false })
        }
    }
}

fn command(verb: &str) -> anyhow::Result<Command> {
    let mut cargo = shell::cargo();
    cargo.args([verb, "--workspace", "--exclude", "frontend"]);
    lints::add_to(&mut cargo)?;
    Ok(cargo)
}
