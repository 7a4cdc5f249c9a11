//! `cargo test` against one shared database server.

use anyhow::Context;
use embedded_postgres::Cluster;

use super::{
    counts::{self, Counts},
    summary::Counted,
};
use crate::{
    shell,
    step::{self, Failed},
    tools,
};

/// Without this, compile errors would count as failed tests.
pub(crate) fn build() -> anyhow::Result<()> {
    step::quiet("build the tests", command().arg("--no-run")).map(drop)
}

pub(crate) fn run(cluster: &Cluster, filter: Option<&str>) -> anyhow::Result<Counted> {
    let mut test = command();
    test.env("TEST_DATABASE_URL", cluster.url("postgres")).env("FONTS_DIR", tools::fonts_dir()?);
    test.arg("--").args(filter);
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

fn command() -> std::process::Command {
    let mut test = shell::cargo();
    test.args(["test", "--workspace", "--exclude", "frontend", "--no-fail-fast"]);
    test
}
