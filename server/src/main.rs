//! The Event Hub server.

use clap::Parser as _;
use std::process::ExitCode;

fn main() -> ExitCode {
    match server::commands::run(server::cli::Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
