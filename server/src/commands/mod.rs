//! The commands of the command line.

mod admin;
mod doctor;
mod healthcheck;
mod mail;
mod serve;

#[cfg(test)]
pub(crate) use healthcheck::DEADLINE as HEALTHCHECK_DEADLINE;

use crate::cli::{Cli, Command};
use crate::config::{Config, Source};
use crate::database::{ClusterRole, Database};
use crate::{api, import, telemetry};
use anyhow::Context as _;
use domain::{Db, Hub};
use std::io::Write as _;
use std::time::Duration;

/// Connections of a command that does one thing and ends.
const FEW: u32 = 4;
/// How long work on other threads may take to end with the process.
pub(crate) const LAST_WORDS: Duration = Duration::from_secs(5);

/// Does what was asked.
///
/// # Errors
/// What went wrong, in words for the person who typed the command.
pub fn run(cli: Cli) -> anyhow::Result<()> {
    if matches!(cli.command, Command::Openapi) {
        // Not `println!`, which panics when its reader goes away.
        writeln!(std::io::stdout(), "{}", api::openapi().to_pretty_json()?)?;
        return Ok(());
    }
    if let Command::Doctor(options) = &cli.command {
        return doctor::run(options);
    }
    if matches!(cli.command, Command::Healthcheck) {
        return healthcheck::run();
    }
    let mut config = Config::load(&Source::of_process()?)?;
    telemetry::init(&config);
    if let Command::Serve(options) = &cli.command {
        serve::prepare(&mut config, options)?;
    }
    let role = match cli.command {
        Command::Serve(_) => ClusterRole::Owner,
        _ => ClusterRole::Guest,
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("the threads could not be started")?;
    let database = Database::open(&config, role)?;
    let outcome = runtime.block_on(dispatch(&config, &database, cli.command));
    runtime.shutdown_timeout(LAST_WORDS);
    let stopped = database.stop();
    outcome.and(stopped)
}

async fn dispatch(config: &Config, database: &Database, command: Command) -> anyhow::Result<()> {
    match command {
        Command::Serve(options) => serve::run(config, database, &options).await,
        Command::Migrate => {
            database.connect(FEW).await?;
            println!("The database is up to date.");
            Ok(())
        }
        Command::Admin(command) => admin::run(&hub(config, database).await?, command).await,
        Command::Mail(command) => mail::run(&hub(config, database).await?, command).await,
        Command::Import { file } => {
            let hub = hub(config, database).await?;
            let report = import::run(&hub, &file, &import::progress_bar()).await?;
            println!("{report}");
            Ok(())
        }
        Command::Seed => {
            if config.is_production() {
                anyhow::bail!(
                    "seed makes accounts whose passwords everyone knows: never in production"
                );
            }
            println!("{}", demo_data::run(&hub(config, database).await?).await?);
            Ok(())
        }
        Command::Worker => serve::run_workers(config, database).await,
        // Done before anything was opened.
        Command::Openapi | Command::Doctor(_) | Command::Healthcheck => Ok(()),
    }
}

async fn hub(config: &Config, database: &Database) -> anyhow::Result<Hub> {
    on(config, database.connect(FEW).await?)
}

fn on(config: &Config, db: Db) -> anyhow::Result<Hub> {
    Ok(Hub::new(db, config.settings()?))
}
