//! The developer's commands: `cargo xtask run`, `build`, `test`, `bench`, `dev`, `fmt`, `seed`, `tools`.

mod bench;
mod build;
mod cli;
mod dev;
mod env;
mod fmt;
mod http;
mod port;
mod run;
mod seed;
mod server;
mod shell;
mod site;
mod step;
mod test;
mod tools;
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
