//! The developer's commands: `cargo xtask --help` lists them.

mod bench;
mod build;
mod cli;
mod coverage;
mod dev;
mod dist;
#[cfg(test)]
mod docs;
mod env;
mod files;
mod fmt;
mod http;
mod port;
mod run;
mod schemathesis;
mod screenshots;
mod seed;
mod server;
mod shell;
mod site;
mod step;
mod test;
mod tools;
mod weight;
mod workspace;

use std::process::ExitCode;

fn main() -> ExitCode {
    match cli::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}
