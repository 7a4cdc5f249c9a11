//! `cargo xtask run`: from a fresh clone to a page in the browser.

use crate::{
    port,
    server::{self, Build},
    shell, site,
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
    /// Start what ships: it takes longer to build and answers faster
    #[arg(long)]
    release: bool,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    port::check_free(args.port)?;
    tools::ensure(&[Need::Build, Need::Postgres])?;
    tools::ensure_fonts_if_possible();
    let build = if args.release { Build::Release } else { Build::Development };
    site::build(build, site::shown)?;
    let mut server = server::command(build, args.port)?;
    server.arg("serve");
    if !args.no_demo {
        server.arg("--demo");
    }
    if !args.release {
        eprintln!("▸ a build for development; `cargo xtask run --release` serves what ships");
    }
    eprintln!("▸ starting the server (Ctrl-C stops it and its database)");
    Err(shell::become_program(&mut server))
}
