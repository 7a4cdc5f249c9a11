use clap::{Parser, Subcommand};

use crate::{
    bench, build, coverage, dev, dist, fmt, run, schemathesis, screenshots, seed, test,
    tools::{self, Need},
};

#[derive(Debug, Parser)]
#[command(name = "cargo xtask", about = "Event Hub's developer commands")]
pub(crate) struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Bring the tools, build everything, start the server with its database and demo data
    Run(run::Args),
    /// Build the release, and say how large the WASM is
    Build(build::Args),
    /// Put the release with its site and fonts into one folder, ready to deploy
    Dist(dist::Args),
    /// Rebuild and restart on every change
    Dev(dev::Args),
    /// Format, lints, unit, integration and browser tests
    Test(test::Args),
    /// Measure the release build, each figure beside a floor from the same run
    Bench(bench::Args),
    /// Pictures of every page and state, for eyes
    Screenshots(screenshots::Args),
    /// Which lines of `types`, `domain` and `server` the tests reach
    Coverage,
    /// Ask the API by its description, at length
    Schemathesis(schemathesis::Args),
    /// Format everything, also inside `view!`
    Fmt,
    /// Fill the database with demo data
    Seed,
    /// Bring the pinned tools into the cache
    Tools,
}

pub(crate) fn run() -> anyhow::Result<()> {
    match Cli::parse().command {
        Command::Run(args) => run::run(&args),
        Command::Build(args) => build::run(&args),
        Command::Dist(args) => dist::run(&args),
        Command::Dev(args) => dev::run(&args),
        Command::Test(args) => test::run(&args),
        Command::Bench(args) => bench::run(&args),
        Command::Screenshots(args) => screenshots::run(&args),
        Command::Coverage => coverage::run(),
        Command::Schemathesis(args) => schemathesis::run(&args),
        Command::Fmt => fmt::run(),
        Command::Seed => seed::run(),
        Command::Tools => {
            tools::ensure(&[Need::Build, Need::Watch, Need::Checks, Need::Postgres]).map(drop)
        }
    }
}
