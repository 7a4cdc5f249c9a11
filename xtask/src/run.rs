//! `cargo xtask run`: from a fresh clone to a page in the browser.

use crate::{
    port, server,
    shell::{self, show},
    site, step,
    tools::{self, Need},
};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The port on 127.0.0.1
    #[arg(long, default_value_t = 3000)]
    port: u16,
    /// Start without demo data
    #[arg(long)]
    no_demo: bool,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    port::check_free(args.port)?;
    tools::ensure(&[Need::Build, Need::Postgres])?;
    build()?;
    let mut server = server::command(args.port)?;
    server.arg("serve");
    if !args.no_demo {
        server.arg("--demo");
    }
    eprintln!("▸ starting the server (Ctrl-C stops it and its database)");
    Err(shell::become_program(&mut server))
}

/// The release build of both halves, with cargo's own progress.
pub(crate) fn build() -> anyhow::Result<()> {
    if site::front_is_current()? {
        eprintln!("▸ front end: unchanged");
    } else {
        let stamp = site::stamp()?;
        step::shown("front end: WASM, styles, assets", || show(&mut site::front_command()))?;
        site::mark_front_current(&stamp)?;
    }
    step::shown("server", || show(&mut site::server_command()))
}
