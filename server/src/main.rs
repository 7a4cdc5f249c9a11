//! The Event Hub server.

use clap::Parser as _;
use std::process::ExitCode;

/// Making a page allocates thousands of small strings, which took two fifths of its time otherwise.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match server::commands::run(server::cli::Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
